import pg from "pg";

/** Connections to a server that is restarted under them: a query that is cut off fails, this process lives on. */
export const openPool = (connectionString: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max });
  const lose = (): void => undefined;
  // The pool hears of idle connections only; one that is lost at work would end the process.
  return pool.on("error", lose).on("connect", (client) => client.on("error", lose));
};

import { randomUUID } from "node:crypto";
import pg from "pg";
import { RuntimeError } from "../errors.ts";
import { ensureDatabase, startPostgres } from "../postgres.ts";

/** By which the processes of a run of tests know where its Postgres listens. */
const VARIABLE = "SCRIP_TEST_DATABASE_URL";

/** `globalSetup` of vitest.config.ts: one Postgres for all test files, each makes databases of its own there. */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env[VARIABLE] !== undefined) return undefined;
  const postgres = await startPostgres();
  process.env[VARIABLE] = postgres.url;
  return () => postgres.stop();
};

/** URL of the Postgres that all test files share. */
export const sharedPostgres = (): string => {
  const url = process.env[VARIABLE];
  if (url === undefined) throw new RuntimeError(`${VARIABLE} is not set: this project has no globalSetup.`);
  return url;
};

/** An empty database of its own. `drop` ends whoever is still connected. */
export const createTestDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = await ensureDatabase(sharedPostgres(), name);
  const drop = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: sharedPostgres() });
    await client.connect();
    await client.query(`drop database ${name} with (force)`).finally(() => client.end());
  };
  return { url, drop };
};

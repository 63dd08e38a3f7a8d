import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { LOCALHOST } from "../../runtime/ports.ts";
import { type Postgres, startPostgres } from "../../runtime/postgres.ts";

/** A Postgres on a folder of its own, behind a door: it may end and come back, and its URL stays. */
export type RestartablePostgres = {
  url: string;
  /** Ends the server; what is connected is cut off. */
  halt(): Promise<void>;
  /** Starts it anew on the same folder. */
  start(): Promise<void>;
  /** Ends it, and closes the door. */
  stop(): Promise<void>;
};

export const startRestartablePostgres = async (dataDir: string): Promise<RestartablePostgres> => {
  const start = () => startPostgres({ dataDir });
  let postgres: Postgres = await start();
  const sockets = new Set<Socket>();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const door = createServer((near) => {
    const far = connect(Number(new URL(postgres.url).port), LOCALHOST);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => door.listen(0, LOCALHOST, resolve));
  const url = new URL(postgres.url);
  url.port = `${(door.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    halt: async () => {
      await postgres.stop();
      cut();
    },
    start: async () => {
      postgres = await start();
    },
    stop: async () => {
      await postgres.stop();
      door.close();
      cut();
    },
  };
};

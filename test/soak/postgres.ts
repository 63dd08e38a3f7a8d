import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCALHOST } from "../../runtime/ports.ts";
import { type Postgres, startPostgres } from "../../runtime/postgres.ts";

/** A durable Postgres whose URL stays the same over restarts. */
export type RestartablePostgres = {
  url: string;
  /** Cuts all connections, ends the server, starts it anew on the same folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export const startRestartablePostgres = async (): Promise<RestartablePostgres> => {
  const dataDir = mkdtempSync(join(tmpdir(), "scrip-soak-"));
  const start = () => startPostgres({ dataDir, persistent: true });
  let postgres: Postgres = await start();
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
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
  await new Promise<void>((resolve) => server.listen(0, LOCALHOST, resolve));
  const url = new URL(postgres.url);
  url.port = `${(server.address() as AddressInfo).port}`;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.toString(),
    restart: async () => {
      await postgres.stop();
      cut();
      postgres = await start();
    },
    stop: async () => {
      server.close();
      cut();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

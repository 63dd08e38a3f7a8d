import { serve } from "@hono/node-server";
import { LOCALHOST } from "../runtime/ports.ts";
import { BaseError } from "../sdk/errors/index.ts";
import type { BotsConfig } from "./config.ts";
import type { Log } from "./log.ts";

/** to the server of approvals */
const maxConnections = 500;

export type Listening = { close(): Promise<void> };

/**
 * Listens on this machine only, unless told otherwise. Who sends slowly does not hold a connection for long.
 *
 * @throws KeeperPortError
 */
export const listen = (
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: Pick<BotsConfig, "host" | "port">,
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const serverOptions = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5_000 };
    const server = serve({ fetch, port, hostname: host, serverOptions }, () =>
      resolve({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
    if ("maxConnections" in server) server.maxConnections = maxConnections;
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new KeeperPortError(port) : error);
    });
  });

export const warnOfOpenHost = (host: string, log: Log): void => {
  if (host === LOCALHOST || host === "::1") return;
  log.warn(
    { host },
    "approvals are served beyond this machine without encryption: put a proxy with TLS before KEEPER_HOST, and say so in KEEPER_PROXIES",
  );
};

/** Somebody else listens on the keepers' port. */
class KeeperPortError extends BaseError {
  override readonly name = "KeeperPortError";

  constructor(port: number) {
    super(`Port ${port} is in use. Stop who listens there, or set KEEPER_PORT to a free port.`);
  }
}

import type { Deployment } from "../sdk/types.ts";
import { PROJECT_ROOT, ponderScript } from "./binaries.ts";
import { RuntimeError } from "./errors.ts";
import { VIEWS_SCHEMA } from "./index-identity.ts";
import { LOCALHOST } from "./ports.ts";
import { type Child, startProcess } from "./process.ts";

export interface PonderParameters {
  /** Of the relay. */
  rpcUrls: readonly string[];
  deploymentPath: string;
  deployment: Deployment;
  /** The index's own database. */
  databaseUrl: string;
  schema: string;
  port: number;
  /** Milliseconds between questions for a new block. */
  pollingInterval: number;
  /** With how many requests a second it begins. */
  requestsPerSecond: number;
  onLine: (line: string) => void;
}

/** Somebody else took the index's port. */
export class IndexPortError extends RuntimeError {
  override readonly name: string = "IndexPortError";
  constructor(port: number) {
    super(`Port ${port} is in use. Stop who listens there, or set INDEX_PORT to a free port.`);
  }
}

// Of the first life the whole backfill is part.
const READY_TIMEOUT = 60 * 60_000;
const REQUEST_TIMEOUT = 5_000;

/** One life of the Ponder process, up to the moment when it has caught up and answers. */
export const startPonder = async (parameters: PonderParameters): Promise<Child> => {
  const { port, schema, onLine } = parameters;
  const args = ["start", "--root", PROJECT_ROOT, "--schema", schema, "--views-schema", VIEWS_SCHEMA];
  args.push("--hostname", LOCALHOST, "--port", `${port}`);
  const child = await startProcess({
    name: "the index",
    command: process.execPath,
    args: [ponderScript(), ...args],
    cwd: PROJECT_ROOT,
    env: environment(parameters),
    onLine,
  });
  try {
    // Ponder silently takes the next port when its own is busy; only the child knows which one it has.
    const [, bound] = await child.waitForLine(/Created HTTP server.*\bport=(\d+)/, READY_TIMEOUT);
    if (Number(bound) !== port) throw new IndexPortError(port);
    await child.waitUntil(async () => ((await isReady(port)) ? true : undefined), READY_TIMEOUT);
    return child;
  } catch (error) {
    await child.stop();
    throw error;
  }
};

/** The last block whose rows are committed; undefined while the index does not answer. */
export const readIndexHead = async (port: number, chainId: number): Promise<bigint | undefined> => {
  const response = await ask(port, "status");
  if (!response?.ok) return undefined;
  const chains = Object.values((await response.json()) as Record<string, { id: number; block: { number: number } }>);
  const chain = chains.find(({ id }) => id === chainId);
  return chain && BigInt(chain.block.number);
};

const isReady = async (port: number): Promise<boolean> => (await ask(port, "ready"))?.ok === true;

const ask = (port: number, path: string): Promise<Response | undefined> =>
  fetch(`http://${LOCALHOST}:${port}/${path}`, { signal: AbortSignal.timeout(REQUEST_TIMEOUT) }).catch(() => undefined);

const environment = (parameters: PonderParameters): NodeJS.ProcessEnv => {
  // PORT would override --port, and DATABASE_SCHEMA --schema.
  const { PORT: _port, DATABASE_SCHEMA: _schema, ...inherited } = process.env;
  return {
    ...inherited,
    DATABASE_URL: parameters.databaseUrl,
    PONDER_RPC_URLS: parameters.rpcUrls.join(","),
    PONDER_CHAIN_ID: `${parameters.deployment.chainId}`,
    PONDER_POLLING_INTERVAL: `${parameters.pollingInterval}`,
    PONDER_REQUESTS_PER_SECOND: `${parameters.requestsPerSecond}`,
    PONDER_TELEMETRY_DISABLED: "1",
    DEPLOYMENT: parameters.deploymentPath,
  };
};

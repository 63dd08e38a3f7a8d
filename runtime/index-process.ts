import { resolve } from "node:path";
import type { Deployment } from "../sdk/types.ts";
import { readDeployment } from "./deployment.ts";
import type { RuntimeError } from "./errors.ts";
import { indexDatabaseName, indexSchemaName, readStartHash, VIEWS_SCHEMA } from "./index-identity.ts";
import { IndexSupervisor } from "./index-supervisor.ts";
import { IndexPortError, startPonder } from "./ponder.ts";
import { isPortFree, LOCALHOST } from "./ports.ts";
import { ensureDatabase, recreateDatabase } from "./postgres.ts";
import { startRpcRelay } from "./rpc-relay.ts";

export interface IndexParameters {
  rpcUrls: readonly string[];
  /** Path of the deployment record. */
  deploymentPath: string;
  /** A database on the server where the index makes its own, one per chain instance. */
  databaseUrl: string;
  port: number;
  /** Milliseconds between questions for a new block; at least 100. Default 1000. */
  pollingInterval?: number | undefined;
  /** With how many requests a second the index begins to read the chain; at least 20 for each endpoint. Default 400. */
  requestsPerSecond?: number | undefined;
  /** Most blocks that the endpoints give logs of in one answer. Default: the index finds out. */
  logsRange?: number | undefined;
  /** Milliseconds behind the chain's head without progress after which the index counts as stuck. Default 60 000. */
  stallTimeout?: number | undefined;
  /** Told in a sentence what the supervisor does: restarts, rebuilds. */
  onNotice?: ((notice: string) => void) | undefined;
  /** Told when the supervisor gives up. */
  onFailure?: ((error: RuntimeError) => void) | undefined;
  /** Told every line that Ponder prints. */
  onLine?: ((line: string) => void) | undefined;
}

export interface IndexProcess {
  /** Where the API answers. */
  readonly url: string;
  /** The index's own database. Holds a password: do not print it. */
  readonly databaseUrl: string;
  /** Of the tables that this version of the handlers fills. Readers use `viewsSchema`. */
  readonly schema: string;
  readonly viewsSchema: string;
  readonly deployment: Deployment;
  /** The last block whose rows are committed; undefined while the index does not answer. */
  head(): Promise<bigint | undefined>;
  /** Resolves when the rows of `block` are committed. Default timeout: 60 000 ms. */
  syncedTo(block: bigint, timeout?: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Ponder on a deployment and resolves once it has caught up and answers. From then on it is restarted when it
 * ends or stalls, rebuilt from the chain when it reports a reorg that it cannot follow, and given up, with a reason,
 * when the endpoints serve another chain or it fails again and again. Ponder itself does none of this: it stays up and
 * serves old rows.
 */
export const startIndex = async (parameters: IndexParameters): Promise<IndexProcess> => {
  const { rpcUrls, port, pollingInterval = 1_000, requestsPerSecond = 400, stallTimeout = 60_000 } = parameters;
  const { onLine = () => {}, onNotice = () => {}, onFailure = () => {} } = parameters;
  const deploymentPath = resolve(parameters.deploymentPath);
  const deployment = readDeployment(deploymentPath);
  const startHash = await readStartHash(rpcUrls, deployment);
  if (!(await isPortFree(port))) throw new IndexPortError(port);

  const name = indexDatabaseName(startHash);
  const databaseUrl = await ensureDatabase(parameters.databaseUrl, name);
  const schema = indexSchemaName(deploymentPath);
  const relay = await startRpcRelay({ rpcUrls, maxBlocks: parameters.logsRange });
  const ponder = { deploymentPath, deployment, databaseUrl, schema, port, pollingInterval, requestsPerSecond };

  const supervisor = new IndexSupervisor({
    rpcUrls,
    deployment,
    startHash,
    port,
    stallTimeout,
    onLine,
    onNotice,
    onFailure,
    run: (onLine) => startPonder({ ...ponder, rpcUrls: relay.urls, onLine }),
    reset: () => recreateDatabase(parameters.databaseUrl, name),
  });
  try {
    await supervisor.start();
  } catch (error) {
    await relay.stop();
    throw error;
  }
  return {
    url: `http://${LOCALHOST}:${port}`,
    databaseUrl,
    schema,
    viewsSchema: VIEWS_SCHEMA,
    deployment,
    head: () => supervisor.head(),
    syncedTo: (block, timeout = 60_000) => supervisor.syncedTo(block, timeout),
    stop: async () => {
      await supervisor.stop();
      await relay.stop();
    },
  };
};

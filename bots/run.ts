import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { schedule } from "node-cron";
import pg from "pg";
import type { PublicClient } from "viem";
import { ANVIL_CHAIN_ID } from "../runtime/anvil.ts";
import { PROJECT_ROOT } from "../runtime/binaries.ts";
import { readDeployment } from "../runtime/deployment.ts";
import { indexDatabaseName, readStartHash, VIEWS_SCHEMA } from "../runtime/index-identity.ts";
import { readKeystore } from "../runtime/keystore.ts";
import { LOCALHOST } from "../runtime/ports.ts";
import { databaseUrl, withDatabase } from "../runtime/postgres.ts";
import { BaseError } from "../sdk/errors/index.ts";
import { readHead } from "../sdk/reads/head.ts";
import type { Deployment } from "../sdk/types.ts";
import { createAccreditationExpirer } from "./accreditation-expirer/index.ts";
import { createApprovalCollector } from "./approval-collector/index.ts";
import { createIntake } from "./approvals/intake.ts";
import { createServer, type Readiness } from "./approvals/server.ts";
import { type BotsConfig, readConfig } from "./config.ts";
import { createDistributionRunner } from "./distribution-runner/index.ts";
import { createIndexReader, type IndexReader } from "./index-reader.ts";
import { bindChain } from "./ledger/chain.ts";
import { type Database, databaseOf } from "./ledger/database.ts";
import { migrate } from "./ledger/migrate.ts";
import { createLockupUnlocker } from "./lockup-unlocker/index.ts";
import { createLog, type Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { type Chain, connectChain } from "./rpc/chain.ts";
import { createRunner, type Runner } from "./runner.ts";
import { createSender } from "./sender/index.ts";

// Entry of the keepers: `npx tsx bots/run.ts`. Everything that is acquired is released in the opposite order.

/** milliseconds after which a silent process loses the account to another one */
const leaseDuration = 30_000;
/** blocks that the index may be behind before keepers stop deciding on it */
const maxIndexLag = 5n;
const rpcTimeout = 10_000;

const main = async (): Promise<void> => {
  let log = createLog("info");
  try {
    const config = readConfig();
    log = createLog(config.logLevel);
    await start(config, log);
  } catch (error) {
    log.fatal({ err: error }, error instanceof BaseError ? error.shortMessage : "the keepers could not be started");
    process.exitCode = 1;
  }
};

const start = async (config: BotsConfig, log: Log): Promise<void> => {
  const chain = await connectChain({ urls: config.rpcUrls, maxSpread: config.maxHeadSpread, timeout: rpcTimeout, log });
  const { chainId } = chain;
  const deployment = readDeployment(config.deployment ?? join(PROJECT_ROOT, "deployments", `${chainId}.json`));
  const startBlockHash = await readStartHash(config.rpcUrls, deployment);
  const account = await readKeystore(config.keystore, config.passwordFile);

  const url = databaseUrl({ databaseUrl: config.databaseUrl });
  const pool = openPool(url, log);
  const indexPool = openPool(withDatabase(url, indexDatabaseName(startBlockHash)), log);
  try {
    const db = databaseOf(pool);
    await migrate(db);
    await bindChain(db, { chainId, startBlock: deployment.startBlock, startBlockHash });
    const index = createIndexReader({ pool: indexPool, schema: VIEWS_SCHEMA, chainId, maxLag: maxIndexLag });
    await work({ config, log, chain, deployment, account, db, index });
  } finally {
    await Promise.all([pool.end(), indexPool.end()]);
  }
};

/** A local chain stands still while nobody sends, and its time may be any. */
const limitsOf = ({ maxHeadAge, simulateBehind }: BotsConfig, chainId: number) =>
  chainId === ANVIL_CHAIN_ID
    ? { maxHeadAge, simulateBehind: simulateBehind ?? 0, maxSkew: undefined }
    : { maxHeadAge: maxHeadAge ?? 300, simulateBehind: simulateBehind ?? 1, maxSkew: 120 };

type Parts = {
  config: BotsConfig;
  log: Log;
  chain: Chain;
  deployment: Deployment;
  account: Awaited<ReturnType<typeof readKeystore>>;
  db: Database;
  index: IndexReader;
};

/** Runs until a signal ends it. */
const work = async ({ config, log, chain, deployment, account, db, index }: Parts): Promise<void> => {
  const { chainId } = deployment;
  const { client } = chain;
  const parts = { client, index, deployment };
  const keepers = [
    createLockupUnlocker(parts),
    createAccreditationExpirer(parts),
    createApprovalCollector({ ...parts, db, log }),
    createDistributionRunner(parts),
  ];
  const { confirmations, maxFee, itemBudget, dayBudget } = config;
  const sender = createSender({
    ...{ db, chain, account, confirmations, keepers, log, leaseDuration, maxFee, ...limitsOf(config, chainId) },
    budgets: { item: itemBudget, day: dayBudget },
  });
  const runner = createRunner({
    db,
    chainId,
    account: account.address,
    holder: randomUUID(),
    keepers,
    sender,
    readHead: () => readHead(client),
    log,
    leaseDuration,
  });

  const names = keepers.map(({ name }) => name);
  const metrics = createMetrics({
    db,
    chainId,
    keepers: names,
    leads: runner.leads,
    indexLag: () => indexLagOf(client, index).catch(() => undefined),
    headTimestamp: () =>
      readHead(client).then(
        ({ timestamp }) => timestamp,
        () => undefined,
      ),
  });
  const wakeAll = (): void => {
    for (const name of names) {
      metrics.wakeUps.inc({ keeper: name });
      runner.wake(name);
    }
  };
  const app = createServer({
    intake: createIntake({ client, db, deployment }),
    readiness: () => readinessOf({ client, db, index, runner }),
    metrics: metrics.text,
    wake: wakeAll,
    log,
  });

  const server = await listen(app.fetch, config.port);
  const task = schedule(config.schedule, wakeAll, { name: "wake the keepers", suppressMissedWarning: true });
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, "stopping: what was begun is finished first");
    runner.stop();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  log.info({ chainId, account: account.address, port: config.port, keepers: names }, "the keepers are awake");
  wakeAll();

  try {
    await runner.run();
  } finally {
    await task.destroy();
    await server.close();
  }
  log.info("stopped");
};

const openPool = (connectionString: string, log: Log): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: 5 });
  pool.on("error", (error) => log.warn({ err: error }, "a database connection was lost"));
  return pool;
};

const indexLagOf = async (client: PublicClient, index: IndexReader): Promise<bigint | undefined> => {
  const [{ number }, indexed] = await Promise.all([readHead(client), index.progress()]);
  return indexed === undefined ? undefined : number - indexed;
};

type ReadinessParts = Pick<Parts, "db" | "index"> & { client: PublicClient; runner: Runner };

/** Asks each thing that the keepers need, now. */
const readinessOf = async ({ client, db, index, runner }: ReadinessParts): Promise<Readiness> => {
  const checks = await Promise.all([
    db.execute(sql`select 1`).then(
      () => undefined,
      () => "the database does not answer",
    ),
    readHead(client).then(
      () => undefined,
      () => "no RPC endpoint answers",
    ),
    indexLagOf(client, index).then(
      (lag) => {
        if (lag === undefined) return "the index has no rows yet";
        return lag > maxIndexLag ? `the index is ${lag} blocks behind` : undefined;
      },
      () => "the index cannot be read",
    ),
    runner.leads() ? undefined : "another process holds the lease, or none was acquired yet",
  ]);
  const problems = checks.filter((problem) => problem !== undefined);
  return { ready: problems.length === 0, problems };
};

type Listening = { close(): Promise<void> };

/** Listens on this machine only. */
const listen = (fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: LOCALHOST }, () =>
      resolve({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new KeeperPortError(port) : error);
    });
  });

/** Somebody else listens on the keepers' port. */
class KeeperPortError extends BaseError {
  override readonly name = "KeeperPortError";

  constructor(port: number) {
    super(`Port ${port} is in use. Stop who listens there, or set KEEPER_PORT to a free port.`);
  }
}

await main();

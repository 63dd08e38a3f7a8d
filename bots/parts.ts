import { join } from "node:path";
import pg from "pg";
import type { Address, PublicClient } from "viem";
import { PROJECT_ROOT } from "../runtime/binaries.ts";
import { readDeployment } from "../runtime/deployment.ts";
import { indexDatabaseName, readStartHash, VIEWS_SCHEMA } from "../runtime/index-identity.ts";
import { databaseUrl, withDatabase } from "../runtime/postgres.ts";
import type { Deployment } from "../sdk/types.ts";
import { createAccreditationExpirer } from "./accreditation-expirer/index.ts";
import { createApprovalCollector } from "./approval-collector/index.ts";
import type { BotsConfig } from "./config.ts";
import { createDistributionRunner } from "./distribution-runner/index.ts";
import type { Limits } from "./health/judge.ts";
import { readSpend } from "./health/spend.ts";
import { readVitals, shared, type Vitals } from "./health/vitals.ts";
import { createIndexReader, type IndexReader } from "./index-reader.ts";
import type { Keeper } from "./keeper.ts";
import { type Database, databaseOf } from "./ledger/database.ts";
import { createLockupUnlocker } from "./lockup-unlocker/index.ts";
import type { Log } from "./log.ts";
import { createPledgeExpirer } from "./pledge-expirer/index.ts";
import { type Chain, connectChain } from "./rpc/chain.ts";
import type { Runner } from "./runner.ts";

// What keepers, observer and commands are made of, put together from the configuration.

/** blocks that the index may be behind before keepers stop deciding on it */
const maxIndexLag = 5n;
const rpcTimeout = 10_000;
/** seconds beyond the confirmations' blocks that work may take before people are told */
const overdueAfter = 300;
/** seconds that a block takes at most, as a rule */
const slowBlock = 15;
/** an account that changes hands more often in an hour has keepers that do not keep up */
const maxLeaderChanges = 6;
/** milliseconds that a look at the keepers' world is good for */
const lookLasts = 1_000;
/** Every transaction of the connection is read-only, whatever it says. */
const readOnlyOption = "-c default_transaction_read_only=on";

/** The keepers' world: the chain, the ledger, the index. */
export type Parts = {
  chain: Chain;
  client: PublicClient;
  deployment: Deployment;
  startBlockHash: string;
  db: Database;
  index: IndexReader;
  log: Log;
};

/** Opens the world for a piece of work and closes it again. @param readOnly both databases refuse every write */
export const withParts = async <T>(
  config: BotsConfig,
  log: Log,
  { readOnly }: { readOnly: boolean },
  work: (parts: Parts) => Promise<T>,
): Promise<T> => {
  const { rpcUrls, maxHeadSpread } = config;
  const chain = await connectChain({ urls: rpcUrls, maxSpread: maxHeadSpread, timeout: rpcTimeout, log });
  const { chainId, client } = chain;
  const deployment = readDeployment(config.deployment ?? join(PROJECT_ROOT, "deployments", `${chainId}.json`));
  const startBlockHash = await readStartHash(rpcUrls, deployment);
  const url = databaseUrl({ databaseUrl: config.databaseUrl });
  const options = readOnly ? readOnlyOption : undefined;
  const pool = openPool(url, log, options);
  const indexPool = openPool(withDatabase(url, indexDatabaseName(startBlockHash)), log, options);
  try {
    const index = createIndexReader({ pool: indexPool, schema: VIEWS_SCHEMA, chainId, maxLag: maxIndexLag });
    return await work({ chain, client, deployment, startBlockHash, db: databaseOf(pool), index, log });
  } finally {
    await Promise.all([pool.end(), indexPool.end()]);
  }
};

/** A ledger that may be written, for a person's word. */
export const withLedger = async <T>(config: BotsConfig, log: Log, work: (db: Database) => Promise<T>): Promise<T> => {
  const pool = openPool(databaseUrl({ databaseUrl: config.databaseUrl }), log);
  try {
    return await work(databaseOf(pool));
  } finally {
    await pool.end();
  }
};

const openPool = (connectionString: string, log: Log, options?: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: 5, ...(options === undefined ? {} : { options }) });
  const lost = (error: Error): void => log.warn({ err: error }, "a database connection was lost");
  // The pool hears idle connections only; one that is lost at work would end the process.
  pool.on("error", lost).on("connect", (client) => client.on("error", lost));
  return pool;
};

type KeeperParts = Pick<Parts, "client" | "deployment" | "db" | "index" | "log"> & { readOnly?: boolean | undefined };

/** A further keeper is a folder and a line here. */
export const keepersOf = (parts: KeeperParts): Keeper[] => [
  createLockupUnlocker(parts),
  createAccreditationExpirer(parts),
  createApprovalCollector(parts),
  createDistributionRunner(parts),
  createPledgeExpirer(parts),
];

/** From when on people are told. */
export const limitsOf = (config: BotsConfig, account: string): Limits => ({
  account,
  indexLag: maxIndexLag,
  skew: config.maxSkew,
  runway: config.minRunway,
  overdue: overdueAfter + config.confirmations * slowBlock,
  changes: maxLeaderChanges,
});

export type LookParts = Pick<Parts, "chain" | "db" | "index"> & { account: Address };

/** Looks at everything that the keepers need. @param runner of this process, if keepers run in it */
export const lookOf = (parts: LookParts, runner?: Pick<Runner, "leads" | "trouble">): (() => Promise<Vitals>) => {
  const { db, chain, account } = parts;
  const spend = () => readSpend(db, { chainId: chain.chainId, account });
  const own = { leads: () => runner?.leads() ?? false, trouble: () => runner?.trouble() };
  return shared(() => readVitals({ ...parts, ...own, spend }), lookLasts);
};

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { schedule } from "node-cron";
import pg from "pg";
import { pino } from "pino";
import { type Address, createPublicClient, fallback, http, type PublicClient, zeroAddress } from "viem";
import { PROJECT_ROOT } from "../runtime/binaries.ts";
import { readDeployment } from "../runtime/deployment.ts";
import { loadEnv } from "../runtime/env.ts";
import { indexDatabaseName, readStartHash, VIEWS_SCHEMA, WrongChainError } from "../runtime/index-identity.ts";
import { readKeystore, readKeystoreAddress } from "../runtime/keystore.ts";
import { readPrivateFile } from "../runtime/password.ts";
import { LOCALHOST } from "../runtime/ports.ts";
import { databaseUrl, withDatabase } from "../runtime/postgres.ts";
import { BaseError } from "../sdk/errors/index.ts";
import { readHead } from "../sdk/reads/head.ts";
import type { Deployment } from "../sdk/types.ts";
import { createInvestorSubject } from "./accreditation-expirer/explain.ts";
import { createAccreditationExpirer } from "./accreditation-expirer/index.ts";
import { createCallSubject } from "./approval-collector/explain.ts";
import { createApprovalCollector } from "./approval-collector/index.ts";
import { createIntake } from "./approvals/intake.ts";
import { createServer, type Readiness } from "./approvals/server.ts";
import { type BotsConfig, readConfig, type WebhookConfig } from "./config.ts";
import { createDistributionSubject } from "./distribution-runner/explain.ts";
import { createDistributionRunner } from "./distribution-runner/index.ts";
import { readEndpoints } from "./health/endpoints.ts";
import { type Finding, judge, type Limits } from "./health/judge.ts";
import { createMonitor } from "./health/monitor.ts";
import { createSpendReader } from "./health/spend.ts";
import { readVitals, shared, type Vitals } from "./health/vitals.ts";
import { createIndexReader, type IndexReader } from "./index-reader.ts";
import type { Keeper } from "./keeper.ts";
import { bindChain } from "./ledger/chain.ts";
import { type Database, databaseOf } from "./ledger/database.ts";
import { migrate } from "./ledger/migrate.ts";
import { createLotSubject } from "./lockup-unlocker/explain.ts";
import { createLockupUnlocker } from "./lockup-unlocker/index.ts";
import { createLog, type Log, secretsOf } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createDeliverer, type Deliverer } from "./notices/delivery.ts";
import { exitCodeOfError } from "./operate/commands.ts";
import { createObserver } from "./operate/observe.ts";
import { type Office, readLedgerAccount } from "./operate/office.ts";
import { createProgram } from "./operate/program.ts";
import { repeat } from "./repeat.ts";
import { createRunner, type Runner } from "./runner.ts";
import { createSender } from "./sender/index.ts";

// Entry of the keepers: `npm run keepers [-- command]`. Everything that is acquired is released in the opposite order.

/** blocks that the index may be behind before keepers stop deciding on it */
const maxIndexLag = 5n;
const rpcTimeout = 10_000;
/** milliseconds without a turn after which the process does not call itself alive */
const longestSilence = 120_000;
/** seconds beyond the confirmations' blocks that work may take before people are told */
const overdueAfter = 300;
/** seconds that a block takes at most, as a rule */
const slowBlock = 15;
/** an account that changes hands more often in an hour has keepers that do not keep up */
const maxLeaderChanges = 6;
/** milliseconds that a look at the keepers' world is good for */
const lookLasts = 1_000;
/** milliseconds between two looks of the monitor, two rounds of webhooks, two looks of an observer */
const pace = { monitor: 5_000, webhooks: 2_000, observer: 5_000 } as const;
/** milliseconds in which a second signal is the echo of the first: npm and terminals send Ctrl-C twice */
const echo = 500;

const main = async (): Promise<void> => {
  let log = createLog("info");
  const program = createProgram({
    run: async ({ observe }) => {
      const config = readConfig(loadEnv(), { needsKey: !observe });
      log = createLog(config.logLevel, undefined, secretsIn(config));
      await (observe || config.mode === "observe" ? observeOnly(config, log) : start(config, log));
    },
    withOffice: async (work) => {
      const config = readConfig(loadEnv(), { needsKey: false });
      log = createLog("warn", pino.destination({ fd: 2, sync: true }), secretsIn(config));
      return withOffice(config, log, work);
    },
    write: (text) => process.stdout.write(`${text}\n`),
    setExitCode: (code) => {
      process.exitCode = code;
    },
  });
  try {
    await program.parseAsync();
  } catch (error) {
    log.fatal({ err: error }, error instanceof BaseError ? error.shortMessage : "the keepers could not be started");
    process.exitCode = exitCodeOfError(error);
  }
};

/** Secrets that stand in the configuration: they are hidden in the log wherever they come up. */
const secretsIn = ({ rpcUrls, databaseUrl: database, webhook }: BotsConfig): string[] => {
  const urls = [...rpcUrls, database, webhook?.url, webhook?.escalationUrl];
  return urls.flatMap((url) => (url === undefined ? [] : secretsOf(url)));
};

const deploymentOf = (config: BotsConfig, chainId: number): Deployment =>
  readDeployment(config.deployment ?? join(PROJECT_ROOT, "deployments", `${chainId}.json`));

const start = async (config: BotsConfig, log: Log): Promise<void> => {
  const { chainId, client } = await connectChain(config.rpcUrls);
  const deployment = deploymentOf(config, chainId);
  const startBlockHash = await readStartHash(config.rpcUrls, deployment);
  const account = await readKeystore(config.keystore ?? "", config.password ?? { terminal: ownTerminal });

  const url = databaseUrl({ databaseUrl: config.databaseUrl });
  const pool = openPool(url, log);
  const indexPool = openPool(withDatabase(url, indexDatabaseName(startBlockHash)), log);
  try {
    const db = databaseOf(pool);
    await migrate(db);
    await bindChain(db, { chainId, startBlock: deployment.startBlock, startBlockHash });
    const index = createIndexReader({ pool: indexPool, schema: VIEWS_SCHEMA, chainId, maxLag: maxIndexLag });
    await work({ config, log, client, deployment, account, db, index });
  } finally {
    await Promise.all([pool.end(), indexPool.end()]);
  }
};

const ownTerminal = { input: process.stdin, output: process.stderr };

type Parts = {
  config: BotsConfig;
  log: Log;
  client: PublicClient;
  deployment: Deployment;
  account: Awaited<ReturnType<typeof readKeystore>>;
  db: Database;
  index: IndexReader;
};

type KeeperParts = Pick<Parts, "client" | "deployment" | "db" | "index" | "log"> & { adopts?: boolean };

const keepersOf = ({ db, log, adopts, ...parts }: KeeperParts): Keeper[] => [
  createLockupUnlocker(parts),
  createAccreditationExpirer(parts),
  createApprovalCollector({ ...parts, db, log, adopts }),
  createDistributionRunner(parts),
];

const limitsOf = ({ config, account }: { config: BotsConfig; account: string }): Limits => ({
  account,
  indexLag: maxIndexLag,
  skew: config.maxSkew,
  runway: config.minRunway,
  overdue: overdueAfter + config.confirmations * slowBlock,
  changes: maxLeaderChanges,
});

type LookParts = Pick<Parts, "client" | "db" | "index"> & {
  rpcUrls: readonly string[];
  chainId: number;
  account: Address;
};

const lookOf = (
  { rpcUrls, ...parts }: LookParts,
  runner?: Pick<Runner, "leads" | "trouble">,
): (() => Promise<Vitals>) => {
  const spend = createSpendReader(parts);
  const endpoints = () => readEndpoints(rpcUrls, parts.chainId);
  const own = { leads: () => runner?.leads() ?? false, trouble: () => runner?.trouble() };
  return shared(() => readVitals({ ...parts, ...own, spend, endpoints }), lookLasts);
};

/** Runs until a signal ends it. */
const work = async ({ config, log, client, deployment, account, db, index }: Parts): Promise<void> => {
  const { chainId } = deployment;
  const keepers = keepersOf({ client, index, deployment, db, log });
  const { confirmations, leaseDuration } = config;
  const sender = createSender({ db, client, account, chainId, confirmations, keepers, log, leaseDuration });
  const runner = createRunner({
    db,
    chainId,
    account: account.address,
    holder: `${hostname()} ${process.pid} ${randomUUID()}`,
    keepers,
    sender,
    readHead: () => readHead(client),
    log,
    leaseDuration,
  });

  const names = keepers.map(({ name }) => name);
  const { address } = account;
  const look = lookOf({ client, db, index, rpcUrls: config.rpcUrls, chainId, account: address }, runner);
  const limits = limitsOf({ config, account: address });
  const metrics = createMetrics({ db, chainId, keepers: names, look });
  const wakeAll = (): void => {
    for (const name of names) {
      metrics.wakeUps.inc({ keeper: name });
      runner.wake(name);
    }
  };
  const app = createServer({
    intake: createIntake({ client, db, deployment }),
    readiness: async () => readinessOf(judge(await look(), limits)),
    alive: () => runner.silence() < longestSilence,
    metrics: metrics.text,
    wake: wakeAll,
    log,
  });

  const monitor = createMonitor({ db, log, leads: runner.leads, look: async () => judge(await look(), limits) });
  const deliverer = config.webhook === undefined ? undefined : delivererOf(config.webhook, { db, chainId, log });
  const server = await listen(app.fetch, config.port);
  const task = schedule(config.schedule, wakeAll, { name: "wake the keepers", suppressMissedWarning: true });
  const ended = onSignal(log, runner.stop);
  log.info({ chainId, account: address, port: config.port, keepers: names }, "the keepers are awake");
  wakeAll();

  const beside = [
    repeat({ name: "the look at the keepers' world", work: monitor.look, every: pace.monitor, signal: ended, log }),
    ...(deliverer === undefined
      ? []
      : [repeat({ name: "the delivery of notices", work: deliverer.pass, every: pace.webhooks, signal: ended, log })]),
  ];
  try {
    await runner.run();
  } finally {
    await task.destroy();
    await Promise.all(beside);
    await server.close();
  }
  log.info("stopped");
};

/** A signal asks for an orderly end; a second one does not wait for it. The database settles what was cut off. */
const onSignal = (log: Log, stop: () => void): AbortSignal => {
  const ended = new AbortController();
  let first: number | undefined;
  const heard = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (first !== undefined && now - first < echo) return;
    if (first !== undefined) {
      log.warn({ signal }, "ends at once");
      process.exit(signal === "SIGINT" ? 130 : 143);
    }
    first = now;
    log.info({ signal }, "stopping: what was begun is finished first");
    stop();
    ended.abort();
  };
  process.on("SIGINT", heard).on("SIGTERM", heard);
  return ended.signal;
};

const delivererOf = (webhook: WebhookConfig, parts: Pick<Parts, "db" | "log"> & { chainId: number }): Deliverer => {
  const secret = readPrivateFile(webhook.secretFile).trim();
  if (secret.length < shortestWebhookSecret) throw new WebhookSecretError(webhook.secretFile);
  return createDeliverer({ ...parts, ...webhook, secret });
};

/** signs: a shorter secret could be guessed */
const shortestWebhookSecret = 32;

/** Whoever guesses the secret can send people false notices. */
class WebhookSecretError extends BaseError {
  override readonly name = "WebhookSecretError";

  constructor(file: string) {
    super(`The secret in ${file} is too short. Make one of ${shortestWebhookSecret} signs: openssl rand -hex 32.`);
  }
}

/** Looks and says what would be done, until a signal. The databases refuse every write of this process. */
const observeOnly = async (config: BotsConfig, log: Log): Promise<void> => {
  await withReadOnlyParts(config, log, async ({ client, deployment, db, index }) => {
    const named = config.keystore === undefined ? undefined : readKeystoreAddress(config.keystore);
    const keepers = keepersOf({ client, index, deployment, db, log, adopts: false });
    const observer = createObserver({
      client,
      keepers,
      account: named ?? zeroAddress,
      readHead: () => readHead(client),
      log,
    });
    const ended = onSignal(log, () => undefined);
    log.info({ chainId: deployment.chainId, keepers: keepers.map(({ name }) => name) }, "observes: nothing is signed");
    await repeat({ name: "the observation", work: observer.look, every: pace.observer, signal: ended, log });
    log.info("stopped");
  });
};

type ReadOnlyParts = Pick<Parts, "client" | "deployment" | "db" | "index">;

const withReadOnlyParts = async <T>(
  config: BotsConfig,
  log: Log,
  work: (parts: ReadOnlyParts) => Promise<T>,
): Promise<T> => {
  const { chainId, client } = await connectChain(config.rpcUrls);
  const deployment = deploymentOf(config, chainId);
  const startBlockHash = await readStartHash(config.rpcUrls, deployment);
  const url = databaseUrl({ databaseUrl: config.databaseUrl });
  const pool = openPool(url, log, readOnly);
  const indexPool = openPool(withDatabase(url, indexDatabaseName(startBlockHash)), log, readOnly);
  try {
    const index = createIndexReader({ pool: indexPool, schema: VIEWS_SCHEMA, chainId, maxLag: maxIndexLag });
    return await work({ client, deployment, db: databaseOf(pool), index });
  } finally {
    await Promise.all([pool.end(), indexPool.end()]);
  }
};

/** What a command needs: the ledger to write a person's word into, the rest to read. */
const withOffice = <T>(config: BotsConfig, log: Log, answer: (office: Office) => Promise<T>): Promise<T> =>
  withReadOnlyParts(config, log, async ({ client, deployment, index }) => {
    const pool = openPool(databaseUrl({ databaseUrl: config.databaseUrl }), log);
    try {
      const db = databaseOf(pool);
      const { chainId } = deployment;
      const named = config.keystore === undefined ? undefined : readKeystoreAddress(config.keystore);
      const account = named ?? (await readLedgerAccount(db, chainId));
      const keepers = keepersOf({ client, index, deployment, db, log, adopts: false });
      const intake = createIntake({ client, db, deployment });
      const subjects = [
        createLotSubject({ client, deployment }),
        createDistributionSubject({ client, deployment }),
        createInvestorSubject({ client, deployment }),
        createCallSubject({ intake }),
      ];
      const at = account ?? zeroAddress;
      const look = lookOf({ client, db, index, rpcUrls: config.rpcUrls, chainId, account: at });
      const limits = limitsOf({ config, account: at });
      return await answer({ config, client, deployment, account, db, keepers, subjects, look, limits });
    } finally {
      await pool.end();
    }
  });

/** Reads the chain through all endpoints, the first one first. All must serve the same chain. */
const connectChain = async (rpcUrls: readonly string[]): Promise<{ chainId: number; client: PublicClient }> => {
  const transports = rpcUrls.map((url) => http(url, { timeout: rpcTimeout, batch: { batchSize: 100 } }));
  const chainIds = await Promise.all(transports.map((transport) => createPublicClient({ transport }).getChainId()));
  const [chainId] = chainIds;
  if (chainId === undefined || chainIds.some((other) => other !== chainId)) {
    throw new WrongChainError(
      `RPC_URLS serve different chains: ${chainIds.join(", ")}. Name endpoints of one chain only.`,
    );
  }
  // Every question is about the newest block: nothing may be answered from memory.
  return { chainId, client: createPublicClient({ transport: fallback(transports), cacheTime: 0 }) };
};

/** Every transaction of the connection is read-only, whatever it says. */
const readOnly = "-c default_transaction_read_only=on";

const openPool = (connectionString: string, log: Log, options?: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: 5, ...(options === undefined ? {} : { options }) });
  const lost = (error: Error): void => log.warn({ err: error }, "a database connection was lost");
  // The pool hears idle connections only; one that is lost at work would end the process.
  pool.on("error", lost).on("connect", (client) => client.on("error", lost));
  return pool;
};

/** What keeps the keepers from their work stands in the way of being ready. */
const readinessOf = (findings: readonly Finding[]): Readiness => {
  const problems = findings.filter(({ level }) => level === "fail").map(({ text }) => text);
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

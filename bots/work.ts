import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { schedule } from "node-cron";
import { ANVIL_CHAIN_ID } from "../runtime/anvil.ts";
import { readPrivateFile } from "../runtime/password.ts";
import type { Signer } from "../runtime/signer.ts";
import { BaseError } from "../sdk/errors/index.ts";
import { createDescriber } from "./approvals/book.ts";
import { createIntake } from "./approvals/intake.ts";
import { createServer } from "./approvals/server.ts";
import type { BotsConfig, WebhookConfig } from "./config.ts";
import { createGatewayWatcher } from "./gateway-watcher/index.ts";
import { type Finding, judge, readinessOf } from "./health/judge.ts";
import { createMonitor } from "./health/monitor.ts";
import type { Keeper, Watcher } from "./keeper.ts";
import { createMetrics } from "./metrics.ts";
import { createDeliverer, type Deliverer } from "./notices/delivery.ts";
import { keepersOf, limitsOf, lookOf, type Parts } from "./parts.ts";
import { repeat } from "./repeat.ts";
import { createRunner, longestSilence } from "./runner.ts";
import { createDigest } from "./schedule/digest.ts";
import { createSchedule } from "./schedule/index.ts";
import { createSender, type Sender } from "./sender/index.ts";
import { listen, warnOfOpenHost } from "./serve.ts";
import { onSignal } from "./signals.ts";
import { createTermWatcher } from "./watcher/index.ts";

/** milliseconds between two looks of the monitor, two rounds of webhooks */
const pace = { monitor: 5_000, webhooks: 2_000 } as const;

export type WorkParts = Parts & { config: BotsConfig; account: Signer };

/** Lets the keepers work until a signal ends them. */
export const work = async (parts: WorkParts): Promise<void> => {
  const { config, log, chain, client, deployment, account, db, index } = parts;
  const { chainId } = deployment;
  const { address } = account;
  const keepers = keepersOf({ client, index, deployment, db, log });
  const watchers = watchersOf(parts);
  const jobs = config.digest === undefined ? [] : [createDigest(config.digest)];
  const names = [...[...keepers, ...watchers].map(({ name }) => name), "schedule"];

  const runner = createRunner({
    db,
    chainId,
    account: address,
    holder: `${hostname()} ${process.pid} ${randomUUID()}`,
    keepers,
    watchers,
    schedule: createSchedule({ db, chainId, jobs, log, onMissed: (job, count) => metrics.missed.inc({ job }, count) }),
    sender: senderOf(parts, keepers),
    readHead: async () => (await chain.look()).head,
    log,
    leaseDuration: config.leaseDuration,
  });
  const look = lookOf({ chain, db, index, account: address }, runner);
  const metrics = createMetrics({ db, chainId, keepers: names, look });
  const limits = limitsOf(config, address);
  const findings = async (): Promise<Finding[]> => judge(await look(), limits);
  const wakeAll = (): void => {
    for (const name of names) {
      metrics.wakeUps.inc({ keeper: name });
      runner.wake(name);
    }
  };
  const app = createServer({
    intake: createIntake({ client, db, deployment }),
    readiness: async () => readinessOf(await findings()),
    alive: () => runner.silence() < longestSilence,
    metrics: metrics.text,
    wake: wakeAll,
    log,
    proxies: config.proxies,
  });

  const monitor = createMonitor({ db, log, leads: runner.leads, look: findings });
  const deliverer = delivererOf(config.webhook, { db, chainId, log });
  warnOfOpenHost(config.host, log);
  const server = await listen(app.fetch, config);
  const task = schedule(config.schedule, wakeAll, { name: "wake the keepers", suppressMissedWarning: true });
  const signal = onSignal(log, runner.stop);
  log.info({ chainId, account: address, port: config.port, keepers: names }, "the keepers are awake");
  wakeAll();

  const beside = [
    repeat({ name: "the look at the keepers' world", work: monitor.look, every: pace.monitor, signal, log }),
    repeat({ name: "the delivery of notices", work: deliverer.pass, every: pace.webhooks, signal, log }),
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

const watchersOf = ({ config, client, deployment, db, index, log }: WorkParts): Watcher[] => [
  createGatewayWatcher({ client, deployment }),
  createTermWatcher({
    ...{ client, deployment, db, index, log },
    describer: createDescriber(client, deployment),
    distances: config.warnings,
  }),
];

const senderOf = ({ config, chain, account, db, log }: WorkParts, keepers: readonly Keeper[]): Sender => {
  const { confirmations, leaseDuration, maxOpen, maxFee, maxGas, txBudget, giveUpAfter } = config;
  const { itemBudget, dayBudget } = config;
  return createSender({
    ...{ db, chain, account, confirmations, keepers, log, leaseDuration, maxOpen, maxFee, giveUpAfter },
    ...{ maxGas: BigInt(maxGas), maxCost: txBudget },
    ...cautionOf(config, chain.chainId),
    budgets: { item: itemBudget, day: dayBudget },
  });
};

/** A local chain stands still while nobody sends, and its time may be any. */
const cautionOf = ({ maxHeadAge, simulateBehind }: BotsConfig, chainId: number) =>
  chainId === ANVIL_CHAIN_ID
    ? { maxHeadAge, simulateBehind: simulateBehind ?? 0 }
    : { maxHeadAge: maxHeadAge ?? 300, simulateBehind: simulateBehind ?? 1 };

type DelivererParts = Pick<Parts, "db" | "log"> & { chainId: number };

/** Without an address notices stay in the ledger. */
const delivererOf = (webhook: WebhookConfig | undefined, parts: DelivererParts): Pick<Deliverer, "pass"> => {
  if (webhook === undefined) return { pass: async () => 0 };
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

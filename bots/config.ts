import { validate } from "node-cron";
import { parseUnits } from "viem";
import { z } from "zod";
import { databaseUrlValue, fileValue, loadEnv, portValue, readEnv, rpcUrlsValue } from "../runtime/env.ts";
import type { PasswordSource } from "../runtime/password.ts";
import { cronValue, type Times, timeZoneValue } from "./schedule/occurrences.ts";
import { transactionGasCap, usualCostCap } from "./sender/gas.ts";
import type { Distances } from "./watcher/decide.ts";
import { distancesValue } from "./watcher/distances.ts";

export type BotsConfig = {
  rpcUrls: readonly string[];
  /** path of the deployment record; default by chain */
  deployment: string | undefined;
  /** undefined: the embedded Postgres */
  databaseUrl: string | undefined;
  port: number;
  /** `observe`: needs no key and changes nothing */
  mode: (typeof modes)[number];
  /** undefined only where no key is needed */
  keystore: string | undefined;
  /** undefined: the terminal is asked */
  password: Exclude<PasswordSource, { terminal: unknown }> | undefined;
  /** cron expression, seconds allowed */
  schedule: string;
  confirmations: number;
  /** milliseconds after which a silent process loses the account to another one */
  leaseDuration: number;
  /** seconds between this machine's clock and the head after which people are told */
  maxSkew: number;
  /** days that the balance must last before people are told */
  minRunway: number;
  /** where notices go; undefined: nowhere but the ledger */
  webhook: WebhookConfig | undefined;
  /** on which approvals, health and metrics are served */
  host: string;
  /** own proxies in front of that, each of which appends to X-Forwarded-For */
  proxies: number;
  /** seconds that the newest block may be old before nothing new is signed; undefined: by chain */
  maxHeadAge: number | undefined;
  /** blocks that the endpoints' heads may differ */
  maxHeadSpread: number;
  /** blocks behind the head at which calls are simulated too; undefined: by chain */
  simulateBehind: number | undefined;
  /** transactions of the account that may wait at once */
  maxOpen: number;
  /** wei per gas that a transaction may offer at most */
  maxFee: bigint;
  /** gas that a transaction may ask for */
  maxGas: number;
  /** wei that gas limit times fee cap of one transaction may come to */
  txBudget: bigint;
  /** rounds in which every endpoint refuses a transaction until it is given up */
  giveUpAfter: number;
  /** wei that one piece of work may cost */
  itemBudget: bigint;
  /** wei that the account may spend on one day (UTC) */
  dayBudget: bigint;
  /** how long before an end people are warned of it */
  warnings: Distances | undefined;
  /** when people are reminded of open notices; undefined: never */
  digest: Times | undefined;
  logLevel: (typeof logLevels)[number];
};

export type WebhookConfig = {
  url: string;
  secretFile: string;
  escalationUrl: string | undefined;
  /** seconds until a notice that nobody acknowledged goes to the escalation's address */
  escalateAfter: number;
};

const modes = ["run", "observe"] as const;
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** decimals of the units in which amounts are written */
const gwei = 9;
const ether = 18;

/** A decimal amount above zero, as text, to wei. */
const amountValue = (decimals: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,12}(\\.\\d{1,${decimals}})?$`), "expected a decimal amount, such as 0.5")
    .transform((text) => parseUnits(text, decimals))
    .refine((amount) => amount > 0n, "expected more than zero");

/** First descriptor that is not the standard input, output or error output. */
const firstDescriptor = 3;

const wholeNumber = (what: string, min: number, max: number) =>
  z.coerce
    .number({ error: `expected a number of ${what}` })
    .int(`expected a whole number of ${what}`)
    .min(min, `expected ${min} or more ${what}`)
    .max(max, `expected at most ${max} ${what}`);

const webhookUrlValue = z
  .url({ protocol: /^https?$/, error: "expected an http(s) URL" })
  .refine((url) => new URL(url).username === "", { error: "expected a URL without user and password" });

/**
 * Reads the keepers' configuration from the environment.
 *
 * @param needsKey whether transactions are to be signed; an observer signs none
 * @throws EnvironmentError that names every wrong value
 */
export const readConfig = (
  values: Record<string, string | undefined> = loadEnv(),
  { needsKey = true }: { needsKey?: boolean } = {},
): BotsConfig => {
  const isNeeded = needsKey && values.KEEPER_MODE !== "observe";
  const keystore = fileValue.describe("keystore of the keepers' own account, as made by `cast wallet new`");
  const hasWebhook = values.KEEPER_WEBHOOK_URL !== undefined;
  const secretFile = fileValue.describe("a file with the secret that signs webhooks, 32 signs or more");
  const env = readEnv(
    {
      RPC_URLS: rpcUrlsValue,
      DEPLOYMENT: fileValue.optional().describe("the record that the deployment wrote"),
      DATABASE_URL: databaseUrlValue.optional(),
      KEEPER_PORT: portValue.default(42_070),
      KEEPER_HOST: z
        .union([z.ipv4(), z.ipv6()], { error: "expected an IP address, such as 127.0.0.1" })
        .default("127.0.0.1")
        .describe("where approvals, health and metrics are served; anything else than this machine needs TLS in front"),
      KEEPER_PROXIES: z.coerce
        .number({ error: "expected a number of proxies" })
        .int("expected a whole number of proxies")
        .min(0, "expected 0 or more proxies")
        .max(5, "expected at most 5 proxies")
        .default(0)
        .describe("own proxies in front of KEEPER_HOST that append to X-Forwarded-For"),
      KEEPER_MODE: z.enum(modes, { error: `expected one of ${modes.join(", ")}` }).default("run"),
      KEEPER_KEYSTORE: isNeeded ? keystore : keystore.optional(),
      KEEPER_PASSWORD_FILE: fileValue.optional().describe("a file with the keystore's password"),
      KEEPER_PASSWORD_FD: wholeNumber("a file descriptor", firstDescriptor, 1_023)
        .optional()
        .describe("a file descriptor with the keystore's password"),
      KEEPER_SCHEDULE: z
        .string()
        .refine((text) => validate(text), { error: "expected a cron expression, such as */15 * * * * *" })
        .default("*/15 * * * * *")
        .describe("when keepers wake"),
      CONFIRMATIONS: wholeNumber("blocks", 0, 1_000)
        .default(3)
        .describe("blocks on top of a transaction until it is final"),
      KEEPER_MAX_HEAD_AGE: wholeNumber("seconds", 1, 86_400)
        .optional()
        .describe("seconds that the newest block may be old before nothing new is signed"),
      KEEPER_MAX_HEAD_SPREAD: wholeNumber("blocks", 0, 1_000)
        .default(5)
        .describe("blocks that the heads of RPC_URLS may differ"),
      KEEPER_SIMULATE_BEHIND: wholeNumber("blocks", 0, 1_000)
        .optional()
        .describe("blocks behind the head at which calls are tried too"),
      KEEPER_MAX_OPEN: wholeNumber("transactions", 1, 1_000)
        .default(48)
        .describe("transactions of the account that may wait at once; a node's pool takes so many of one account"),
      KEEPER_MAX_FEE: amountValue(gwei).default(parseUnits("200", gwei)).describe("gwei per gas at most, such as 80"),
      KEEPER_MAX_GAS: wholeNumber("gas", 100_000, 1_000_000_000)
        .default(Number(transactionGasCap))
        .describe("gas that a transaction may ask for; more than 2^24 only where the chain has no EIP-7825"),
      KEEPER_TX_BUDGET: amountValue(ether)
        .default(usualCostCap)
        .describe("ether that one transaction may offer; nodes refuse more than their --rpc.txfeecap"),
      KEEPER_GIVE_UP_AFTER: wholeNumber("rounds", 1, 1_000)
        .default(3)
        .describe("rounds in which every endpoint refuses a transaction until it is given up"),
      KEEPER_ITEM_BUDGET: amountValue(ether)
        .default(parseUnits("0.1", ether))
        .describe("ether that one piece of work may cost, such as 0.05"),
      KEEPER_DAY_BUDGET: amountValue(ether)
        .default(parseUnits("1", ether))
        .describe("ether that the keepers may spend on one day (UTC), such as 1.5"),
      KEEPER_WARNINGS: distancesValue.optional().describe("how long before an end people are warned of it"),
      KEEPER_DIGEST: cronValue.optional().describe("when people are reminded of open notices"),
      KEEPER_TIME_ZONE: timeZoneValue.default("UTC").describe("in which the times of KEEPER_DIGEST are read"),
      KEEPER_LEASE_SECONDS: wholeNumber("seconds", 2, 3_600)
        .default(30)
        .describe("silence after which another process takes over"),
      KEEPER_MAX_SKEW: wholeNumber("seconds", 1, 86_400)
        .default(300)
        .describe("difference of this clock and the chain's that is told"),
      KEEPER_MIN_RUNWAY: wholeNumber("days", 0, 3_650).default(14).describe("days that the balance must last"),
      KEEPER_WEBHOOK_URL: webhookUrlValue.optional().describe("where notices are sent"),
      KEEPER_WEBHOOK_SECRET_FILE: hasWebhook ? secretFile : secretFile.optional(),
      KEEPER_ESCALATION_URL: webhookUrlValue.optional().describe("where notices go that nobody acknowledges"),
      KEEPER_ESCALATE_AFTER: wholeNumber("minutes", 1, 10_080)
        .default(30)
        .describe("minutes until a notice is escalated"),
      LOG_LEVEL: z.enum(logLevels, { error: `expected one of ${logLevels.join(", ")}` }).default("info"),
    },
    values,
  );
  return {
    rpcUrls: env.RPC_URLS,
    deployment: env.DEPLOYMENT,
    databaseUrl: env.DATABASE_URL,
    port: env.KEEPER_PORT,
    host: env.KEEPER_HOST,
    proxies: env.KEEPER_PROXIES,
    mode: env.KEEPER_MODE,
    keystore: env.KEEPER_KEYSTORE,
    password: passwordOf(env),
    schedule: env.KEEPER_SCHEDULE,
    confirmations: env.CONFIRMATIONS,
    maxHeadAge: env.KEEPER_MAX_HEAD_AGE,
    maxHeadSpread: env.KEEPER_MAX_HEAD_SPREAD,
    simulateBehind: env.KEEPER_SIMULATE_BEHIND,
    maxOpen: env.KEEPER_MAX_OPEN,
    maxFee: env.KEEPER_MAX_FEE,
    maxGas: env.KEEPER_MAX_GAS,
    txBudget: env.KEEPER_TX_BUDGET,
    giveUpAfter: env.KEEPER_GIVE_UP_AFTER,
    itemBudget: env.KEEPER_ITEM_BUDGET,
    dayBudget: env.KEEPER_DAY_BUDGET,
    warnings: env.KEEPER_WARNINGS,
    digest: env.KEEPER_DIGEST === undefined ? undefined : { cron: env.KEEPER_DIGEST, timeZone: env.KEEPER_TIME_ZONE },
    leaseDuration: env.KEEPER_LEASE_SECONDS * 1_000,
    maxSkew: env.KEEPER_MAX_SKEW,
    minRunway: env.KEEPER_MIN_RUNWAY,
    webhook: webhookOf(env),
    logLevel: env.LOG_LEVEL,
  };
};

type PasswordEnv = { KEEPER_PASSWORD_FILE?: string | undefined; KEEPER_PASSWORD_FD?: number | undefined };

/** The descriptor goes before the file: whoever opens one means it. */
const passwordOf = ({
  KEEPER_PASSWORD_FD: descriptor,
  KEEPER_PASSWORD_FILE: file,
}: PasswordEnv): BotsConfig["password"] => {
  if (descriptor !== undefined) return { descriptor };
  return file === undefined ? undefined : { file };
};

type WebhookEnv = {
  KEEPER_WEBHOOK_URL?: string | undefined;
  KEEPER_WEBHOOK_SECRET_FILE?: string | undefined;
  KEEPER_ESCALATION_URL?: string | undefined;
  KEEPER_ESCALATE_AFTER: number;
};

const webhookOf = (env: WebhookEnv): WebhookConfig | undefined => {
  const { KEEPER_WEBHOOK_URL: url, KEEPER_WEBHOOK_SECRET_FILE: secretFile } = env;
  if (url === undefined || secretFile === undefined) return undefined;
  return { url, secretFile, escalationUrl: env.KEEPER_ESCALATION_URL, escalateAfter: env.KEEPER_ESCALATE_AFTER * 60 };
};

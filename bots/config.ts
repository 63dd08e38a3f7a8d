import { validate } from "node-cron";
import { parseUnits } from "viem";
import { z } from "zod";
import { databaseUrlValue, fileValue, loadEnv, portValue, readEnv, rpcUrlsValue } from "../runtime/env.ts";

export type BotsConfig = {
  rpcUrls: readonly string[];
  /** path of the deployment record; default by chain */
  deployment: string | undefined;
  /** undefined: the embedded Postgres */
  databaseUrl: string | undefined;
  port: number;
  keystore: string;
  passwordFile: string;
  /** cron expression, seconds allowed */
  schedule: string;
  confirmations: number;
  /** seconds that the newest block may be old before nothing new is signed; undefined: by chain */
  maxHeadAge: number | undefined;
  /** blocks that the endpoints' heads may differ */
  maxHeadSpread: number;
  /** blocks behind the head at which calls are simulated too; undefined: by chain */
  simulateBehind: number | undefined;
  /** wei per gas that a transaction may offer at most */
  maxFee: bigint;
  /** wei that one piece of work may cost */
  itemBudget: bigint;
  /** wei that the account may spend on one day (UTC) */
  dayBudget: bigint;
  logLevel: (typeof logLevels)[number];
};

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** decimals of the units in which amounts are written */
const gwei = 9;
const ether = 18;

const blocksValue = z.coerce
  .number({ error: "expected a number of blocks" })
  .int("expected a whole number of blocks")
  .min(0, "expected 0 or more blocks")
  .max(1_000, "expected at most 1000 blocks");

/** A decimal amount above zero, as text, to wei. */
const amountValue = (decimals: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,12}(\\.\\d{1,${decimals}})?$`), "expected a decimal amount, such as 0.5")
    .transform((text) => parseUnits(text, decimals))
    .refine((amount) => amount > 0n, "expected more than zero");

/** Reads the keepers' configuration from the environment. @throws EnvironmentError that names every wrong value */
export const readConfig = (values: Record<string, string | undefined> = loadEnv()): BotsConfig => {
  const env = readEnv(
    {
      RPC_URLS: rpcUrlsValue,
      DEPLOYMENT: fileValue.optional().describe("the record that the deployment wrote"),
      DATABASE_URL: databaseUrlValue.optional(),
      KEEPER_PORT: portValue.default(42_070),
      KEEPER_KEYSTORE: fileValue.describe("keystore of the keepers' own account, as made by `cast wallet new`"),
      KEEPER_PASSWORD_FILE: fileValue.describe("a file with the keystore's password"),
      KEEPER_SCHEDULE: z
        .string()
        .refine((text) => validate(text), { error: "expected a cron expression, such as */15 * * * * *" })
        .default("*/15 * * * * *")
        .describe("when keepers wake"),
      CONFIRMATIONS: blocksValue.default(3).describe("blocks on top of a transaction until it is final"),
      KEEPER_MAX_HEAD_AGE: z.coerce
        .number({ error: "expected a number of seconds" })
        .int("expected whole seconds")
        .min(1, "expected 1 second or more")
        .optional()
        .describe("seconds that the newest block may be old before nothing new is signed"),
      KEEPER_MAX_HEAD_SPREAD: blocksValue.default(5).describe("blocks that the heads of RPC_URLS may differ"),
      KEEPER_SIMULATE_BEHIND: blocksValue.optional().describe("blocks behind the head at which calls are tried too"),
      KEEPER_MAX_FEE: amountValue(gwei).default(parseUnits("200", gwei)).describe("gwei per gas at most, such as 80"),
      KEEPER_ITEM_BUDGET: amountValue(ether)
        .default(parseUnits("0.1", ether))
        .describe("ether that one piece of work may cost, such as 0.05"),
      KEEPER_DAY_BUDGET: amountValue(ether)
        .default(parseUnits("1", ether))
        .describe("ether that the keepers may spend on one day (UTC), such as 1.5"),
      LOG_LEVEL: z.enum(logLevels, { error: `expected one of ${logLevels.join(", ")}` }).default("info"),
    },
    values,
  );
  return {
    rpcUrls: env.RPC_URLS,
    deployment: env.DEPLOYMENT,
    databaseUrl: env.DATABASE_URL,
    port: env.KEEPER_PORT,
    keystore: env.KEEPER_KEYSTORE,
    passwordFile: env.KEEPER_PASSWORD_FILE,
    schedule: env.KEEPER_SCHEDULE,
    confirmations: env.CONFIRMATIONS,
    maxHeadAge: env.KEEPER_MAX_HEAD_AGE,
    maxHeadSpread: env.KEEPER_MAX_HEAD_SPREAD,
    simulateBehind: env.KEEPER_SIMULATE_BEHIND,
    maxFee: env.KEEPER_MAX_FEE,
    itemBudget: env.KEEPER_ITEM_BUDGET,
    dayBudget: env.KEEPER_DAY_BUDGET,
    logLevel: env.LOG_LEVEL,
  };
};

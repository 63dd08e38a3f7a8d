import { validate } from "node-cron";
import { z } from "zod";
import { databaseUrlValue, fileValue, loadEnv, portValue, readEnv, rpcUrlsValue } from "../runtime/env.ts";
import { cronValue, type Times, timeZoneValue } from "./schedule/occurrences.ts";
import type { Distances } from "./watcher/decide.ts";
import { distancesValue } from "./watcher/distances.ts";

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
  /** how long before an end people are warned of it */
  warnings: Distances | undefined;
  /** when people are reminded of open notices; undefined: never */
  digest: Times | undefined;
  logLevel: (typeof logLevels)[number];
};

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

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
      CONFIRMATIONS: z.coerce
        .number({ error: "expected a number of blocks" })
        .int("expected a whole number of blocks")
        .min(0, "expected 0 or more blocks")
        .max(1_000, "expected at most 1000 blocks")
        .default(3)
        .describe("blocks on top of a transaction until it is final"),
      KEEPER_WARNINGS: distancesValue.optional().describe("how long before an end people are warned of it"),
      KEEPER_DIGEST: cronValue.optional().describe("when people are reminded of open notices"),
      KEEPER_TIME_ZONE: timeZoneValue.default("UTC").describe("in which the times of KEEPER_DIGEST are read"),
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
    warnings: env.KEEPER_WARNINGS,
    digest: env.KEEPER_DIGEST === undefined ? undefined : { cron: env.KEEPER_DIGEST, timeZone: env.KEEPER_TIME_ZONE },
    logLevel: env.LOG_LEVEL,
  };
};

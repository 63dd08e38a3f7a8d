import { validate } from "node-cron";
import { z } from "zod";
import { databaseUrlValue, fileValue, loadEnv, portValue, readEnv, rpcUrlsValue } from "../runtime/env.ts";

export type BotsConfig = {
  rpcUrls: readonly string[];
  /** path of the deployment record; default by chain */
  deployment: string | undefined;
  /** undefined: the embedded Postgres */
  databaseUrl: string | undefined;
  port: number;
  /** on which approvals, health and metrics are served */
  host: string;
  /** own proxies in front of that, each of which appends to X-Forwarded-For */
  proxies: number;
  keystore: string;
  passwordFile: string;
  /** cron expression, seconds allowed */
  schedule: string;
  confirmations: number;
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
    keystore: env.KEEPER_KEYSTORE,
    passwordFile: env.KEEPER_PASSWORD_FILE,
    schedule: env.KEEPER_SCHEDULE,
    confirmations: env.CONFIRMATIONS,
    logLevel: env.LOG_LEVEL,
  };
};

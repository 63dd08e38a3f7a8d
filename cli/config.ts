import { join } from "node:path";
import { z } from "zod";
import { PROJECT_ROOT } from "../runtime/binaries.ts";
import {
  databaseUrlValue,
  EnvironmentError,
  fileValue,
  loadEnv,
  portValue,
  readEnv,
  rpcUrlsValue,
} from "../runtime/env.ts";

export type CliConfig = {
  rpcUrls: readonly string[];
  /** path of the deployment record; undefined: by chain */
  deployment: string | undefined;
  /** undefined: the embedded Postgres */
  databaseUrl: string | undefined;
  indexPort: number;
  /** milliseconds */
  pollingInterval: number;
  requestsPerSecond: number;
  /** most blocks of one question for logs; undefined: the index finds out */
  logsRange: number | undefined;
};

/** With fewer the index cannot begin. */
const minRequestsPerEndpoint = 20;

/** Reads the command line's configuration from the environment. @throws EnvironmentError that names every wrong value */
export const readConfig = (values: Record<string, string | undefined> = loadEnv()): CliConfig => {
  const env = readEnv(
    {
      RPC_URLS: rpcUrlsValue,
      DEPLOYMENT: fileValue.optional().describe("the record that the deployment wrote"),
      DATABASE_URL: databaseUrlValue.optional(),
      INDEX_PORT: portValue.default(42_069),
      INDEX_POLLING_INTERVAL: wholeNumber(100)
        .describe("milliseconds between the index's questions for a new block")
        .default(1_000),
      INDEX_REQUESTS_PER_SECOND: wholeNumber(minRequestsPerEndpoint)
        .describe("requests a second with which the index begins")
        .default(400),
      INDEX_LOGS_RANGE: wholeNumber(1)
        .describe("most blocks that the endpoints give logs of in one answer; leave it empty and the index finds out")
        .optional(),
    },
    values,
  );
  const least = minRequestsPerEndpoint * env.RPC_URLS.length;
  if (env.INDEX_REQUESTS_PER_SECOND < least) {
    const why = `${minRequestsPerEndpoint} for each of the ${env.RPC_URLS.length} endpoints in RPC_URLS`;
    throw new EnvironmentError([`INDEX_REQUESTS_PER_SECOND is wrong: expected at least ${least} (${why})`]);
  }
  return {
    rpcUrls: env.RPC_URLS,
    deployment: env.DEPLOYMENT,
    databaseUrl: env.DATABASE_URL,
    indexPort: env.INDEX_PORT,
    pollingInterval: env.INDEX_POLLING_INTERVAL,
    requestsPerSecond: env.INDEX_REQUESTS_PER_SECOND,
    logsRange: env.INDEX_LOGS_RANGE,
  };
};

const wholeNumber = (least: number) => {
  const error = `expected a whole number, at least ${least}`;
  return z.coerce.number({ error }).int(error).min(least, error);
};

/** The record of a chain's deployment, where nothing else is said. */
export const deploymentOf = ({ deployment }: CliConfig, chainId: number): string =>
  deployment ?? join(PROJECT_ROOT, "deployments", `${chainId}.json`);

import { join } from "node:path";
import { PROJECT_ROOT } from "../runtime/binaries.ts";
import { databaseUrlValue, fileValue, loadEnv, portValue, readEnv, rpcUrlsValue } from "../runtime/env.ts";

export type CliConfig = {
  rpcUrls: readonly string[];
  /** path of the deployment record; undefined: by chain */
  deployment: string | undefined;
  /** undefined: the embedded Postgres */
  databaseUrl: string | undefined;
  indexPort: number;
};

/** Reads the command line's configuration from the environment. @throws EnvironmentError that names every wrong value */
export const readConfig = (values: Record<string, string | undefined> = loadEnv()): CliConfig => {
  const env = readEnv(
    {
      RPC_URLS: rpcUrlsValue,
      DEPLOYMENT: fileValue.optional().describe("the record that the deployment wrote"),
      DATABASE_URL: databaseUrlValue.optional(),
      INDEX_PORT: portValue.default(42_069),
    },
    values,
  );
  return {
    rpcUrls: env.RPC_URLS,
    deployment: env.DEPLOYMENT,
    databaseUrl: env.DATABASE_URL,
    indexPort: env.INDEX_PORT,
  };
};

/** The record of a chain's deployment, where nothing else is said. */
export const deploymentOf = ({ deployment }: CliConfig, chainId: number): string =>
  deployment ?? join(PROJECT_ROOT, "deployments", `${chainId}.json`);

import { createPublicClient, http } from "viem";
import { startIndex } from "../../../runtime/index-process.ts";
import { openDatabase } from "../../../runtime/postgres.ts";
import { deploymentOf, readConfig } from "../../config.ts";
import type { Output } from "../../output.ts";

/** `scrip index run`: runs the index of a deployment until it is stopped, restarting it when it ends. */
export const runIndex = async (output: Output): Promise<void> => {
  const config = readConfig();
  const [rpcUrl = ""] = config.rpcUrls;
  const chainId = await createPublicClient({ transport: http(rpcUrl) }).getChainId();
  const database = await openDatabase({ databaseUrl: config.databaseUrl });
  const index = await startIndex({
    rpcUrls: config.rpcUrls,
    deploymentPath: deploymentOf(config, chainId),
    databaseUrl: database.url,
    port: config.indexPort,
    pollingInterval: config.pollingInterval,
    requestsPerSecond: config.requestsPerSecond,
    logsRange: config.logsRange,
    onNotice: output.note,
  });
  output.result(`The index answers at ${index.url}`, { url: index.url, chainId });
};

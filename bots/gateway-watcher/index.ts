import type { PublicClient } from "viem";
import { readNextWork, readSources } from "../../sdk/reads/gateway.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Watcher } from "../keeper.ts";
import type { Notice } from "../notices/store.ts";
import { decide, recordedSources, watcherName } from "./decide.ts";

export type GatewayWatcherParameters = { client: PublicClient; deployment: Deployment };

/** what networks give to a search: Chainlink's registries, the least of them */
const networkGas = 10_000_000n;

/**
 * Tells people when work is paused on chain, a source is in quarantine, a search does not reach the end, or the gateway and
 * the deployment's record name other sources.
 */
export const createGatewayWatcher = (parameters: GatewayWatcherParameters): Watcher => ({
  name: watcherName,
  watch: async ({ timestamp }) => ({ notices: await noticesAt(parameters, timestamp), complete: true }),
});

/** What people should know of the gateway now. */
export const lookAtGateway = async (parameters: GatewayWatcherParameters): Promise<Notice[]> => {
  const { timestamp } = await readHead(parameters.client);
  return noticesAt(parameters, timestamp);
};

const noticesAt = async ({ client, deployment }: GatewayWatcherParameters, now: number): Promise<Notice[]> => {
  const { gateway } = deployment;
  const [listed, next] = await Promise.all([
    readSources(client, { gateway }),
    readNextWork(client, { gateway, gas: networkGas }),
  ]);
  return decide({ snapshot: { gateway, now, listed, recorded: recordedSources(deployment), next } });
};

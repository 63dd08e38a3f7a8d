import { type PublicClient, zeroAddress } from "viem";
import { readGatewayModules, readIsPaused } from "../../sdk/reads/gateway.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type ModuleFamily, workKinds } from "../../sdk/work.ts";
import type { Watcher } from "../keeper.ts";
import type { Notice } from "../notices/store.ts";
import { decide, watcherName } from "./decide.ts";

export type GatewayWatcherParameters = { client: PublicClient; deployment: Deployment };

/** Tells people when work is paused on chain, or the gateway and the deployment's record name other modules. */
export const createGatewayWatcher = (parameters: GatewayWatcherParameters): Watcher => ({
  name: watcherName,
  watch: async () => ({ notices: await lookAtGateway(parameters), complete: true }),
});

/** What people should know of the gateway now. */
export const lookAtGateway = async ({ client, deployment }: GatewayWatcherParameters): Promise<Notice[]> => {
  const { gateway } = deployment;
  const modulesOf = async (family: ModuleFamily) =>
    (await readGatewayModules(client, { gateway, family })).filter((module) => module !== zeroAddress);
  const [pauses, lockup, distribution] = await Promise.all([
    Promise.all(workKinds.map((kind) => readIsPaused(client, { gateway, kind }))),
    modulesOf("lockup"),
    modulesOf("distribution"),
  ]);
  const paused = workKinds.filter((_, place) => pauses[place]);
  return decide({ snapshot: { gateway, paused, served: { lockup, distribution }, recorded: deployment } });
};

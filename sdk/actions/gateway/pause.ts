import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import type { WorkAt } from "../../work.ts";

export type PauseWorkParameters = {
  gateway: Address;
  work: readonly WorkAt[];
};

/** Stops work of these kinds at the gateway. An authority of the issuer at its threshold. */
export const pauseWork = ({ gateway, work }: PauseWorkParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "pause", args: [work] }),
  description: `Stop ${work.length} kinds of work at the gateway`,
});

import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type RefreshPledgesParameters = {
  pledges: Address;
  pledgeIds: readonly bigint[];
};

/** Brings pledges of lost accounts to their successors. Anyone. */
export const refreshPledges = ({ pledges, pledgeIds }: RefreshPledgesParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "refresh", args: [pledgeIds] }),
  description: `Refresh ${pledgeIds.length} pledges`,
});

import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type ExpirePledgesParameters = {
  pledges: Address;
  pledgeIds: readonly bigint[];
};

/** Frees pledges whose end date has passed. Anyone. */
export const expirePledges = ({ pledges, pledgeIds }: ExpirePledgesParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "expire", args: [pledgeIds] }),
  description: `End ${pledgeIds.length} pledges`,
});

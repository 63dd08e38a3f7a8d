import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type AssignPledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
  securedParty: Address;
};

/** Makes another account the secured party. The present one. */
export const assignPledge = ({ pledges, pledgeId, securedParty }: AssignPledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "assign", args: [pledgeId, securedParty] }),
  description: `Assign pledge ${pledgeId} to ${securedParty}`,
});

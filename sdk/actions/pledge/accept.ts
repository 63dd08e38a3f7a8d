import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type AcceptPledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
};

/** Accepts an offer. The secured party. */
export const acceptPledge = ({ pledges, pledgeId }: AcceptPledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "accept", args: [pledgeId] }),
  description: `Accept pledge ${pledgeId}`,
});

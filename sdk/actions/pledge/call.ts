import { type Address, encodeFunctionData, type Hex } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type CallPledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
  /** of the notice of default */
  documentHash: Hex;
};

/** Tells of a default: from now on the holder may cure it within the term. The secured party. */
export const callPledge = ({ pledges, pledgeId, documentHash }: CallPledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "call", args: [pledgeId, documentHash] }),
  description: `Tell of a default under pledge ${pledgeId}`,
});

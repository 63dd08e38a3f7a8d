import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type ReleasePledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
  /** smallest units; all of them end the pledge */
  amount: bigint;
};

/** Gives back what is pledged, or a part. The secured party. */
export const releasePledge = ({ pledges, pledgeId, amount }: ReleasePledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "release", args: [pledgeId, amount] }),
  description: `Release ${amount} units of pledge ${pledgeId}`,
});

import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type WithdrawPledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
};

/** Takes an offer back before it is accepted. The holder. */
export const withdrawPledge = ({ pledges, pledgeId }: WithdrawPledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "withdraw", args: [pledgeId] }),
  description: `Withdraw pledge ${pledgeId}`,
});

import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type WithdrawPledgeCallParameters = {
  pledges: Address;
  pledgeId: bigint;
};

/** Says that the default is cured. The secured party. */
export const withdrawPledgeCall = ({ pledges, pledgeId }: WithdrawPledgeCallParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "withdrawCall", args: [pledgeId] }),
  description: `Withdraw the call of pledge ${pledgeId}`,
});

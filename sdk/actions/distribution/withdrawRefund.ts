import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type WithdrawRefundParameters = {
  distribution: Address;
  distributionId: bigint;
  /** the funder; somebody else only if the funder is the sender */
  to: Address;
};

/** Returns to the funder what a cancellation could not return. */
export const withdrawRefund = ({ distribution, distributionId, to }: WithdrawRefundParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "withdrawRefund", args: [distributionId, to] }),
  description: `Return what was funded of distribution ${distributionId} to ${to}`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type CancelDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
};

/** Withdraws a distribution that is not open yet. What was funded goes back to the funder. */
export const cancelDistribution = ({ distribution, distributionId }: CancelDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "cancel", args: [distributionId] }),
  description: `Cancel distribution ${distributionId}`,
});

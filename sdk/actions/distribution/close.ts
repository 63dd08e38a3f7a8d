import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type CloseDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
};

/** Ends payment when every entitled position was seen. */
export const closeDistribution = ({ distribution, distributionId }: CloseDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "close", args: [distributionId] }),
  description: `Close distribution ${distributionId}`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type FundDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
};

/** Pays the whole amount in, from the sender's allowance. */
export const fundDistribution = ({ distribution, distributionId }: FundDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "fund", args: [distributionId] }),
  description: `Fund distribution ${distributionId}`,
});

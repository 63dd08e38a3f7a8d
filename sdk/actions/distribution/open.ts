import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type OpenDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
};

/** Fixes who is entitled and starts payment. */
export const openDistribution = ({ distribution, distributionId }: OpenDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "open", args: [distributionId] }),
  description: `Open distribution ${distributionId}`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type ReclaimDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
  /** who receives what is left */
  to: Address;
};

/** Returns what is left after the claim deadline. */
export const reclaimDistribution = ({ distribution, distributionId, to }: ReclaimDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "reclaim", args: [distributionId, to] }),
  description: `Reclaim the rest of distribution ${distributionId} to ${to}`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

/** An account's direct position (custodian zero) or its position at a custodian. */
export type Position = {
  custodian: Address;
  account: Address;
};

export type PayDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
  positions: readonly Position[];
};

/** Pays positions what they are entitled to; withheld ones are tried again. */
export const payDistribution = ({ distribution, distributionId, positions }: PayDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "pay", args: [distributionId, positions] }),
  description: `Pay ${positions.length} positions of distribution ${distributionId}`,
});

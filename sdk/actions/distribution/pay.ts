import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import { defaultPartition } from "../../partitions.ts";
import type { Call } from "../../types.ts";

/** An account's direct position (custodian zero) or its position at a custodian. */
export type Position = {
  custodian: Address;
  account: Address;
};

/** How a contract names such a position: a distribution on the whole token names each account by the default partition. */
export const positionKeyOf = ({ custodian, account }: Position) => ({
  custodian,
  partition: defaultPartition,
  account,
});

export type PayDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
  positions: readonly Position[];
};

/** Pays positions what they are entitled to; withheld ones are tried again. */
export const payDistribution = ({ distribution, distributionId, positions }: PayDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "pay",
    args: [distributionId, positions.map(positionKeyOf)],
  }),
  description: `Pay ${positions.length} positions of distribution ${distributionId}`,
});

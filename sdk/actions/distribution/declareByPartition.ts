import { encodeFunctionData, type Hex } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";
import type { DeclareDistributionParameters } from "./declare.ts";

export type DeclareDistributionByPartitionParameters = DeclareDistributionParameters & {
  /** whose holders alone are paid; custodians keep the default one only */
  partition: Hex;
};

/** Declares a dividend to the holders of one partition, and announces or plans its record date. */
export const declareDistributionByPartition = ({
  distribution,
  partition,
  payment,
  amount,
  recordDate,
  paymentDate,
  claimDeadline,
}: DeclareDistributionByPartitionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "declareByPartition",
    args: [partition, payment, amount, recordDate, paymentDate, claimDeadline],
  }),
  description: `Declare a dividend of ${amount} payment units on partition ${partitionText(partition)}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type RevokeOperatorByPartitionParameters = {
  token: Address;
  partition: Hex;
  operator: Address;
};

/** Ends that for one partition. An operator for all partitions stays one (ERC-1410). */
export const revokeOperatorByPartition = ({
  token,
  partition,
  operator,
}: RevokeOperatorByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "revokeOperatorByPartition",
    args: [partition, operator],
  }),
  description: `Let ${operator} no longer transfer in partition ${partitionText(partition)}`,
});

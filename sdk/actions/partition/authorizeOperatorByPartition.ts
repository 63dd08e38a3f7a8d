import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type AuthorizeOperatorByPartitionParameters = {
  token: Address;
  partition: Hex;
  operator: Address;
};

/** Lets an operator transfer all that the sender could in one partition, until revoked (ERC-1410). */
export const authorizeOperatorByPartition = ({
  token,
  partition,
  operator,
}: AuthorizeOperatorByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "authorizeOperatorByPartition",
    args: [partition, operator],
  }),
  description: `Let ${operator} transfer in partition ${partitionText(partition)}`,
});

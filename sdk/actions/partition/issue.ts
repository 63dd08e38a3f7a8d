import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type IssueByPartitionParameters = {
  token: Address;
  partition: Hex;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** issuer's reference; stands in the event */
  data?: Hex | undefined;
};

/** Issues new shares into a partition (ERC-1410). */
export const issueByPartition = ({ token, partition, to, amount, data = "0x" }: IssueByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "issueByPartition",
    args: [partition, to, amount, data],
  }),
  description: `Issue ${amount} units to ${to} in partition ${partitionText(partition)}`,
});

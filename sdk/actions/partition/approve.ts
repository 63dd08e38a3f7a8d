import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type ApproveByPartitionParameters = {
  token: Address;
  partition: Hex;
  spender: Address;
  /** smallest units; 2^256 - 1: without end */
  amount: bigint;
};

/** Lets a spender move up to an amount of the sender's shares of a partition; of the default one it is ERC-20's allowance. */
export const approveByPartition = ({ token, partition, spender, amount }: ApproveByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "approveByPartition",
    args: [partition, spender, amount],
  }),
  description: `Let ${spender} move up to ${amount} units in partition ${partitionText(partition)}`,
});

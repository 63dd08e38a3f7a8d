import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { lockText, partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type SetPartitionParameters = {
  token: Address;
  partition: Hex;
  /** first second (Unix time) at which shares may leave; zero: no lock; `lockedByHand`: until set anew */
  lockedUntil: number;
  description: string;
};

/** Names a partition, or sets its lock and description anew. */
export const setPartition = ({ token, partition, lockedUntil, description }: SetPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "setPartition",
    args: [partition, lockedUntil, description],
  }),
  description: `Set partition ${partitionText(partition)}: ${lockText(lockedUntil)}`,
});

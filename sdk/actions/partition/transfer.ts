import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type TransferByPartitionParameters = {
  token: Address;
  partition: Hex;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** reference; stands in the event and is passed to nobody */
  data?: Hex | undefined;
};

/** Transfers the sender's shares of a partition (ERC-1410). */
export const transferByPartition = ({
  token,
  partition,
  to,
  amount,
  data = "0x",
}: TransferByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferByPartition",
    args: [partition, to, amount, data],
  }),
  description: `Transfer ${amount} units to ${to} in partition ${partitionText(partition)}`,
});

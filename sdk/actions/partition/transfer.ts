import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call } from "../../types.ts";

export type TransferByPartitionParameters = {
  token: Address;
  partition: Hex;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** for modules, or a reference of the caller's own; each tag must be read by somebody */
  data?: readonly Tagged[] | undefined;
};

/** Transfers the sender's shares of a partition (ERC-1410). */
export const transferByPartition = ({
  token,
  partition,
  to,
  amount,
  data = [],
}: TransferByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferByPartition",
    args: [partition, to, amount, encodeTagged(data)],
  }),
  description: `Transfer ${amount} units to ${to} in partition ${partitionText(partition)}`,
});

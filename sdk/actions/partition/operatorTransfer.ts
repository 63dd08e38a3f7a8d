import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call } from "../../types.ts";

export type OperatorTransferByPartitionParameters = {
  token: Address;
  partition: Hex;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** for modules, or a reference of the caller's own; each tag must be read by somebody */
  data?: readonly Tagged[] | undefined;
  /** reference; stands in the event and is passed to nobody */
  operatorData?: Hex | undefined;
};

/** Transfers shares of a partition for a holder, by its operator or out of the sender's allowance there (ERC-1410). */
export const operatorTransferByPartition = ({
  token,
  partition,
  from,
  to,
  amount,
  data = [],
  operatorData = "0x",
}: OperatorTransferByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "operatorTransferByPartition",
    args: [partition, from, to, amount, encodeTagged(data), operatorData],
  }),
  description: `Transfer ${amount} units from ${from} to ${to} in partition ${partitionText(partition)}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type ControllerTransferByPartitionParameters = {
  token: Address;
  partition: Hex;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** legal ground, such as the hash of a court order */
  data?: Hex | undefined;
  operatorData?: Hex | undefined;
};

/** Moves a holder's shares of a partition whatever its owner, locks or a pause say. */
export const controllerTransferByPartition = ({
  token,
  partition,
  from,
  to,
  amount,
  data = "0x",
  operatorData = "0x",
}: ControllerTransferByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "controllerTransferByPartition",
    args: [partition, from, to, amount, data, operatorData],
  }),
  description: `Force ${amount} units from ${from} to ${to} in partition ${partitionText(partition)}`,
});

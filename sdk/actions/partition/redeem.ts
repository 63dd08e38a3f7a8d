import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type RedeemByPartitionParameters = {
  token: Address;
  partition: Hex;
  /** smallest units */
  amount: bigint;
  /** issuer's reference; stands in the event */
  data?: Hex | undefined;
};

/** Takes shares out of a partition of the treasury, and of existence (ERC-1410). */
export const redeemByPartition = ({ token, partition, amount, data = "0x" }: RedeemByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "redeemByPartition",
    args: [partition, amount, data],
  }),
  description: `Redeem ${amount} units of the treasury in partition ${partitionText(partition)}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type OperatorRedeemByPartitionParameters = {
  token: Address;
  partition: Hex;
  account: Address;
  /** smallest units */
  amount: bigint;
  /** issuer's reference; stands in the event */
  operatorData?: Hex | undefined;
};

/** Takes free shares out of a holder's partition, and of existence (ERC-1410). */
export const operatorRedeemByPartition = ({
  token,
  partition,
  account,
  amount,
  operatorData = "0x",
}: OperatorRedeemByPartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "operatorRedeemByPartition",
    args: [partition, account, amount, operatorData],
  }),
  description: `Redeem ${amount} units of ${account} in partition ${partitionText(partition)}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type ChangePartitionParameters = {
  token: Address;
  account: Address;
  from: Hex;
  to: Hex;
  /** smallest units */
  amount: bigint;
  /** reference; stands in the event and is passed to nobody */
  data?: Hex | undefined;
};

/** Puts an account's shares from one partition into another; the balance stays. */
export const changePartition = ({
  token,
  account,
  from,
  to,
  amount,
  data = "0x",
}: ChangePartitionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "changePartition",
    args: [account, from, to, amount, data],
  }),
  description: `Change ${amount} units of ${account} from partition ${partitionText(from)} to ${partitionText(to)}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call } from "../../types.ts";

export type TransferBetweenPartitionsParameters = {
  token: Address;
  /** partition that the shares leave */
  from: Hex;
  /** partition in which the receiver holds them; the issuer has opened that way to holders */
  to: Hex;
  receiver: Address;
  /** smallest units */
  amount: bigint;
  /** for modules, or a reference of the caller's own; each tag must be read by somebody */
  data?: readonly Tagged[] | undefined;
};

/** Transfers the sender's shares of one partition so that the receiver holds them in another. */
export const transferBetweenPartitions = ({
  token,
  from,
  to,
  receiver,
  amount,
  data = [],
}: TransferBetweenPartitionsParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferBetweenPartitions",
    args: [from, to, receiver, amount, encodeTagged(data)],
  }),
  description: `Transfer ${amount} units out of partition ${partitionText(from)} to ${receiver} in partition ${partitionText(to)}`,
});

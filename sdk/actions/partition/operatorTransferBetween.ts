import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call } from "../../types.ts";

export type OperatorTransferBetweenPartitionsParameters = {
  token: Address;
  /** partition that the shares leave; the sender is an operator there, or has an allowance */
  from: Hex;
  /** partition in which the receiver holds them; the issuer has opened that way to holders */
  to: Hex;
  holder: Address;
  /** somebody else than the holder */
  receiver: Address;
  /** smallest units */
  amount: bigint;
  /** for modules, or a reference of the caller's own; each tag must be read by somebody */
  data?: readonly Tagged[] | undefined;
  /** reference; stands in the event and is passed to nobody */
  operatorData?: Hex | undefined;
};

/** Transfers a holder's shares of one partition so that the receiver holds them in another. */
export const operatorTransferBetweenPartitions = ({
  token,
  from,
  to,
  holder,
  receiver,
  amount,
  data = [],
  operatorData = "0x",
}: OperatorTransferBetweenPartitionsParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "operatorTransferBetweenPartitions",
    args: [from, to, holder, receiver, amount, encodeTagged(data), operatorData],
  }),
  description: `Transfer ${amount} units of ${holder} out of partition ${partitionText(from)} to ${receiver} in partition ${partitionText(to)}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type SetPartitionExchangeParameters = {
  token: Address;
  from: Hex;
  to: Hex;
  open: boolean;
};

/** Lets holders change what they hold in one partition into the other, or no more. */
export const setPartitionExchange = ({ token, from, to, open }: SetPartitionExchangeParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setPartitionExchange", args: [from, to, open] }),
  description: `${open ? "Let" : "No longer let"} holders change partition ${partitionText(from)} into ${partitionText(to)}`,
});

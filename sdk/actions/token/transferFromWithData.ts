import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type TransferFromWithDataParameters = {
  token: Address;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  data: Hex;
};

/** Transfers out of the sender's allowance with a reference (ERC-1594); it stands in the transaction only. */
export const transferFromWithData = ({ token, from, to, amount, data }: TransferFromWithDataParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferFromWithData",
    args: [from, to, amount, data],
  }),
  description: `Transfer ${amount} units from ${from} to ${to}`,
});

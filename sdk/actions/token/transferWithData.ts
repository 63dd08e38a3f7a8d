import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type TransferWithDataParameters = {
  token: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  data: Hex;
};

/** Transfers with a reference (ERC-1594); it stands in the transaction only. */
export const transferWithData = ({ token, to, amount, data }: TransferWithDataParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "transferWithData", args: [to, amount, data] }),
  description: `Transfer ${amount} units to ${to}`,
});

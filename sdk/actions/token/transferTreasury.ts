import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type TransferTreasuryParameters = {
  token: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
};

/** Transfers from the treasury. */
export const transferTreasury = ({ token, to, amount }: TransferTreasuryParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "transferTreasury", args: [to, amount] }),
  description: `Transfer ${amount} units of the treasury to ${to}`,
});

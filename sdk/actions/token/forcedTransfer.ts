import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ForcedTransferParameters = {
  token: Address;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
};

/** Moves a holder's balance whatever its owner, locks or a pause say (ERC-7943). */
export const forcedTransfer = ({ token, from, to, amount }: ForcedTransferParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "forcedTransfer", args: [from, to, amount] }),
  description: `Force ${amount} units from ${from} to ${to}`,
});

import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetFrozenTokensParameters = {
  token: Address;
  account: Address;
  /** smallest units; may exceed the balance: then what comes in is frozen, too */
  amount: bigint;
};

/** Freezes this much of an account's default partition, no more and no less (ERC-7943). */
export const setFrozenTokens = ({ token, account, amount }: SetFrozenTokensParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setFrozenTokens", args: [account, amount] }),
  description: amount === 0n ? `Freeze nothing of ${account}` : `Freeze ${amount} units of ${account}`,
});

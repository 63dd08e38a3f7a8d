import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type BindAccountsParameters = {
  token: Address;
  accounts: readonly Address[];
};

/** Writes down ahead to which investors accounts belong, so that their first shares cost less gas. */
export const bindAccounts = ({ token, accounts }: BindAccountsParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "bindAccounts", args: [accounts] }),
  description: `Prepare ${accounts.length} accounts`,
});

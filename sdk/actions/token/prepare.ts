import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type PrepareParameters = {
  token: Address;
  accounts: readonly Address[];
};

/** Writes down ahead to which investors accounts belong, so that their first shares cost less gas. */
export const prepare = ({ token, accounts }: PrepareParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "prepare", args: [accounts] }),
  description: `Prepare ${accounts.length} accounts`,
});

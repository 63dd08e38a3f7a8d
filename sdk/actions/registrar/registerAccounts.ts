import { type Address, encodeFunctionData } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type RegisterAccountsParameters = {
  registrar: Address;
  /** investor */
  id: number;
  accounts: readonly Address[];
};

/** Binds further accounts to an investor for ever, or re-enables restricted ones. */
export const registerAccounts = ({ registrar, id, accounts }: RegisterAccountsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({ abi: kycRegistrarAbi, functionName: "registerAccounts", args: [id, accounts] }),
  description: `Register ${accounts.length} accounts of investor ${id}`,
});

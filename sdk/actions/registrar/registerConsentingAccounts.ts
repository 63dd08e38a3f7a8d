import { type Address, encodeFunctionData } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";
import type { Consent } from "./registerConsenting.ts";

export type RegisterConsentingAccountsParameters = {
  registrar: Address;
  id: number;
  accounts: readonly Address[];
  /** one for each account, in the same order */
  consents: readonly Consent[];
};

/** Binds further accounts to an investor that have signed that they want it. */
export const registerConsentingAccounts = ({
  registrar,
  id,
  accounts,
  consents,
}: RegisterConsentingAccountsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({
    abi: kycRegistrarAbi,
    functionName: "registerConsentingAccounts",
    args: [id, accounts, consents],
  }),
  description: `Bind ${accounts.length} consenting accounts to investor ${id}`,
});

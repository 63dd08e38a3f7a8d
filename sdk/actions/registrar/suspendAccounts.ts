import { type Address, encodeFunctionData, stringToHex } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type SuspendAccountsParameters = {
  registrar: Address;
  accounts: readonly Address[];
  /** false lifts the suspensions */
  suspended: boolean;
  /** reason, or reference of the order: at most 256 bytes, public for ever */
  memo: string;
};

/** Bars accounts from sending, receiving and being bound by order of a supervisor, or lifts that. */
export const suspendAccounts = ({ registrar, accounts, suspended, memo }: SuspendAccountsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({
    abi: kycRegistrarAbi,
    functionName: "setAccountSuspension",
    args: [accounts, suspended, stringToHex(memo)],
  }),
  description: `${suspended ? "Suspend" : "Lift the suspension of"} ${accounts.length} accounts`,
});

import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type AdmitInvestorsParameters = {
  issuer: Address;
  accounts: readonly Address[];
};

/** Gives the investors to whom the accounts belong a place ahead: each counts from now on; all or none. */
export const admitInvestors = ({ issuer, accounts }: AdmitInvestorsParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "admit", args: [accounts] }),
  description: `Admit the investors of ${accounts.length} accounts`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type Registration = {
  /** free at the registrar, not zero: see `readFreeIds` */
  id: number;
  /** who the investor is, 32 bytes: see `identityHash` */
  identityHash: Hex;
  /** ISO 3166-1 numeric */
  country: number;
  /** 3 bytes of ISO 3166-2, zero if none */
  region: Hex;
  /** 1 to 7 */
  rating: number;
  /** first second (Unix time) at which the accreditation no longer holds */
  expiresAt: number;
  accounts: readonly Address[];
};

export type RegisterInvestorsParameters = {
  registrar: Address;
  registrations: readonly Registration[];
};

/** Registers new investors with their accounts; all or none. */
export const registerInvestors = ({ registrar, registrations }: RegisterInvestorsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({ abi: kycRegistrarAbi, functionName: "registerInvestors", args: [registrations] }),
  description: `Register ${registrations.length} investors`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type Renewal = {
  id: number;
  /** 3 bytes of ISO 3166-2, zero if none */
  region: Hex;
  /** 1 to 7 */
  rating: number;
  /** first second (Unix time) at which the accreditation no longer holds */
  expiresAt: number;
};

export type UpdateInvestorsParameters = {
  registrar: Address;
  renewals: readonly Renewal[];
};

/** Renews many records; also takes over those of an authority that is restricted or ended. */
export const updateInvestors = ({ registrar, renewals }: UpdateInvestorsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({ abi: kycRegistrarAbi, functionName: "updateInvestors", args: [renewals] }),
  description: `Renew ${renewals.length} investors`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type UpdateInvestorParameters = {
  registrar: Address;
  id: number;
  /** 3 bytes of ISO 3166-2, zero if none */
  region: Hex;
  /** 1 to 7 */
  rating: number;
  /** first second (Unix time) at which the accreditation no longer holds */
  expiresAt: number;
};

/** Renews an investor's record: region, rating, expiry. */
export const updateInvestor = ({ registrar, id, region, rating, expiresAt }: UpdateInvestorParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({
    abi: kycRegistrarAbi,
    functionName: "updateInvestor",
    args: [id, region, rating, expiresAt],
  }),
  description: `Renew investor ${id} with rating ${rating}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type SetInvestorRestrictionParameters = {
  issuer: Address;
  id: Hex;
  restricted: boolean;
};

/** Freezes an investor in all tokens of the issuer, or lifts that. */
export const setInvestorRestriction = ({ issuer, id, restricted }: SetInvestorRestrictionParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "setInvestorRestriction", args: [id, restricted] }),
  description: restricted ? `Freeze investor ${id}` : `Lift the freeze of investor ${id}`,
});

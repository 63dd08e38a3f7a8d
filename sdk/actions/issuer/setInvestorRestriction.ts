import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import { keyText } from "../../investors.ts";
import type { Call } from "../../types.ts";

export type SetInvestorRestrictionParameters = {
  issuer: Address;
  /** as `investorKey` makes it */
  key: number;
  restricted: boolean;
};

/** Freezes an investor in all tokens of the issuer, or lifts that. */
export const setInvestorRestriction = ({ issuer, key, restricted }: SetInvestorRestrictionParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "setInvestorRestriction", args: [key, restricted] }),
  description: `${restricted ? "Freeze" : "Lift the freeze of"} investor ${keyText(key)}`,
});

import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";
import type { InvestorLimits } from "./setInvestorLimits.ts";

export type SetCountryRuleParameters = {
  issuer: Address;
  /** ISO 3166-1 numeric */
  country: number;
  permitted: boolean;
  /** 1 to 7 */
  minRating: number;
  limits: InvestorLimits;
};

/** Sets all of a country's rule: permitted or not, minimum rating, limits. */
export const setCountryRule = ({ issuer, country, permitted, minRating, limits }: SetCountryRuleParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({
    abi: issuingEntityAbi,
    functionName: "setCountryRule",
    args: [country, permitted, minRating, limits],
  }),
  description: permitted ? `Permit country ${country} from rating ${minRating}` : `Forbid country ${country}`,
});

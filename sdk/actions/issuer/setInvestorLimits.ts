import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

/** Numbers of investors: [0] in total, [1] to [7] by rating; zero means no limit. */
export type InvestorLimits = readonly [number, number, number, number, number, number, number, number];

export type SetInvestorLimitsParameters = {
  issuer: Address;
  limits: InvestorLimits;
};

/** Sets the issuer-wide limits on the number of investors. */
export const setInvestorLimits = ({ issuer, limits }: SetInvestorLimitsParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "setInvestorLimits", args: [limits] }),
  description: `Set the issuer's investor limit to ${limits[0] === 0 ? "none" : limits[0]}`,
});

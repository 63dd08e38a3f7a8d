import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SplitParameters = {
  token: Address;
  /** shares that come of `denominator` old ones; both at most 1,000,000, without a common divisor */
  numerator: number;
  denominator: number;
};

/** Splits all shares in place, or joins them. If the ratio leaves fractions, nothing moves until all positions are brought forward. */
export const split = ({ token, numerator, denominator }: SplitParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "split", args: [numerator, denominator] }),
  description: `Turn each ${denominator} shares into ${numerator}`,
});

import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetMandateParameters = {
  token: Address;
  /** attached, and declares the permission */
  module: Address;
  granted: boolean;
};

/** Lets a module redeem what others hold back, too, or no more. The owner authority alone. */
export const setMandate = ({ token, module, granted }: SetMandateParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setMandate", args: [module, granted] }),
  description: `${granted ? "Give" : "Take"} the mandate of ${module}`,
});

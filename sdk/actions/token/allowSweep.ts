import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type AllowSweepParameters = {
  token: Address;
  allowed: boolean;
};

/** Lets the other accounts of the sender's investor collect what is free in the sender's, or no more. */
export const allowSweep = ({ token, allowed }: AllowSweepParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "allowSweep", args: [allowed] }),
  description: allowed ? "Let own accounts collect what is free here" : "Let no account collect from here",
});

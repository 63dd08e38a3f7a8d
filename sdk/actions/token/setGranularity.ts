import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetGranularityParameters = {
  token: Address;
  /** smallest units; one: any amount */
  multiple: bigint;
};

/** Makes amounts multiples of a number, while there are no shares yet. */
export const setGranularity = ({ token, multiple }: SetGranularityParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setGranularity", args: [multiple] }),
  description: `Make amounts multiples of ${multiple} units`,
});

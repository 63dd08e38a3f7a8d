import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type AbandonModuleParameters = {
  token: Address;
  module: Address;
};

/** Gives up what a detached module still encumbers: anyone may clear it. The owner authority alone. */
export const abandonModule = ({ token, module }: AbandonModuleParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "abandonModule", args: [module] }),
  description: `Give up what ${module} still encumbers`,
});

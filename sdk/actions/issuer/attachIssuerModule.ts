import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type AttachIssuerModuleParameters = {
  issuer: Address;
  module: Address;
};

/** Attaches a module to all tokens of the issuer, those that it adds later included; all or none. */
export const attachIssuerModule = ({ issuer, module }: AttachIssuerModuleParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "attachIssuerModule", args: [module] }),
  description: `Attach module ${module} to every token`,
});

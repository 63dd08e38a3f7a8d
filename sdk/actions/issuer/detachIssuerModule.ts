import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type DetachIssuerModuleParameters = {
  issuer: Address;
  module: Address;
};

/** Takes a module from all tokens that have it; it is asked nothing. */
export const detachIssuerModule = ({ issuer, module }: DetachIssuerModuleParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "detachIssuerModule", args: [module] }),
  description: `Detach module ${module} from every token`,
});

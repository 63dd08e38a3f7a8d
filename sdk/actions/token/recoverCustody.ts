import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RecoverCustodyParameters = {
  token: Address;
  lost: Address;
  custodians: readonly Address[];
};

/** Moves what a lost account owns at custodians to its successor there. */
export const recoverCustody = ({ token, lost, custodians }: RecoverCustodyParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "recoverCustody", args: [lost, custodians] }),
  description: `Move what ${lost} owns at ${custodians.length} custodians to its successor`,
});

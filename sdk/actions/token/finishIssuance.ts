import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type FinishIssuanceParameters = {
  token: Address;
};

/** Says for ever that nothing more is issued (ERC-1594). */
export const finishIssuance = ({ token }: FinishIssuanceParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "finishIssuance" }),
  description: "Finish issuance for ever",
});

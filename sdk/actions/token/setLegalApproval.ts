import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetLegalApprovalParameters = {
  token: Address;
  approved: boolean;
};

/** Records a supervisor's approval of the token, or its end: without it nothing is issued or moves but by force. */
export const setLegalApproval = ({ token, approved }: SetLegalApprovalParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setLegalApproval", args: [approved] }),
  description: approved ? "Record the legal approval" : "Record the end of the legal approval",
});

import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type AuthorizeOperatorParameters = {
  token: Address;
  operator: Address;
};

/** Lets an operator transfer all that the sender could, in every partition, until revoked (ERC-1410). */
export const authorizeOperator = ({ token, operator }: AuthorizeOperatorParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "authorizeOperator", args: [operator] }),
  description: `Let ${operator} transfer in every partition`,
});

import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RevokeOperatorParameters = {
  token: Address;
  operator: Address;
};

/** Lets an operator transfer no more, unless for single partitions (ERC-1410). */
export const revokeOperator = ({ token, operator }: RevokeOperatorParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "revokeOperator", args: [operator] }),
  description: `Let ${operator} no longer transfer in every partition`,
});

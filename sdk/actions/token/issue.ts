import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type IssueParameters = {
  token: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** issuer's reference; stands in `Issued` */
  data?: Hex | undefined;
};

/** Issues new shares to an investor who may receive them, or to the treasury (ERC-1594). */
export const issue = ({ token, to, amount, data = "0x" }: IssueParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "issue", args: [to, amount, data] }),
  description: `Issue ${amount} units to ${to}`,
});

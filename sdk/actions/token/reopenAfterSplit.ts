import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ReopenAfterSplitParameters = { token: Address };

/** Lets shares move before every position was brought forward. The owner authority. */
export const reopenAfterSplit = ({ token }: ReopenAfterSplitParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "reopenAfterSplit" }),
  description: "Let shares move before the split is finished",
});

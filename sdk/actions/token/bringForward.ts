import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type BringForwardParameters = {
  token: Address;
  /** of any partition: all that the account holds directly */
  positions: readonly { custodian: Address; partition: Hex; account: Address }[];
};

/** Brings positions forward over the splits that they missed. Anyone. */
export const bringForward = ({ token, positions }: BringForwardParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "bringForward", args: [positions] }),
  description: `Bring ${positions.length} positions forward after a split`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ClearEncumbrancesParameters = {
  token: Address;
  /** detached and abandoned */
  module: Address;
  positions: readonly { custodian: Address; partition: Hex; account: Address }[];
};

/** Clears what an abandoned module still encumbers of positions. Anyone. */
export const clearEncumbrances = ({ token, module, positions }: ClearEncumbrancesParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "clearEncumbrances", args: [module, positions] }),
  description: `Clear what ${module} encumbers of ${positions.length} positions`,
});

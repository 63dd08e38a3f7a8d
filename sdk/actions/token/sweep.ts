import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SweepParameters = {
  token: Address;
  accounts: readonly Address[];
};

/** Collects what is free in other accounts of the sender's investor that allow it; all or none. */
export const sweep = ({ token, accounts }: SweepParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "sweep", args: [accounts] }),
  description: `Collect what is free in ${accounts.length} own accounts`,
});

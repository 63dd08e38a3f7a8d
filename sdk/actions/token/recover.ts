import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RecoverParameters = {
  token: Address;
  /** restricted by its registrar */
  lost: Address;
  successor: Address;
  /** reference, such as a hash of the evidence */
  data?: Hex | undefined;
};

/** Moves all that a lost account holds directly to another account of its investor. The lost one is barred for ever. */
export const recover = ({ token, lost, successor, data = "0x" }: RecoverParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "recover", args: [lost, successor, data] }),
  description: `Give up ${lost} as lost, in favour of ${successor}`,
});

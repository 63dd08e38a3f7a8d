import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call } from "../../types.ts";

export type TransferWithDataParameters = {
  token: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** for modules, or a reference of the caller's own; each tag must be read by somebody */
  data: readonly Tagged[];
};

/** Transfers with data for the modules that read it (ERC-1594). */
export const transferWithData = ({ token, to, amount, data }: TransferWithDataParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferWithData",
    args: [to, amount, encodeTagged(data)],
  }),
  description: `Transfer ${amount} units to ${to}`,
});

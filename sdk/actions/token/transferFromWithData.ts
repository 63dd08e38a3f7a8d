import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call } from "../../types.ts";

export type TransferFromWithDataParameters = {
  token: Address;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** for modules, or a reference of the caller's own; each tag must be read by somebody */
  data: readonly Tagged[];
};

/** Transfers out of the sender's allowance with data for the modules that read it (ERC-1594). */
export const transferFromWithData = ({ token, from, to, amount, data }: TransferFromWithDataParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "transferFromWithData",
    args: [from, to, amount, encodeTagged(data)],
  }),
  description: `Transfer ${amount} units from ${from} to ${to}`,
});

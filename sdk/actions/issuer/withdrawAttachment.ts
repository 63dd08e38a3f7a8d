import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type WithdrawAttachmentParameters = {
  issuer: Address;
  /** the zero address: all tokens */
  token: Address;
  module: Address;
};

/** Takes the announcement of a module back. */
export const withdrawAttachment = ({ issuer, token, module }: WithdrawAttachmentParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "withdrawAttachment", args: [token, module] }),
  description: `Withdraw the announced module ${module}`,
});

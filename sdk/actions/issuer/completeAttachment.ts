import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type CompleteAttachmentParameters = {
  issuer: Address;
  /** the zero address: all tokens */
  token: Address;
  module: Address;
};

/** Attaches a module that was announced, within 30 days from its date. Anyone. */
export const completeAttachment = ({ issuer, token, module }: CompleteAttachmentParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "completeAttachment", args: [token, module] }),
  description: `Attach the announced module ${module}`,
});

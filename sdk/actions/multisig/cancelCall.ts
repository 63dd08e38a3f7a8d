import { type Address, encodeFunctionData } from "viem";
import { multiSigAbi } from "../../../abis/MultiSig.ts";
import type { Call, MultiSigCall } from "../../types.ts";

export type CancelCallParameters = {
  multisig: Address;
  call: MultiSigCall;
};

/** Closes a call for ever: neither approvals nor signatures can run it. */
export const cancelCall = ({ multisig, call }: CancelCallParameters): Call => ({
  to: multisig,
  value: 0n,
  data: encodeFunctionData({ abi: multiSigAbi, functionName: "cancelCall", args: [call] }),
  description: `Cancel a call of authority ${call.authority} on ${call.target}`,
});

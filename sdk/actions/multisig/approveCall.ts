import { type Address, encodeFunctionData } from "viem";
import { multiSigAbi } from "../../../abis/MultiSig.ts";
import type { Call, MultiSigCall } from "../../types.ts";

export type ApproveCallParameters = {
  multisig: Address;
  call: MultiSigCall;
};

/** Approves a call on chain without running it. */
export const approveCall = ({ multisig, call }: ApproveCallParameters): Call => ({
  to: multisig,
  value: 0n,
  data: encodeFunctionData({ abi: multiSigAbi, functionName: "approveCall", args: [call] }),
  description: `Approve a call of authority ${call.authority} on ${call.target}`,
});

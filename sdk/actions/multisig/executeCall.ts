import { type Address, encodeFunctionData } from "viem";
import { multiSigAbi } from "../../../abis/MultiSig.ts";
import type { Call, MultiSigCall, SignedApproval } from "../../types.ts";

export type ExecuteCallParameters = {
  multisig: Address;
  call: MultiSigCall;
  /** signatures that add up with the approvals on chain */
  approvals: readonly SignedApproval[];
};

/** Runs a call whose approvals on chain and signatures together meet the threshold. */
export const executeCall = ({ multisig, call, approvals }: ExecuteCallParameters): Call => ({
  to: multisig,
  value: 0n,
  data: encodeFunctionData({ abi: multiSigAbi, functionName: "executeCall", args: [call, approvals] }),
  description: `Execute a call of authority ${call.authority} on ${call.target} with ${approvals.length} signatures`,
});

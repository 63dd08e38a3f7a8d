import type { Address, Hex } from "viem";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "approval-collector";

export type CollectedCall = {
  callHash: Hex;
  multisig: Address;
  /** neither executed nor cancelled */
  isOpen: boolean;
  /** last second at which the call can run */
  executableUntil: number;
  threshold: number;
  /** members who approve on chain or by a signature that counts now, each once */
  approvals: number;
  /** what the call does, in words */
  sentence: string;
};

export type ApprovalSnapshot = {
  chainId: number;
  calls: readonly CollectedCall[];
};

/** Execute every call that has met its threshold, while it can run; `now` is the head's time. */
export const decide = ({ snapshot, now }: { snapshot: ApprovalSnapshot; now: number }): Intent[] =>
  uniqueByKey(snapshot.calls.filter((call) => isExecutable(call, now)).map((call) => intentOf(snapshot, call)));

/** A threshold of zero belongs to an authority that does not exist. */
export const isExecutable = (
  { isOpen, executableUntil, threshold, approvals }: Omit<CollectedCall, "callHash" | "multisig" | "sentence">,
  now: number,
): boolean => isOpen && now <= executableUntil && threshold > 0 && approvals >= threshold;

const intentOf = ({ chainId }: ApprovalSnapshot, { multisig, callHash, sentence }: CollectedCall): Intent => ({
  key: intentKey({ chainId, contract: multisig, kind: "execute", subject: callHash, occurrence: 1 }),
  keeper: keeperName,
  batch: callHash,
  payload: { callHash },
  title: `Execute the approved call. ${sentence}`,
});

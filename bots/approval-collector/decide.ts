import type { Address, Hex } from "viem";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";
import type { Notice } from "../notices/store.ts";

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
  /** members who may still approve */
  missing: readonly Address[];
  /** why the call would fail now with the approvals that it has */
  refusal?: string | undefined;
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

type Judged = Pick<CollectedCall, "isOpen" | "executableUntil" | "threshold" | "approvals" | "refusal">;

/** Its approvals are there, and its time has not passed. */
const isApproved = ({ isOpen, executableUntil, threshold, approvals }: Judged, now: number): boolean =>
  // A threshold of zero belongs to an authority that does not exist.
  isOpen && now <= executableUntil && threshold > 0 && approvals >= threshold;

export const isExecutable = (call: Judged, now: number): boolean => isApproved(call, now) && call.refusal === undefined;

const intentOf = ({ chainId }: ApprovalSnapshot, { multisig, callHash, sentence }: CollectedCall): Intent => ({
  key: intentKey({ chainId, contract: multisig, kind: "execute", subject: callHash, occurrence: 1 }),
  keeper: keeperName,
  batch: callHash,
  payload: { callHash },
  title: `Execute the approved call. ${sentence}`,
});

/** seconds before its end at which people are told that a call still waits */
export const closingTime = 86_400;

/** Some member has approved, and approvals lack while the end is near. A call that nobody wants may pass in silence. */
const isClosing = (call: CollectedCall, now: number): boolean =>
  call.isOpen &&
  call.approvals > 0 &&
  call.approvals < call.threshold &&
  now <= call.executableUntil &&
  call.executableUntil - now <= closingTime;

export const noticeKinds = ["approval-closing", "approval-refused"] as const;

/** What people should know of a call now. A kind that is not among them has ended. */
export const noticesOf = (call: CollectedCall, now: number): Notice[] => {
  const { callHash: subject, sentence, missing, executableUntil, approvals, threshold, refusal } = call;
  const until = new Date(executableUntil * 1000).toISOString();
  const detail = { callHash: call.callHash, executableUntil: `${executableUntil}` };
  const notices: Notice[] = [];
  if (isClosing(call, now)) {
    const text = `${approvals} of ${threshold} approvals are there, and the call can run until ${until} only. One of these should approve: ${missing.join(", ")}. ${sentence}`;
    notices.push({ kind: "approval-closing", subject, severity: "warning", text, detail });
  }
  if (isApproved(call, now) && refusal !== undefined) {
    const text = `The call has its approvals and would fail: ${refusal} Remove the cause before ${until}, or cancel the call. ${sentence}`;
    notices.push({ kind: "approval-refused", subject, severity: "warning", text, detail });
  }
  return notices;
};

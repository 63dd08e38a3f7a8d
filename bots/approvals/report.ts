import type { Address, Hex, PublicClient } from "viem";
import type { DescribedCall } from "../../sdk/describeCall.ts";
import { BaseError } from "../../sdk/errors/index.ts";
import { type ApprovalTypedData, typedDataOf } from "../../sdk/multisig/typedData.ts";
import { type CallFate, readCallFate } from "../../sdk/reads/authorities.ts";
import type { Head } from "../../sdk/reads/head.ts";
import type { Deployment, MultiSigCall } from "../../sdk/types.ts";
import type { Database } from "../ledger/database.ts";
import type { Describer } from "./book.ts";
import { approvalsOf, type Review, reviewProposal } from "./review.ts";
import type { callStates } from "./schemas.ts";
import { type Proposal, signaturesOf } from "./store.ts";

export type CallState = (typeof callStates)[number];

/** A proposal for people: decoded, with who has approved and who has not. */
export type CallReport = {
  callHash: Hex;
  multisig: Address;
  call: MultiSigCall;
  /** what would happen; of a call that nobody can read any more, why not */
  sentence: string;
  function: string;
  args: DescribedCall["args"];
  state: CallState;
  /** last second (Unix time) at which it can run */
  executableUntil: number;
  threshold: number;
  approved: readonly { member: Address; way: "on chain" | "signature" }[];
  missing: readonly Address[];
  notCounted: Review["dropped"];
  /** of an approved call: why it would fail now */
  refusal: string | undefined;
  /** what a member signs now */
  typedData: ApprovalTypedData;
};

export type ReporterParameters = {
  client: PublicClient;
  db: Database;
  deployment: Deployment;
  describer: Describer;
};

export type Reporter = (proposal: Proposal, head: Head) => Promise<CallReport>;

/** reports kept for the present block */
const maxKept = 1_000;

/** Reads how calls stand. The same question in the same block is answered once: asking is free for strangers. */
export const createReporter = (parameters: ReporterParameters): Reporter => {
  const { db } = parameters;
  const kept = new Map<string, Promise<CallReport>>();
  let block: Hex | undefined;

  return async (proposal, head) => {
    const signatures = await signaturesOf(db, proposal.callHash);
    if (block !== head.hash || kept.size >= maxKept) kept.clear();
    block = head.hash;
    const key = JSON.stringify([proposal.callHash, signatures.map(({ signature }) => signature)]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = makeReport(parameters, proposal, signatures, head);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
};

const makeReport = async (
  { client, deployment, describer }: ReporterParameters,
  proposal: Proposal,
  signatures: Awaited<ReturnType<typeof signaturesOf>>,
  head: Head,
): Promise<CallReport> => {
  const { chainId, startBlock } = deployment;
  const { callHash, multisig, call } = proposal;
  const [fate, review, described] = await Promise.all([
    readCallFate(client, { multisig, callHash, call, startBlock }),
    reviewProposal(client, chainId, proposal, signatures),
    describer.describe(call).catch(unreadable),
  ]);
  const state = stateOf(review, fate, head.timestamp);
  return {
    callHash,
    multisig,
    call,
    sentence: described.sentence,
    function: described.functionName,
    args: described.args,
    state,
    executableUntil: review.executableUntil,
    threshold: review.threshold,
    approved: [
      ...review.onChain.map((member) => ({ member, way: "on chain" as const })),
      ...review.signed.map(({ signer }) => ({ member: signer, way: "signature" as const })),
    ],
    missing: review.missing,
    notCounted: review.dropped,
    refusal: state === "approved" ? review.refusal : undefined,
    typedData: typedDataOf(call, { chainId, multisig, epoch: review.epoch }),
  };
};

/** What was proposed on chain need not be readable; then it says so. */
const unreadable = (error: unknown): Pick<DescribedCall, "sentence" | "functionName" | "args"> => {
  if (!(error instanceof BaseError)) throw error;
  return {
    sentence: `Nobody can read this call; do not approve it. ${error.shortMessage}`,
    functionName: "",
    args: [],
  };
};

const stateOf = (review: Review, fate: CallFate, now: number): CallState => {
  if (fate !== "open") return fate;
  if (review.executableUntil < now) return "too late";
  return review.threshold > 0 && approvalsOf(review) >= review.threshold ? "approved" : "waiting";
};

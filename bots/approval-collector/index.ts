import type { Hex, PublicClient } from "viem";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { describeCall } from "../../sdk/describeCall.ts";
import { BaseError } from "../../sdk/errors/index.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { type CallFate, readCallFate } from "../../sdk/reads/authorities.ts";
import { type Head, readHead } from "../../sdk/reads/head.ts";
import type { Deployment } from "../../sdk/types.ts";
import { approvalsOf, type Review, reviewProposal } from "../approvals/review.ts";
import { findProposal, liveProposals, type Proposal, signaturesOf, storeProposal } from "../approvals/store.ts";
import { IndexLaggingError, type IndexReader } from "../index-reader.ts";
import { type Keeper, payloadOf, type Standing, type Work } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import type { Log } from "../log.ts";
import { type CollectedCall, decide, isExecutable, keeperName } from "./decide.ts";

export type ApprovalCollectorParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  db: Database;
  log: Log;
  /** whether calls that were proposed on chain are kept in the ledger; an observer keeps nothing */
  adopts?: boolean | undefined;
};

/** The ledger holds work on a proposal that is not there. */
export class UnknownProposalError extends BaseError {
  override readonly name = "UnknownProposalError";

  constructor(callHash: Hex) {
    super(`No proposal is known for the call ${callHash}. Propose it again.`);
  }
}

/** Gathers approvals of MultiSig calls, on chain and signed, and executes what has met its threshold. */
export const createApprovalCollector = (parameters: ApprovalCollectorParameters): Keeper => {
  const { client, index, deployment, db, log, adopts = true } = parameters;
  const { chainId } = deployment;
  /** what was said of each call last, so that it is said once */
  const said = new Map<Hex, string>();

  const review = async (proposal: Proposal): Promise<Review> =>
    reviewProposal(client, chainId, proposal, await signaturesOf(db, proposal.callHash));

  const reviewOf = async (work: Work): Promise<Review> => {
    const callHash = payloadOf(work, "callHash") as Hex;
    const proposal = await findProposal(db, chainId, callHash);
    if (proposal === undefined) throw new UnknownProposalError(callHash);
    return review(proposal);
  };

  /** Calls that were proposed on chain need no intake. They can wait for the index; proposals that were posted cannot. */
  const adoptPending = async (head: Head): Promise<void> => {
    const pending = await index
      .read(head, (queries) => queries.pendingCalls(head.timestamp))
      .catch((error: unknown) => {
        if (error instanceof IndexLaggingError) return [];
        throw error;
      });
    for (const { multisig, ...call } of pending) {
      await storeProposal(db, chainId, { callHash: callHashOf(call, { chainId, multisig }), multisig, call });
    }
  };

  const fateOf = ({ multisig, callHash, call }: Review): Promise<CallFate> =>
    readCallFate(client, { multisig, callHash, call, startBlock: deployment.startBlock });

  const collectedOf = (reviewed: Review): CollectedCall => ({
    ...reviewed,
    approvals: approvalsOf(reviewed),
    sentence:
      describeCall(deployment, reviewed.call)?.sentence ??
      `${reviewed.call.data.slice(0, 10)} on ${reviewed.call.target}`,
  });

  const tell = (reviewed: Review, { sentence, approvals, threshold }: CollectedCall): void => {
    const missing = reviewed.missing.join(", ");
    const dropped = reviewed.dropped.map(({ signer, reason }) => `${signer} (${reason})`).join(", ");
    const text = `${approvals} of ${threshold} approvals; may still approve: ${missing || "nobody"}${dropped && `; not counted: ${dropped}`}`;
    if (!reviewed.isOpen || said.get(reviewed.callHash) === text) return;
    said.set(reviewed.callHash, text);
    log.info({ keeper: keeperName, callHash: reviewed.callHash.slice(0, 10) }, `${sentence}: ${text}`);
  };

  return {
    name: keeperName,
    batchSize: 1,

    propose: async (head) => {
      if (adopts) await adoptPending(head);
      const calls: CollectedCall[] = [];
      for (const proposal of await liveProposals(db, chainId, head.timestamp)) {
        const reviewed = await review(proposal);
        const collected = collectedOf(reviewed);
        tell(reviewed, collected);
        calls.push(collected);
      }
      return decide({ snapshot: { chainId, calls }, now: head.timestamp });
    },

    standings: async (works) => {
      const { timestamp: now } = await readHead(client);
      return Promise.all(
        works.map(async (work): Promise<Standing> => {
          const reviewed = await reviewOf(work);
          if (!reviewed.isOpen) return closedStanding(await fateOf(reviewed));
          if (reviewed.call.deadline < now) return { void: "its deadline has passed" };
          return isExecutable(collectedOf(reviewed), now) ? "due" : "early";
        }),
      );
    },

    call: async ([work]) => {
      if (work === undefined) throw new UnknownProposalError("0x");
      const { multisig, call, signed } = await reviewOf(work);
      return executeCall({ multisig, call, approvals: signed });
    },
  };
};

/** A call that is closed was executed, by whomever, or can never be. */
const closedStanding = (fate: CallFate): Standing => {
  if (fate === "open") return "early";
  return fate === "executed" ? "done" : { void: losses[fate] };
};

const losses = {
  cancelled: "the call was cancelled",
  superseded: "another call with its salt was executed or cancelled",
  closed: "the call is closed, and the node does not tell how",
} as const;

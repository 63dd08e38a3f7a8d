import { type Address, getAddress, type Hex, type PublicClient, zeroAddress, zeroHash } from "viem";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { type CallFate, readCallFate, readProposedCalls } from "../../sdk/reads/authorities.ts";
import { type Head, readHead } from "../../sdk/reads/head.ts";
import type { Deployment, MultiSigCall } from "../../sdk/types.ts";
import { createDescriber } from "../approvals/book.ts";
import { approvalsOf, bundleOf, type Review, reviewProposal } from "../approvals/review.ts";
import {
  adoptProposal,
  findProposal,
  forgetEnded,
  liveProposals,
  noteClosed,
  type Proposal,
  type StoreLimits,
  signaturesOf,
} from "../approvals/store.ts";
import { IndexLaggingError, type IndexReader } from "../index-reader.ts";
import { allowedAs, type Keeper, payloadOf, type Standing, type Work, WorkError } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import type { Log } from "../log.ts";
import { closeNotice, openNotices, raiseNotice } from "../notices/store.ts";
import { type CollectedCall, decide, isExecutable, keeperName, noticeKinds, noticesOf } from "./decide.ts";

export type ApprovalCollectorParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  db: Database;
  log: Log;
  limits?: StoreLimits | undefined;
  /** an observer keeps nothing: neither calls that were proposed on chain, nor notices */
  readOnly?: boolean | undefined;
};

/** The ledger holds work on a proposal that is not there. */
export class UnknownProposalError extends WorkError {
  override readonly name = "UnknownProposalError";

  constructor(callHash: Hex) {
    super(`No proposal is known for the call ${callHash}. Propose it again.`);
  }
}

/** blocks whose proposals are read from the chain itself, beside the index */
const lookBack = 1_000n;
/** proposals that are reviewed at a time */
const atOnce = 20;

/** Gathers approvals of MultiSig calls, on chain and signed, and executes what has met its threshold. */
export const createApprovalCollector = (parameters: ApprovalCollectorParameters): Keeper => {
  const { client, index, deployment, db, log, limits, readOnly = false } = parameters;
  const { chainId } = deployment;
  const describer = createDescriber(client, deployment);
  /** what was said of each call last, so that it is said once */
  const said = new Map<Hex, string>();

  const review = async (proposal: Proposal): Promise<Review> =>
    reviewProposal(client, chainId, proposal, await signaturesOf(db, proposal.callHash));

  const proposalOf = (work: Work): Promise<Proposal | undefined> =>
    findProposal(db, chainId, payloadOf(work, "callHash") as Hex);

  /** Calls that were proposed on chain need no intake. What the index does not tell yet, the newest blocks do. */
  const adoptPending = async (head: Head): Promise<void> => {
    const multisigs = await describer.multisigs();
    const fromBlock = head.number > lookBack ? head.number - lookBack : 0n;
    const [indexed, proposed] = await Promise.all([
      readPending(head),
      readProposedCalls(client, { multisigs, fromBlock, toBlock: head.number }).catch((error: unknown) => {
        log.warn(
          { keeper: keeperName, err: error },
          "the node tells no events; proposals on chain come from the index",
        );
        return [];
      }),
    ]);
    const served = new Set(multisigs.map((address) => address.toLowerCase()));
    for (const { multisig, callHash, call } of [...indexed, ...proposed]) {
      if (!served.has(multisig.toLowerCase()) || call.deadline < head.timestamp) continue;
      const proposal = { callHash, multisig: getAddress(multisig), call: { ...call, target: getAddress(call.target) } };
      const stored = await adoptProposal(db, { chainId, proposal, now: head.timestamp, limits });
      if (stored === "full") tellFull(multisig, call.authority);
    }
  };

  const readPending = async (head: Head): Promise<Proposal[]> => {
    const pending = await index
      .read(head, (queries) => queries.pendingCalls(head.timestamp))
      .catch((error: unknown) => {
        if (error instanceof IndexLaggingError) return [];
        throw error;
      });
    return pending.map(({ multisig, ...call }) => {
      return { multisig, call, callHash: callHashOf(call, { chainId, multisig }) };
    });
  };

  const tellFull = (multisig: Address, authority: number): void =>
    log.warn(
      { keeper: keeperName, multisig, authority },
      `authority ${authority} proposes more on chain than is kept; execute or cancel some calls, or remove a member who floods`,
    );

  const fateOf = ({ multisig, callHash, call }: Proposal): Promise<CallFate> =>
    readCallFate(client, { multisig, callHash, call, startBlock: deployment.startBlock });

  const collect = async (proposal: Proposal): Promise<CollectedCall> => {
    const reviewed = await review(proposal);
    const { call } = reviewed;
    const sentence = await describer.sentenceFor(call);
    const collected = { ...reviewed, approvals: approvalsOf(reviewed), sentence };
    tell(reviewed, collected);
    return collected;
  };

  /** One call's trouble does not keep the others from being looked at. */
  const collectOrTell = (proposal: Proposal): Promise<CollectedCall | undefined> =>
    collect(proposal).catch((error: unknown) => {
      log.warn({ keeper: keeperName, callHash: proposal.callHash, err: error }, "a call could not be looked at");
      return undefined;
    });

  const tell = (reviewed: Review, { sentence, approvals, threshold }: CollectedCall): void => {
    const missing = reviewed.missing.join(", ");
    const dropped = reviewed.dropped.map(({ signer, reason }) => `${signer} (${reason})`).join(", ");
    const text = `${approvals} of ${threshold} approvals; may still approve: ${missing || "nobody"}${dropped && `; not counted: ${dropped}`}${reviewed.refusal === undefined ? "" : `; would fail: ${reviewed.refusal}`}`;
    if (!reviewed.isOpen || said.get(reviewed.callHash) === text) return;
    said.set(reviewed.callHash, text);
    log.info({ keeper: keeperName, callHash: reviewed.callHash.slice(0, 10) }, `${sentence}: ${text}`);
  };

  const notify = async (calls: readonly CollectedCall[], now: number): Promise<void> => {
    const wanted = calls.flatMap((call) => noticesOf(call, now));
    const names = new Set(wanted.map(({ kind, subject }) => `${kind} ${subject}`));
    for (const notice of wanted) await raiseNotice(db, notice);
    for (const { kind, subject } of await openNotices(db)) {
      const isOurs = noticeKinds.some((own) => own === kind);
      if (isOurs && !names.has(`${kind} ${subject}`)) await closeNotice(db, { kind, subject });
    }
  };

  return {
    name: keeperName,
    batchSize: 1,
    mayCall: async () =>
      (await describer.multisigs()).map((multisig) =>
        allowedAs(executeCall({ multisig, call: anyCall, approvals: [] })),
      ),

    propose: async (head) => {
      if (!readOnly) await adoptPending(head);
      const live = await liveProposals(db, chainId, head.timestamp);
      const calls: CollectedCall[] = [];
      for (let start = 0; start < live.length; start += atOnce) {
        const collected = await Promise.all(live.slice(start, start + atOnce).map(collectOrTell));
        calls.push(...collected.filter((call) => call !== undefined));
      }
      for (const callHash of said.keys()) if (!live.some((known) => known.callHash === callHash)) said.delete(callHash);
      if (!readOnly) {
        await notify(calls, head.timestamp);
        await noteClosed(db, calls);
        await forgetEnded(db, { chainId, now: head.timestamp, limits });
      }
      return decide({ snapshot: { chainId, calls }, now: head.timestamp });
    },

    standings: async (works) => {
      const { timestamp: now } = await readHead(client);
      return Promise.all(
        works.map(async (work): Promise<Standing> => {
          const proposal = await proposalOf(work);
          if (proposal === undefined) return { void: "its proposal is not there any more" };
          const reviewed = await review(proposal);
          if (!reviewed.isOpen) return closedStanding(await fateOf(reviewed));
          if (reviewed.call.deadline < now) return { void: "its deadline has passed" };
          return isExecutable({ ...reviewed, approvals: approvalsOf(reviewed) }, now) ? "due" : "early";
        }),
      );
    },

    call: async ([work]) => {
      const proposal = work && (await proposalOf(work));
      if (proposal === undefined) throw new UnknownProposalError("0x");
      const reviewed = await review(proposal);
      return executeCall({ multisig: reviewed.multisig, call: reviewed.call, approvals: bundleOf(reviewed) });
    },
  };
};

/** The form of a call; its content does not matter to what the collector may call. */
const anyCall: MultiSigCall = { authority: 0, target: zeroAddress, data: "0x", salt: zeroHash, deadline: 0 };

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

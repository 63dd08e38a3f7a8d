import { type Address, type Hex, isAddressEqual, type PublicClient } from "viem";
import { BaseError, isNodeTrouble } from "../../sdk/errors/index.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { explainSignature } from "../../sdk/multisig/explainSignature.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { isValidByWallet, isWallet, verifySignature } from "../../sdk/multisig/verifySignature.ts";
import {
  type AuthorityRecord,
  type CallFate,
  readAuthority,
  readCallFate,
  readMembership,
} from "../../sdk/reads/authorities.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Payload } from "../intent.ts";
import type { Database } from "../ledger/database.ts";
import { createDescriber } from "./book.ts";
import { IntakeError } from "./errors.ts";
import { createBucket, type Rate } from "./limits.ts";
import { type CallReport, createReporter } from "./report.ts";
import type { CallInput, ListInput, SignatureInput } from "./schemas.ts";
import {
  findProposal,
  type GivenSignature,
  listProposals,
  type Proposal,
  recordRefusal,
  replaceSignature,
  type StoreLimits,
  signaturesOf,
  storeLimits,
  storeProposal,
  storeSignature,
} from "./store.ts";

export type { CallReport } from "./report.ts";

/** proposals that one question looks through at most */
const maxLooked = 200;
/** refusals in the audit trail: enough for people, too few to fill a disk */
const refusalRate: Rate = { burst: 60, perSecond: 1 / 60 };

export type IntakeParameters = {
  client: PublicClient;
  db: Database;
  deployment: Deployment;
  limits?: StoreLimits | undefined;
  /** seconds, never backwards */
  clock?: (() => number) | undefined;
};

export type CallPage = {
  calls: readonly CallReport[];
  /** `before` of the next page; null at the end */
  next: number | null;
};

export type Intake = {
  propose(input: CallInput): Promise<CallReport>;
  sign(callHash: Hex, input: SignatureInput): Promise<CallReport>;
  list(input: ListInput): Promise<CallPage>;
  /** calls of the authorities to which an account belongs */
  listOf(member: Address, input: ListInput): Promise<CallPage>;
  find(callHash: Hex): Promise<CallReport>;
  /** Writes down that something was refused. Of a flood it writes some, and how many it left out. */
  refused(detail: Payload): Promise<void>;
};

/** Takes proposals and signatures in. What it keeps is checked against the chain here, and again before it is used. */
export const createIntake = (parameters: IntakeParameters): Intake => {
  const { client, db, deployment, limits = storeLimits, clock = () => performance.now() / 1000 } = parameters;
  const { chainId } = deployment;
  const describer = createDescriber(client, deployment);
  const report = createReporter({ client, db, deployment, describer });
  const refusals = createBucket(refusalRate, clock);
  let unwritten = 0;

  const propose: Intake["propose"] = async ({ multisig, approval, ...call }) => {
    const multisigs = await describer.multisigs();
    if (!multisigs.some((known) => isAddressEqual(known, multisig))) {
      throw new IntakeError(422, "This MultiSig is not served here. Use one of these.", multisigs);
    }
    await refuseUnreadable(call);
    const head = await readHead(client);
    const now = head.timestamp;
    if (call.deadline < now) {
      throw new IntakeError(422, `The deadline has passed. Choose one after ${now}, the time of the present block.`);
    }
    const authority = await readAuthority(client, { multisig, authority: call.authority });
    if (authority.threshold === 0)
      throw new IntakeError(422, `The MultiSig has no authority ${call.authority}. Name another.`);
    if (authority.approvedUntil < now) {
      const text = `The time of authority ${call.authority} has ended. The owner can prolong it, or approve the call itself.`;
      throw new IntakeError(422, text);
    }

    const proposal: Proposal = { callHash: callHashOf(call, { chainId, multisig }), multisig, call };
    await refuseClosed(proposal);
    const given = approval === undefined ? undefined : await verified(proposal, authority, approval);
    const stored = await storeProposal(db, { chainId, proposal, now, approval: given, limits });
    if (stored === "full") {
      throw new IntakeError(
        429,
        given === undefined
          ? "Too many calls wait that no member has signed, or too many of this authority. Send a member's signature with the proposal (approval), or execute or cancel some first."
          : `Too many calls wait that ${given.signer} has signed, or too many of this authority. Execute or cancel some first.`,
      );
    }
    if (stored === "known" && given !== undefined) await keep(proposal, authority, given, now);
    return report(proposal, head);
  };

  const sign: Intake["sign"] = async (callHash, input) => {
    const proposal = await require(callHash);
    const { multisig, call } = proposal;
    await refuseClosed(proposal);
    const head = await readHead(client);
    if (call.deadline < head.timestamp) {
      throw new IntakeError(422, "The call's deadline has passed. Propose it again with a new one.");
    }
    const authority = await readAuthority(client, { multisig, authority: call.authority });
    await keep(proposal, authority, await verified(proposal, authority, input), head.timestamp);
    return report(proposal, head);
  };

  /** A signature of a member over this very call, here and now. */
  const verified = async (
    { multisig, call, callHash }: Proposal,
    { members, epoch }: AuthorityRecord,
    { signer, signature }: SignatureInput,
  ): Promise<GivenSignature> => {
    if (!members.some((member) => isAddressEqual(member, signer))) {
      const text = `${signer} is no member of authority ${call.authority} now. A member must sign. Who signs for a wallet contract names the wallet as the signer.`;
      throw new IntakeError(403, text, members);
    }
    const typedData = typedDataOf(call, { chainId, multisig, epoch });
    if ((await verifySignature(client, { signer, signature, typedData })) === undefined) {
      const multisigs = await describer.multisigs();
      const hasCode = await isWallet(client, signer);
      const askWallet = (digest: Hex) => isValidByWallet(client, signer, digest, signature);
      const context = { chainId, multisig, epoch, multisigs, askWallet: hasCode ? askWallet : undefined };
      const why = await explainSignature({ ...context, signer, signature, call });
      throw new IntakeError(422, `The signature does not fit. ${why}`);
    }
    return { callHash, signer, epoch, signature };
  };

  /** A second signature of a member is refused, unless the first one is good for nothing any more. */
  const keep = async (
    proposal: Proposal,
    { epoch }: AuthorityRecord,
    given: GivenSignature,
    now: number,
  ): Promise<void> => {
    const stored = await storeSignature(db, given, { now, limits });
    if (stored === "stored") return;
    if (stored === "full") {
      throw new IntakeError(429, `Too many calls wait that ${given.signer} has signed. Execute or cancel some first.`);
    }
    const first = (await signaturesOf(db, given.callHash)).find(
      (known) => known.epoch === epoch && isAddressEqual(known.signer, given.signer),
    );
    const typedData = typedDataOf(proposal.call, { chainId, multisig: proposal.multisig, epoch });
    const isGood = first !== undefined && (await verifySignature(client, { ...first, typedData })) !== undefined;
    if (isGood) throw new IntakeError(409, `${given.signer} has signed this call already. Once is enough.`);
    await replaceSignature(db, given);
  };

  const refuseClosed = async ({ multisig, callHash, call }: Proposal): Promise<void> => {
    const { startBlock } = deployment;
    const fate = await readCallFate(client, { multisig, callHash, call, startBlock });
    if (fate !== "open") throw new IntakeError(409, `${closings[fate]} Propose it again with another salt.`);
  };

  const require = async (callHash: Hex): Promise<Proposal> => {
    const proposal = await findProposal(db, chainId, callHash);
    if (proposal === undefined) throw new IntakeError(404, "No such call is known. Propose it first.");
    return proposal;
  };

  /** Nobody shall be asked to sign what nobody can read. */
  const refuseUnreadable = async (call: { target: Address; data: Hex }): Promise<void> => {
    await describer.describe(call).catch((error: unknown) => {
      if (error instanceof BaseError) throw new IntakeError(422, error.shortMessage, error.details);
      throw error;
    });
  };

  /** Walks from the newest to the oldest until the page is full, or it has looked long enough for one question. */
  const page = async (
    { limit, before, state, waitingFor }: ListInput,
    authorities?: Awaited<ReturnType<typeof authoritiesOf>>,
  ): Promise<CallPage> => {
    const head = await readHead(client);
    const calls: CallReport[] = [];
    let last = before;
    for (let looked = 0; looked < maxLooked; ) {
      const size = Math.min(limit, maxLooked - looked);
      const found = await listProposals(db, { chainId, before: last, limit: size, authorities });
      const reports = await Promise.all(found.map((proposal) => report(proposal, head)));
      for (const [index, told] of reports.entries()) {
        if (calls.length === limit) return { calls, next: last ?? null };
        if (fits(told, { state, waitingFor })) calls.push(told);
        last = found[index]?.id;
      }
      looked += found.length;
      if (found.length < size) return { calls, next: null };
    }
    return { calls, next: last ?? null };
  };

  const authoritiesOf = async (member: Address) => {
    const found = await Promise.all(
      (await describer.multisigs()).map(async (multisig) => {
        const membership = readMembership(client, { multisig, account: member });
        const authority = await membership.catch((error: unknown) => {
          if (isNodeTrouble(error)) throw error;
          return 0;
        });
        return authority === 0 ? [] : [{ multisig, authority }];
      }),
    );
    return found.flat();
  };

  const refused: Intake["refused"] = async (detail) => {
    if (!refusals.take()) {
      unwritten += 1;
      return;
    }
    const left = unwritten;
    unwritten = 0;
    await recordRefusal(db, left === 0 ? detail : { ...detail, unwritten: `${left}` });
  };

  return {
    propose,
    sign,
    refused,
    list: async (input) =>
      page(input, input.waitingFor === undefined ? undefined : await authoritiesOf(input.waitingFor)),
    listOf: async (member, input) => page(input, await authoritiesOf(member)),
    find: async (callHash) => report(await require(callHash), await readHead(client)),
  };
};

const fits = (told: CallReport, { state, waitingFor }: Pick<ListInput, "state" | "waitingFor">): boolean =>
  (state === undefined || told.state === state) && (waitingFor === undefined || waitsFor(told, waitingFor));

const waitsFor = ({ state, missing }: CallReport, member: Address): boolean =>
  state === "waiting" && missing.some((other) => isAddressEqual(other, member));

const closings: Record<Exclude<CallFate, "open">, string> = {
  executed: "The call was executed.",
  cancelled: "The call was cancelled.",
  superseded: "Another call with its salt was executed or cancelled.",
  closed: "The call was executed or cancelled, or another one with its salt was.",
};

import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Address, Hex } from "viem";
import type { MultiSigCall } from "../../sdk/types.ts";
import type { Payload } from "../intent.ts";
import type { Database, Transaction } from "../ledger/database.ts";
import { appendEvents } from "../ledger/events.ts";
import { proposal, signature } from "../ledger/schema.ts";

/** A call that waits for approvals. */
export type Proposal = {
  callHash: Hex;
  multisig: Address;
  call: MultiSigCall;
};

/** A proposal in the order of arrival. */
export type NumberedProposal = Proposal & { id: number };

export type StoredSignature = typeof signature.$inferSelect;

/** A signature that was verified. */
export type GivenSignature = Pick<StoredSignature, "callHash" | "signer" | "epoch" | "signature">;

/**
 * What is kept at most, so that nobody fills the disk or keeps others out. Posting is free for strangers: what nobody has
 * signed has a small room of its own, from which the oldest go. A member's signature takes a proposal out of it.
 */
export type StoreLimits = {
  /** unsigned proposals of an authority */
  unsignedPerAuthority: number;
  /** unsigned proposals in all */
  unsigned: number;
  /** seconds that an unsigned proposal is sure to be kept */
  unsignedFor: number;
  /** calls that wait and bear one member's signature */
  signedPerMember: number;
  /** proposals of an authority that were proposed on chain and wait */
  onChainPerAuthority: number;
  /** calls of an authority that wait, however they came */
  openPerAuthority: number;
  /** seconds that a call is kept after it was executed or cancelled, or its deadline has passed */
  endedFor: number;
};

export const storeLimits: StoreLimits = {
  unsignedPerAuthority: 25,
  unsigned: 250,
  unsignedFor: 86_400,
  signedPerMember: 200,
  onChainPerAuthority: 200,
  openPerAuthority: 1_000,
  endedFor: 90 * 86_400,
};

/** any fixed number: who stores proposals takes turns, so that limits hold */
const storeLock = 7_239_104_121;

export type Stored = "stored" | "known" | "full";

export type StoreProposalParameters = {
  chainId: number;
  proposal: Proposal;
  /** the chain's time, Unix seconds */
  now: number;
  /** a member's, which gives the proposal its place */
  approval?: GivenSignature | undefined;
  limits?: StoreLimits | undefined;
};

/** Keeps a proposal that somebody posted, with a member's signature if there is one. */
export const storeProposal = (db: Database, parameters: StoreProposalParameters): Promise<Stored> =>
  db.transaction(async (tx) => {
    const { chainId, proposal: given, now, approval, limits = storeLimits } = parameters;
    await tx.execute(sql`select pg_advisory_xact_lock(${storeLock})`);
    if (await isKnown(tx, given.callHash)) return "known";
    if (await isAuthorityFull(tx, given, chainId, now, limits)) return "full";
    if (approval === undefined) {
      await forgetUnsigned(tx, chainId, now, limits);
      if (await isUnsignedFull(tx, given, chainId, limits)) return "full";
    } else if (await isMemberFull(tx, approval.signer, now, limits)) return "full";

    await insertProposal(tx, chainId, given, "posted");
    if (approval !== undefined) await insertSignature(tx, approval);
    return "stored";
  });

/** Keeps a proposal that a member made on chain. */
export const adoptProposal = (
  db: Database,
  { chainId, proposal: given, now, limits = storeLimits }: Omit<StoreProposalParameters, "approval">,
): Promise<Stored> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${storeLock})`);
    if (await isKnown(tx, given.callHash)) return "known";
    if (await isAuthorityFull(tx, given, chainId, now, limits)) return "full";
    const isAdopted = eq(proposal.source, "on chain");
    const adopted = await countProposals(tx, and(ofAuthority(chainId, given), isAdopted, waits(now)));
    if (adopted >= limits.onChainPerAuthority) return "full";
    await insertProposal(tx, chainId, given, "on chain");
    return "stored";
  });

/** Keeps a signature. @returns "known" if the signer has signed in this epoch already */
export const storeSignature = (
  db: Database,
  given: GivenSignature,
  { now, limits = storeLimits }: { now: number; limits?: StoreLimits | undefined },
): Promise<Stored> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${storeLock})`);
    if (await isMemberFull(tx, given.signer, now, limits)) return "full";
    return (await insertSignature(tx, given)) ? "stored" : "known";
  });

/** Puts a signature in the place of one that is no longer valid. */
export const replaceSignature = (db: Database, given: GivenSignature): Promise<void> =>
  db.transaction(async (tx) => {
    const { callHash, signer, epoch } = given;
    await tx
      .update(signature)
      .set({ signature: given.signature, receivedAt: sql`now()` })
      .where(and(eq(signature.callHash, callHash), eq(signature.signer, signer), eq(signature.epoch, epoch)));
    await appendEvents(tx, [{ to: "approved", detail: { callHash, signer, epoch: `${epoch}`, again: "yes" } }]);
  });

/** Writes down that something was not taken in. */
export const recordRefusal = (db: Database, detail: Payload): Promise<void> =>
  db.transaction((tx) => appendEvents(tx, [{ to: "refused", detail }]));

/** days for which a closed call is still looked at: a reorganisation may open it again */
const closedWatched = 1;

/** Proposals that can run before their deadline, or were closed a short while ago; oldest first. */
export const liveProposals = async (db: Database, chainId: number, now: number): Promise<Proposal[]> => {
  const rows = await db
    .select()
    .from(proposal)
    .where(
      and(
        eq(proposal.chainId, chainId),
        gte(proposal.deadline, now),
        or(isNull(proposal.closedAt), sql`${proposal.closedAt} > now() - make_interval(days => ${closedWatched})`),
      ),
    )
    .orderBy(proposal.id);
  return rows.map(proposalOf);
};

/** Keeps when calls were closed, as the chain shows them now. */
export const noteClosed = async (db: Database, calls: readonly { callHash: Hex; isOpen: boolean }[]): Promise<void> => {
  const hashes = (isOpen: boolean) => calls.filter((call) => call.isOpen === isOpen).map(({ callHash }) => callHash);
  await db
    .update(proposal)
    .set({ closedAt: sql`now()` })
    .where(and(inArray(proposal.callHash, hashes(false)), isNull(proposal.closedAt)));
  await db
    .update(proposal)
    .set({ closedAt: null })
    .where(and(inArray(proposal.callHash, hashes(true)), isNotNull(proposal.closedAt)));
};

/**
 * Forgets calls that ended long ago, with their signatures; the audit trail keeps who proposed and approved what. What the
 * ledger works on stays.
 *
 * @param now the chain's time, Unix seconds
 * @returns how many
 */
export const forgetEnded = (
  db: Database,
  { chainId, now, limits = storeLimits }: { chainId: number; now: number; limits?: StoreLimits | undefined },
): Promise<number> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${storeLock})`);
    const wasClosed = sql`${proposal.closedAt} < now() - make_interval(secs => ${limits.endedFor})`;
    const isLate = lt(proposal.deadline, now - limits.endedFor);
    const ended = await tx
      .select({ callHash: proposal.callHash })
      .from(proposal)
      .where(and(eq(proposal.chainId, chainId), or(wasClosed, isLate), sql`not ${isWorkedOn("'final', 'skipped'")}`));
    if (ended.length === 0) return 0;
    const hashes = ended.map(({ callHash }) => callHash);
    await tx.delete(signature).where(inArray(signature.callHash, hashes));
    await tx.delete(proposal).where(inArray(proposal.callHash, hashes));
    await appendEvents(
      tx,
      hashes.map((callHash) => ({ to: "forgotten", detail: { callHash } })),
    );
    return ended.length;
  });

export type ListParameters = {
  chainId: number;
  /** proposals older than this one */
  before?: number | undefined;
  limit: number;
  /** of these authorities only */
  authorities?: readonly { multisig: Address; authority: number }[] | undefined;
};

/** A page of proposals, newest first. */
export const listProposals = async (
  db: Database,
  { chainId, before, limit, authorities }: ListParameters,
): Promise<NumberedProposal[]> => {
  if (authorities?.length === 0) return [];
  const ofSome = authorities?.map(({ multisig, authority }) =>
    and(eq(proposal.multisig, multisig), eq(proposal.authority, authority)),
  );
  const rows = await db
    .select()
    .from(proposal)
    .where(
      and(
        eq(proposal.chainId, chainId),
        before === undefined ? undefined : lt(proposal.id, before),
        ofSome === undefined ? undefined : or(...ofSome),
      ),
    )
    .orderBy(desc(proposal.id))
    .limit(limit);
  return rows.map((row) => ({ id: row.id, ...proposalOf(row) }));
};

export const findProposal = async (db: Database, chainId: number, callHash: Hex): Promise<Proposal | undefined> => {
  const [row] = await db
    .select()
    .from(proposal)
    .where(and(eq(proposal.chainId, chainId), eq(proposal.callHash, callHash)));
  return row === undefined ? undefined : proposalOf(row);
};

export const signaturesOf = (db: Database, callHash: Hex): Promise<StoredSignature[]> =>
  db.select().from(signature).where(eq(signature.callHash, callHash)).orderBy(signature.receivedAt);

const proposalOf = (row: typeof proposal.$inferSelect): Proposal => {
  const { callHash, multisig, authority, target, data, salt, deadline } = row;
  return { callHash, multisig, call: { authority, target, data, salt, deadline } };
};

const insertProposal = async (
  tx: Transaction,
  chainId: number,
  { callHash, multisig, call }: Proposal,
  source: "posted" | "on chain",
): Promise<void> => {
  await tx.insert(proposal).values({ callHash, chainId, multisig, ...call, source });
  await appendEvents(tx, [{ to: "proposed", detail: { callHash, source } }]);
};

const insertSignature = async (tx: Transaction, given: GivenSignature): Promise<boolean> => {
  const { callHash, signer, epoch } = given;
  const stored = await tx.insert(signature).values(given).onConflictDoNothing().returning({ signer: signature.signer });
  if (stored.length > 0) await appendEvents(tx, [{ to: "approved", detail: { callHash, signer, epoch: `${epoch}` } }]);
  return stored.length > 0;
};

const isKnown = async (tx: Transaction, callHash: Hex): Promise<boolean> =>
  (await countProposals(tx, eq(proposal.callHash, callHash))) > 0;

/** Posted, and nobody has signed it. */
const isUnsigned = and(
  eq(proposal.source, "posted"),
  sql`not exists (select from ${signature} where ${signature.callHash} = ${proposal.callHash})`,
);

/** Neither closed nor past its deadline. */
const waits = (now: number): SQL | undefined => and(isNull(proposal.closedAt), gte(proposal.deadline, now));

const isAuthorityFull = async (tx: Transaction, given: Proposal, chainId: number, now: number, limits: StoreLimits) =>
  (await countProposals(tx, and(ofAuthority(chainId, given), waits(now)))) >= limits.openPerAuthority;

const isUnsignedFull = async (tx: Transaction, given: Proposal, chainId: number, limits: StoreLimits) =>
  (await countProposals(tx, and(ofAuthority(chainId, given), isUnsigned))) >= limits.unsignedPerAuthority ||
  (await countProposals(tx, and(eq(proposal.chainId, chainId), isUnsigned))) >= limits.unsigned;

const isMemberFull = async (tx: Transaction, signer: Address, now: number, limits: StoreLimits): Promise<boolean> => {
  const signed = tx.select({ callHash: signature.callHash }).from(signature).where(eq(signature.signer, signer));
  const live = await countProposals(tx, and(waits(now), inArray(proposal.callHash, signed)));
  return live >= limits.signedPerMember;
};

/** What nobody signed in its time goes, and what can never run any more; unless the ledger works on it. */
const forgetUnsigned = async (tx: Transaction, chainId: number, now: number, limits: StoreLimits): Promise<void> => {
  const isOld = sql`${proposal.proposedAt} < now() - make_interval(secs => ${limits.unsignedFor})`;
  await tx
    .delete(proposal)
    .where(
      and(eq(proposal.chainId, chainId), isUnsigned, or(isOld, lt(proposal.deadline, now)), sql`not ${isWorkedOn()}`),
    );
};

/** @param settled states of work that do not count, as SQL; none: any work counts */
const isWorkedOn = (settled = "''"): SQL =>
  sql`exists (select from keepers.intent where intent.payload ->> 'callHash' = ${proposal.callHash} and intent.state not in (${sql.raw(settled)}))`;

const ofAuthority = (chainId: number, { multisig, call }: Proposal): SQL | undefined =>
  and(eq(proposal.chainId, chainId), eq(proposal.multisig, multisig), eq(proposal.authority, call.authority));

const countProposals = async (tx: Transaction, where: SQL | undefined): Promise<number> => {
  const [row] = await tx.select({ count: count() }).from(proposal).where(where);
  return row?.count ?? 0;
};

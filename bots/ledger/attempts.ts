import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import type { Hex } from "viem";
import { type Notice, raiseNotice } from "../notices/store.ts";
import { tripBreaker } from "./breaker.ts";
import type { Database } from "./database.ts";
import { StaleStateError } from "./errors.ts";
import { type Journal, journaled } from "./journal.ts";
import type { Lease } from "./lease.ts";
import { followAttempt, keysOf, type MovedAttempt, moveAttempt, moveIntents, retryIntents } from "./moves.ts";
import { attempt, attemptIntent, notice } from "./schema.ts";
import { openAttemptStates } from "./states.ts";

export type Signed = {
  nonce: number;
  hash: Hex;
  raw: Hex;
  keeper: string;
  title: string;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  /** head when signed */
  signedAtBlock: bigint;
  gasLimit: bigint;
  /** wei that it may cost at most: kept back from the budgets */
  reserved: bigint;
  /** days since 1970 by the chain's clock */
  day: number;
};

/** A signed transaction and the intents that it carries; without keys it is one of the sender itself. */
export type SignedWork = { keys: readonly string[]; signed: Signed };

/** claimed -> signed, all or none. Must be committed before the bytes leave. @returns the attempts' ids, in order */
export const recordSigned = (db: Database, lease: Lease, works: readonly SignedWork[]): Promise<number[]> =>
  journaled(db, lease, async (journal) => {
    const ids: number[] = [];
    for (const { keys, signed } of works) {
      const attemptId = await insertAttempt(journal, keys, signed);
      await moveIntents(journal, { keys, to: "signed", attemptId });
      ids.push(attemptId);
    }
    return ids;
  });

/** The same work and nonce with higher fees. Must be committed before the bytes leave. @returns the attempt's id */
export const recordReplacement = (db: Database, lease: Lease, replaced: number, signed: Signed): Promise<number> =>
  journaled(db, lease, async (journal) => {
    const { tx } = journal;
    const [before] = await tx.select().from(attempt).where(eq(attempt.id, replaced)).for("update");
    const isOpen = before?.state === "signed" || before?.state === "broadcast";
    if (!isOpen || before.nonce !== signed.nonce) {
      throw new StaleStateError(`Attempt ${replaced}`, before?.state ?? "missing", "replaced");
    }
    return insertAttempt(journal, await keysOf(tx, replaced, ["signed", "broadcast"]), signed);
  });

/** signed -> broadcast: a node has taken the bytes, or has them. */
export const markBroadcast = (db: Database, lease: Lease, ...attemptIds: readonly number[]): Promise<void> =>
  journaled(db, lease, async (journal) => {
    for (const attemptId of attemptIds) {
      await moveAttempt(journal, { attemptId, to: "broadcast" });
      await followAttempt(journal, { attemptId, from: ["signed"], to: "broadcast" });
    }
  });

export type Mined = {
  blockNumber: bigint;
  blockHash: Hex;
  succeeded: boolean;
  /** wei, paid for the gas that was used */
  cost: bigint;
};

/** signed or broadcast -> mined: in a block that may still vanish. */
export const markMined = (db: Database, lease: Lease, attemptId: number, block: Mined): Promise<void> =>
  journaled(db, lease, async (journal) => {
    const detail = { block: `${block.blockNumber}`, outcome: block.succeeded ? "succeeded" : "reverted" };
    await moveAttempt(journal, { attemptId, to: "mined", block, detail });
    await followAttempt(journal, { attemptId, from: ["signed", "broadcast"], to: "mined", detail });
  });

/** mined -> broadcast: its block is no longer part of the chain. */
export const markVanished = (db: Database, lease: Lease, attemptId: number): Promise<void> =>
  journaled(db, lease, async (journal) => {
    const reason = "its block left the chain";
    await moveAttempt(journal, { attemptId, to: "broadcast", detail: { reason } });
    await followAttempt(journal, { attemptId, from: ["mined"], to: "broadcast", reason });
  });

/** What the contract itself says of an attempt's intents, once the attempt is settled. */
export type Effects = {
  /** the chain shows the effect */
  done: readonly string[];
  /** it does not: with the reason, as far as it is known */
  undone: readonly string[];
  reason: string;
  /** it does not and never will, each for a reason of its own */
  lost?: readonly Lost[] | undefined;
  /** the contract lets nobody do such work now: that says nothing against this work, nor against its keeper */
  barred?: boolean | undefined;
};

/** Work that has lost its object. */
export type Lost = { key: string; reason: string };

/** Keys of the work that has lost its object. */
export const keysOfLost = ({ lost = [] }: Effects): string[] => lost.map(({ key }) => key);

/** What became of it stands in the ledger: it was not this work's own effect. */
export const skipLost = async (journal: Journal, { lost = [] }: Effects): Promise<void> => {
  for (const { key, reason } of lost) await moveIntents(journal, { keys: [key], to: "skipped", reason });
};

/**
 * mined -> final: deep enough. Intents without effect are tried again, or end as unknown; lost ones are skipped.
 *
 * @returns whether the keeper is paused now, see `tripBreaker`
 */
export const markFinal = (db: Database, lease: Lease, attemptId: number, effects: Effects): Promise<boolean> =>
  journaled(db, lease, async (journal) => {
    const settled = await moveAttempt(journal, { attemptId, to: "final", withoutEffect: isWithoutEffect(effects) });
    await supersedeSiblings(journal, settled);
    await moveIntents(journal, { keys: effects.done, to: "final", attemptId });
    const without = [...effects.undone, ...keysOfLost(effects)];
    await moveIntents(journal, { keys: without, to: "reverted", attemptId, reason: effects.reason });
    await skipLost(journal, effects);
    await retryIntents(journal, { keys: effects.undone, attemptId, reason: effects.reason });
    return tripBreaker(journal, settled);
  });

/**
 * mined -> reverted: deep enough, without effect. What somebody else did meanwhile is skipped.
 *
 * @returns whether the keeper is paused now, see `tripBreaker`
 */
export const markReverted = (db: Database, lease: Lease, attemptId: number, effects: Effects): Promise<boolean> =>
  journaled(db, lease, async (journal) => {
    const { undone, reason, barred = false } = effects;
    const withoutEffect = barred ? undefined : isWithoutEffect({ done: [], undone });
    const settled = await moveAttempt(journal, { attemptId, to: "reverted", withoutEffect, detail: { reason } });
    await supersedeSiblings(journal, settled);
    await endWithoutEffect(journal, settled, "reverted", effects);
    return barred ? false : tripBreaker(journal, settled);
  });

/** The work was there to be done, and none of it was. */
const isWithoutEffect = ({ done, undone }: Pick<Effects, "done" | "undone">): boolean =>
  done.length === 0 && undone.length > 0;

/** signed or broadcast -> superseded: a transaction that is not in the ledger used the nonce. A person is told. */
export const markSuperseded = (db: Database, lease: Lease, attemptId: number, effects: Effects): Promise<void> =>
  journaled(db, lease, async (journal) => {
    const { reason } = effects;
    const settled = await moveAttempt(journal, { attemptId, to: "superseded", cost: 0n, detail: { reason } });
    await raiseNotice(journal.tx, noticeOfSharedAccount(lease.account));
    await supersedeSiblings(journal, settled);
    await endWithoutEffect(journal, settled, "superseded", effects);
  });

/** What the attempt's work comes to when the attempt itself did none of it. */
const endWithoutEffect = async (
  journal: Journal,
  { id: attemptId }: MovedAttempt,
  to: "reverted" | "superseded",
  effects: Effects,
): Promise<void> => {
  const { done, undone, reason, barred = false } = effects;
  await moveIntents(journal, { keys: [...done, ...undone, ...keysOfLost(effects)], to, attemptId, reason });
  await moveIntents(journal, { keys: done, to: "skipped", reason: "done by another transaction" });
  await skipLost(journal, effects);
  if (barred) await moveIntents(journal, { keys: undone, to: "planned", attemptId, reason });
  else await retryIntents(journal, { keys: undone, attemptId, reason });
};

const sharedKind = "account-shared";

const noticeOfSharedAccount = (account: string): Notice => ({
  kind: sharedKind,
  subject: account,
  severity: "critical",
  text: `Somebody else sends from the keepers' account ${account}. Find out who, and give the keepers an account of their own.`,
});

/** The account is taken for its keepers' own again when a person has seen to it, or a day has passed without a stranger. */
export const endSharedAccount = async (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
): Promise<void> => {
  const aDayAgo = sql`now() - interval '1 day'`;
  const takenSince = db
    .select({ id: attempt.id })
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, chainId),
        eq(attempt.account, account),
        // Only a stranger makes an attempt cost nothing: see markSuperseded.
        eq(attempt.cost, 0n),
        gt(attempt.updatedAt, aDayAgo),
      ),
    );
  await db
    .update(notice)
    .set({ closedAt: sql`now()` })
    .where(
      and(
        eq(notice.kind, sharedKind),
        eq(notice.subject, account),
        isNull(notice.closedAt),
        or(isNotNull(notice.acknowledgedAt), and(lt(notice.raisedAt, aDayAgo), notExists(takenSince))),
      ),
    );
};

/** Writes a signed transaction with the work that it carries. @returns its id */
export const insertAttempt = async ({ tx, lease, tell }: Journal, keys: readonly string[], signed: Signed) => {
  const { chainId, account, fence } = lease;
  const [row] = await tx
    .insert(attempt)
    .values({ ...signed, chainId, account, fence, state: "signed" })
    .returning({ id: attempt.id });
  if (row === undefined) throw new StaleStateError("Attempt", "missing", "signed");
  if (keys.length > 0)
    await tx.insert(attemptIntent).values(keys.map((intentKey) => ({ attemptId: row.id, intentKey })));
  tell([{ attemptId: row.id, to: "signed", detail: { transaction: signed.hash, nonce: `${signed.nonce}` } }]);
  return row.id;
};

/** Other transactions of the same nonce can never be mined now. */
export const supersedeSiblings = async (journal: Journal, { id, nonce }: MovedAttempt): Promise<void> => {
  const { tx, lease } = journal;
  const siblings = await tx
    .select({ id: attempt.id })
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, lease.chainId),
        eq(attempt.account, lease.account),
        eq(attempt.nonce, nonce),
        ne(attempt.id, id),
        inArray(attempt.state, [...openAttemptStates]),
      ),
    );
  for (const sibling of siblings) {
    const detail = { reason: `nonce settled by attempt ${id}` };
    await moveAttempt(journal, { attemptId: sibling.id, to: "superseded", detail });
  }
};

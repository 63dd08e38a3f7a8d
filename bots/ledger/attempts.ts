import { and, eq, inArray, ne } from "drizzle-orm";
import type { Hex } from "viem";
import { type Notice, raiseNotice } from "../notices/store.ts";
import { tripBreaker } from "./breaker.ts";
import type { Database, Transaction } from "./database.ts";
import { StaleStateError } from "./errors.ts";
import { appendEvents } from "./events.ts";
import { fenced, type Lease } from "./lease.ts";
import { keysOf, moveAttempt, moveIntents, retryIntents } from "./moves.ts";
import { attempt, attemptIntent } from "./schema.ts";
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

/**
 * claimed -> signed. Must be committed before the bytes leave. Without keys it is a transaction of the sender itself.
 *
 * @returns the attempt's id
 */
export const recordSigned = (db: Database, lease: Lease, keys: readonly string[], signed: Signed): Promise<number> =>
  fenced(db, lease, async (tx) => {
    const attemptId = await insertAttempt(tx, lease, keys, signed);
    await moveIntents(tx, lease, { keys, to: "signed", attemptId });
    return attemptId;
  });

/** The same work and nonce with higher fees. Must be committed before the bytes leave. @returns the attempt's id */
export const recordReplacement = (db: Database, lease: Lease, replaced: number, signed: Signed): Promise<number> =>
  fenced(db, lease, async (tx) => {
    const [before] = await tx.select().from(attempt).where(eq(attempt.id, replaced)).for("update");
    const isOpen = before?.state === "signed" || before?.state === "broadcast";
    if (!isOpen || before.nonce !== signed.nonce) {
      throw new StaleStateError(`Attempt ${replaced}`, before?.state ?? "missing", "replaced");
    }
    return insertAttempt(tx, lease, await keysOf(tx, replaced, ["signed", "broadcast"]), signed);
  });

/** signed -> broadcast: a node has taken the bytes, or has them. */
export const markBroadcast = (db: Database, lease: Lease, attemptId: number): Promise<void> =>
  fenced(db, lease, async (tx) => {
    await moveAttempt(tx, { attemptId, to: "broadcast" });
    await moveIntents(tx, lease, { keys: await keysOf(tx, attemptId, ["signed"]), to: "broadcast", attemptId });
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
  fenced(db, lease, async (tx) => {
    const detail = { block: `${block.blockNumber}`, outcome: block.succeeded ? "succeeded" : "reverted" };
    await moveAttempt(tx, { attemptId, to: "mined", block, detail });
    const keys = await keysOf(tx, attemptId, ["signed", "broadcast"]);
    await moveIntents(tx, lease, { keys, to: "mined", attemptId, detail });
  });

/** mined -> broadcast: its block is no longer part of the chain. */
export const markVanished = (db: Database, lease: Lease, attemptId: number): Promise<void> =>
  fenced(db, lease, async (tx) => {
    const reason = "its block left the chain";
    await moveAttempt(tx, { attemptId, to: "broadcast", detail: { reason } });
    await moveIntents(tx, lease, { keys: await keysOf(tx, attemptId, ["mined"]), to: "broadcast", attemptId, reason });
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

const keysOfLost = ({ lost = [] }: Effects): string[] => lost.map(({ key }) => key);

/** What became of it stands in the ledger: it was not this work's own effect. */
const skipLost = async (tx: Transaction, lease: Lease, { lost = [] }: Effects): Promise<void> => {
  for (const { key, reason } of lost) await moveIntents(tx, lease, { keys: [key], to: "skipped", reason });
};

/**
 * mined -> final: deep enough. Intents without effect are tried again, or end as unknown; lost ones are skipped.
 *
 * @returns whether the keeper is paused now, see `tripBreaker`
 */
export const markFinal = (db: Database, lease: Lease, attemptId: number, effects: Effects): Promise<boolean> =>
  fenced(db, lease, async (tx) => {
    await moveAttempt(tx, { attemptId, to: "final", withoutEffect: isWithoutEffect(effects) });
    await supersedeSiblings(tx, attemptId);
    await moveIntents(tx, lease, { keys: effects.done, to: "final", attemptId });
    const without = [...effects.undone, ...keysOfLost(effects)];
    await moveIntents(tx, lease, { keys: without, to: "reverted", attemptId, reason: effects.reason });
    await skipLost(tx, lease, effects);
    await retryIntents(tx, lease, { keys: effects.undone, attemptId, reason: effects.reason });
    return tripBreaker(tx, attemptId);
  });

/**
 * mined -> reverted: deep enough, without effect. What somebody else did meanwhile is skipped.
 *
 * @returns whether the keeper is paused now, see `tripBreaker`
 */
export const markReverted = (db: Database, lease: Lease, attemptId: number, effects: Effects): Promise<boolean> =>
  fenced(db, lease, async (tx) => {
    const { done, undone, reason, barred = false } = effects;
    const withoutEffect = barred ? undefined : isWithoutEffect({ done: [], undone });
    await moveAttempt(tx, { attemptId, to: "reverted", withoutEffect, detail: { reason } });
    await supersedeSiblings(tx, attemptId);
    await moveIntents(tx, lease, {
      keys: [...done, ...undone, ...keysOfLost(effects)],
      to: "reverted",
      attemptId,
      reason,
    });
    await moveIntents(tx, lease, { keys: done, to: "skipped", reason: "done by another transaction" });
    await skipLost(tx, lease, effects);
    if (barred) {
      await moveIntents(tx, lease, { keys: undone, to: "planned", attemptId, reason });
      return false;
    }
    await retryIntents(tx, lease, { keys: undone, attemptId, reason });
    return tripBreaker(tx, attemptId);
  });

/** The work was there to be done, and none of it was. */
const isWithoutEffect = ({ done, undone }: Pick<Effects, "done" | "undone">): boolean =>
  done.length === 0 && undone.length > 0;

/** signed or broadcast -> superseded: a transaction that is not in the ledger used the nonce. A person is told. */
export const markSuperseded = (db: Database, lease: Lease, attemptId: number, effects: Effects): Promise<void> =>
  fenced(db, lease, async (tx) => {
    const { done, undone, reason } = effects;
    await moveAttempt(tx, { attemptId, to: "superseded", cost: 0n, detail: { reason } });
    await raiseNotice(tx, noticeOfSharedAccount(lease.account));
    await supersedeSiblings(tx, attemptId);
    await moveIntents(tx, lease, {
      keys: [...done, ...undone, ...keysOfLost(effects)],
      to: "superseded",
      attemptId,
      reason,
    });
    await moveIntents(tx, lease, { keys: done, to: "skipped", reason: "done by another transaction" });
    await skipLost(tx, lease, effects);
    await retryIntents(tx, lease, { keys: undone, attemptId, reason });
  });

const noticeOfSharedAccount = (account: string): Notice => ({
  kind: "account-shared",
  subject: account,
  severity: "critical",
  text: `Somebody else sends from the keepers' account ${account}. Find out who, and give the keepers an account of their own.`,
});

const insertAttempt = async (tx: Transaction, lease: Lease, keys: readonly string[], signed: Signed) => {
  const { chainId, account, fence } = lease;
  const [row] = await tx
    .insert(attempt)
    .values({ ...signed, chainId, account, fence, state: "signed" })
    .returning({ id: attempt.id });
  if (row === undefined) throw new StaleStateError("Attempt", "missing", "signed");
  if (keys.length > 0)
    await tx.insert(attemptIntent).values(keys.map((intentKey) => ({ attemptId: row.id, intentKey })));
  const detail = { transaction: signed.hash, nonce: `${signed.nonce}` };
  await appendEvents(tx, [{ attemptId: row.id, to: "signed", detail }]);
  return row.id;
};

/** Other transactions of the same nonce can never be mined now. */
const supersedeSiblings = async (tx: Transaction, attemptId: number): Promise<void> => {
  const [settled] = await tx.select().from(attempt).where(eq(attempt.id, attemptId));
  if (settled === undefined) return;
  const siblings = await tx
    .select({ id: attempt.id })
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, settled.chainId),
        eq(attempt.account, settled.account),
        eq(attempt.nonce, settled.nonce),
        ne(attempt.id, attemptId),
        inArray(attempt.state, [...openAttemptStates]),
      ),
    );
  for (const { id } of siblings) {
    await moveAttempt(tx, {
      attemptId: id,
      to: "superseded",
      detail: { reason: `nonce settled by attempt ${attemptId}` },
    });
  }
};

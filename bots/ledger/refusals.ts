import { and, eq, exists, inArray, isNull, sql } from "drizzle-orm";
import { closeNotice, type Notice, raiseNotice } from "../notices/store.ts";
import { type Effects, insertAttempt, keysOfLost, type Signed, skipLost, supersedeSiblings } from "./attempts.ts";
import type { Database } from "./database.ts";
import { StaleStateError } from "./errors.ts";
import { type Journal, journaled } from "./journal.ts";
import type { Lease } from "./lease.ts";
import { keysOf, moveAttempt, moveIntents } from "./moves.ts";
import { attempt, intent, notice } from "./schema.ts";
import { openAttemptStates } from "./states.ts";

// A signed transaction that every endpoint refuses: counted, then given up. A transfer of nothing takes its nonce. Until
// that is final the refused bytes may yet be mined, so the work stays with them.

/** Every endpoint refused the bytes once more. @param words a node's own */
export const recordRefusal = (db: Database, lease: Lease, attemptId: number, words: string): Promise<void> =>
  journaled(db, lease, async (journal) => {
    const { state, refusals } = await noteRefusal(journal, attemptId, words);
    // The first one stands in the audit trail, and the end; those between are counted.
    if (refusals === 1) journal.tell([{ attemptId, from: state, to: state, detail: { refused: words } }]);
  });

const noteRefusal = async ({ tx, lease }: Journal, attemptId: number, words: string) => {
  const [row] = await tx
    .update(attempt)
    .set({ refusals: sql`${attempt.refusals} + 1`, refusal: words, updatedAt: sql`now()` })
    .where(
      and(
        eq(attempt.id, attemptId),
        eq(attempt.account, lease.account),
        inArray(attempt.state, ["signed", "broadcast"]),
      ),
    )
    .returning();
  if (row === undefined) throw new StaleStateError(`Attempt ${attemptId}`, "settled or in a block", "refused");
  return row;
};

/**
 * Gives an attempt up: the transfer of nothing is recorded for the same nonce, and must be committed before it leaves.
 * People are told, with the node's words. Nothing becomes of the work yet.
 *
 * @returns the transfer's id
 */
export const giveUp = (
  db: Database,
  lease: Lease,
  { attemptId, words, filler }: { attemptId: number; words: string; filler: Signed },
): Promise<number> =>
  journaled(db, lease, async (journal) => {
    const { state, nonce, keeper } = await noteRefusal(journal, attemptId, words);
    if (nonce !== filler.nonce) throw new StaleStateError(`Attempt ${attemptId}`, `of nonce ${nonce}`, "given up");
    const detail = { reason: `given up: every endpoint refused it (${words})`, filler: filler.hash };
    const keys = await keysOf(journal.tx, attemptId, ["signed", "broadcast"]);
    journal.tell(keys.map((intentKey) => ({ intentKey, attemptId, from: state, to: state, detail })));
    journal.tell([{ attemptId, from: state, to: state, detail }]);
    await raiseNotice(journal.tx, noticeOfRefused(keeper, lease.account, words));
    return insertAttempt(journal, [], filler);
  });

export type Filled = {
  /** the transfer of nothing that is final */
  filler: number;
  succeeded: boolean;
  /** the attempt whose nonce it took */
  givenUp: number;
  /** of the given-up attempt's work, by the contract's word */
  effects: Effects;
};

/**
 * mined -> final for the transfer of nothing. The work of the attempt that was given up is tried again in parts of half
 * the size; a single piece waits for a person, because no smaller transaction exists.
 */
export const markFilled = (
  db: Database,
  lease: Lease,
  { filler, succeeded, givenUp, effects }: Filled,
): Promise<void> =>
  journaled(db, lease, async (journal) => {
    const { done, undone, reason } = effects;
    const settled = await moveAttempt(journal, { attemptId: filler, to: succeeded ? "final" : "reverted" });
    await supersedeSiblings(journal, settled);
    const keys = [...done, ...undone, ...keysOfLost(effects)];
    await moveIntents(journal, { keys, to: "superseded", attemptId: givenUp, reason });
    await moveIntents(journal, { keys: done, to: "skipped", reason: "done by another transaction" });
    await skipLost(journal, effects);
    if (keys.length === 1) {
      await moveIntents(journal, { keys: undone, to: "unknown", attemptId: givenUp, reason });
      return;
    }
    await limitBatches(journal, undone, Math.ceil(keys.length / 2));
    await moveIntents(journal, { keys: undone, to: "planned", attemptId: givenUp, reason });
  });

const limitBatches = async ({ tx }: Journal, keys: readonly string[], batchLimit: number): Promise<void> => {
  if (keys.length === 0) return;
  await tx
    .update(intent)
    .set({ batchLimit })
    .where(inArray(intent.key, [...keys]));
};

const refusedKind = "transaction-refused";

const noticeOfRefused = (keeper: string, account: string, words: string): Notice => ({
  kind: refusedKind,
  subject: keeper,
  severity: "critical",
  text: `Every endpoint refuses a transaction of ${keeper}: "${words}". Its nonce is filled, and its work is tried in smaller transactions; a single piece of work waits for a person.`,
  detail: { account, words },
});

/** The trouble has ended when no refused transaction of the keeper is open, and the work that was put back has its end. */
export const endRefusals = async (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
): Promise<void> => {
  const told = await db
    .select({ subject: notice.subject })
    .from(notice)
    .where(
      and(eq(notice.kind, refusedKind), isNull(notice.closedAt), sql`${notice.detail} ->> 'account' = ${account}`),
    );
  for (const { subject } of told) {
    const open = db
      .select({ id: attempt.id })
      .from(attempt)
      .where(
        and(
          eq(attempt.chainId, chainId),
          eq(attempt.keeper, subject),
          inArray(attempt.state, [...openAttemptStates]),
          sql`${attempt.refusals} > 0`,
        ),
      );
    const putBack = db
      .select({ key: intent.key })
      .from(intent)
      .where(
        and(
          eq(intent.chainId, chainId),
          eq(intent.keeper, subject),
          sql`${intent.batchLimit} is not null`,
          sql`${intent.state} not in ('final', 'skipped', 'unknown')`,
        ),
      );
    const { rows } = await db.execute<{ lasts: boolean }>(sql`select ${exists(open)} or ${exists(putBack)} as lasts`);
    if (rows[0]?.lasts === false) await closeNotice(db, { kind: refusedKind, subject });
  }
};

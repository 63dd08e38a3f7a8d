import { and, desc, eq, isNotNull } from "drizzle-orm";
import { raiseNotice } from "../notices/store.ts";
import type { Transaction } from "./database.ts";
import { noProgress, pauseKeeper } from "./pauses.ts";
import { attempt } from "./schema.ts";

/** So many mined transactions in a row without effect, and the keeper is paused. */
export const patience = 3;

/**
 * Pauses the keeper of an attempt that was just settled if it and those before it had no effect: it would go on paying
 * for nothing.
 *
 * @returns whether it is paused by this
 */
export const tripBreaker = async (tx: Transaction, attemptId: number): Promise<boolean> => {
  const [settled] = await tx.select().from(attempt).where(eq(attempt.id, attemptId));
  if (settled === undefined) return false;
  const last = await tx
    .select({ withoutEffect: attempt.withoutEffect })
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, settled.chainId),
        eq(attempt.account, settled.account),
        eq(attempt.keeper, settled.keeper),
        isNotNull(attempt.withoutEffect),
      ),
    )
    .orderBy(desc(attempt.nonce))
    .limit(patience);
  if (last.length < patience || last.some(({ withoutEffect }) => withoutEffect === false)) return false;

  const { keeper } = settled;
  const reason = `${patience} transactions in a row were mined without effect`;
  await raiseNotice(tx, {
    kind: noProgress,
    subject: keeper,
    severity: "critical",
    text: `The keeper ${keeper} is paused: ${reason}. Find out why before you resume it.`,
    detail: { keeper, last: settled.hash },
  });
  return pauseKeeper(tx, keeper, reason);
};

import { and, desc, eq, isNotNull } from "drizzle-orm";
import { raiseNotice } from "../notices/store.ts";
import type { Journal } from "./journal.ts";
import type { MovedAttempt } from "./moves.ts";
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
export const tripBreaker = async (
  { tx, lease, flush }: Journal,
  { keeper, hash }: Pick<MovedAttempt, "keeper" | "hash">,
): Promise<boolean> => {
  const last = await tx
    .select({ withoutEffect: attempt.withoutEffect })
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, lease.chainId),
        eq(attempt.account, lease.account),
        eq(attempt.keeper, keeper),
        isNotNull(attempt.withoutEffect),
      ),
    )
    .orderBy(desc(attempt.nonce))
    .limit(patience);
  if (last.length < patience || last.some(({ withoutEffect }) => withoutEffect === false)) return false;

  const reason = `${patience} transactions in a row were mined without effect`;
  await raiseNotice(tx, {
    kind: noProgress,
    subject: keeper,
    severity: "critical",
    text: `The keeper ${keeper} is paused: ${reason}. Find out why before you resume it.`,
    detail: { keeper, last: hash },
  });
  await flush();
  return pauseKeeper(tx, keeper, reason);
};

import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Sight, Watcher } from "../keeper.ts";
import type { Transaction } from "../ledger/database.ts";
import { notice } from "../ledger/schema.ts";
import { type Notice, raiseNotice } from "./store.ts";

/**
 * Makes the open notices of a watcher what it sees: new ones are raised, those whose cause has ended are closed. If it did
 * not see everything, nothing is closed.
 */
export const tellSight = async (
  tx: Transaction,
  { name, once }: Pick<Watcher, "name" | "once">,
  { notices, complete }: Sight,
): Promise<void> => {
  const open = await tx
    .select({ id: notice.id, kind: notice.kind, subject: notice.subject })
    .from(notice)
    .where(and(isNull(notice.closedAt), sql`${notice.detail} ->> 'watcher' = ${name}`));
  const isOpen = containing(open);
  for (const seen of notices.filter((seen) => !isOpen(seen))) {
    if (once && (await reopen(tx, seen))) continue;
    await raiseNotice(tx, { ...seen, detail: { ...seen.detail, watcher: name } });
  }

  const isSeen = containing(notices);
  const ended = complete ? open.filter((told) => !isSeen(told)).map(({ id }) => id) : [];
  if (ended.length > 0) await tx.update(notice).set({ closedAt: sql`now()` }).where(inArray(notice.id, ended));
};

type About = Pick<Notice, "kind" | "subject">;

const containing = (notices: readonly About[]): ((other: About) => boolean) => {
  const names = new Set(notices.map(({ kind, subject }) => JSON.stringify([kind, subject])));
  return ({ kind, subject }) => names.has(JSON.stringify([kind, subject]));
};

/** Its cause had only seemed to end, as when a reorg or another endpoint set the clock back. @returns whether it was told before */
const reopen = async (tx: Transaction, { kind, subject }: About): Promise<boolean> => {
  const told = await tx
    .update(notice)
    .set({ closedAt: null })
    .where(and(eq(notice.kind, kind), eq(notice.subject, subject)))
    .returning({ id: notice.id });
  return told.length > 0;
};

import { eq } from "drizzle-orm";
import { closeNotice } from "../notices/store.ts";
import type { Database, Transaction } from "./database.ts";
import { appendEvents } from "./events.ts";
import { pause } from "./schema.ts";

/** Scope of a pause that stops every keeper of the ledger. */
export const everyKeeper = "all";

/** Who pauses where no person does: the breaker, which tells people itself. */
export const breakerName = "sender";
/** What people are told when it does; ends when a person resumes the keeper. */
export const noProgress = "no-progress";

export type PauseRow = typeof pause.$inferSelect;

/** What is paused now, by scope. Read before each signature. */
export const readPauses = async (db: Database | Transaction): Promise<ReadonlyMap<string, PauseRow>> => {
  const rows = await db.select().from(pause).orderBy(pause.scope);
  return new Map(rows.map((row) => [row.scope, row]));
};

/** The pause that keeps a keeper from signing; undefined if there is none. */
export const pauseOf = (pauses: ReadonlyMap<string, PauseRow>, keeper: string): PauseRow | undefined =>
  pauses.get(everyKeeper) ?? pauses.get(keeper);

/**
 * Nothing new is signed for the keeper until a person resumes it; what is under way is followed to its end.
 *
 * @param keeper its name, or `everyKeeper`
 * @param by a person, or `breakerName`
 * @returns whether it was not paused before; a pause that stands keeps its reason
 */
export const pauseKeeper = (
  db: Database | Transaction,
  keeper: string,
  reason: string,
  by = breakerName,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const added = await tx
      .insert(pause)
      .values({ scope: keeper, reason, by })
      .onConflictDoNothing()
      .returning({ scope: pause.scope });
    if (added.length > 0) await appendEvents(tx, [{ to: "paused", detail: { scope: keeper, reason, by } }]);
    return added.length > 0;
  });

/** Lets the keeper sign again. @param by a person @returns whether it was paused */
export const resumeKeeper = (db: Database | Transaction, keeper: string, by: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const removed = await tx.delete(pause).where(eq(pause.scope, keeper)).returning({ scope: pause.scope });
    if (removed.length > 0) await appendEvents(tx, [{ to: "resumed", detail: { scope: keeper, by } }]);
    await closeNotice(tx, { kind: noProgress, subject: keeper });
    return removed.length > 0;
  });

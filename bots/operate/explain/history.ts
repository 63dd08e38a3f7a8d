import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Hex } from "viem";
import type { Database } from "../../ledger/database.ts";
import type { AttemptRow, IntentRow } from "../../ledger/queries.ts";
import { attempt, attemptIntent, event, intent } from "../../ledger/schema.ts";

export type EventRow = typeof event.$inferSelect;

/** All that the ledger holds of one piece of work. */
export type History = {
  intent: IntentRow;
  /** every transaction that carried it, the first one first */
  attempts: readonly Omit<AttemptRow, "raw">[];
  /** every move, in order */
  events: readonly EventRow[];
};

/** items that are told in full; more of them are counted */
export const toldAtMost = 20;

export const findByKey = (db: Database, key: string): Promise<IntentRow[]> =>
  db.select().from(intent).where(eq(intent.key, key));

/** Intents about something; those that are not settled first. */
export const findByPayload = (
  db: Database,
  chainId: number,
  { field, value }: { field: string; value: string },
): Promise<IntentRow[]> =>
  db
    .select()
    .from(intent)
    .where(and(eq(intent.chainId, chainId), sql`lower(${intent.payload} ->> ${field}) = ${value.toLowerCase()}`))
    .orderBy(sql`${intent.state} in ('final', 'skipped')`, desc(intent.updatedAt), asc(intent.key));

export const findByTransaction = async (db: Database, hash: Hex): Promise<IntentRow[]> => {
  const rows = await db
    .select({ intent })
    .from(attempt)
    .innerJoin(attemptIntent, eq(attemptIntent.attemptId, attempt.id))
    .innerJoin(intent, eq(intent.key, attemptIntent.intentKey))
    .where(eq(attempt.hash, hash.toLowerCase() as Hex))
    .orderBy(asc(intent.key));
  return rows.map((row) => row.intent);
};

export const readHistory = async (db: Database, row: IntentRow): Promise<History> => {
  const carried = await db
    .select({ attempt })
    .from(attemptIntent)
    .innerJoin(attempt, eq(attempt.id, attemptIntent.attemptId))
    .where(eq(attemptIntent.intentKey, row.key))
    .orderBy(asc(attempt.id));
  const attempts = carried.map(({ attempt: { raw: _, ...shown } }) => shown);
  const ids = attempts.map(({ id }) => id);
  const ofAttempts =
    ids.length === 0 ? sql`false` : and(inArray(event.attemptId, ids), sql`${event.intentKey} is null`);
  const events = await db
    .select()
    .from(event)
    .where(sql`${event.intentKey} = ${row.key} or ${ofAttempts}`)
    .orderBy(asc(event.id));
  return { intent: row, attempts, events };
};

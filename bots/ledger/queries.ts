import { and, asc, count, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Lease } from "./lease.ts";
import { attempt, attemptIntent, intent } from "./schema.ts";
import { type IntentState, openAttemptStates } from "./states.ts";

export type IntentRow = typeof intent.$inferSelect;
export type AttemptRow = typeof attempt.$inferSelect;

/** Work that may be done now, oldest first. */
export const plannedIntents = (db: Database, chainId: number, limit: number): Promise<IntentRow[]> =>
  db
    .select()
    .from(intent)
    .where(
      and(
        eq(intent.chainId, chainId),
        eq(intent.state, "planned"),
        or(isNull(intent.retryAt), lte(intent.retryAt, sql`now()`)),
      ),
    )
    .orderBy(asc(intent.createdAt), asc(intent.key))
    .limit(limit);

/** Attempts whose nonce is not settled, by nonce, the last signed first. */
export const openAttempts = (db: Database, { chainId, account }: Pick<Lease, "chainId" | "account">) =>
  db
    .select()
    .from(attempt)
    .where(
      and(eq(attempt.chainId, chainId), eq(attempt.account, account), inArray(attempt.state, [...openAttemptStates])),
    )
    .orderBy(asc(attempt.nonce), sql`${attempt.id} desc`);

/** The intents that an attempt carries. */
export const intentsOfAttempt = async (db: Database, attemptId: number): Promise<IntentRow[]> => {
  const rows = await db
    .select({ intent })
    .from(attemptIntent)
    .innerJoin(intent, eq(intent.key, attemptIntent.intentKey))
    .where(eq(attemptIntent.attemptId, attemptId));
  return rows.map((row) => row.intent);
};

/** How many intents of each keeper are in each state. */
export const countIntents = (
  db: Database,
  chainId: number,
): Promise<{ keeper: string; state: IntentState; count: number }[]> =>
  db
    .select({ keeper: intent.keeper, state: intent.state, count: count() })
    .from(intent)
    .where(eq(intent.chainId, chainId))
    .groupBy(intent.keeper, intent.state);

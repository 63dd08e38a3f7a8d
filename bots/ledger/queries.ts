import { and, asc, count, eq, inArray, isNull, lte, max, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Lease } from "./lease.ts";
import { attempt, attemptIntent, intent } from "./schema.ts";
import { type IntentState, openAttemptStates } from "./states.ts";

export type IntentRow = typeof intent.$inferSelect;
export type AttemptRow = typeof attempt.$inferSelect;

/** Work that may be done now, oldest first. @param keeper undefined: of all keepers */
export const plannedIntents = (
  db: Database,
  chainId: number,
  limit: number,
  keeper?: string | undefined,
): Promise<IntentRow[]> =>
  db
    .select()
    .from(intent)
    .where(
      and(
        eq(intent.chainId, chainId),
        eq(intent.state, "planned"),
        keeper === undefined ? undefined : eq(intent.keeper, keeper),
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

/** The highest nonce that was ever signed; undefined if none was. */
export const highestNonce = async (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
): Promise<number | undefined> => {
  const [row] = await db
    .select({ nonce: max(attempt.nonce) })
    .from(attempt)
    .where(and(eq(attempt.chainId, chainId), eq(attempt.account, account)));
  return row?.nonce ?? undefined;
};

/** Attempts of these nonces that the ledger holds as mined for good. */
export const settledAttempts = (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
  nonces: readonly number[],
): Promise<AttemptRow[]> =>
  db
    .select()
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, chainId),
        eq(attempt.account, account),
        inArray(attempt.nonce, [...nonces]),
        inArray(attempt.state, ["final", "reverted"]),
      ),
    );

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

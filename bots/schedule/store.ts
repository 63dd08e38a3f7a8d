import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "../ledger/database.ts";
import { job, occurrence } from "../ledger/schema.ts";

export type OccurrenceRow = typeof occurrence.$inferSelect;

const dateOf = (seconds: number): Date => new Date(seconds * 1_000);
const secondsOf = (date: Date): number => date.getTime() / 1_000;

/**
 * Up to when a job's times were looked at, in Unix seconds, locked until the transaction ends. A job that is new begins
 * at `now`: it has missed nothing.
 */
export const lockWatermark = async (tx: Transaction, name: string, now: number): Promise<number> => {
  await tx
    .insert(job)
    .values({ name, lookedUntil: dateOf(now) })
    .onConflictDoNothing();
  const [row] = await tx.select().from(job).where(eq(job.name, name)).for("update");
  return row === undefined ? now : secondsOf(row.lookedUntil);
};

export const moveWatermark = async (tx: Transaction, name: string, until: number): Promise<void> => {
  await tx
    .update(job)
    .set({ lookedUntil: dateOf(until) })
    .where(eq(job.name, name));
};

/** Writes times that have come; one that is known stays as it is. */
export const addOccurrences = async (tx: Transaction, name: string, at: readonly number[]): Promise<void> => {
  if (at.length === 0) return;
  const rows = at.map((seconds) => ({ job: name, at: dateOf(seconds), state: "due" as const }));
  await tx.insert(occurrence).values(rows).onConflictDoNothing();
};

/** Times in a state, oldest first, in Unix seconds. */
export const occurrencesIn = async (
  db: Database | Transaction,
  name: string,
  state: OccurrenceRow["state"],
): Promise<number[]> => {
  const rows = await db
    .select({ at: occurrence.at })
    .from(occurrence)
    .where(and(eq(occurrence.job, name), eq(occurrence.state, state)))
    .orderBy(asc(occurrence.at));
  return rows.map((row) => secondsOf(row.at));
};

/** Times that wait for a person's word, in Unix seconds, by job, oldest first. */
export const askedTimes = async (db: Database): Promise<ReadonlyMap<string, readonly number[]>> => {
  const rows = await db
    .select({ job: occurrence.job, at: occurrence.at })
    .from(occurrence)
    .where(eq(occurrence.state, "asked"))
    .orderBy(asc(occurrence.job), asc(occurrence.at));
  const jobs = new Map<string, number[]>();
  for (const row of rows) jobs.set(row.job, [...(jobs.get(row.job) ?? []), secondsOf(row.at)]);
  return jobs;
};

/** Moves times out of some states. @returns how many were in them */
export const settle = async (
  tx: Transaction,
  name: string,
  at: readonly number[],
  {
    from,
    to,
    reason = null,
  }: { from: readonly OccurrenceRow["state"][]; to: OccurrenceRow["state"]; reason?: string | null },
): Promise<number> => {
  if (at.length === 0) return 0;
  const moved = await tx
    .update(occurrence)
    .set({ state: to, reason, updatedAt: sql`now()` })
    .where(
      and(
        eq(occurrence.job, name),
        inArray(occurrence.state, [...from]),
        inArray(
          occurrence.at,
          at.map((seconds) => dateOf(seconds)),
        ),
      ),
    )
    .returning({ at: occurrence.at });
  return moved.length;
};

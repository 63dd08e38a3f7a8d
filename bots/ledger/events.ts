import { asc, desc, sql } from "drizzle-orm";
import { canonicalJson, type Payload, sha256 } from "../intent.ts";
import type { Database, Transaction } from "./database.ts";
import { EventChainBrokenError } from "./errors.ts";
import { event } from "./schema.ts";

export type NewEvent = {
  intentKey?: string | undefined;
  attemptId?: number | undefined;
  from?: string | undefined;
  to: string;
  detail?: Payload | undefined;
};

/** any fixed number: writers of the one chain of events take turns */
const eventLock = 7_239_104_119;
const firstHash = "0".repeat(64);

/** Writes events at the end of the chain; visible, like the change that they tell of, when the transaction commits. */
export const appendEvents = async (tx: Transaction, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.execute(sql`select pg_advisory_xact_lock(${eventLock})`);
  const [last] = await tx.select({ hash: event.hash }).from(event).orderBy(desc(event.id)).limit(1);
  const { rows } = await tx.execute<{ now: string }>(
    sql`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  const at = new Date(rows[0]?.now ?? Number.NaN);

  let previousHash = last?.hash ?? firstHash;
  const values = events.map(({ intentKey, attemptId, from, to, detail = {} }) => {
    const content = {
      intentKey: intentKey ?? null,
      attemptId: attemptId ?? null,
      fromState: from ?? null,
      toState: to,
    };
    const row = { ...content, detail, at, previousHash };
    previousHash = hashOf(row);
    return { ...row, hash: previousHash };
  });
  for (let start = 0; start < values.length; start += 1_000) {
    await tx.insert(event).values(values.slice(start, start + 1_000));
  }
};

/** Walks the whole chain of events. @throws EventChainBrokenError at the first row that does not follow */
export const verifyEvents = async (db: Database): Promise<number> => {
  const rows = await db.select().from(event).orderBy(asc(event.id));
  let previousHash = firstHash;
  for (const row of rows) {
    if (row.previousHash !== previousHash || row.hash !== hashOf(row)) throw new EventChainBrokenError(row.id);
    previousHash = row.hash;
  }
  return rows.length;
};

type Hashed = Pick<
  typeof event.$inferSelect,
  "previousHash" | "intentKey" | "attemptId" | "fromState" | "toState" | "detail" | "at"
>;

const hashOf = ({ previousHash, intentKey, attemptId, fromState, toState, detail, at }: Hashed): string =>
  sha256(
    JSON.stringify([previousHash, intentKey, attemptId, fromState, toState, canonicalJson(detail), at.toISOString()]),
  );

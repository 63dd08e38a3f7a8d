import { asc, sql } from "drizzle-orm";
import { canonicalJson, type Payload, sha256 } from "../intent.ts";
import { type Database, type Transaction, unlessSilent } from "./database.ts";
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
  const { last, at } = await lockEnd(tx);
  let previousHash = last;
  const rows = events.map(
    ({ intentKey = null, attemptId = null, from: fromState = null, to: toState, detail = {} }) => {
      const row = { intentKey, attemptId, fromState, toState, detail, at, previousHash };
      previousHash = hashOf(row);
      return { ...row, hash: previousHash };
    },
  );
  // One parameter for all rows: a thousand events are one short statement.
  await tx.execute(sql`
    insert into keepers.event (intent_key, attempt_id, from_state, to_state, detail, at, previous_hash, hash)
    select "intentKey", "attemptId", "fromState", "toState", detail, at, "previousHash", hash
      from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
        "intentKey" text, "attemptId" bigint, "fromState" text, "toState" text, detail jsonb, at timestamptz,
        "previousHash" text, hash text)) with ordinality as row
     order by ordinality`);
};

/** Waits for its turn at the end of the chain. @returns the last event's hash, and the database's time */
const lockEnd = async (tx: Transaction): Promise<{ last: string; at: Date }> => {
  // One journey, three statements: what stands last is looked at when the lock is held, not before.
  const answers = (await tx.execute(sql`
    select pg_advisory_xact_lock(${sql.raw(`${eventLock}`)}), ${unlessSilent};
    select hash from keepers.event order by id desc limit 1;
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`)) as unknown as [
    unknown,
    { rows: { hash: string }[] },
    { rows: { now: string }[] },
  ];
  const [, last, clock] = answers;
  return { last: last.rows[0]?.hash ?? firstHash, at: new Date(clock.rows[0]?.now ?? Number.NaN) };
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

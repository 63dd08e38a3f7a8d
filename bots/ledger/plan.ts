import { eq, sql } from "drizzle-orm";
import { type Intent, payloadHash } from "../intent.ts";
import type { Database } from "./database.ts";
import { IntentConflictError } from "./errors.ts";
import { type Journal, journaled } from "./journal.ts";
import type { Lease } from "./lease.ts";
import { moveIntents } from "./moves.ts";
import { intent } from "./schema.ts";

/**
 * Writes intents that are new. Those that are known stay as they are, except that skipped work which is due again, since
 * a reorganisation undid what somebody else had done, is planned again; not so what a person has skipped.
 *
 * @returns the keys that were new or are planned again
 * @throws IntentConflictError if a key is known with another payload; then nothing is written
 */
export const planIntents = (db: Database, lease: Lease, intents: readonly Intent[]): Promise<string[]> =>
  journaled(db, lease, async (journal) => {
    if (intents.length === 0) return [];
    const rows = intents.map((one) => ({ ...one, payloadHash: payloadHash(one.payload) }));

    const inserted = await insertNew(journal, rows);
    const known = await journal.tx.execute<Known>(sql`
      select key, payload_hash as "payloadHash", state = 'skipped' and resolved_by is null as "isAgain"
        from keepers.intent where key = any(${sql.param(rows.map(({ key }) => key))}::text[])`);
    refuseConflicts(rows, new Map(known.rows.map((row) => [row.key, row.payloadHash])));

    journal.tell(inserted.map((key) => ({ intentKey: key, to: "planned" })));
    const again = known.rows.filter(({ isAgain }) => isAgain).map(({ key }) => key);
    await moveIntents(journal, { keys: again, to: "planned", reason: "due again" });
    return [...inserted, ...again];
  });

type Row = Intent & { payloadHash: string };

/** `isAgain`: skipped, though not by a person */
type Known = { key: string; payloadHash: string; isAgain: boolean };

/** @returns the keys that were not known, in the order given */
const insertNew = async ({ tx, lease: { chainId } }: Journal, rows: readonly Row[]): Promise<string[]> => {
  // One parameter for all rows: a thousand intents are one short statement.
  const inserted = await tx.execute<{ key: string }>(sql`
    insert into keepers.intent (key, chain_id, keeper, batch, payload, payload_hash, title, state)
    select key, ${chainId}, keeper, batch, payload, "payloadHash", title, 'planned'
      from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
        key text, keeper text, batch text, payload jsonb, "payloadHash" text, title text)) with ordinality as row
     order by ordinality
    on conflict do nothing
    returning key`);
  return inserted.rows.map(({ key }) => key);
};

const refuseConflicts = (rows: readonly Row[], hashes: ReadonlyMap<string, string>): void => {
  const conflicts = rows.filter((row) => hashes.get(row.key) !== row.payloadHash);
  if (conflicts.length > 0) throw new IntentConflictError([...new Set(conflicts.map(({ key }) => key))]);
};

export const findIntent = async (db: Database, key: string) =>
  (await db.select().from(intent).where(eq(intent.key, key)).limit(1))[0];

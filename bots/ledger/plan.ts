import { eq, inArray } from "drizzle-orm";
import { type Intent, payloadHash } from "../intent.ts";
import type { Database } from "./database.ts";
import { IntentConflictError } from "./errors.ts";
import { appendEvents } from "./events.ts";
import { fenced, type Lease } from "./lease.ts";
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
  fenced(db, lease, async (tx) => {
    if (intents.length === 0) return [];
    refuseConflicts(intents, hashesOf(intents));

    const rows = intents.map(({ key, keeper, batch, payload, title }) => {
      return {
        key,
        keeper,
        batch,
        payload,
        title,
        chainId: lease.chainId,
        payloadHash: payloadHash(payload),
        state: "planned" as const,
      };
    });
    const inserted = await tx.insert(intent).values(rows).onConflictDoNothing().returning({ key: intent.key });
    const known = await tx
      .select({
        key: intent.key,
        payloadHash: intent.payloadHash,
        state: intent.state,
        resolvedBy: intent.resolvedBy,
      })
      .from(intent)
      .where(
        inArray(
          intent.key,
          rows.map(({ key }) => key),
        ),
      );
    refuseConflicts(intents, new Map(known.map((row) => [row.key, row.payloadHash])));

    await appendEvents(
      tx,
      inserted.map(({ key }) => ({ intentKey: key, to: "planned" })),
    );
    const again = known.filter(({ state, resolvedBy }) => state === "skipped" && resolvedBy === null);
    const againKeys = again.map(({ key }) => key);
    await moveIntents(tx, lease, { keys: againKeys, to: "planned", reason: "due again" });
    return [...inserted.map(({ key }) => key), ...againKeys];
  });

const hashesOf = (intents: readonly Intent[]): ReadonlyMap<string, string> =>
  new Map(intents.map(({ key, payload }) => [key, payloadHash(payload)]));

const refuseConflicts = (intents: readonly Intent[], hashes: ReadonlyMap<string, string>): void => {
  const conflicts = intents.filter(({ key, payload }) => hashes.get(key) !== payloadHash(payload));
  if (conflicts.length > 0) throw new IntentConflictError([...new Set(conflicts.map(({ key }) => key))]);
};

export const findIntent = async (db: Database, key: string) =>
  (await db.select().from(intent).where(eq(intent.key, key)).limit(1))[0];

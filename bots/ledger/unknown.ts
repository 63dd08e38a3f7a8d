import { eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { NotUnknownError, UnknownKeyError } from "./errors.ts";
import { appendEvents } from "./events.ts";
import { intent } from "./schema.ts";

export type Resolution = {
  /** to be done after all, or never */
  to: "planned" | "skipped";
  /** who decided */
  by: string;
  /** why */
  note: string;
};

/**
 * unknown -> planned or skipped, as a person decides. Needs no lease: who holds it never moves what is unknown.
 *
 * @throws UnknownKeyError, NotUnknownError; then nothing is written
 */
export const resolveUnknown = (db: Database, key: string, { to, by, note }: Resolution): Promise<void> =>
  db.transaction(async (tx) => {
    const [row] = await tx.select({ state: intent.state }).from(intent).where(eq(intent.key, key)).for("update");
    if (row === undefined) throw new UnknownKeyError(key);
    if (row.state !== "unknown") throw new NotUnknownError(key, row.state);
    await tx
      .update(intent)
      .set({ state: to, reason: note, tries: 0, retryAt: null, updatedAt: sql`now()` })
      .where(eq(intent.key, key));
    await appendEvents(tx, [{ intentKey: key, from: "unknown", to, detail: { by, reason: note } }]);
  });

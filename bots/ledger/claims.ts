import { and, eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { journaled } from "./journal.ts";
import type { Lease } from "./lease.ts";
import { moveIntents, retryIntents } from "./moves.ts";
import { intent } from "./schema.ts";

/** planned -> claimed: this lease holder is about to write down what it signed for them. */
export const claim = (db: Database, lease: Lease, keys: readonly string[]): Promise<void> =>
  journaled(db, lease, (journal) => moveIntents(journal, { keys, to: "claimed" }));

/** claimed -> planned with a delay, or unknown after too many tries: the contract refused in simulation. */
export const refuse = (db: Database, lease: Lease, keys: readonly string[], reason: string): Promise<void> =>
  journaled(db, lease, (journal) => retryIntents(journal, { keys, reason }));

/** claimed -> unknown: it may not be done as it is, and trying again would not help. A person is told. */
export const stop = (db: Database, lease: Lease, keys: readonly string[], reason: string): Promise<void> =>
  journaled(db, lease, (journal) => moveIntents(journal, { keys, to: "unknown", reason }));

/** planned -> skipped: the chain shows the work as done, or as no longer wanted. */
export const skip = (db: Database, lease: Lease, keys: readonly string[], reason: string): Promise<void> =>
  journaled(db, lease, (journal) => moveIntents(journal, { keys, to: "skipped", reason }));

/** claimed -> planned for what a process or a round that ended left behind; nothing that it signed for them was sent. */
export const recoverClaims = (db: Database, lease: Lease): Promise<string[]> =>
  journaled(db, lease, async (journal) => {
    const left = await journal.tx
      .select({ key: intent.key })
      .from(intent)
      .where(and(eq(intent.chainId, lease.chainId), eq(intent.account, lease.account), eq(intent.state, "claimed")));
    const keys = left.map(({ key }) => key);
    await moveIntents(journal, { keys, to: "planned", reason: "claimed by a round that ended" });
    return keys;
  });

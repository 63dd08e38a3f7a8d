import { and, eq, sql } from "drizzle-orm";
import { closeNotice, type Notice } from "../notices/store.ts";
import type { Database, Transaction } from "./database.ts";
import { NotUnknownError, UnexplainedDecisionError, UnknownKeyError } from "./errors.ts";
import { appendEvents } from "./events.ts";
import { intent } from "./schema.ts";

const kind = "unknown-intent";

/** One notice for one fault: work that stops together is told of together, under its keeper's name. */
export const noticeOfUnknown = (
  stopped: readonly { key: string; keeper: string; title: string }[],
  reason: string,
): Notice => {
  const [first] = stopped;
  const [key, keeper, title] = [first?.key ?? "", first?.keeper ?? "", first?.title ?? ""];
  const what = stopped.length === 1 ? title : `${stopped.length} pieces of work, the first of them ${title},`;
  return {
    kind,
    subject: stopped.length === 1 ? key : keeper,
    severity: "critical",
    text: `The keeper ${keeper} stopped: ${what} waits for a person's decision (${reason}).`,
    detail: { key, keeper, reason, count: `${stopped.length}` },
  };
};

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
 * @throws UnknownKeyError, NotUnknownError, UnexplainedDecisionError; then nothing is written
 */
export const resolveUnknown = (db: Database, key: string, { to, by, note }: Resolution): Promise<void> =>
  db.transaction(async (tx) => {
    if (by.trim() === "" || note.trim() === "") throw new UnexplainedDecisionError();
    const [row] = await tx.select().from(intent).where(eq(intent.key, key)).for("update");
    if (row === undefined) throw new UnknownKeyError(key);
    if (row.state !== "unknown") throw new NotUnknownError(key, row.state);

    const resolvedBy = to === "skipped" ? by : null;
    await tx
      .update(intent)
      .set({ state: to, reason: note, resolvedBy, tries: 0, retryAt: null, updatedAt: sql`now()` })
      .where(eq(intent.key, key));
    await appendEvents(tx, [{ intentKey: key, from: "unknown", to, detail: { by, reason: note } }]);
    await closeNotice(tx, { kind, subject: key });
    if (!(await hasUnknown(tx, row))) await closeNotice(tx, { kind, subject: row.keeper });
  });

const hasUnknown = async (tx: Transaction, { chainId, keeper }: typeof intent.$inferSelect): Promise<boolean> => {
  const left = await tx
    .select({ key: intent.key })
    .from(intent)
    .where(and(eq(intent.chainId, chainId), eq(intent.keeper, keeper), eq(intent.state, "unknown")))
    .limit(1);
  return left.length > 0;
};

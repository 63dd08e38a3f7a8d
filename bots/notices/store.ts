import { and, eq, isNull, sql } from "drizzle-orm";
import { BaseError } from "../../sdk/errors/index.ts";
import type { Payload } from "../intent.ts";
import type { Database, Transaction } from "../ledger/database.ts";
import { notice } from "../ledger/schema.ts";

export const severities = ["info", "warning", "critical"] as const;

export type Severity = (typeof severities)[number];

/** Something that people must be told. */
export type Notice = {
  /** which kind of trouble, such as `unknown-intent` */
  kind: string;
  /** what it is about: an intent's key, a keeper, an account */
  subject: string;
  severity: Severity;
  /** a sentence that says what to do */
  text: string;
  detail?: Payload | undefined;
};

export type NoticeRow = typeof notice.$inferSelect;

/**
 * Tells people, once: while a notice of this kind and subject is open, nothing is written.
 *
 * @param db inside a transaction the notice becomes visible with what gave rise to it
 * @returns whether it is new
 */
export const raiseNotice = async (
  db: Database | Transaction,
  { kind, subject, severity, text, detail = {} }: Notice,
): Promise<boolean> => {
  const raised = await db
    .insert(notice)
    .values({ kind, subject, severity, text, detail })
    .onConflictDoNothing()
    .returning({ id: notice.id });
  return raised.length > 0;
};

/** The cause has ended; if it comes again, it is told again. @returns whether a notice was open */
export const closeNotice = async (
  db: Database | Transaction,
  { kind, subject }: Pick<Notice, "kind" | "subject">,
): Promise<boolean> => {
  const closed = await db
    .update(notice)
    .set({ closedAt: sql`now()` })
    .where(and(eq(notice.kind, kind), eq(notice.subject, subject), isNull(notice.closedAt)))
    .returning({ id: notice.id });
  return closed.length > 0;
};

/** Oldest first. @param kind undefined: of all kinds */
export const openNotices = (db: Database, kind?: string | undefined): Promise<NoticeRow[]> => {
  const ofKind = kind === undefined ? undefined : eq(notice.kind, kind);
  return db
    .select()
    .from(notice)
    .where(and(isNull(notice.closedAt), ofKind))
    .orderBy(notice.id);
};

/** There is no open notice with this number. */
export class NoSuchNoticeError extends BaseError {
  override readonly name = "NoSuchNoticeError";

  constructor(id: number) {
    super(`No open notice has the number ${id}. List them with \`npm run keepers -- notices\`.`);
  }
}

/**
 * A person takes care of it: it is not escalated. The first one stays on record.
 *
 * @returns whether nobody had acknowledged it before
 * @throws NoSuchNoticeError
 */
export const acknowledgeNotice = async (db: Database, { id, by }: { id: number; by: string }): Promise<boolean> => {
  const isOpen = and(eq(notice.id, id), isNull(notice.closedAt));
  const acknowledged = await db
    .update(notice)
    .set({ acknowledgedAt: sql`now()`, acknowledgedBy: by })
    .where(and(isOpen, isNull(notice.acknowledgedAt)))
    .returning({ id: notice.id });
  if (acknowledged.length > 0) return true;
  const known = await db.select({ id: notice.id }).from(notice).where(isOpen);
  if (known.length === 0) throw new NoSuchNoticeError(id);
  return false;
};

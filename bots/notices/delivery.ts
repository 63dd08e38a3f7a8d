import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "../ledger/database.ts";
import { delivery, notice } from "../ledger/schema.ts";
import type { Log } from "../log.ts";
import { deliveryHeader, type PostParameters, postJson, signatureHeader, signWebhook } from "./webhook.ts";

export type DeliveryParameters = {
  db: Database;
  chainId: number;
  log: Log;
  /** first address */
  url: string;
  /** whom to tell when nobody acknowledges */
  escalationUrl?: string | undefined;
  /** seconds until then */
  escalateAfter: number;
  secret: string;
  post?: ((parameters: PostParameters) => Promise<string | undefined>) | undefined;
  /** milliseconds that a receiver has */
  timeout?: number | undefined;
  /** seconds from the first to the second try; doubled for each further one, an hour at most */
  firstDelay?: number | undefined;
};

export type Deliverer = {
  /** Writes out what is to be told, sends what is due. @returns how many messages were tried */
  pass(): Promise<number>;
};

type DeliveryRow = typeof delivery.$inferSelect;
type NoticeRow = typeof notice.$inferSelect;

/** about a day of tries */
const maxTries = 30;
const longestDelay = 3_600;
const atOnce = 50;

/**
 * Carries notices out, at least once each: the row is locked while its message is under way, so that of several
 * processes one sends it, and another one does if that one dies.
 */
export const createDeliverer = (parameters: DeliveryParameters): Deliverer => {
  const { db, chainId, log, url, escalationUrl, escalateAfter, secret } = parameters;
  const { post = postJson, timeout = 5_000, firstDelay = 5 } = parameters;

  const sendOne = (): Promise<boolean> =>
    db.transaction(async (tx) => {
      const [row] = await lockDue(tx);
      if (row === undefined) return false;
      const [told] = await tx.select().from(notice).where(eq(notice.id, row.noticeId));
      if (told === undefined) return false;
      const problem = await send(row, told);
      await record(tx, row, problem, firstDelay);
      const line = { kind: told.kind, subject: told.subject, happening: row.happening, addressee: row.addressee };
      if (problem === undefined) log.debug(line, "a notice was delivered");
      else log.warn({ ...line, tries: row.tries + 1, problem }, "a notice was not delivered");
      return true;
    });

  const send = (row: DeliveryRow, told: NoticeRow): Promise<string | undefined> => {
    const target = row.addressee === "first" ? url : (escalationUrl ?? url);
    const id = `${chainId}-${told.id}-${row.happening}-${row.addressee}`;
    const body = JSON.stringify(messageOf(chainId, id, row, told));
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = { [signatureHeader]: signWebhook({ timestamp, body, secret }), [deliveryHeader]: id };
    return post({ url: target, body, headers, timeout });
  };

  return {
    pass: async () => {
      await enqueue(db, escalationUrl === undefined ? undefined : escalateAfter);
      let sent = 0;
      while (sent < atOnce && (await sendOne())) sent++;
      return sent;
    },
  };
};

/** What a receiver gets. */
const messageOf = (chainId: number, id: string, { happening, addressee }: DeliveryRow, told: NoticeRow) => {
  const { kind, subject, severity, text, detail, raisedAt, closedAt, acknowledgedAt, acknowledgedBy } = told;
  const state = { raisedAt, closedAt, acknowledgedAt, acknowledgedBy };
  return {
    id,
    chainId,
    happening,
    addressee,
    notice: { number: told.id, kind, subject, severity, text, detail, ...state },
  };
};

/**
 * A row for each message that is to be sent: of what is open or happened within a day, that it was raised and, once that
 * was told, that it has ended; of what nobody acknowledges, the escalation.
 */
const enqueue = async (db: Database, escalateAfter: number | undefined): Promise<void> => {
  await db.execute(sql`
    insert into keepers.delivery (notice_id, happening, addressee)
    select id, 'raised', 'first' from keepers.notice
     where closed_at is null or raised_at > now() - interval '1 day'
     order by id
    on conflict do nothing`);
  await db.execute(sql`
    insert into keepers.delivery (notice_id, happening, addressee)
    select notice.id, 'closed', told.addressee
      from keepers.notice join keepers.delivery as told on told.notice_id = notice.id and told.happening = 'raised'
     where notice.closed_at is not null and told.state = 'delivered'
     order by notice.id
    on conflict do nothing`);
  if (escalateAfter === undefined) return;
  await db.execute(sql`
    insert into keepers.delivery (notice_id, happening, addressee)
    select id, 'raised', 'escalation' from keepers.notice
     where closed_at is null and acknowledged_at is null and severity <> 'info'
       and raised_at <= now() - make_interval(secs => ${escalateAfter})
     order by id
    on conflict do nothing`);
};

/** The oldest message whose time has come and that nobody else sends. */
const lockDue = (tx: Transaction): Promise<DeliveryRow[]> =>
  tx
    .select()
    .from(delivery)
    // Kept in whole milliseconds, the time of what was written a moment ago may have been rounded up.
    .where(and(eq(delivery.state, "waiting"), sql`${delivery.nextAt} <= now() + interval '1 millisecond'`))
    .orderBy(delivery.nextAt, delivery.id)
    .limit(1)
    .for("update", { skipLocked: true });

const record = (tx: Transaction, row: DeliveryRow, problem: string | undefined, firstDelay: number) => {
  const tries = row.tries + 1;
  const change =
    problem === undefined
      ? { state: "delivered" as const, error: null, deliveredAt: sql`clock_timestamp()` }
      : {
          state: tries >= maxTries ? ("failed" as const) : ("waiting" as const),
          error: problem,
          nextAt: sql`clock_timestamp() + make_interval(secs => ${delayOf(tries, firstDelay)})`,
        };
  return tx
    .update(delivery)
    .set({ tries, ...change })
    .where(eq(delivery.id, row.id));
};

/** Seconds until the next try. */
export const delayOf = (tries: number, firstDelay: number): number =>
  Math.min(firstDelay * 2 ** (tries - 1), longestDelay);

import type { Database } from "../ledger/database.ts";
import type { Log } from "../log.ts";
import { closeNotice, type Notice, openNotices, raiseNotice } from "../notices/store.ts";
import { type Finding, noticeKinds, noticesOf } from "./judge.ts";

export type MonitorParameters = {
  db: Database;
  log: Log;
  look: () => Promise<readonly Finding[]>;
  /** Only the leader tells: two processes that see the world differently would raise and close in turn. */
  leads: () => boolean;
  /** looks in a row that must find the same before it is told */
  patience?: number | undefined;
};

export type Monitor = {
  /** Looks once; raises what lasts, closes what has ended. */
  look(): Promise<void>;
};

const nameOf = ({ kind, subject }: Pick<Notice, "kind" | "subject">): string => `${kind} ${subject}`;

/** Tells people what is wrong while it lasts. */
export const createMonitor = ({ db, log, look, leads, patience = 2 }: MonitorParameters): Monitor => {
  let seen = new Map<string, number>();

  return {
    look: async () => {
      if (!leads()) {
        seen = new Map();
        return;
      }
      const notices = noticesOf(await look());
      seen = new Map(notices.map((notice) => [nameOf(notice), (seen.get(nameOf(notice)) ?? 0) + 1]));
      const open = (await openNotices(db)).filter(({ kind }) => (noticeKinds as readonly string[]).includes(kind));

      for (const notice of notices) {
        if ((seen.get(nameOf(notice)) ?? 0) < patience || !(await raiseNotice(db, notice))) continue;
        log.warn({ event: "notice", kind: notice.kind, subject: notice.subject }, notice.text);
      }
      for (const notice of open) {
        if (seen.has(nameOf(notice)) || !(await closeNotice(db, notice))) continue;
        log.info({ event: "notice-closed", kind: notice.kind, subject: notice.subject }, `has ended: ${notice.text}`);
      }
    },
  };
};

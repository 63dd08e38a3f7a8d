import type { Database } from "../ledger/database.ts";
import { closeNotice, type Notice, raiseNotice } from "../notices/store.ts";

/** Troubles that last: people are told when one begins, and the notice is closed when it ends. */
export type Conditions = {
  /** It holds now. Told when it has held for `after` milliseconds; default at once. */
  holds(notice: Notice, after?: number | undefined): Promise<void>;
  /** It does not hold now. */
  ended(notice: Pick<Notice, "kind" | "subject">): Promise<void>;
  /** Another process may have raised or closed notices meanwhile. */
  forget(): void;
};

export const createConditions = (db: Database): Conditions => {
  /** what the ledger is known to say, so that it is asked on a change only */
  const told = new Map<string, boolean>();
  const since = new Map<string, number>();
  const nameOf = ({ kind, subject }: Pick<Notice, "kind" | "subject">) => `${kind} ${subject}`;

  return {
    holds: async (notice, after = 0) => {
      const name = nameOf(notice);
      const start = since.get(name) ?? performance.now();
      since.set(name, start);
      if (told.get(name) === true || performance.now() - start < after) return;
      await raiseNotice(db, notice);
      told.set(name, true);
    },
    ended: async (notice) => {
      const name = nameOf(notice);
      since.delete(name);
      if (told.get(name) === false) return;
      await closeNotice(db, notice);
      told.set(name, false);
    },
    forget: () => {
      told.clear();
      since.clear();
    },
  };
};

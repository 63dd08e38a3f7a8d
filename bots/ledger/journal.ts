import type { Database, Transaction } from "./database.ts";
import { appendEvents, type NewEvent } from "./events.ts";
import { fenced, type Lease } from "./lease.ts";

/** A transaction under the lease that writes what it tells at its end, so that others wait for the chain of events briefly. */
export type Journal = {
  tx: Transaction;
  lease: Lease;
  /** Remembers events, in order, for the end of the transaction. */
  tell(events: readonly NewEvent[]): void;
  /** Writes them now; for what must stand in the chain before something else. */
  flush(): Promise<void>;
};

/** @throws LeaseLostError and nothing is written */
export const journaled = <T>(db: Database, lease: Lease, write: (journal: Journal) => Promise<T>): Promise<T> =>
  fenced(db, lease, async (tx) => {
    const told: NewEvent[] = [];
    const flush = () => appendEvents(tx, told.splice(0));
    const result = await write({ tx, lease, tell: (events) => void told.push(...events), flush });
    await flush();
    return result;
  });

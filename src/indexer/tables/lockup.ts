import { index, onchainTable, primaryKey } from "ponder";

export const lot = onchainTable(
  "lot",
  (t) => ({
    lockup: t.hex().notNull(),
    lotId: t.bigint().notNull(),
    account: t.hex().notNull(),
    /** In the unit of the time when it was locked; see `split`. */
    amount: t.bigint().notNull(),
    /** First second at which the amount may be sent. */
    lockupEnd: t.bigint().notNull(),
    released: t.boolean().notNull(),
    /** What the release freed: less than `amount` if a controller transfer took from the lot. */
    releasedAmount: t.bigint(),
    lockedTx: t.hex().notNull(),
    releasedTx: t.hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.lockup, table.lotId] }),
    accountIndex: index().on(table.account),
    dueIndex: index().on(table.released, table.lockupEnd),
  }),
);

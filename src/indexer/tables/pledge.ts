import { index, onchainEnum, onchainTable, primaryKey } from "ponder";

/** From the second of `PledgeState` (src/types/Pledge.sol) on. */
export const pledgeState = onchainEnum("pledge_state", [
  "proposed",
  "active",
  "called",
  "realised",
  "released",
  "expired",
  "withdrawn",
]);

export const pledge = onchainTable(
  "pledge",
  (t) => ({
    module: t.hex().notNull(),
    pledgeId: t.bigint().notNull(),
    state: pledgeState().notNull(),
    /** Of the position, as the module last wrote it: a lost account's successor may have it already. */
    account: t.hex().notNull(),
    /** Zero address: held directly. */
    custodian: t.hex().notNull(),
    partition: t.hex().notNull(),
    /** As the module last wrote it: it acts by its successor if it was lost. */
    securedParty: t.hex().notNull(),
    /** Pledged and neither released nor settled, as it was after `splitEpoch` splits. */
    amount: t.bigint().notNull(),
    splitEpoch: t.integer().notNull(),
    /** Null: it has no end. */
    endsAt: t.bigint(),
    /** Seconds. */
    cureTerm: t.integer().notNull(),
    /** Last second to accept it, or first second to realise it; null in other states. */
    dueBy: t.bigint(),
    /** Of the agreement. */
    documentHash: t.hex().notNull(),
    /** Of the notice of default; null unless it is called. */
    noticeHash: t.hex(),
    /** When it came upon its position: earlier ones rank first. */
    rankBlock: t.bigint().notNull(),
    rankLogIndex: t.integer().notNull(),
    proposedAt: t.bigint().notNull(),
    proposedTx: t.hex().notNull(),
    /** Last change. */
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.module, table.pledgeId] }),
    accountIndex: index().on(table.account),
    securedIndex: index().on(table.securedParty),
    dueIndex: index().on(table.state, table.endsAt),
  }),
);

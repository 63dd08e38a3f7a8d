import { index, onchainEnum, onchainTable, primaryKey } from "ponder";

export const distributionState = onchainEnum("distribution_state", [
  "declared",
  "funded",
  "open",
  "closed",
  "reclaimed",
  "cancelled",
]);
/** What became of a record date that lay beyond a token's horizon. */
export const plannedDateState = onchainEnum("planned_date_state", ["planned", "announced", "missed", "dropped"]);
export const paymentStatus = onchainEnum("payment_status", ["paid", "withheld"]);
export const withheldReason = onchainEnum("withheld_reason", ["restricted", "paymentFailed"]);

export const distribution = onchainTable(
  "distribution",
  (t) => ({
    module: t.hex().notNull(),
    distributionId: t.bigint().notNull(),
    /** Whose holders alone are paid; null: of the whole token. */
    partition: t.hex(),
    /** ERC-20 in which `amount`, `paid` and `reclaimed` are counted. */
    payment: t.hex().notNull(),
    amount: t.bigint().notNull(),
    recordDate: t.bigint().notNull(),
    paymentDate: t.bigint().notNull(),
    /** Last second for claims. */
    claimDeadline: t.bigint().notNull(),
    state: distributionState().notNull(),
    /** Null until opened. */
    eligibleSupply: t.bigint(),
    paid: t.bigint().notNull(),
    /** Null until reclaimed. */
    reclaimed: t.bigint(),
    /** Who paid the amount in; null until funded. */
    funder: t.hex(),
    /** Where the money lies; null until funded. */
    purse: t.hex(),
    /** Null until opened. */
    openedAt: t.bigint(),
    /** Given back to the funder after the distribution was cancelled. */
    refunded: t.bigint().notNull(),
    declaredTx: t.hex().notNull(),
    declaredAt: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.module, table.distributionId] }),
    stateIndex: index().on(table.state, table.paymentDate),
  }),
);

/** A record date beyond its token's horizon: a module announces it later. */
export const plannedRecordDate = onchainTable(
  "planned_record_date",
  (t) => ({
    module: t.hex().notNull(),
    /** What needs it, by the module's own numbers: a distribution. */
    id: t.bigint().notNull(),
    recordDate: t.bigint().notNull(),
    state: plannedDateState().notNull(),
    plannedAt: t.bigint().notNull(),
    /** Of the last change. */
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.module, table.id] }),
    stateIndex: index().on(table.state, table.recordDate),
  }),
);

/** What lay in a distribution's purse beyond its own money, and was sent away. */
export const surplusSweep = onchainTable(
  "surplus_sweep",
  (t) => ({
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    module: t.hex().notNull(),
    distributionId: t.bigint().notNull(),
    asset: t.hex().notNull(),
    to: t.hex().notNull(),
    amount: t.bigint().notNull(),
    tx: t.hex().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    moduleIndex: index().on(table.module, table.distributionId),
  }),
);

/** What became of each position that a distribution has seen. */
export const payment = onchainTable(
  "payment",
  (t) => ({
    module: t.hex().notNull(),
    distributionId: t.bigint().notNull(),
    /** Zero address: the account's direct position. */
    custodian: t.hex().notNull(),
    account: t.hex().notNull(),
    amount: t.bigint().notNull(),
    status: paymentStatus().notNull(),
    /** Why it is withheld; null once paid. */
    reason: withheldReason(),
    /** Who got the money: the account, or the successor of one that was lost. Null while withheld. */
    paidTo: t.hex(),
    tx: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.module, table.distributionId, table.custodian, table.account] }),
    accountIndex: index().on(table.account),
  }),
);

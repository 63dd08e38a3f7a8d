/**
 * The index: what the chain's events add up to. Addresses, ids and hashes are lower-case hex; amounts, times (Unix
 * seconds) and block numbers are bigint. A position is an account's direct balance (`custodian` zero) or what it owns
 * at a custodian; a custodian's own direct position is the sum of what it keeps. Direct balances are sums over partitions:
 * what stands in other partitions than the default one (zero) has tables of its own, the default one holds the rest.
 */
import { index, onchainEnum, onchainTable, primaryKey } from "ponder";

export const transferKind = onchainEnum("transfer_kind", [
  "transfer",
  "issue",
  "burn",
  "controller",
  "controllerRedemption",
  "recovery",
]);
export const custodyTransferKind = onchainEnum("custody_transfer_kind", ["deposit", "internal", "withdrawal"]);
export const callStatus = onchainEnum("call_status", ["pending", "executed", "cancelled", "superseded"]);
/** In the order of src/types/Duty.sol. */
export const registrarDuty = onchainEnum("registrar_duty", ["register", "supervise", "attest", "import"]);
export const restrictionKind = onchainEnum("restriction_kind", [
  "investorRestricted",
  "investorSuspended",
  "accountRestricted",
  "accountSuspended",
  "authorityRestricted",
  "investorFrozen",
  "tokenPaused",
  "tokenNotApproved",
  "issuerPaused",
]);

/* ------------------------------------------------- who is who ------------------------------------------------- */

export const investor = onchainTable(
  "investor",
  (t) => ({
    registrar: t.hex().notNull(),
    /** A number of the registrar's own: the same at another registrar is another investor. */
    id: t.bigint().notNull(),
    /** Who the investor is, as the registration says. Nobody checks it: two investors may share one. */
    identityHash: t.hex().notNull(),
    /** ISO 3166-1 numeric. */
    country: t.integer().notNull(),
    /** ISO 3166-2 subdivision, such as "CA"; empty if none. */
    region: t.text().notNull(),
    /** 1 to 7, as registered, whether or not it has lapsed. */
    rating: t.integer().notNull(),
    /** First second at which the accreditation no longer holds. */
    expiresAt: t.bigint().notNull(),
    /** Authority of the registrar that verified the investor last. */
    authority: t.integer().notNull(),
    restricted: t.boolean().notNull(),
    /** By a supervisor: see `suspension`. */
    suspended: t.boolean().notNull(),
    /** The expiry was marked on chain and not renewed since. */
    lapsed: t.boolean().notNull(),
    registeredAt: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.registrar, table.id] }),
    identityIndex: index().on(table.identityHash),
    expiryIndex: index().on(table.lapsed, table.expiresAt),
    countryIndex: index().on(table.country, table.rating),
    authorityIndex: index().on(table.authority),
  }),
);

/** Accounts bound to an investor, for ever. */
export const account = onchainTable(
  "account",
  (t) => ({
    registrar: t.hex().notNull(),
    address: t.hex().notNull(),
    investorId: t.bigint().notNull(),
    restricted: t.boolean().notNull(),
    /** By a supervisor: see `suspension`. */
    suspended: t.boolean().notNull(),
    boundAt: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.registrar, table.address] }),
    investorIndex: index().on(table.registrar, table.investorId),
    addressIndex: index().on(table.address),
  }),
);

/** The last order of a supervisor on each investor or account, one that is bound to nobody included. */
export const suspension = onchainTable(
  "suspension",
  (t) => ({
    registrar: t.hex().notNull(),
    /** Investor's id in decimals, or account. */
    subject: t.text().notNull(),
    /** False once it was lifted. */
    active: t.boolean().notNull(),
    /** Authority that imposed, renewed or lifted it. */
    authority: t.integer().notNull(),
    /** Reason of the last change. */
    memo: t.hex().notNull(),
    /** Time of the last change. */
    changedAt: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.registrar, table.subject] }),
    activeIndex: index().on(table.active),
  }),
);

/**
 * What authorities attest of investors and accounts: the last claim of each attester on a subject and topic. Whether it
 * is valid depends on the time and the attester too: see src/api/claims.ts.
 */
export const claim = onchainTable(
  "claim",
  (t) => ({
    registry: t.hex().notNull(),
    /** Whose authorities attest there. */
    registrar: t.hex().notNull(),
    /** Investor's id in decimals, or account. */
    subject: t.text().notNull(),
    /** Role name in ASCII from the left, or a hash. */
    topic: t.hex().notNull(),
    /** Authority of the registrar. */
    attester: t.integer().notNull(),
    attestedAt: t.bigint().notNull(),
    /** First second at which it no longer holds. */
    expiresAt: t.bigint().notNull(),
    data: t.hex().notNull(),
    /** Authority that took it back; null while it stands. */
    revokedBy: t.integer(),
    revokedAt: t.bigint(),
    /** Last change. */
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.registry, table.subject, table.topic, table.attester] }),
    topicIndex: index().on(table.topic),
    attesterIndex: index().on(table.attester),
  }),
);

/** Topics on which an authority may attest. The owner needs no row. */
export const authorityTopic = onchainTable(
  "authority_topic",
  (t) => ({
    registry: t.hex().notNull(),
    authority: t.integer().notNull(),
    topic: t.hex().notNull(),
    permitted: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.registry, table.authority, table.topic] }) }),
);

/* -------------------------------------------------- authorities ----------------------------------------------- */

/** Authorities of every MultiSig: registrar, issuer, custodian. */
export const authority = onchainTable(
  "authority",
  (t) => ({
    contract: t.hex().notNull(),
    id: t.integer().notNull(),
    threshold: t.integer().notNull(),
    /** Last second at which it may act. */
    approvedUntil: t.bigint().notNull(),
    /** Approvals given in an older epoch are void. */
    epoch: t.integer().notNull(),
    /** Registrars only. */
    restricted: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.contract, table.id] }) }),
);

/** Who is a member, or was last: a removed account is free for another authority. */
export const authorityMember = onchainTable(
  "authority_member",
  (t) => ({
    contract: t.hex().notNull(),
    account: t.hex().notNull(),
    authority: t.integer().notNull(),
    active: t.boolean().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.contract, table.account] }),
    authorityIndex: index().on(table.contract, table.authority),
    accountIndex: index().on(table.account),
  }),
);

export const authorityPermission = onchainTable(
  "authority_permission",
  (t) => ({
    contract: t.hex().notNull(),
    authority: t.integer().notNull(),
    target: t.hex().notNull(),
    selector: t.hex().notNull(),
    permitted: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.contract, table.authority, table.target, table.selector] }) }),
);

/** Countries in which an authority of a registrar has a duty. */
export const authorityCountry = onchainTable(
  "authority_country",
  (t) => ({
    registrar: t.hex().notNull(),
    authority: t.integer().notNull(),
    duty: registrarDuty().notNull(),
    country: t.integer().notNull(),
    permitted: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.registrar, table.authority, table.duty, table.country] }) }),
);

/**
 * Calls that gathered approvals on chain, were executed or cancelled. A call sent directly may be repeated under the
 * same hash: then the row tells its latest round.
 */
export const multisigCall = onchainTable(
  "multisig_call",
  (t) => ({
    contract: t.hex().notNull(),
    callHash: t.hex().notNull(),
    authority: t.integer().notNull(),
    /** Null with `selector` if only the hash ever appeared on chain (cancelled before anything else). */
    target: t.hex(),
    selector: t.hex(),
    /** Null with `deadline` unless the call was proposed by `approveCall`. */
    data: t.hex(),
    /** Null of a call that was sent directly. Once a call is executed or cancelled, the others with its salt are superseded. */
    salt: t.hex(),
    deadline: t.bigint(),
    /** Counts the times that approvals began anew. */
    round: t.integer().notNull(),
    /** The authority's epoch at the last approval: the approvals are void once the authority is in a later one. */
    epoch: t.integer().notNull(),
    approvals: t.integer().notNull(),
    threshold: t.integer().notNull(),
    status: callStatus().notNull(),
    /** Last change. */
    tx: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.contract, table.callHash] }),
    statusIndex: index().on(table.status, table.blockNumber, table.logIndex),
  }),
);

/** Approvals given on chain, by the round of their call. */
export const callApproval = onchainTable(
  "call_approval",
  (t) => ({
    contract: t.hex().notNull(),
    callHash: t.hex().notNull(),
    round: t.integer().notNull(),
    member: t.hex().notNull(),
    withdrawn: t.boolean().notNull(),
    tx: t.hex().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.contract, table.callHash, table.round, table.member] }) }),
);

/* --------------------------------------------------- the issuer ----------------------------------------------- */

export const issuer = onchainTable("issuer", (t) => ({
  address: t.hex().primaryKey(),
  /** All tokens are paused. */
  restricted: t.boolean().notNull(),
}));

export const issuerRegistrar = onchainTable(
  "issuer_registrar",
  (t) => ({
    issuer: t.hex().notNull(),
    registrar: t.hex().notNull(),
    /** Place at the issuer: part of its investors' keys there. */
    index: t.integer().notNull(),
    accepted: t.boolean().notNull(),
    /** Whether the index reads the registrar's own events: it stands in the deployment record. */
    indexed: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.issuer, table.registrar] }) }),
);

/** Contracts that are or were approved as custodian; a custodian stays one for ever. */
export const custodian = onchainTable(
  "custodian",
  (t) => ({
    issuer: t.hex().notNull(),
    address: t.hex().notNull(),
    approved: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.issuer, table.address] }) }),
);

/** Modules that come to a token, or to all if `token` is the zero address, once the issuer's delay has passed. */
export const announcedModule = onchainTable(
  "announced_module",
  (t) => ({
    issuer: t.hex().notNull(),
    token: t.hex().notNull(),
    module: t.hex().notNull(),
    hooks: t.integer().notNull(),
    permissions: t.integer().notNull(),
    dueAt: t.bigint().notNull(),
    announcedTx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.issuer, table.token, table.module] }) }),
);

/** Modules that the issuer attaches to all its tokens, those that it adds later included. */
export const issuerModule = onchainTable(
  "issuer_module",
  (t) => ({
    issuer: t.hex().notNull(),
    module: t.hex().notNull(),
    attached: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.issuer, table.module] }) }),
);

/** What an issuer knows of an investor: the class under which it counts, and whether it is frozen. */
export const issuerInvestor = onchainTable(
  "issuer_investor",
  (t) => ({
    issuer: t.hex().notNull(),
    /** `registrar's place:8 | id:32`. */
    key: t.bigint().notNull(),
    /** Place of the registrar at the issuer. */
    registrarIndex: t.integer().notNull(),
    investorId: t.bigint().notNull(),
    /** Holds something anywhere, or is admitted. */
    counted: t.boolean().notNull(),
    /** Class under which it counts or counted last; 0 if it never did. Rating 0: lapsed. */
    country: t.integer().notNull(),
    rating: t.integer().notNull(),
    /** How often it began to count, or to count under another class. */
    timesCounted: t.integer().notNull(),
    /** Has a place whether or not it holds anything. */
    admitted: t.boolean().notNull(),
    frozen: t.boolean().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.issuer, table.key] }),
    investorIndex: index().on(table.registrarIndex, table.investorId),
    classIndex: index().on(table.issuer, table.counted, table.country, table.rating),
  }),
);

export const countryRule = onchainTable(
  "country_rule",
  (t) => ({
    issuer: t.hex().notNull(),
    country: t.integer().notNull(),
    permitted: t.boolean().notNull(),
    minRating: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.issuer, table.country] }) }),
);

/** Limits on the number of investors. Country 0: the whole issuer; rating 0: all ratings; limit 0: none. */
export const investorLimit = onchainTable(
  "investor_limit",
  (t) => ({
    issuer: t.hex().notNull(),
    country: t.integer().notNull(),
    rating: t.integer().notNull(),
    limit: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.issuer, table.country, table.rating] }) }),
);

/* ---------------------------------------------------- the dossier --------------------------------------------- */

/* `token` zero: about the issuer itself. */

/** Every version that a document has had. The one that stands has neither end. */
export const documentVersion = onchainTable(
  "document_version",
  (t) => ({
    dossier: t.hex().notNull(),
    token: t.hex().notNull(),
    name: t.hex().notNull(),
    /** From 1, never used again. */
    version: t.bigint().notNull(),
    uri: t.text().notNull(),
    documentHash: t.hex().notNull(),
    publishedAt: t.bigint().notNull(),
    /** When the next version took its place. */
    supersededAt: t.bigint(),
    removedAt: t.bigint(),
    /** That published it. */
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.dossier, table.token, table.name, table.version] }),
    nameIndex: index().on(table.name),
  }),
);

/** Facts by key: how often each was stated. */
export const fact = onchainTable(
  "fact",
  (t) => ({
    dossier: t.hex().notNull(),
    token: t.hex().notNull(),
    key: t.hex().notNull(),
    /** Number of its last `factStatement`. */
    statements: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.dossier, table.token, table.key] }) }),
);

/** Every value that a fact has had. The one that stands has neither end. */
export const factStatement = onchainTable(
  "fact_statement",
  (t) => ({
    dossier: t.hex().notNull(),
    token: t.hex().notNull(),
    key: t.hex().notNull(),
    /** From 1. */
    number: t.integer().notNull(),
    value: t.hex().notNull(),
    statedAt: t.bigint().notNull(),
    /** When the next value took its place. */
    supersededAt: t.bigint(),
    removedAt: t.bigint(),
    /** That stated it. */
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.dossier, table.token, table.key, table.number] }),
    keyIndex: index().on(table.key),
  }),
);

export const announcement = onchainTable(
  "announcement",
  (t) => ({
    dossier: t.hex().notNull(),
    /** From 1, over all tokens. */
    number: t.bigint().notNull(),
    token: t.hex().notNull(),
    kind: t.hex().notNull(),
    titleHash: t.hex().notNull(),
    contentHash: t.hex().notNull(),
    effectiveAt: t.bigint().notNull(),
    uri: t.text().notNull(),
    publishedAt: t.bigint().notNull(),
    /** Announcement that this one withdraws. */
    withdraws: t.bigint(),
    /** Announcement that withdrew this one. */
    withdrawnBy: t.bigint(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.dossier, table.number] }),
    tokenIndex: index().on(table.token),
  }),
);

/** Facts about partitions as they stand. The audit trail has their former values. */
export const partitionFact = onchainTable(
  "partition_fact",
  (t) => ({
    dossier: t.hex().notNull(),
    token: t.hex().notNull(),
    partition: t.hex().notNull(),
    key: t.hex().notNull(),
    value: t.hex().notNull(),
    statedAt: t.bigint().notNull(),
    /** That stated it. */
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.dossier, table.token, table.partition, table.key] }) }),
);

/* ---------------------------------------------------- the token ----------------------------------------------- */

export const token = onchainTable(
  "token",
  (t) => ({
    address: t.hex().primaryKey(),
    /** Its direct position is the treasury. */
    issuer: t.hex().notNull(),
    name: t.text().notNull(),
    symbol: t.text().notNull(),
    decimals: t.integer().notNull(),
    /** Where wallets find what to show (ERC-7572); empty: nowhere. */
    contractUri: t.text().notNull(),
    totalSupply: t.bigint().notNull(),
    /** This token is paused (the issuer's pause of all tokens apart). */
    restricted: t.boolean().notNull(),
    /** False: a supervisor's approval has ended, and nothing is issued or moves but by force. */
    legallyApproved: t.boolean().notNull(),
    /** Whether an expired accreditation stops its investor from sending, too. */
    expiryStopsSending: t.boolean().notNull(),
    /** Zero: no limit. */
    authorizedSupply: t.bigint().notNull(),
    /** Amounts are multiples of it. */
    granularity: t.bigint().notNull(),
    /** Nothing more will ever be issued. */
    issuanceFinished: t.boolean().notNull(),
    /** Key of the newest `controllerTransfer`; null if there was none. */
    lastForceBlock: t.bigint(),
    lastForceLogIndex: t.integer(),
  }),
  (table) => ({ issuerIndex: index().on(table.issuer) }),
);

/** Transfers that their holders signed and others sent. The moves themselves are `transfer`s of the same transaction. */
export const signedTransfer = onchainTable(
  "signed_transfer",
  (t) => ({
    token: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    holder: t.hex().notNull(),
    nonce: t.bigint().notNull(),
    /** Who sent it and got the fee. */
    relayer: t.hex().notNull(),
    to: t.hex().notNull(),
    /** In which the shares stood; the fee's, too. */
    partition: t.hex().notNull(),
    /** In which they ended. */
    toPartition: t.hex().notNull(),
    amount: t.bigint().notNull(),
    fee: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.blockNumber, table.logIndex] }),
    holderIndex: index().on(table.holder),
    relayerIndex: index().on(table.relayer),
  }),
);

/** Nonces that holders voided. Those of signed transfers are in `signedTransfer`; no nonce is in both. */
export const cancelledNonce = onchainTable(
  "cancelled_nonce",
  (t) => ({
    token: t.hex().notNull(),
    holder: t.hex().notNull(),
    nonce: t.bigint().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.holder, table.nonce] }) }),
);

/** Names that a token has given up, one row a renaming. */
export const tokenRenaming = onchainTable(
  "token_renaming",
  (t) => ({
    token: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    formerName: t.text().notNull(),
    formerSymbol: t.text().notNull(),
    name: t.text().notNull(),
    symbol: t.text().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.blockNumber, table.logIndex] }) }),
);

/** Clones that the factory made for the issuer, added since or not. */
export const tokenCreation = onchainTable("token_creation", (t) => ({
  token: t.hex().primaryKey(),
  issuer: t.hex().notNull(),
  /** Whose code it runs. */
  original: t.hex().notNull(),
  creator: t.hex().notNull(),
  createdAt: t.bigint().notNull(),
  tx: t.hex().notNull(),
}));

export const tokenModule = onchainTable(
  "token_module",
  (t) => ({
    token: t.hex().notNull(),
    module: t.hex().notNull(),
    /** Bits HOOK_ of src/types/Modules.sol. */
    hooks: t.integer().notNull(),
    /** Bits PERMISSION_ of src/types/Modules.sol. */
    permissions: t.integer().notNull(),
    attached: t.boolean().notNull(),
    /** What of the authorised supply only the module may issue. */
    reserved: t.bigint().notNull(),
    /** Whether the index reads the module's own events: it stands in the deployment record. */
    indexed: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.module] }) }),
);

/** Positions now; one that became empty stays with balance 0. */
export const holding = onchainTable(
  "holding",
  (t) => ({
    token: t.hex().notNull(),
    custodian: t.hex().notNull(),
    account: t.hex().notNull(),
    balance: t.bigint().notNull(),
    /** Where the balance changed last: key of the newest `holdingChange`. */
    lastBlock: t.bigint().notNull(),
    lastLogIndex: t.integer().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.custodian, table.account] }),
    accountIndex: index().on(table.account),
  }),
);

/**
 * Every balance that a position ever had. A row holds at the end of the blocks from `blockNumber` to before `untilBlock`
 * (2^63 - 1: still), so `blockNumber <= b and untilBlock > b` is the register at block b.
 */
export const holdingChange = onchainTable(
  "holding_change",
  (t) => ({
    token: t.hex().notNull(),
    custodian: t.hex().notNull(),
    account: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    balance: t.bigint().notNull(),
    untilBlock: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.custodian, table.account, table.blockNumber, table.logIndex] }),
    sinceIndex: index().on(table.token, table.blockNumber),
    untilIndex: index().on(table.token, table.untilBlock),
    timeIndex: index().on(table.token, table.timestamp),
    accountIndex: index().on(table.account, table.blockNumber),
  }),
);

/** Splits of a token. `holding` and its like are in the unit of the newest; their changes keep the unit of their time. */
export const split = onchainTable(
  "split",
  (t) => ({
    token: t.hex().notNull(),
    /** From 1. */
    epoch: t.integer().notNull(),
    /** This many shares came of `denominator` old ones. */
    numerator: t.integer().notNull(),
    denominator: t.integer().notNull(),
    /** No position had a fraction. */
    exact: t.boolean().notNull(),
    supplyBefore: t.bigint().notNull(),
    supplyAfter: t.bigint().notNull(),
    /** Old shares in positions that were not brought forward; always zero of an exact split. */
    rest: t.bigint().notNull(),
    /** The owner let shares move before the rest was zero. */
    reopened: t.boolean().notNull(),
    /** Null while a rest is left. */
    finishedAt: t.bigint(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.epoch] }) }),
);

/** Positions that were brought forward over a split that left fractions. */
export const splitPosition = onchainTable(
  "split_position",
  (t) => ({
    token: t.hex().notNull(),
    epoch: t.integer().notNull(),
    /** Zero address: all that the account held directly. */
    custodian: t.hex().notNull(),
    account: t.hex().notNull(),
    before: t.bigint().notNull(),
    balance: t.bigint().notNull(),
    /** Lost, in parts of the split's denominator. */
    fraction: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.epoch, table.custodian, table.account] }),
    accountIndex: index().on(table.account),
  }),
);

/** Partitions that the issuer has named; the default one (zero) once it has a lock or a description. */
export const partition = onchainTable(
  "partition",
  (t) => ({
    token: t.hex().notNull(),
    partition: t.hex().notNull(),
    /** First second at which shares may leave; 0: no lock; 2^40 - 1: until somebody ends it. */
    lockedUntil: t.bigint().notNull(),
    description: t.text().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.partition] }) }),
);

/** What stands in a partition other than the default one now; part of the account's `holding`. */
export const partitionHolding = onchainTable(
  "partition_holding",
  (t) => ({
    token: t.hex().notNull(),
    partition: t.hex().notNull(),
    account: t.hex().notNull(),
    balance: t.bigint().notNull(),
    /** Key of the newest `partitionHoldingChange`. */
    lastBlock: t.bigint().notNull(),
    lastLogIndex: t.integer().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.partition, table.account] }),
    accountIndex: index().on(table.account),
  }),
);

/** Every balance that an account ever had in a partition other than the default one, as `holdingChange`. */
export const partitionHoldingChange = onchainTable(
  "partition_holding_change",
  (t) => ({
    token: t.hex().notNull(),
    partition: t.hex().notNull(),
    account: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    balance: t.bigint().notNull(),
    untilBlock: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.partition, table.account, table.blockNumber, table.logIndex] }),
    sinceIndex: index().on(table.token, table.blockNumber),
    timeIndex: index().on(table.token, table.timestamp),
    accountIndex: index().on(table.account, table.blockNumber),
  }),
);

/** Locks of positions, which overrule their partition's. */
export const positionLock = onchainTable(
  "position_lock",
  (t) => ({
    token: t.hex().notNull(),
    partition: t.hex().notNull(),
    account: t.hex().notNull(),
    /** As in `partition`; 0: as the partition's; 1: open whatever that says. */
    lockedUntil: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.partition, table.account] }),
    accountIndex: index().on(table.account),
  }),
);

/** Ways by which holders may change the partition of what they hold. */
export const partitionExchange = onchainTable(
  "partition_exchange",
  (t) => ({
    token: t.hex().notNull(),
    from: t.hex().notNull(),
    to: t.hex().notNull(),
    open: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.from, table.to] }) }),
);

/** Who may transfer for an account in every partition. */
export const operator = onchainTable(
  "operator",
  (t) => ({
    token: t.hex().notNull(),
    account: t.hex().notNull(),
    operator: t.hex().notNull(),
    authorized: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.account, table.operator] }) }),
);

/** Who may transfer for an account in one partition. */
export const partitionOperator = onchainTable(
  "partition_operator",
  (t) => ({
    token: t.hex().notNull(),
    account: t.hex().notNull(),
    partition: t.hex().notNull(),
    operator: t.hex().notNull(),
    authorized: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.account, table.partition, table.operator] }) }),
);

/** What the issuer has frozen of an account's default partition. It may exceed the balance: then what comes in is frozen, too. */
export const frozenAmount = onchainTable(
  "frozen_amount",
  (t) => ({
    token: t.hex().notNull(),
    account: t.hex().notNull(),
    amount: t.bigint().notNull(),
    parts: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.account] }) }),
);

/** Accounts that let the other accounts of their investor collect what is free. */
export const sweepPermission = onchainTable(
  "sweep_permission",
  (t) => ({
    token: t.hex().notNull(),
    account: t.hex().notNull(),
    allowed: t.boolean().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.account] }) }),
);

/** Accounts that were given up as lost, for ever, and where their shares went. */
export const accountRecovery = onchainTable(
  "account_recovery",
  (t) => ({
    token: t.hex().notNull(),
    lost: t.hex().notNull(),
    successor: t.hex().notNull(),
    /** The issuer's reference, such as a hash of the evidence. */
    data: t.hex().notNull(),
    recoveredAt: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.lost] }) }),
);

/** Part of a direct balance that a module encumbers; it counts only while the module is attached. */
export const encumbrance = onchainTable(
  "encumbrance",
  (t) => ({
    token: t.hex().notNull(),
    account: t.hex().notNull(),
    module: t.hex().notNull(),
    amount: t.bigint().notNull(),
    /** The same with its fraction, which splits leave and `amount` rounds up: parts of 2^-24 shares. */
    parts: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.account, table.module] }) }),
);

/** The same of a position in another partition or at a custodian. */
export const positionEncumbrance = onchainTable(
  "position_encumbrance",
  (t) => ({
    token: t.hex().notNull(),
    /** Zero address: held directly. */
    custodian: t.hex().notNull(),
    partition: t.hex().notNull(),
    account: t.hex().notNull(),
    module: t.hex().notNull(),
    amount: t.bigint().notNull(),
    parts: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.account, table.custodian, table.partition, table.module] }),
  }),
);

export const transfer = onchainTable(
  "transfer",
  (t) => ({
    token: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    /** Zero address: issued. */
    from: t.hex().notNull(),
    /** Zero address: burnt. */
    to: t.hex().notNull(),
    amount: t.bigint().notNull(),
    kind: transferKind().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.blockNumber, table.logIndex] }),
    fromIndex: index().on(table.from, table.blockNumber),
    toIndex: index().on(table.to, table.blockNumber),
  }),
);

/** Uses of the issuer's power to move a holder's balance, or (`to` zero) to take it out of existence. */
export const controllerTransfer = onchainTable(
  "controller_transfer",
  (t) => ({
    token: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    from: t.hex().notNull(),
    to: t.hex().notNull(),
    controller: t.hex().notNull(),
    amount: t.bigint().notNull(),
    data: t.hex().notNull(),
    operatorData: t.hex().notNull(),
    /** Log index of its `transfer` in the same block. */
    transferLogIndex: t.integer(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.blockNumber, table.logIndex] }),
    fromIndex: index().on(table.from, table.blockNumber),
  }),
);

/** Issues with the issuer's reference, by which a repeated issue is recognised. */
export const issuance = onchainTable(
  "issuance",
  (t) => ({
    token: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    operator: t.hex().notNull(),
    to: t.hex().notNull(),
    /** Into which the shares were issued. */
    partition: t.hex().notNull(),
    amount: t.bigint().notNull(),
    data: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.blockNumber, table.logIndex] }),
    txIndex: index().on(table.tx),
  }),
);

export const custodyTransfer = onchainTable(
  "custody_transfer",
  (t) => ({
    token: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    custodian: t.hex().notNull(),
    /** Zero address: deposit. */
    from: t.hex().notNull(),
    /** Zero address: withdrawal. */
    to: t.hex().notNull(),
    amount: t.bigint().notNull(),
    kind: custodyTransferKind().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.token, table.blockNumber, table.logIndex] }),
    fromIndex: index().on(table.from, table.blockNumber),
    toIndex: index().on(table.to, table.blockNumber),
  }),
);

export const recordDate = onchainTable(
  "record_date",
  (t) => ({
    token: t.hex().notNull(),
    recordDate: t.bigint().notNull(),
    announcedAt: t.bigint().notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.recordDate] }) }),
);

/* ----------------------------------------------------- modules ------------------------------------------------ */

export * from "./src/indexer/tables/distribution.ts";
export * from "./src/indexer/tables/lockup.ts";
export * from "./src/indexer/tables/pledge.ts";

/* ------------------------------------------------------ audit ------------------------------------------------- */

/** Freezes, restrictions and pauses, and their ends. */
export const restrictionEvent = onchainTable(
  "restriction_event",
  (t) => ({
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    /** Account, token or issuer; in decimals an investor's id, of a frozen one the key at the issuer, or an authority's number. */
    subject: t.text().notNull(),
    kind: restrictionKind().notNull(),
    contract: t.hex().notNull(),
    /** Begins, or is lifted. */
    active: t.boolean().notNull(),
    tx: t.hex().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex, table.subject] }),
    subjectIndex: index().on(table.subject),
  }),
);

/** Every event of every contract, as it was emitted. */
export const auditEvent = onchainTable(
  "audit_event",
  (t) => ({
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
    tx: t.hex().notNull(),
    contract: t.hex().notNull(),
    name: t.text().notNull(),
    /** By name; hex in lower case, integers as decimal strings. */
    args: t.json().$type<Record<string, unknown>>().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    nameIndex: index().on(table.name, table.blockNumber, table.logIndex),
  }),
);

import { encumbrance, pledge, pledgeState, positionEncumbrance, split, tokenModule } from "ponder:schema";
import { and, asc, eq, inArray, lte } from "ponder";
import { type Hex, zeroAddress, zeroHash } from "viem";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { type Successors, successorsOf } from "./successors.ts";
import { modulesOf, PERMISSION_SETTLE, type Token, tokenInput, tokenOf } from "./tokens.ts";
import {
  addressInput,
  amount,
  bigId,
  custodianOrNull,
  hex,
  nameText,
  nullIfZero,
  pageInput,
  textOrNull,
  time,
  timeInput,
} from "./values.ts";

type Row = typeof pledge.$inferSelect;
type Position = Pick<Row, "module" | "custodian" | "partition" | "account">;
type Split = Pick<typeof split.$inferSelect, "epoch" | "numerator" | "denominator">;

const OPEN: Row["state"][] = ["active", "called"];

const answer = z.object({
  token: hex,
  pledges: z.array(
    z.object({
      module: hex,
      pledgeId: bigId,
      state: z.enum(pledgeState.enumValues),
      account: hex.meta({ description: "Where the shares are: at the successor of a lost account." }),
      custodian: custodianOrNull,
      partition: hex,
      partitionText: textOrNull,
      securedParty: hex.meta({ description: "Its present account." }),
      amount: amount.meta({ description: "Pledged and neither released nor settled, splits included." }),
      available: amount.meta({ description: "What of it could be settled now: less while force has taken a part." }),
      endsAt: time.nullable().meta({ description: "First second at which it is over; null: it has no end." }),
      cureTerm: z.int().meta({ description: "Seconds from the notice of a default to the first realisation." }),
      dueBy: time
        .nullable()
        .meta({ description: "Last second to accept it, or first second to realise it; null in other states." }),
      documentHash: hex.meta({ description: "Of the agreement." }),
      noticeHash: hex.nullable().meta({ description: "Of the notice of default; null unless it is called." }),
      proposedAt: time,
      proposedTx: hex,
      tx: hex.meta({ description: "Last change." }),
    }),
  ),
});

export const pledgesRoute = defineRoute({
  path: "/pledges",
  summary: "Pledges of a token's shares, in the order in which they were proposed.",
  params: {},
  query: {
    ...tokenInput,
    account: addressInput.optional().meta({ description: "Of the holder." }),
    "secured-party": addressInput.optional(),
    state: z.enum(pledgeState.enumValues).optional(),
    "due-at": timeInput.optional().meta({ description: "Only pledges to be ended at this second (Unix time)." }),
    ...pageInput,
  },
  answer,
  read: async (snapshot, { query }) => {
    const { account, "secured-party": securedParty, state, "due-at": dueAt } = query;
    const token = await tokenOf(snapshot, query.token);
    const successors = await successorsOf(snapshot, token);
    const rows = await snapshot.db
      .select()
      .from(pledge)
      .where(
        and(
          inArray(pledge.module, await modulesOf(snapshot, token, PERMISSION_SETTLE)),
          account && inArray(pledge.account, successors.namesOf(account)),
          securedParty && inArray(pledge.securedParty, successors.namesOf(securedParty)),
          state && eq(pledge.state, state),
          dueAt === undefined ? undefined : and(eq(pledge.state, "active"), lte(pledge.endsAt, dueAt)),
        ),
      )
      .orderBy(asc(pledge.pledgeId), asc(pledge.module))
      .limit(query.limit)
      .offset(query.offset);
    const books = await readBooks(snapshot, token, successors, rows);
    return { token: token.address, pledges: rows.map((row) => present(row, books, successors)) };
  },
});

function present(row: Row, books: Books, successors: Successors): z.input<typeof answer>["pledges"][number] {
  const account = books.accountOf(row);
  return {
    module: row.module,
    pledgeId: row.pledgeId.toString(),
    state: row.state,
    account,
    custodian: nullIfZero(row.custodian),
    partition: row.partition,
    partitionText: nameText(row.partition),
    securedParty: successors.currentOf(row.securedParty),
    amount: books.amountOf(row).toString(),
    available: books.availableOf(row).toString(),
    endsAt: row.endsAt === null ? null : Number(row.endsAt),
    cureTerm: row.cureTerm,
    dueBy: row.dueBy === null ? null : Number(row.dueBy),
    documentHash: row.documentHash,
    noticeHash: row.noticeHash,
    proposedAt: Number(row.proposedAt),
    proposedTx: row.proposedTx,
    tx: row.tx,
  };
}

/** How pledges stand by the books of token and module: `PledgeBook.getPledge` says the same. */
interface Books {
  accountOf(row: Row): Hex;
  amountOf(row: Row): bigint;
  availableOf(row: Row): bigint;
}

async function readBooks(
  snapshot: Snapshot,
  token: Token,
  successors: Successors,
  rows: readonly Row[],
): Promise<Books> {
  const splits = await splitsOf(snapshot, token);
  const attached = await attachedOf(snapshot, token);
  const accounts = [...new Set(rows.flatMap(({ account }) => [account, successors.currentOf(account)]))];
  const encumbered = await encumbrancesOf(snapshot, token, accounts);
  const open = await openOn(snapshot, accounts);

  const amountOf = (row: Row): bigint => scaled(row.amount, row.splitEpoch, splits);
  const isBooked = (row: Row): boolean => OPEN.includes(row.state) && attached.has(row.module);
  /** What is kept of a lost account at a custodian goes to the successor later than the account's own shares. */
  const accountOf = (row: Row): Hex => {
    const account = successors.currentOf(row.account);
    const isMoved = !encumbered.get(keyOf(row)) && encumbered.has(keyOf({ ...row, account }));
    return isBooked(row) && isMoved ? account : row.account;
  };
  return {
    accountOf,
    amountOf,
    availableOf: (row) => {
      if (!isBooked(row)) return 0n;
      const earlier = open.filter((other) => keyOf(other) === keyOf(row) && ranksBefore(other, row));
      const before = earlier.reduce((sum, other) => sum + amountOf(other), 0n);
      const rest = (encumbered.get(keyOf({ ...row, account: accountOf(row) })) ?? 0n) - before;
      return least(rest > 0n ? rest : 0n, amountOf(row));
    },
  };
}

async function splitsOf({ db }: Snapshot, { address }: Token): Promise<Split[]> {
  const { epoch, numerator, denominator } = split;
  return db
    .select({ epoch, numerator, denominator })
    .from(split)
    .where(eq(split.token, address))
    .orderBy(asc(split.epoch));
}

async function attachedOf({ db }: Snapshot, { address }: Token): Promise<ReadonlySet<Hex>> {
  const rows = await db
    .select()
    .from(tokenModule)
    .where(and(eq(tokenModule.token, address), eq(tokenModule.attached, true)));
  return new Set(rows.map(({ module }) => module));
}

/** By `keyOf`. */
async function encumbrancesOf(
  { db }: Snapshot,
  { address }: Token,
  accounts: readonly Hex[],
): Promise<ReadonlyMap<string, bigint>> {
  const direct = await db
    .select()
    .from(encumbrance)
    .where(and(eq(encumbrance.token, address), inArray(encumbrance.account, [...accounts])));
  const other = await db
    .select()
    .from(positionEncumbrance)
    .where(and(eq(positionEncumbrance.token, address), inArray(positionEncumbrance.account, [...accounts])));
  const all = [...direct.map((row) => ({ ...row, custodian: zeroAddress, partition: zeroHash })), ...other];
  return new Map(all.map((row) => [keyOf(row), row.amount]));
}

async function openOn({ db }: Snapshot, accounts: readonly Hex[]): Promise<Row[]> {
  return db
    .select()
    .from(pledge)
    .where(and(inArray(pledge.account, [...accounts]), inArray(pledge.state, OPEN)));
}

/** Rounded down at each split, as balances are. */
function scaled(amount: bigint, epoch: number, splits: readonly Split[]): bigint {
  return splits
    .filter((later) => later.epoch > epoch)
    .reduce((sum, { numerator, denominator }) => (sum * BigInt(numerator)) / BigInt(denominator), amount);
}

function ranksBefore(a: Row, b: Row): boolean {
  return a.rankBlock === b.rankBlock ? a.rankLogIndex < b.rankLogIndex : a.rankBlock < b.rankBlock;
}

function keyOf({ module, custodian, partition, account }: Position): string {
  return [module, custodian, partition, account].join("/");
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

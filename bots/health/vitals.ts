import { and, asc, count, eq, gt, inArray, isNull, min, or, sql } from "drizzle-orm";
import type { Head } from "../../sdk/reads/head.ts";
import type { IndexReader } from "../index-reader.ts";
import type { Database } from "../ledger/database.ts";
import { type PauseRow, readPauses } from "../ledger/pauses.ts";
import { openAttempts } from "../ledger/queries.ts";
import { intent, leadership, notice } from "../ledger/schema.ts";
import type { IntentState } from "../ledger/states.ts";
import { serializeError } from "../log.ts";
import type { Chain } from "../rpc/chain.ts";
import { haltKinds } from "../sender/hindrances.ts";
import { readMarket } from "../sender/market.ts";
import type { Spend } from "./spend.ts";

/** What one look at the keepers' world has found. Undefined or absent: could not be learnt. */
export type Vitals = {
  /** this machine's clock, Unix seconds */
  now: number;
  endpoints: ReturnType<Chain["endpoints"]>;
  /** on which they agree */
  head: Head | undefined;
  /** why nothing new may be signed on what they show */
  doubts: readonly string[];
  /** last block in the index; `empty` before its first rows, undefined if it cannot be read */
  indexed: bigint | "empty" | undefined;
  /** wei */
  balance: bigint | undefined;
  /** wei per gas that a transaction costs now; 0 where nothing costs anything */
  gasPrice: bigint | undefined;
  spend: Spend | undefined;
  /** whether this process may send */
  leads: boolean;
  /** why the last round failed */
  trouble: string | undefined;
  /** nonces below an open one that no open transaction holds */
  nonceGap: number | undefined;
  ledger: LedgerVitals | undefined;
};

export type LedgerVitals = {
  pauses: readonly PauseRow[];
  /** what people were told that keeps the sender from signing: for all work, or for one keeper's */
  halts: readonly Halt[];
  /** items of which the keeper cannot know */
  unknown: readonly { keeper: string; count: number }[];
  /** seconds since the oldest item that is not settled was planned */
  oldest: readonly { keeper: string; seconds: number }[];
  /** how often the account changed hands in the last hour */
  changes: number;
};

/** @param keeper whose work it concerns; undefined: all */
export type Halt = { keeper: string | undefined; text: string };

export type VitalsParameters = {
  db: Database;
  chain: Pick<Chain, "chainId" | "client" | "look" | "endpoints">;
  account: `0x${string}`;
  index: Pick<IndexReader, "progress">;
  spend: () => Promise<Spend>;
  leads: () => boolean;
  trouble: () => string | undefined;
  /** Unix seconds */
  clock?: (() => number) | undefined;
};

const hostClock = (): number => Math.floor(Date.now() / 1000);

/** Looks at everything once; what does not answer is left out and does not keep the rest from being seen. */
export const readVitals = async (parameters: VitalsParameters): Promise<Vitals> => {
  const { db, chain, account, index, spend, leads, trouble, clock = hostClock } = parameters;
  const { chainId, client } = chain;
  const [sight, indexed, balance, gasPrice, spent, nonceGap, ledger] = await Promise.all([
    // Who gave no answer says why in `endpoints`.
    chain.look().catch(() => undefined),
    index.progress().then(
      (block) => block ?? ("empty" as const),
      () => undefined,
    ),
    client.getBalance({ address: account }).catch(() => undefined),
    readMarket(client).then(
      ({ baseFee, tip }) => baseFee + tip,
      () => undefined,
    ),
    spend().catch(() => undefined),
    readNonceGap({ db, chain, account }).catch(() => undefined),
    readLedgerVitals(db, { chainId, account }).catch(() => undefined),
  ]);
  return {
    now: clock(),
    endpoints: chain.endpoints(),
    head: sight?.head,
    doubts: sight?.doubts ?? [],
    indexed,
    balance,
    gasPrice,
    spend: spent,
    leads: leads(),
    trouble: trouble(),
    nonceGap,
    ledger,
  };
};

const unsettled: readonly IntentState[] = ["planned", "claimed", "signed", "broadcast", "mined"];

/** What the ledger says of itself. */
export const readLedgerVitals = async (
  db: Database,
  { chainId, account }: { chainId: number; account: string },
): Promise<LedgerVitals> => {
  const age = sql<number>`extract(epoch from now() - ${min(intent.createdAt)})::float8`;
  const [pauses, halting, unknown, oldest, [changes]] = await Promise.all([
    readPauses(db),
    db
      .select({ subject: notice.subject, text: notice.text })
      .from(notice)
      .where(
        and(
          isNull(notice.closedAt),
          inArray(notice.kind, [...haltKinds]),
          or(eq(notice.subject, account), sql`${notice.detail} ->> 'account' = ${account}`),
        ),
      )
      .orderBy(asc(notice.id)),
    db
      .select({ keeper: intent.keeper, count: count() })
      .from(intent)
      .where(and(eq(intent.chainId, chainId), eq(intent.state, "unknown")))
      .groupBy(intent.keeper),
    db
      .select({ keeper: intent.keeper, seconds: age })
      .from(intent)
      .where(and(eq(intent.chainId, chainId), inArray(intent.state, [...unsettled])))
      .groupBy(intent.keeper),
    db
      .select({ count: count() })
      .from(leadership)
      .where(
        and(
          eq(leadership.chainId, chainId),
          eq(leadership.account, account),
          gt(leadership.at, sql`now() - interval '1 hour'`),
        ),
      ),
  ]);
  const halts = halting.map(({ subject, text }) => ({ keeper: subject === account ? undefined : subject, text }));
  return { pauses: [...pauses.values()], halts, unknown, oldest, changes: changes?.count ?? 0 };
};

const readNonceGap = async ({
  db,
  chain,
  account,
}: Pick<VitalsParameters, "db" | "chain" | "account">): Promise<number> => {
  const [mined, open] = await Promise.all([
    chain.client.getTransactionCount({ address: account, blockTag: "latest" }),
    openAttempts(db, { chainId: chain.chainId, account }),
  ]);
  return gapOf(
    mined,
    open.map(({ nonce }) => nonce),
  );
};

/** How many nonces from the next one to be mined up to the highest open one nobody holds. */
export const gapOf = (mined: number, open: readonly number[]): number => {
  const held = new Set(open.filter((nonce) => nonce >= mined));
  return held.size === 0 ? 0 : Math.max(...held) - mined + 1 - held.size;
};

/** Whether the account can pay for nothing. Where nothing costs anything, an account of nothing can pay for all. */
export const cannotPay = ({ balance, gasPrice }: Pick<Vitals, "balance" | "gasPrice">): boolean =>
  balance === 0n && gasPrice !== 0n;

/** Shares one look among those who ask at the same time, and for a moment afterwards. */
export const shared = <T>(read: () => Promise<T>, milliseconds: number): (() => Promise<T>) => {
  let last: { at: number; answer: Promise<T> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > milliseconds) {
      const answer = read();
      last = { at: now, answer };
      answer.then(
        () => {
          if (last?.answer === answer) last = { at: performance.now(), answer };
        },
        () => {
          if (last?.answer === answer) last = undefined;
        },
      );
    }
    return last.answer;
  };
};

/** Why a round failed, in one line without secrets. */
export const troubleOf = (error: unknown): string => serializeError(error).message.split("\n", 1)[0] ?? "";

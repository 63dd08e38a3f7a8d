import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Hex, PublicClient } from "viem";
import { findReceipt } from "../../sdk/send.ts";
import type { Database } from "../ledger/database.ts";
import { attempt } from "../ledger/schema.ts";

/** What an account's settled transactions have cost. */
export type Spend = {
  /** wei, in the last `days` */
  total: bigint;
  /** wei */
  perDay: bigint;
};

const days = 7;
const day = 86_400_000;
/** receipts that are read at most; with more transactions their mean stands for the rest */
const sampleSize = 200;

export type SpendParameters = { db: Database; client: PublicClient; chainId: number; account: string };

/** Reads what the ledger's transactions of the last week have cost, from their receipts; each receipt once. */
export const createSpendReader = ({ db, client, chainId, account }: SpendParameters): (() => Promise<Spend>) => {
  const costs = new Map<Hex, bigint>();

  const costOf = async (hash: Hex): Promise<bigint> => {
    const known = costs.get(hash);
    if (known !== undefined) return known;
    const receipt = await findReceipt(client, hash);
    if (receipt === undefined) return 0n;
    const cost = receipt.gasUsed * receipt.effectiveGasPrice;
    costs.set(hash, cost);
    return cost;
  };

  return async () => {
    const settled = await db
      .select({ hash: attempt.hash, createdAt: attempt.createdAt })
      .from(attempt)
      .where(
        and(
          eq(attempt.chainId, chainId),
          eq(attempt.account, account),
          inArray(attempt.state, ["final", "reverted"]),
          gt(attempt.createdAt, sql`now() - make_interval(days => ${days})`),
        ),
      )
      .orderBy(desc(attempt.id));
    const sample = settled.slice(0, sampleSize);
    for (const hash of costs.keys()) if (!sample.some((row) => row.hash === hash)) costs.delete(hash);
    const sampled = await Promise.all(sample.map(({ hash }) => costOf(hash)));
    const since = settled.at(-1)?.createdAt.getTime();
    return spendOf(sampled, { count: settled.length, milliseconds: since === undefined ? 0 : Date.now() - since });
  };
};

/** Extends a sample of costs to all, and spreads it over the time that it took: a day at least, a week at most. */
export const spendOf = (
  sample: readonly bigint[],
  { count, milliseconds }: { count: number; milliseconds: number },
): Spend => {
  if (sample.length === 0) return { total: 0n, perDay: 0n };
  const sum = sample.reduce((total, cost) => total + cost, 0n);
  const total = (sum * BigInt(count)) / BigInt(sample.length);
  const time = Math.min(Math.max(milliseconds, day), days * day);
  return { total, perDay: (total * BigInt(day)) / BigInt(Math.ceil(time)) };
};

/** How many days a balance lasts at this spend; undefined while nothing is spent. */
export const runwayDays = (balance: bigint, { perDay }: Pick<Spend, "perDay">): number | undefined =>
  perDay === 0n ? undefined : Number((balance * 100n) / perDay) / 100;

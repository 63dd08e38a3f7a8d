import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Database } from "../ledger/database.ts";
import type { Lease } from "../ledger/lease.ts";
import { attempt } from "../ledger/schema.ts";

/** What an account's settled transactions have cost. */
export type Spend = {
  /** wei, in the last `days` */
  total: bigint;
  /** wei */
  perDay: bigint;
};

const days = 7n;
/** seconds */
const day = 86_400n;

/** Reads what the ledger's transactions of the last week have cost, as their receipts say. */
export const readSpend = async (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
): Promise<Spend> => {
  const [row] = await db
    .select({
      total: sql<string>`coalesce(sum(coalesce(${attempt.cost}, ${attempt.reserved})), 0)::text`,
      seconds: sql<number>`coalesce(extract(epoch from now() - min(${attempt.createdAt})), 0)::float8`,
    })
    .from(attempt)
    .where(
      and(
        eq(attempt.chainId, chainId),
        eq(attempt.account, account),
        inArray(attempt.state, ["final", "reverted"]),
        gt(attempt.createdAt, sql`now() - make_interval(days => ${Number(days)})`),
      ),
    );
  return spendOf(BigInt(row?.total ?? 0), row?.seconds ?? 0);
};

/** Spreads what was spent over the time that it took: a day at least, a week at most. */
export const spendOf = (total: bigint, seconds: number): Spend => {
  const least = BigInt(Math.ceil(seconds));
  const time = least < day ? day : least > days * day ? days * day : least;
  return { total, perDay: (total * day) / time };
};

/** How many days a balance lasts at this spend; undefined while nothing is spent. */
export const runwayDays = (balance: bigint, { perDay }: Pick<Spend, "perDay">): number | undefined =>
  perDay === 0n ? undefined : Number((balance * 100n) / perDay) / 100;

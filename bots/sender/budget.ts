/** Amounts in wei. */
export type Budgets = {
  /** for one piece of work, over all its transactions */
  item: bigint;
  /** for one account on one day, by the chain's clock in UTC */
  day: bigint;
};

export type Spending = {
  /** spent and kept back today */
  today: bigint;
  /** spent and kept back for each piece of work so far; those that are missing cost nothing yet */
  items: ReadonlyMap<string, bigint>;
};

/** What a transaction for these pieces of work would cost at most. */
export type Intended = { keys: readonly string[]; worst: bigint };

export type BudgetVerdict =
  | { kind: "within" }
  /** these have used up what a piece of work may cost */
  | { kind: "items"; over: readonly string[] }
  /** nothing more today */
  | { kind: "day" };

/** Whether a transaction may be signed, as to money. */
export const judgeBudget = ({ keys, worst }: Intended, spending: Spending, budgets: Budgets): BudgetVerdict => {
  const share = shareOf(worst, keys.length);
  const over = keys.filter((key) => (spending.items.get(key) ?? 0n) + share > budgets.item);
  if (over.length > 0) return { kind: "items", over };
  return spending.today + worst > budgets.day ? { kind: "day" } : { kind: "within" };
};

/** One of `works` equal parts, rounded up. */
export const shareOf = (cost: bigint, works: number): bigint => {
  const parts = BigInt(Math.max(works, 1));
  return (cost + parts - 1n) / parts;
};

const secondsOfDay = 86_400;

/** Days since 1970, UTC. @param timestamp of a block, Unix time in seconds */
export const dayOf = (timestamp: number): number => Math.floor(timestamp / secondsOfDay);

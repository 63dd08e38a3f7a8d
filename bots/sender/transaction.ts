import { type Address, type Hex, keccak256 } from "viem";
import type { Signed } from "../ledger/attempts.ts";
import { pauseOf, readPauses } from "../ledger/pauses.ts";
import { spentOnDay, spentOnItems } from "../ledger/spending.ts";
import { type BudgetVerdict, dayOf, type Intended, judgeBudget } from "./budget.ts";
import type { Round, SenderContext } from "./context.ts";
import { type Fees, isAboveCap, type Market, worstCost } from "./fees.ts";

// What every signature shares: a new one, a replacement, a filler.

export type Unsigned = {
  keeper: string;
  title: string;
  to: Address;
  value: bigint;
  data: Hex;
  nonce: number;
  gas: bigint;
  fees: Fees;
};

/** Signs, and states what the ledger must hold before the bytes leave. */
export const sign = async (
  { account, chain }: Pick<SenderContext, "account" | "chain">,
  { sight }: Pick<Round, "sight">,
  { keeper, title, to, value, data, nonce, gas, fees }: Unsigned,
): Promise<Signed> => {
  const { chainId } = chain;
  const raw = await account.signTransaction({ type: "eip1559", chainId, to, data, value, nonce, gas, ...fees });
  return {
    ...{ keeper, title, nonce, ...fees },
    raw,
    hash: keccak256(raw),
    gasLimit: gas,
    reserved: worstCost(gas, fees),
    signedAtBlock: sight.head.number,
    day: dayOf(sight.head.timestamp),
  };
};

/** Why a keeper may not sign now; undefined if it may. Asked before every signature. */
export const whyPaused = async ({ db }: Pick<SenderContext, "db">, keeper: string): Promise<string | undefined> => {
  const pause = pauseOf(await readPauses(db), keeper);
  return pause === undefined ? undefined : `paused by ${pause.by}: ${pause.reason}`;
};

/**
 * What the budgets say to a transaction. Whatever cannot be read is not allowed: the error ends the pass.
 *
 * @param replaces a nonce whose former attempts this one would replace
 * @param unrecorded wei that transactions which are not in the ledger yet may cost at most
 */
export const judgeSpending = async (
  { db, budgets }: Pick<SenderContext, "db" | "budgets">,
  { lease, sight }: Pick<Round, "lease" | "sight">,
  intended: Intended,
  { replaces, unrecorded = 0n }: { replaces?: number | undefined; unrecorded?: bigint | undefined } = {},
): Promise<BudgetVerdict> => {
  const today = unrecorded + (await spentOnDay(db, lease, dayOf(sight.head.timestamp), replaces));
  const items = await spentOnItems(db, intended.keys, replaces);
  return judgeBudget(intended, { today, items }, budgets);
};

/** Tells people while the market is above the cap. @returns the market, or undefined while it is */
export const affordableMarket = async (
  { account, maxFee, conditions }: Pick<SenderContext, "account" | "maxFee" | "conditions">,
  round: Pick<Round, "market">,
): Promise<Market | undefined> => {
  const market = await round.market();
  const dear = { kind: "fee-cap", subject: account.address, severity: "warning" } as const;
  if (!isAboveCap(market, maxFee)) {
    await conditions.ended(dear);
    return market;
  }
  const text = `Nothing is signed while fees (${market.baseFee + market.tip} wei per gas) exceed KEEPER_MAX_FEE (${maxFee} wei). Wait, or raise it.`;
  await conditions.holds({ ...dear, text });
  return undefined;
};

/** Tells people that the day's budget is spent. */
export const tellDayBudget = ({ account, conditions }: Pick<SenderContext, "account" | "conditions">): Promise<void> =>
  conditions.holds({
    ...dayBudgetOf(account.address),
    severity: "critical",
    text: "The day's budget leaves no room for the next transaction. It goes on tomorrow (UTC), or raise KEEPER_DAY_BUDGET.",
  });

export const endDayBudget = ({ account, conditions }: Pick<SenderContext, "account" | "conditions">): Promise<void> =>
  conditions.ended(dayBudgetOf(account.address));

const dayBudgetOf = (subject: string) => ({ kind: "day-budget", subject });

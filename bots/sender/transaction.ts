import { type Address, type Hex, keccak256 } from "viem";
import type { Signed } from "../ledger/attempts.ts";
import { pauseOf, readPauses } from "../ledger/pauses.ts";
import type { AttemptRow } from "../ledger/queries.ts";
import { reservedOpen, spentOnDay, spentOnItems } from "../ledger/spending.ts";
import { UnansweredError } from "./asking.ts";
import { type BudgetVerdict, dayOf, type Intended, judgeBudget } from "./budget.ts";
import type { Round, SenderContext } from "./context.ts";
import { type Fees, isAboveCap, worstCost } from "./fees.ts";
import { type Caps, lowerCaps } from "./gas.ts";
import { aboveFeeCap, dayBudgetSpent, keyLocked } from "./hindrances.ts";
import type { Terms } from "./market.ts";

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

/** The key gave no signature: its service is locked, or does not answer. It says nothing against the work. */
export class UnsignedError extends UnansweredError {
  override readonly name: string = "UnsignedError";
}

/**
 * Signs, and states what the ledger must hold before the bytes leave. People are told of a key that does not.
 *
 * @throws UnsignedError
 */
export const sign = async (
  { account, chain }: Pick<SenderContext, "account" | "chain">,
  { sight, hindrances }: Pick<Round, "sight" | "hindrances">,
  { keeper, title, to, value, data, nonce, gas, fees }: Unsigned,
): Promise<Signed> => {
  const { chainId } = chain;
  const unsigned = { type: "eip1559", chainId, to, data, value, nonce, gas, ...fees } as const;
  const raw = await account.signTransaction(unsigned).catch((error: unknown) => {
    hindrances.add(keyLocked(account.address));
    throw new UnsignedError(keeper, error);
  });
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
 * What the budgets say to a transaction; people are told when the day's is spent. Whatever cannot be read is not allowed:
 * the error ends the pass.
 *
 * @param replaces a nonce whose former attempts this one would replace
 * @param unrecorded wei that transactions which are not in the ledger yet may cost at most
 */
export const judgeSpending = async (
  { db, account, budgets }: Pick<SenderContext, "db" | "account" | "budgets">,
  { lease, sight, hindrances }: Pick<Round, "lease" | "sight" | "hindrances">,
  intended: Intended,
  { replaces, unrecorded = 0n }: { replaces?: number | undefined; unrecorded?: bigint | undefined } = {},
): Promise<BudgetVerdict> => {
  const today = unrecorded + (await spentOnDay(db, lease, dayOf(sight.head.timestamp), replaces));
  const items = await spentOnItems(db, intended.keys, replaces);
  const verdict = judgeBudget(intended, { today, items }, budgets);
  if (verdict.kind === "day") hindrances.add(dayBudgetSpent(account.address));
  return verdict;
};

/** People are told while the market is above the cap. @returns the market, or undefined while it is */
export const affordableMarket = async (
  { account, maxFee }: Pick<SenderContext, "account" | "maxFee">,
  { market: ask, hindrances }: Pick<Round, "market" | "hindrances">,
): Promise<Terms | undefined> => {
  const market = await ask();
  if (!isAboveCap(market, maxFee)) return market;
  hindrances.add(aboveFeeCap(account.address, market.baseFee + market.tip, maxFee));
  return undefined;
};

type CapsContext = Pick<SenderContext, "db" | "maxGas" | "maxFee" | "maxCost" | "told">;

/** Gas that a transaction may ask for: the block's limit and the configured cap, which is EIP-7825's unless it was changed. */
export const gasCeiling = ({ maxGas }: Pick<SenderContext, "maxGas">, { blockGas }: Pick<Terms, "blockGas">): bigint =>
  blockGas === undefined || blockGas > maxGas ? maxGas : blockGas;

/**
 * What bounds a new transaction.
 *
 * @param unrecorded wei that transactions which are not in the ledger yet may cost at most
 * @returns `hard`: what chain, configuration and balance allow; `soft`: what nodes have said besides
 */
export const capsOf = async (
  context: CapsContext,
  { lease, balance }: Pick<Round, "lease" | "balance">,
  terms: Terms,
  unrecorded: bigint,
): Promise<{ hard: Caps; soft: Caps; funds: bigint }> => {
  const left = (await balance()) - unrecorded - (await reservedOpen(context.db, lease));
  const funds = left > 0n ? left : 0n;
  const cost = funds < context.maxCost ? funds : context.maxCost;
  const hard = { gas: gasCeiling(context, terms), price: context.maxFee, cost };
  return { hard, soft: lowerCaps(hard, context.told), funds };
};

/** wei per gas that a transaction with this gas limit may offer */
export const highestPrice = ({ maxFee, maxCost }: Pick<SenderContext, "maxFee" | "maxCost">, gas: bigint): bigint =>
  maxCost / gas < maxFee ? maxCost / gas : maxFee;

/** The same for higher fees of what was signed. A cap that nodes named counts unless they have taken more than it allows. */
export const highestRaise = (
  context: Pick<SenderContext, "maxFee" | "maxCost" | "told">,
  { gasLimit, reserved }: Pick<AttemptRow, "gasLimit" | "reserved">,
): bigint => {
  const { maxCost, told } = context;
  const isBelow = told.cost !== undefined && told.cost >= reserved && told.cost < maxCost;
  return highestPrice(isBelow ? { ...context, maxCost: told.cost ?? maxCost } : context, gasLimit);
};

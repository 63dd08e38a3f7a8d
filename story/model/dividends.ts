import type { DividendAct } from "./acts.ts";
import { ModelDisagreement } from "./disagreement.ts";
import {
  type Dividend,
  investorOf,
  isRestrictedAt,
  key,
  type Payment,
  type Position,
  placeKey,
  type State,
} from "./state.ts";

const onlyId = "1";

/** Advances the clock. A record date that is over keeps the positions as they are, because no act lies between. */
export const advance = (state: State, now: number, act: unknown): void => {
  if (now < state.now) throw new ModelDisagreement(`Time cannot go back from ${state.now} to ${now}`, act);
  for (const dividend of state.dividends.values()) {
    if (dividend.register === undefined && now > dividend.recordDate) dividend.register = registerOf(state);
  }
  state.now = now;
};

const registerOf = (state: State): Position[] =>
  [...state.positions.values()].filter(({ account }) => account !== state.issuer).map((position) => ({ ...position }));

export const applyDividend = (state: State, act: DividendAct): void => {
  switch (act.kind) {
    case "dividend":
      declare(state, act);
      break;
    case "pay":
      payAll(state, dividendOf(state, act), act);
      break;
    case "claim":
      claim(state, dividendOf(state, act), act);
      break;
    case "reclaim":
      reclaim(state, dividendOf(state, act), act);
      break;
  }
};

type ActOf<Kind extends DividendAct["kind"]> = Extract<DividendAct, { kind: Kind }>;

const declare = (state: State, act: ActOf<"dividend">): void => {
  const { id = onlyId, amount, recordDate, paymentDate, claimDeadline } = act;
  if (state.dividends.has(id)) throw new ModelDisagreement("Each dividend needs an id of its own", act);
  const inOrder = state.now < recordDate && recordDate < paymentDate && paymentDate < claimDeadline;
  if (!inOrder || amount <= 0n) throw new ModelDisagreement("The dividend's terms are impossible", act);
  state.dividends.set(id, { amount, recordDate, paymentDate, claimDeadline, payments: new Map(), reclaimed: false });
};

const dividendOf = (state: State, { id = onlyId, ...act }: DividendAct): Dividend => {
  const dividend = state.dividends.get(id);
  if (dividend === undefined) throw new ModelDisagreement("No such dividend was declared", act);
  return dividend;
};

/**
 * Shares out in proportion to the register of the record date, each part rounded down. A holder whose part rounds to
 * nothing is entitled to zero.
 */
export const entitlementsOf = ({ amount, register = [] }: Dividend): Position[] => {
  const eligible = register.reduce((sum, position) => sum + position.amount, 0n);
  return register
    .filter((position) => position.amount > 0n)
    .map((position) => ({ ...position, amount: (amount * position.amount) / eligible }));
};

const payAll = (state: State, dividend: Dividend, act: ActOf<"pay">): void => {
  if (state.now < dividend.paymentDate) throw new ModelDisagreement("The payment date has not come", act);
  if (dividend.reclaimed) throw new ModelDisagreement("The rest was reclaimed before", act);
  const failing = new Set(act.failing.map(key));
  for (const entitlement of entitlementsOf(dividend)) {
    if (dividend.payments.get(placeKey(entitlement))?.status === "paid") continue;
    // Zero is paid without a transfer that could fail.
    const fails = entitlement.amount > 0n && failing.has(entitlement.account);
    const isBarred = fails || isStopped(state, entitlement.account);
    dividend.payments.set(placeKey(entitlement), { ...entitlement, status: isBarred ? "withheld" : "paid" });
  }
};

/** Money is kept from whom the registrar restricts or the issuer has frozen; expiry does not matter. */
const isStopped = (state: State, account: string): boolean => {
  const investor = investorOf(state, account);
  return investor === undefined || investor.frozen || isRestrictedAt(investor, account);
};

const claim = (state: State, dividend: Dividend, act: ActOf<"claim">): void => {
  const claimed = placeKey(act);
  const entitlement = entitlementsOf(dividend).find((position) => placeKey(position) === claimed);
  if (entitlement === undefined) throw new ModelDisagreement("This position is entitled to nothing", act);
  if (state.now < dividend.paymentDate || state.now > dividend.claimDeadline) {
    throw new ModelDisagreement("Claims are not open", act);
  }
  if (dividend.reclaimed) throw new ModelDisagreement("The rest was reclaimed before", act);
  if (isStopped(state, entitlement.account)) throw new ModelDisagreement("This investor may not be paid now", act);
  if (dividend.payments.get(claimed)?.status === "paid") throw new ModelDisagreement("It was paid before", act);
  dividend.payments.set(claimed, { ...entitlement, status: "paid" });
};

const reclaim = (state: State, dividend: Dividend, act: ActOf<"reclaim">): void => {
  if (state.now <= dividend.claimDeadline) throw new ModelDisagreement("Claims are still open", act);
  if (dividend.reclaimed) throw new ModelDisagreement("The rest was reclaimed before", act);
  dividend.reclaimed = true;
};

/** What a dividend comes to: who was paid, from whom money is withheld, what is left. */
export type DividendOutcome = {
  id: string;
  payments: Payment[];
  paid: bigint;
  withheld: bigint;
  /** not paid: rounding, and what is withheld */
  remainder: bigint;
  reclaimed: boolean;
};

export const dividendOutcome = (id: string, { amount, payments, reclaimed }: Dividend): DividendOutcome => {
  const sumOf = (status: Payment["status"]): bigint =>
    [...payments.values()].reduce((sum, payment) => (payment.status === status ? sum + payment.amount : sum), 0n);
  const paid = sumOf("paid");
  return {
    id,
    payments: [...payments.values()],
    paid,
    withheld: sumOf("withheld"),
    remainder: amount - paid,
    reclaimed,
  };
};

import type { Act, DueAct, Lot, ModelInputs, ModelPlaces, MoveAct, RefusedAct, RuleAct } from "./acts.ts";
import { ModelDisagreement } from "./disagreement.ts";
import { advance, applyDividend, type DividendOutcome, dividendOutcome } from "./dividends.ts";
import { codes, moveOf, perform, recount, restrictionOf } from "./rules.ts";
import {
  balanceAt,
  bind,
  createState,
  encumberedOf,
  type Investor,
  isExpired,
  key,
  type Place,
  type Position,
  place,
  register,
  type State,
} from "./state.ts";

/** Counts of investors: [0] in total, [1] to [7] by rating. A lapsed investor stands in the total only. */
export type Counts = number[];

/** What must be true in the end. Positions and payments name accounts as the inputs spell them. */
export type Outcome = {
  totalSupply: bigint;
  positions: Position[];
  counts: Counts;
  /** by ISO 3166-1 numeric; countries without investors are left out */
  countryCounts: Map<number, Counts>;
  /** investors whose lapse was marked and not renewed since */
  lapsed: string[];
  dividends: DividendOutcome[];
};

export type Model = {
  /** Follows an act; throws `ModelDisagreement` if the rules say otherwise. */
  apply: (act: Act) => void;
  /** The code with which a move would be refused now; 0 if it would pass. */
  predict: (move: MoveAct) => number;
  /** What an account holds directly, or at a custodian. */
  positionOf: (account: string, custodian?: string) => bigint;
  /** What an account cannot send of what it holds directly. */
  lockedOf: (account: string) => bigint;
  outcome: () => Outcome;
};

/** The story's world, computed from the input files and the acts alone. */
export const createModel = (inputs: ModelInputs, places: ModelPlaces): Model => {
  const state = createState(inputs, places);
  return {
    apply: (act) => {
      if (act.now !== undefined) advance(state, act.now, act);
      applyAct(state, act);
    },
    predict: (move) => restrictionOf(state, moveOf(state, move)),
    positionOf: (account, custodian) => balanceAt(state, place(account, custodian)),
    lockedOf: (account) => encumberedOf(state, account),
    outcome: () => outcomeOf(state),
  };
};

const applyAct = (state: State, act: Act): void => {
  switch (act.kind) {
    case "issue":
    case "transfer":
    case "deposit":
    case "custodyTransfer":
    case "withdraw":
    case "controllerTransfer":
      applyMove(state, act);
      break;
    case "refused":
      applyRefusal(state, act);
      break;
    case "time":
    case "release":
    case "expire":
    case "sync":
      applyDue(state, act);
      break;
    case "dividend":
    case "pay":
    case "claim":
    case "reclaim":
      applyDividend(state, act);
      break;
    default:
      applyRule(state, act);
      break;
  }
};

/* --------------------------------------------------- moves ---------------------------------------------------- */

const applyMove = (state: State, act: MoveAct): void => {
  if (act.amount < 0n) throw new ModelDisagreement("An amount cannot be negative", act);
  const move = moveOf(state, act);
  const code = restrictionOf(state, move);
  if (code !== codes.none) throw new ModelDisagreement(`It passed, but must be refused with code ${code}`, act);
  perform(state, move);
  if (act.kind === "issue") lockUp(state, act);
};

const lockUp = (state: State, act: Extract<MoveAct, { kind: "issue" }>): void => {
  const { account, amount, locked = [] } = act;
  const sum = locked.reduce((total, lot) => total + lot.amount, 0n);
  if (sum > amount) throw new ModelDisagreement("Lots exceed what is issued", act);
  if (locked.some(({ until }) => until <= state.now)) throw new ModelDisagreement("A lot ends in the past", act);
  state.encumbered.set(key(account), encumberedOf(state, account) + sum);
  state.lots.set(key(account), [...(state.lots.get(key(account)) ?? []), ...locked]);
};

const applyRefusal = (state: State, act: RefusedAct): void => {
  const move: MoveAct = "move" in act ? act.move : { kind: "transfer", from: act.from, to: act.to, amount: act.amount };
  const code = restrictionOf(state, moveOf(state, move));
  if (code === codes.none) throw new ModelDisagreement("It was refused, but must pass", act);
  if (code !== act.code) throw new ModelDisagreement(`It must be refused with code ${code}`, act);
};

/* --------------------------------------------------- rules ---------------------------------------------------- */

const applyRule = (state: State, act: RuleAct): void => {
  switch (act.kind) {
    case "register":
      registerNew(state, act);
      break;
    case "account":
      bind(state, knownInvestor(state, act.investor, act), act.account);
      break;
    case "renew":
      renew(knownInvestor(state, act.investor, act), act);
      break;
    case "restrict":
      restrict(knownInvestor(state, act.investor, act), act);
      break;
    case "freeze":
      knownInvestor(state, act.investor, act).frozen = act.on;
      break;
    case "pause":
      state.paused[act.scope] = act.on;
      break;
    case "setLimits":
      state.limits = act.limits;
      break;
    case "setCountryLimits":
      setCountryLimits(state, act);
      break;
    case "setCountry":
      if (act.rule === undefined) state.countries.delete(act.country);
      else state.countries.set(act.country, act.rule);
      break;
    case "setCustodian":
      state.custodians.set(key(act.custodian), { approved: act.approved });
      state.spellings.set(key(act.custodian), act.custodian);
      break;
  }
};

type RuleActOf<Kind extends RuleAct["kind"]> = Extract<RuleAct, { kind: Kind }>;

const knownInvestor = (state: State, id: string, act: unknown): Investor => {
  const investor = state.investors.get(id);
  if (investor === undefined) throw new ModelDisagreement(`${id} is not registered`, act);
  return investor;
};

const registerNew = (state: State, act: RuleActOf<"register">): void => {
  const { externalId } = act.investor;
  if (state.investors.has(externalId)) throw new ModelDisagreement(`${externalId} is registered already`, act);
  register(state, act.investor);
};

const renew = (investor: Investor, { rating, expiresAt }: RuleActOf<"renew">): void => {
  investor.accreditation = { rating, expiresAt };
  investor.lapsed = false;
};

const restrict = (investor: Investor, { account, on }: RuleActOf<"restrict">): void => {
  if (account === undefined) investor.restricted = on;
  else if (on) investor.restrictedAccounts.add(key(account));
  else investor.restrictedAccounts.delete(key(account));
};

const setCountryLimits = (state: State, act: RuleActOf<"setCountryLimits">): void => {
  const rule = state.countries.get(act.country);
  if (rule === undefined) throw new ModelDisagreement("The country is not permitted", act);
  state.countries.set(act.country, { ...rule, limits: act.limits });
};

/* ---------------------------------------------------- due ----------------------------------------------------- */

const applyDue = (state: State, act: DueAct): void => {
  switch (act.kind) {
    case "time":
      settle(state);
      break;
    case "release":
      releaseDue(state, act.account === undefined ? [...state.lots.keys()] : [key(act.account)]);
      break;
    case "expire":
      for (const id of act.investors) markLapsed(state, knownInvestor(state, id, act), act);
      break;
    case "sync":
      for (const id of act.investors) recount(state, knownInvestor(state, id, act));
      break;
  }
};

const settle = (state: State): void => {
  releaseDue(state, [...state.lots.keys()]);
  for (const investor of state.investors.values()) {
    investor.lapsed = isExpired(state, investor);
    recount(state, investor);
  }
};

/** A forced move may have taken from a lot; then less is freed. */
const releaseDue = (state: State, accounts: readonly string[]): void => {
  for (const account of accounts) {
    const lots = state.lots.get(account) ?? [];
    const isDue = ({ until }: Lot): boolean => state.now >= until;
    const due = lots.filter(isDue).reduce((sum, lot) => sum + lot.amount, 0n);
    const locked = encumberedOf(state, account);
    state.encumbered.set(account, locked > due ? locked - due : 0n);
    state.lots.set(
      account,
      lots.filter((lot) => !isDue(lot)),
    );
  }
};

const markLapsed = (state: State, investor: Investor, act: unknown): void => {
  if (!isExpired(state, investor)) throw new ModelDisagreement(`${investor.id} has not expired`, act);
  investor.lapsed = true;
};

/* -------------------------------------------------- outcome --------------------------------------------------- */

const outcomeOf = (state: State): Outcome => ({
  totalSupply: [...state.positions.values()].reduce((sum, { amount }) => sum + amount, 0n),
  positions: [...state.positions.values()].map((position) => spelled(state, position)),
  ...countsOf(state),
  lapsed: [...state.investors.values()].filter(({ lapsed }) => lapsed).map(({ id }) => id),
  dividends: [...state.dividends].map(([id, dividend]) => {
    const outcome = dividendOutcome(id, dividend);
    return { ...outcome, payments: outcome.payments.map((payment) => spelled(state, payment)) };
  }),
});

const spelled = <T extends Place>(state: State, where: T): T => ({
  ...where,
  account: state.spellings.get(where.account) ?? where.account,
  custodian: where.custodian === undefined ? undefined : (state.spellings.get(where.custodian) ?? where.custodian),
});

const countsOf = (state: State): { counts: Counts; countryCounts: Map<number, Counts> } => {
  const counts = noCounts();
  const countryCounts = new Map<number, Counts>();
  for (const { country, rating } of state.counted.values()) {
    const ofCountry = countryCounts.get(country) ?? noCounts();
    countryCounts.set(country, ofCountry);
    for (const lanes of [counts, ofCountry]) count(lanes, rating);
  }
  return { counts, countryCounts };
};

const noCounts = (): Counts => [0, 0, 0, 0, 0, 0, 0, 0];

const count = (lanes: Counts, rating: number): void => {
  lanes[0] = (lanes[0] ?? 0) + 1;
  if (rating !== 0) lanes[rating] = (lanes[rating] ?? 0) + 1;
};

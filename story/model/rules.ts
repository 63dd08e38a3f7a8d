import type { MoveAct } from "./acts.ts";
import {
  balanceAt,
  type CountedClass,
  encumberedOf,
  type Investor,
  investorOf,
  isExpired,
  isRestrictedAt,
  key,
  type Place,
  place,
  placeKey,
  positionsOf,
  presentClass,
  type State,
} from "./state.ts";

/** Restriction codes, written down again on purpose: the model shares nothing with what it checks. */
export const codes = {
  none: 0,
  tokenRestricted: 1,
  issuerRestricted: 2,
  senderNotRegistered: 3,
  receiverNotRegistered: 4,
  senderRestricted: 5,
  receiverRestricted: 6,
  senderFrozen: 7,
  receiverFrozen: 8,
  receiverExpired: 10,
  countryNotPermitted: 11,
  ratingTooLow: 12,
  investorLimitReached: 13,
  ratingLimitReached: 14,
  countryLimitReached: 15,
  countryRatingLimitReached: 16,
  insufficientBalance: 17,
  amountLocked: 18,
  custodianToCustodian: 20,
  custodianNotApproved: 21,
  invalidReceiver: 23,
} as const;

/** Shares that go from one place to another; new ones come from nowhere, in the issuer's name. */
export type Move = { from: Place; to: Place; amount: bigint; isNew: boolean; isForced: boolean };

type Party =
  | { kind: "issuer" }
  | { kind: "investor"; investor: Investor }
  | { kind: "custodian"; approved: boolean }
  | { kind: "unknown" };

const zeroAccount = `0x${"0".repeat(40)}`;

/** Where the shares of an act come from and go to. */
export const moveOf = (state: State, act: MoveAct): Move => {
  const plain = { amount: act.amount, isNew: false, isForced: false };
  switch (act.kind) {
    case "issue":
      return { ...plain, from: place(state.issuer), to: place(act.account), isNew: true };
    case "transfer":
      return { ...plain, from: place(act.from), to: directReceiver(state, act.from, act.to) };
    case "deposit":
      return { ...plain, from: place(act.account), to: place(act.account, act.custodian) };
    case "custodyTransfer":
      return { ...plain, from: place(act.from, act.custodian), to: place(act.to, act.custodian) };
    case "withdraw":
      return { ...plain, from: place(act.from, act.custodian), to: place(act.to) };
    case "controllerTransfer":
      return { ...plain, from: place(act.from), to: place(act.to), isForced: true };
  }
};

/** Who sends to a custodian stays the owner. */
const directReceiver = (state: State, from: string, to: string): Place =>
  state.custodians.has(key(to)) ? place(from, to) : place(to);

/** The code with which a move is refused now; 0 if it passes. */
export const restrictionOf = (state: State, move: Move): number => {
  if (move.isForced) return forcedRestriction(state, move);
  // nothing may be sent by anybody to anybody, but not to nowhere
  if (move.amount === 0n) return isNowhere(state, move.to) ? codes.invalidReceiver : codes.none;
  return (
    pauseRestriction(state) ||
    routeRestriction(state, move) ||
    partyRestriction(state, move) ||
    admissionRestriction(state, move) ||
    amountRestriction(state, move)
  );
};

const partyOf = (state: State, account: string): Party => {
  if (account === state.issuer) return { kind: "issuer" };
  const custodian = state.custodians.get(account);
  if (custodian !== undefined) return { kind: "custodian", approved: custodian.approved };
  const investor = investorOf(state, account);
  return investor === undefined ? { kind: "unknown" } : { kind: "investor", investor };
};

const investorAt = (state: State, { account }: Place): Investor | undefined =>
  account === state.issuer ? undefined : investorOf(state, account);

const isNowhere = (state: State, { account }: Place): boolean => account === zeroAccount || account === state.token;

const pauseRestriction = ({ paused }: State): number => {
  if (paused.issuer) return codes.issuerRestricted;
  return paused.token ? codes.tokenRestricted : codes.none;
};

/** Roads that are closed to everybody. */
const routeRestriction = (state: State, { from, to }: Move): number => {
  if (isNowhere(state, to)) return codes.invalidReceiver;
  const [sender, receiver] = [partyOf(state, from.account), partyOf(state, to.account)];
  if (receiver.kind === "custodian") return codes.custodianToCustodian;
  // the treasury is never held through a custodian
  if (to.custodian !== undefined && receiver.kind === "issuer") return codes.invalidReceiver;

  const involved = from.custodian ?? to.custodian;
  const isApproved = involved === undefined || state.custodians.get(involved)?.approved === true;
  const takesHome = to.custodian === undefined && isSameInvestor(sender, receiver);
  return isApproved || takesHome ? codes.none : codes.custodianNotApproved;
};

const isSameInvestor = (a: Party, b: Party): boolean =>
  a.kind === "investor" && b.kind === "investor" && a.investor === b.investor;

/** Known, and neither restricted by the registrar nor frozen by the issuer. */
const partyRestriction = (state: State, { from, to }: Move): number => {
  const [sender, receiver] = [partyOf(state, from.account), partyOf(state, to.account)];
  if (sender.kind !== "investor" && sender.kind !== "issuer") return codes.senderNotRegistered;
  if (receiver.kind !== "investor" && receiver.kind !== "issuer") return codes.receiverNotRegistered;

  if (sender.kind === "investor") {
    if (isRestrictedAt(sender.investor, from.account)) return codes.senderRestricted;
    if (sender.investor.frozen) return codes.senderFrozen;
  }
  if (receiver.kind === "investor") {
    if (isRestrictedAt(receiver.investor, to.account)) return codes.receiverRestricted;
    if (receiver.investor.frozen) return codes.receiverFrozen;
  }
  return codes.none;
};

/** Whether the receiver may be admitted to what is another's now. */
const admissionRestriction = (state: State, move: Move): number => {
  const sender = investorAt(state, move.from);
  const receiver = investorAt(state, move.to);
  if (receiver === undefined || receiver === sender) return codes.none;
  if (isExpired(state, receiver)) return codes.receiverExpired;

  const rule = state.countries.get(receiver.country);
  if (rule === undefined) return codes.countryNotPermitted;
  if (receiver.accreditation.rating < rule.minRating) return codes.ratingTooLow;
  return positionsOf(state, receiver).length > 0 ? codes.none : limitRestriction(state, move, receiver);
};

/** A newcomer needs a free place in each group; a sender who sells everything frees its own. */
const limitRestriction = (state: State, move: Move, newcomer: Investor): number => {
  const { country, rating } = presentClass(state, newcomer);
  const leaver = leaverOf(state, move);
  const others = [...state.counted].filter(([id]) => id !== leaver?.id).map(([, counted]) => counted);
  const isFull = (limit: number | undefined, belongs: (counted: CountedClass) => boolean): boolean =>
    limit !== undefined && limit !== 0 && others.filter(belongs).length >= limit;

  const countryLimits = state.countries.get(country)?.limits ?? [];
  if (isFull(state.limits[0], () => true)) return codes.investorLimitReached;
  if (isFull(state.limits[rating], (other) => other.rating === rating)) return codes.ratingLimitReached;
  const compatriots = (other: CountedClass) => other.country === country;
  if (isFull(countryLimits[0], compatriots)) return codes.countryLimitReached;
  const peers = (other: CountedClass) => other.country === country && other.rating === rating;
  return isFull(countryLimits[rating], peers) ? codes.countryRatingLimitReached : codes.none;
};

const leaverOf = (state: State, { from, amount }: Move): Investor | undefined => {
  const sender = investorAt(state, from);
  if (sender === undefined || balanceAt(state, from) !== amount) return undefined;
  return positionsOf(state, sender).length === 1 ? sender : undefined;
};

/** Lock-ups bind what is held directly. */
const amountRestriction = (state: State, { from, amount, isNew }: Move): number => {
  if (isNew) return codes.none;
  const balance = balanceAt(state, from);
  if (amount > balance) return codes.insufficientBalance;
  const locked = from.custodian === undefined ? encumberedOf(state, from.account) : 0n;
  return amount > balance - locked ? codes.amountLocked : codes.none;
};

/** The law or the issuer takes: only the receiver's good standing counts, because it will be counted. */
const forcedRestriction = (state: State, move: Move): number => {
  if (partyOf(state, move.from.account).kind === "custodian") return codes.senderNotRegistered;
  if (move.amount > balanceAt(state, move.from)) return codes.insufficientBalance;
  const receiver = partyOf(state, move.to.account);
  if (receiver.kind === "issuer") return codes.none;
  if (receiver.kind !== "investor") return codes.receiverNotRegistered;
  if (isRestrictedAt(receiver.investor, move.to.account)) return codes.receiverRestricted;
  return receiver.investor.frozen ? codes.receiverFrozen : codes.none;
};

/** Moves the shares and keeps the counts. The move must be allowed. */
export const perform = (state: State, move: Move): void => {
  const { from, to, amount } = move;
  if (amount === 0n) return;
  if (!move.isNew) put(state, from, balanceAt(state, from) - amount);
  put(state, to, balanceAt(state, to) + amount);
  if (move.isForced) takeFromLocked(state, from.account);

  const sender = investorAt(state, from);
  const receiver = investorAt(state, to);
  if (receiver !== undefined) recount(state, receiver);
  if (sender === undefined || sender === receiver) return;
  // a forced move asks nothing about the sender, so its class stays until something else touches it
  if (move.isForced) dropIfEmpty(state, sender);
  else recount(state, sender);
};

const put = (state: State, where: Place, amount: bigint): void => {
  if (amount === 0n) state.positions.delete(placeKey(where));
  else state.positions.set(placeKey(where), { ...where, amount });
};

/** What was taken beyond the free part came out of the locked one. */
const takeFromLocked = (state: State, account: string): void => {
  const left = balanceAt(state, place(account));
  if (encumberedOf(state, account) > left) state.encumbered.set(account, left);
};

/** Counts an investor where it stands now, or no longer. */
export const recount = (state: State, investor: Investor): void => {
  if (!dropIfEmpty(state, investor)) state.counted.set(investor.id, presentClass(state, investor));
};

const dropIfEmpty = (state: State, investor: Investor): boolean => {
  const isEmpty = positionsOf(state, investor).length === 0;
  if (isEmpty) state.counted.delete(investor.id);
  return isEmpty;
};

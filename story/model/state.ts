import type { Accreditation, CountryRule, Limits, Lot, ModelInputs, ModelInvestor, ModelPlaces } from "./acts.ts";

/** Where shares lie: with an account directly, or with a custodian for the account. */
export type Place = { account: string; custodian?: string | undefined };

export type Position = Place & { amount: bigint };

export type Investor = {
  id: string;
  country: number;
  accreditation: Accreditation;
  accounts: Set<string>;
  restricted: boolean;
  restrictedAccounts: Set<string>;
  frozen: boolean;
  lapsed: boolean;
};

/** Under what an investor is counted; rating 0 is a lapsed one. */
export type CountedClass = { country: number; rating: number };

export type Dividend = {
  amount: bigint;
  recordDate: number;
  paymentDate: number;
  claimDeadline: number;
  /** investors' positions at the end of the record date, once it has passed */
  register?: Position[] | undefined;
  payments: Map<string, Payment>;
  reclaimed: boolean;
};

export type Payment = Position & { status: "paid" | "withheld" };

export type State = {
  now: number;
  issuer: string;
  token: string;
  /** accounts as they were written first, by their lower case form */
  spellings: Map<string, string>;
  custodians: Map<string, { approved: boolean }>;
  investors: Map<string, Investor>;
  positions: Map<string, Position>;
  /** what an account cannot send, and the lots not yet released */
  encumbered: Map<string, bigint>;
  lots: Map<string, Lot[]>;
  counted: Map<string, CountedClass>;
  countries: Map<number, CountryRule>;
  limits: Limits;
  paused: { token: boolean; issuer: boolean };
  dividends: Map<string, Dividend>;
};

/** Addresses are compared in lower case. */
export const key = (account: string): string => account.toLowerCase();

export const place = (account: string, custodian?: string): Place => ({
  account: key(account),
  custodian: custodian === undefined ? undefined : key(custodian),
});

export const placeKey = ({ account, custodian = "" }: Place): string => `${key(account)}@${key(custodian)}`;

export const createState = ({ investors, issuer }: ModelInputs, places: ModelPlaces): State => {
  const state: State = {
    now: issuer.issueDate,
    issuer: key(places.issuer),
    token: key(places.token),
    spellings: new Map(Object.values(places).map((account) => [key(account), account])),
    custodians: new Map([[key(places.custodian), { approved: true }]]),
    investors: new Map(),
    positions: new Map(),
    encumbered: new Map(),
    lots: new Map(),
    counted: new Map(),
    countries: new Map(
      issuer.countries.map(({ country, minRating, limits }) => [country.numeric, { minRating, limits }]),
    ),
    limits: issuer.limits,
    paused: { token: false, issuer: false },
    dividends: new Map(),
  };
  for (const investor of investors) register(state, investor);
  return state;
};

/** Who was never accredited stays unknown. */
export const register = (state: State, { externalId, country, accreditation, accounts }: ModelInvestor): void => {
  if (accreditation === undefined) return;
  const investor: Investor = {
    id: externalId,
    country: country.numeric,
    accreditation,
    accounts: new Set(),
    restricted: false,
    restrictedAccounts: new Set(),
    frozen: false,
    lapsed: false,
  };
  state.investors.set(externalId, investor);
  for (const account of accounts) bind(state, investor, account);
};

export const bind = (state: State, investor: Investor, account: string): void => {
  investor.accounts.add(key(account));
  state.spellings.set(key(account), account);
};

export const investorOf = (state: State, account: string): Investor | undefined =>
  [...state.investors.values()].find(({ accounts }) => accounts.has(key(account)));

export const balanceAt = (state: State, where: Place): bigint => state.positions.get(placeKey(where))?.amount ?? 0n;

export const encumberedOf = (state: State, account: string): bigint => state.encumbered.get(key(account)) ?? 0n;

/** Positions of an investor, over all its accounts and custodians. */
export const positionsOf = (state: State, { accounts }: Investor): Position[] =>
  [...state.positions.values()].filter(({ account }) => accounts.has(account));

export const isExpired = (state: State, { accreditation }: Investor): boolean => state.now >= accreditation.expiresAt;

export const isRestrictedAt = ({ restricted, restrictedAccounts }: Investor, account: string): boolean =>
  restricted || restrictedAccounts.has(key(account));

export const presentClass = (state: State, investor: Investor): CountedClass => ({
  country: investor.country,
  rating: isExpired(state, investor) ? 0 : investor.accreditation.rating,
});

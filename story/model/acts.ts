/** Lanes as an issuer states them: [0] in total, [1] to [7] by rating; 0 is no limit. */
export type Limits = readonly number[];

/** A permitted country's rule. */
export type CountryRule = { minRating: number; limits: Limits };

export type Accreditation = {
  /** 1 to 7 */
  rating: number;
  /** first second (Unix time) at which it no longer holds */
  expiresAt: number;
};

/** A row of investors.csv. */
export type ModelInvestor = {
  externalId: string;
  /** ISO 3166-1 */
  country: { numeric: number };
  /** absent: not registered */
  accreditation?: Accreditation | undefined;
  accounts: readonly string[];
};

/** What the input files say; amounts are smallest units, times Unix seconds. */
export type ModelInputs = {
  investors: readonly ModelInvestor[];
  issuer: {
    /** the story begins */
    issueDate: number;
    countries: readonly (CountryRule & { country: { numeric: number } })[];
    limits: Limits;
  };
};

/** Accounts that are no investors. */
export type ModelPlaces = {
  /** where the treasury lies */
  issuer: string;
  token: string;
  /** approved from the beginning */
  custodian: string;
};

export type Lot = {
  amount: bigint;
  /** first second at which it may be released */
  until: number;
};

/** Moves of shares: they pass or are refused with one code. */
export type MoveAct =
  | { kind: "issue"; account: string; amount: bigint; locked?: readonly Lot[] | undefined }
  /** direct; from the issuer: out of the treasury; to the issuer: into it; to a custodian: a deposit */
  | { kind: "transfer"; from: string; to: string; amount: bigint }
  | { kind: "deposit"; account: string; custodian: string; amount: bigint }
  | { kind: "custodyTransfer"; custodian: string; from: string; to: string; amount: bigint }
  | { kind: "withdraw"; custodian: string; from: string; to: string; amount: bigint }
  | { kind: "controllerTransfer"; from: string; to: string; amount: bigint };

/** What people decide about investors and rules. Investors are named by `externalId`. */
export type RuleAct =
  | { kind: "register"; investor: ModelInvestor }
  /** binds a further account */
  | { kind: "account"; investor: string; account: string }
  | { kind: "renew"; investor: string; rating: number; expiresAt: number }
  /** by the registrar: one account, or the investor with all of them */
  | { kind: "restrict"; investor: string; account?: string | undefined; on: boolean }
  /** by the issuer */
  | { kind: "freeze"; investor: string; on: boolean }
  | { kind: "pause"; scope: "token" | "issuer"; on: boolean }
  | { kind: "setLimits"; limits: Limits }
  | { kind: "setCountryLimits"; country: number; limits: Limits }
  /** without a rule the country is not permitted any more */
  | { kind: "setCountry"; country: number; rule?: CountryRule | undefined }
  | { kind: "setCustodian"; custodian: string; approved: boolean };

/** What is due, done by whomever. */
export type DueAct =
  /** time has passed, and all that was due is done: lots released, accreditations marked, counts moved */
  | { kind: "time"; now: number }
  /** releases all lots that are due, of one account or of all */
  | { kind: "release"; account?: string | undefined }
  /** marks accreditations as lapsed; counts do not move by this */
  | { kind: "expire"; investors: readonly string[] }
  /** moves counts to where their investors stand now */
  | { kind: "sync"; investors: readonly string[] };

/** A dividend needs an `id` only if there are several. */
export type DividendAct = { id?: string | undefined } & (
  | { kind: "dividend"; amount: bigint; recordDate: number; paymentDate: number; claimDeadline: number }
  /** every position is paid or withheld; to `failing` accounts the payment token cannot pay */
  | { kind: "pay"; failing: readonly string[] }
  | { kind: "claim"; account: string; custodian?: string | undefined }
  | { kind: "reclaim" }
);

/** A move that was refused; without `move` a direct transfer. */
export type RefusedAct = { kind: "refused"; code: number } & (
  | { from: string; to: string; amount: bigint }
  | { move: MoveAct }
);

/** One act of the story. `now` is the time of its block; without it, the act happens when the one before did. */
export type Act = (MoveAct | RuleAct | DueAct | DividendAct | RefusedAct) & { now?: number | undefined };

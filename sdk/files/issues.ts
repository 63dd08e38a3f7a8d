import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { LockedIssue } from "../actions/lockup/issueLocked.ts";
import type { DistributionRow } from "./distribution.ts";
import type { Issuer } from "./issuer.ts";
import { lockedLots } from "./lockedLots.ts";

/** The chain's name for a row of distribution.csv: issued once under it, never again. */
export const issueIdOf = (token: Address, externalId: string): Hex =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "string" }], [token, externalId]));

export type IssueTerms = {
  token: Address;
  lockup: Issuer["lockup"];
  /** Unix time from which the lock-ups run */
  issuedAt: number;
};

/** What a row of distribution.csv issues, with its lock-ups. */
export const issueOf = (row: DistributionRow, { token, lockup, issuedAt }: IssueTerms): LockedIssue => ({
  to: row.address,
  amount: row.amount,
  issueId: issueIdOf(token, row.externalId),
  lots: lockedLots(row.amount, lockup, issuedAt).map(({ amount, lockupEnd }) => ({ amount, lockupEnd })),
});

import { daysAfter } from "./fields.ts";
import { basisPointsWhole, type Issuer } from "./issuer.ts";

export type LockedLot = {
  amount: bigint;
  /** first second (Unix time) at which it may be sent */
  lockupEnd: number;
};

/** Lots of a holding issued at a time: each share of the locked part rounded down, the last takes the remainder. */
export const lockedLots = (
  amount: bigint,
  { lockedBasisPoints, lots: terms }: Issuer["lockup"],
  issuedAt: number,
): LockedLot[] => {
  const locked = partOf(amount, lockedBasisPoints);
  const shares = terms.slice(0, -1).map(({ basisPoints }) => partOf(locked, basisPoints));
  const remainder = shares.reduce((rest, share) => rest - share, locked);
  return [...shares, remainder]
    .map((share, index) => ({ amount: share, lockupEnd: daysAfter(issuedAt, terms[index]?.afterDays ?? 0) }))
    .filter((part) => part.amount > 0n);
};

const partOf = (amount: bigint, basisPoints: number): bigint =>
  (amount * BigInt(basisPoints)) / BigInt(basisPointsWhole);

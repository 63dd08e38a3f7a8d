import type { Address, Hex } from "viem";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "accreditation-expirer";

export type ExpirySnapshot = {
  chainId: number;
  registrar: Address;
  issuer: Address;
  /** whose mark the registrar would take now */
  expirable: readonly { id: Hex; expiresAt: number }[];
  /** whose count the issuer would move now */
  syncable: readonly {
    id: Hex;
    counted: { country: number; rating: number };
    registered: { country: number; rating: number; expiresAt: number };
    /** how often the investor has been counted so far */
    round: number;
  }[];
};

type Syncable = ExpirySnapshot["syncable"][number];

/** Mark accreditations that have ended, move counts whose class has changed; `now` is the head's time. */
export const decide = ({ snapshot, now }: { snapshot: ExpirySnapshot; now: number }): Intent[] =>
  uniqueByKey([
    ...snapshot.expirable
      .filter(({ expiresAt }) => expiresAt <= now)
      .map((investor) => expireIntent(snapshot, investor)),
    ...snapshot.syncable
      .filter((investor) => hasMoved(investor, now))
      .map((investor) => syncIntent(snapshot, investor, now)),
  ]);

/** A lapsed rating counts as rating 0. */
const ratingAt = ({ registered }: Syncable, now: number): number =>
  registered.expiresAt <= now ? 0 : registered.rating;

const hasMoved = (investor: Syncable, now: number): boolean =>
  investor.counted.country !== investor.registered.country || investor.counted.rating !== ratingAt(investor, now);

const expireIntent = (
  { chainId, registrar }: ExpirySnapshot,
  { id, expiresAt }: { id: Hex; expiresAt: number },
): Intent => ({
  key: intentKey({ chainId, contract: registrar, kind: "expire", subject: id, occurrence: expiresAt }),
  keeper: keeperName,
  batch: "expire",
  payload: { step: "expire", id, expiresAt: `${expiresAt}` },
  title: `Mark the accreditation of investor ${id} as lapsed`,
});

const syncIntent = ({ chainId, issuer }: ExpirySnapshot, investor: Syncable, now: number): Intent => {
  const { id, counted, registered, round } = investor;
  const from = `${counted.country}/${counted.rating}`;
  const to = `${registered.country}/${ratingAt(investor, now)}`;
  return {
    key: intentKey({ chainId, contract: issuer, kind: "sync", subject: id, occurrence: `${from}-${to}#${round}` }),
    keeper: keeperName,
    batch: "sync",
    payload: { step: "sync", id },
    title: `Count investor ${id} under ${to} instead of ${from}`,
  };
};

import type { Address } from "viem";
import { idOfKey, keyText } from "../../sdk/investors.ts";
import type { Word } from "../gateway-views.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "accreditation-expirer";

export type ExpirySnapshot = {
  chainId: number;
  registrar: Address;
  issuer: Address;
  /** with the gateway's word on each mark, and the end (Unix time) that would be marked */
  expirable: readonly { id: number; state: Word["state"]; dueAt: number | undefined }[];
  /** with the gateway's word on each move */
  syncable: readonly {
    key: number;
    state: Word["state"];
    counted: { country: number; rating: number };
    /** how often the investor has been counted so far */
    round: number;
  }[];
};

type Expirable = ExpirySnapshot["expirable"][number];
type Syncable = ExpirySnapshot["syncable"][number];

/** Mark accreditations that have ended, move counts whose class has changed: those of which the gateway says it. */
export const decide = ({ snapshot }: { snapshot: ExpirySnapshot }): Intent[] =>
  uniqueByKey([
    ...snapshot.expirable.filter(isDue).flatMap((investor) => expireIntent(snapshot, investor)),
    ...snapshot.syncable.filter(isDue).map((investor) => syncIntent(snapshot, investor)),
  ]);

const isDue = ({ state }: { state: Word["state"] }): boolean => state === "due";

const expireIntent = ({ chainId, registrar }: ExpirySnapshot, { id, dueAt }: Expirable): Intent[] =>
  dueAt === undefined
    ? []
    : [
        {
          key: intentKey({ chainId, contract: registrar, kind: "expire", subject: `${id}`, occurrence: dueAt }),
          keeper: keeperName,
          batch: "expire",
          payload: { step: "expire", id: `${id}`, expiresAt: `${dueAt}` },
          title: `Mark the accreditation of investor ${id} as lapsed`,
        },
      ];

/** Country and rating under which an investor counts. */
export const className = ({ country, rating }: { country: number; rating: number }): string => `${country}/${rating}`;

/** The work is one move out of one class, wherever it leads. */
const syncIntent = ({ chainId, issuer }: ExpirySnapshot, { key, counted, round }: Syncable): Intent => {
  const from = className(counted);
  return {
    key: intentKey({ chainId, contract: issuer, kind: "sync", subject: `${key}`, occurrence: `${from}#${round}` }),
    keeper: keeperName,
    batch: "sync",
    payload: { step: "sync", id: `${idOfKey(key)}`, key: `${key}`, from },
    title: `Count investor ${keyText(key)} under its present class instead of ${from} (country/rating)`,
  };
};

import { createHash } from "node:crypto";
import type { Address } from "viem";

/** Flat, and all text: amounts and ids in decimal, addresses and hashes as hex. Its hash is the same everywhere. */
export type Payload = Readonly<Record<string, string>>;

/** A piece of work that is due on chain. */
export type Intent = {
  /** names the work, for ever: see `intentKey` */
  key: string;
  keeper: string;
  /** intents of one batch may share a transaction */
  batch: string;
  payload: Payload;
  /** the work in words */
  title: string;
};

export type IntentKeyParts = {
  chainId: number;
  contract: string;
  /** which kind of work */
  kind: string;
  /** what is worked on */
  subject: string;
  /** which time, where the same work can come again */
  occurrence: string | number | bigint;
};

/** The name of a piece of work: nothing in it depends on when, by whom or how often it is tried. */
export const intentKey = ({ chainId, contract, kind, subject, occurrence }: IntentKeyParts): string =>
  [chainId, contract.toLowerCase(), kind, subject, occurrence].join(":");

/** The contract that a key names, in lower case. */
export const contractOf = (key: string): Address => key.split(":")[1] as Address;

/** JSON with sorted names. */
export const canonicalJson = (payload: Payload): string =>
  JSON.stringify(Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))));

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const payloadHash = (payload: Payload): string => sha256(canonicalJson(payload));

/** Of work of which a larger transaction was refused: so much of it may share one at most. */
type Limited = { batchLimit?: number | null | undefined };

/**
 * Groups intents that may share a transaction, `size` at most in one, in the order given. Those with a limit of their own
 * share one with their like only.
 */
export const batchesOf = <T extends Pick<Intent, "keeper" | "batch"> & Limited>(
  intents: readonly T[],
  size: number,
): T[][] => {
  const open = new Map<string, T[]>();
  const batches: T[][] = [];
  for (const intent of intents) {
    const limit = Math.min(size, intent.batchLimit ?? size);
    const name = `${intent.keeper} ${limit} ${intent.batch}`;
    const batch = open.get(name);
    if (batch !== undefined && batch.length < limit) {
      batch.push(intent);
      continue;
    }
    const next = [intent];
    open.set(name, next);
    batches.push(next);
  }
  return batches;
};

/** Each key once, the first time it comes. */
export const uniqueByKey = (intents: readonly Intent[]): Intent[] =>
  [...new Map(intents.toReversed().map((intent) => [intent.key, intent])).values()].toReversed();

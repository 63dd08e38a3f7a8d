import { type Address, type Hex, slice } from "viem";
import { BaseError } from "../sdk/errors/index.ts";
import type { Head } from "../sdk/reads/head.ts";
import type { Call } from "../sdk/types.ts";
import type { Intent, Payload } from "./intent.ts";
import type { Notice } from "./notices/store.ts";

/** What the chain says of a piece of work now. */
export type Standing =
  /** to be done */
  | "due"
  /** the effect is there */
  | "done"
  /** not yet, or not just now */
  | "early"
  /** never any more: the work has lost its object */
  | "void"
  /** the same, with what happened to it */
  | { void: string }
  /** somebody must let it go on, whether it is due or not: why, such as a pause on chain */
  | { held: string };

/** The part of an intent that a keeper needs to do it. */
export type Work = { key: string; payload: Payload };

/** A contract and one of its functions. */
export type AllowedCall = {
  contract: Address;
  /** first four bytes of the call's data */
  selector: Hex;
};

/** Allows calls of the same function of the same contract, whatever the arguments. */
export const allowedAs = ({ to, data }: Call): AllowedCall => ({ contract: to, selector: slice(data, 0, 4) });

/** One kind of duty. It proposes work and knows how to do it; ledger and sender do the rest. */
export type Keeper = {
  name: string;
  /** intents in one transaction at most */
  batchSize: number;
  /** names of its kinds of work at the sources: what a pause of these kinds on chain stops */
  kinds?: readonly string[] | undefined;
  /**
   * Gas that the contract wants left before it takes a piece of work up, where it stops early instead of reverting when
   * gas is short. A limit has so much for each, as far as the cap on a transaction's gas leaves room; the last one has it
   * in any case. At most what one piece may use: where a node measures no whole run, batches are sized by it.
   */
  gasPerWork?: bigint | undefined;
  /** All that it may ever call. Whatever else it proposes is refused before it is signed; value is always zero. */
  mayCall(): readonly AllowedCall[] | Promise<readonly AllowedCall[]>;
  /**
   * Names of the contracts' errors that say: nobody does such work now, whatever the piece. Work that meets one waits and
   * has not tried; people are told once.
   */
  barredBy?: readonly string[] | undefined;
  /** Work that is due at this head: candidates from the index, each confirmed by the chain. */
  propose(head: Head): Promise<Intent[]>;
  /** The contract's own word on each piece of work, asked before it is sent and after it was mined. */
  standings(works: readonly Work[]): Promise<Standing[]>;
  /** The transaction that does all of them. */
  call(works: readonly Work[]): Promise<Call>;
};

/** A piece of work cannot be done as it stands in the ledger. Others of its kind can. */
export class WorkError extends BaseError {
  override readonly name: string = "WorkError";
}
/** What a watcher sees at a head: everything that people should know of now. */
export type Sight = {
  notices: readonly Notice[];
  /** false if something could not be seen: then no notice is closed for being absent */
  complete: boolean;
};

/** The other kind of duty: it tells people, and signs nothing. A notice that it no longer sees is closed. */
export type Watcher = {
  name: string;
  /** Each subject names one event for ever, such as the end of a term: it is told once, though it is seen anew. */
  once?: boolean | undefined;
  watch(head: Head): Promise<Sight>;
};

/** A payload in the ledger lacks a field: another version wrote it. */
export class PayloadError extends WorkError {
  override readonly name = "PayloadError";

  constructor(key: string, field: string) {
    super(`The payload of ${key} has no "${field}". Run the version that planned it, or mark the intent as skipped.`);
  }
}

/** A field of a work's payload. @throws PayloadError if it is not there */
export const payloadOf = ({ key, payload }: Work, field: string): string => {
  const value = payload[field];
  if (value === undefined) throw new PayloadError(key, field);
  return value;
};

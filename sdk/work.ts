import { type Hex, hexToString } from "viem";
import { BaseError } from "./errors/index.ts";

/** The states of due work, as src/types/WorkStatus.sol numbers them. */
export const workStates = ["unknown", "waiting", "notDue", "due", "done", "withheld", "paused"] as const;

/**
 * `unknown`: nobody knows such work. `waiting`: for something other than time. `withheld`: for people. `paused`: due, but
 * stopped at the gateway.
 */
export type WorkState = (typeof workStates)[number];

/** One kind of work at one source: places in the gateway's list and in the source's own. */
export type WorkAt = { source: number; kind: number };

/** An id of work that does not fit. */
export class WorkIdError extends BaseError {
  override readonly name = "WorkIdError";
}

const REGISTRARS = 32;
const INVESTOR_BITS = 96n;

/** The name of a kind: ASCII from the left of a word. */
export const kindNameOf = (word: Hex): string => hexToString(word).replace(/\0+$/, "");

/**
 * Names an accreditation at the issuer's source of accreditations.
 * @param registrar its place at the issuer
 * @throws WorkIdError if a number is too large
 */
export const accreditationIdOf = (registrar: number, investor: bigint): bigint => {
  if (registrar < 0 || registrar >= REGISTRARS) {
    throw new WorkIdError(`Registrar ${registrar} must be from 0 to ${REGISTRARS - 1}.`);
  }
  return (BigInt(registrar) << INVESTOR_BITS) | countIdOf(investor);
};

/**
 * Names an investor at the issuer's source of counts.
 * @throws WorkIdError if the number is too large
 */
export const countIdOf = (investor: bigint): bigint => {
  if (investor >= 0n && investor < 1n << INVESTOR_BITS) return investor;
  throw new WorkIdError(`Investor ${investor} must be from 0 to 2^${INVESTOR_BITS} - 1.`);
};

/** Ids as the gateway takes them: in ascending order, each once. */
export const ascending = (ids: readonly bigint[]): bigint[] =>
  [...new Set(ids)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

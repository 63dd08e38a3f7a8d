import { type Hex, hexToString } from "viem";

/** The states of due work, as src/types/WorkStatus.sol numbers them. */
export const workStates = ["unknown", "waiting", "notDue", "due", "done", "withheld", "paused"] as const;

/**
 * `unknown`: nobody knows such work. `waiting`: for something other than time. `withheld`: for people. `paused`: due, but
 * stopped at the gateway.
 */
export type WorkState = (typeof workStates)[number];

/** One kind of work at one source: places in the gateway's list and in the source's own. */
export type WorkAt = { source: number; kind: number };

/** The name of a kind: ASCII from the left of a word. */
export const kindNameOf = (word: Hex): string => hexToString(word).replace(/\0+$/, "");

/** Ids as the gateway takes them: in ascending order, each once. */
export const ascending = (ids: readonly bigint[]): bigint[] =>
  [...new Set(ids)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

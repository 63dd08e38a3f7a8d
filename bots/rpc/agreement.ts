import type { Hex } from "viem";
import type { Head } from "../../sdk/reads/head.ts";

// What several endpoints say together. Pure: the asking is in chain.ts.

/** An endpoint's newest block. */
export type Sample = { endpoint: string; head: Head };

export type JudgedHeads = {
  /** those whose heads are near one another, in the order given */
  kept: readonly Sample[];
  left: readonly { endpoint: string; reason: string; sample: Sample }[];
};

/**
 * Leaves out who is further than `maxSpread` blocks from the newest head that two endpoints confirm; of two that are
 * far apart, the one behind.
 */
export const judgeHeads = (samples: readonly Sample[], maxSpread: bigint): JudgedHeads => {
  const reference = confirmedHead(samples, maxSpread);
  const kept: Sample[] = [];
  const left: JudgedHeads["left"][number][] = [];
  for (const sample of samples) {
    const ahead = sample.head.number - (reference?.head.number ?? 0n);
    if (ahead > maxSpread) left.push({ ...sample, sample, reason: `is ${ahead} blocks ahead of all others` });
    else if (-ahead > maxSpread) left.push({ ...sample, sample, reason: `is ${-ahead} blocks behind` });
    else kept.push(sample);
  }
  return { kept, left };
};

const confirmedHead = (samples: readonly Sample[], maxSpread: bigint): Sample | undefined => {
  const [first, second] = byNumber(samples);
  const isPair = samples.length === 2;
  if (first === undefined || second === undefined) return first;
  return isPair && first.head.number - second.head.number > maxSpread ? first : second;
};

/** The newest head that two of them have reached, or the only one's. */
export const agreedHead = (samples: readonly Sample[]): Head | undefined => {
  const [first, second] = byNumber(samples);
  return (second ?? first)?.head;
};

/** The height that all of them have reached. */
export const lowestNumber = (samples: readonly Sample[]): bigint => byNumber(samples).at(-1)?.head.number ?? 0n;

const byNumber = (samples: readonly Sample[]): Sample[] =>
  samples.toSorted((a, b) => (a.head.number < b.head.number ? 1 : a.head.number > b.head.number ? -1 : 0));

/** The highest count that two have reached, or the only one's: none of them alone can make it larger. */
export const agreedCount = (counts: readonly number[]): number | undefined => {
  const [first, second] = counts.toSorted((a, b) => b - a);
  return second ?? first;
};

/**
 * The hash that more endpoints give to a block than give any other; undefined when they are divided.
 *
 * @param hashes one an endpoint; undefined where it does not know the block
 */
export const majorityHash = (hashes: readonly (Hex | undefined)[]): Hex | undefined => {
  const votes = new Map<Hex, number>();
  for (const hash of hashes) if (hash !== undefined) votes.set(hash, (votes.get(hash) ?? 0) + 1);
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? undefined : first[0];
};

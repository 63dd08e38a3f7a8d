/** Since which block each gap has been seen. */
export type SeenGaps = ReadonlyMap<number, bigint>;

/**
 * Nonces that keep later ones from being mined: the chain has not used them, and nothing under way does.
 *
 * @param mined transactions of the account that the chain has
 * @param highest nonce that was ever signed
 * @param open nonces under way
 */
export const findGaps = (mined: number, highest: number | undefined, open: readonly number[]): number[] => {
  const isOpen = new Set(open);
  const gaps: number[] = [];
  for (let nonce = mined; nonce <= (highest ?? -1); nonce += 1) if (!isOpen.has(nonce)) gaps.push(nonce);
  return gaps;
};

/** Remembers since when the gaps of now are there, forgets those that have closed. */
export const seeGaps = (seen: SeenGaps, gaps: readonly number[], block: bigint): SeenGaps =>
  new Map(gaps.map((nonce) => [nonce, seen.get(nonce) ?? block]));

/** Gaps that are there for so many blocks: whoever had the nonce would have come by now. */
export const ripeGaps = (seen: SeenGaps, block: bigint, after: number): number[] =>
  [...seen].filter(([, since]) => block - since >= BigInt(after)).map(([nonce]) => nonce);

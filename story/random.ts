/** A small seeded generator (splitmix32): the same seed tells the same story. */
export type Random = {
  /** whole number from 0 to `below` - 1 */
  below: (below: number) => number;
  pick: <T>(items: readonly T[]) => T;
  /** number from 0 to below 1 */
  chance: () => number;
  /** amount from 1 to `max` */
  amount: (max: bigint) => bigint;
};

export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    chance: () => next() / 2 ** 32,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError("There is nothing to pick from.");
      return item;
    },
    amount: (max) => 1n + ((BigInt(next()) * 2n ** 32n + BigInt(next())) % max),
  };
};

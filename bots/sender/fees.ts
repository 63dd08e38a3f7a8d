export type Fees = {
  /** wei */
  maxFeePerGas: bigint;
  /** wei */
  maxPriorityFeePerGas: bigint;
};

/** Nodes take a replacement whose fees are both at least this much higher. */
const bumpNumerator = 1125n;
const bumpDenominator = 1000n;

/** Fees of a replacement: 12.5 % more, rounded up, or what the market asks now if that is more. */
export const bumpFees = (before: Fees, market: Fees): Fees => ({
  maxFeePerGas: max(bump(before.maxFeePerGas), market.maxFeePerGas),
  maxPriorityFeePerGas: max(bump(before.maxPriorityFeePerGas), market.maxPriorityFeePerGas),
});

const bump = (fee: bigint): bigint => (fee * bumpNumerator + bumpDenominator - 1n) / bumpDenominator;

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

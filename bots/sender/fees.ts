import type { TransactionReceipt } from "viem";

export type Fees = {
  /** wei */
  maxFeePerGas: bigint;
  /** wei */
  maxPriorityFeePerGas: bigint;
};

/** What a transaction must offer to be mined now. */
export type Market = {
  /** wei; of the newest block */
  baseFee: bigint;
  /** wei; what miners are given at present */
  tip: bigint;
};

/** Nodes take a replacement whose fees are both at least this much higher. */
const bumpNumerator = 1125n;
const bumpDenominator = 1000n;
/** The base fee may double before a transaction falls behind: six full blocks. */
const headroom = 2n;

/** Fees of a new transaction; undefined while the market is above the cap. @param cap wei per gas, at most */
export const firstFees = (market: Market, cap: bigint): Fees | undefined => {
  if (isAboveCap(market, cap)) return undefined;
  return { maxFeePerGas: min(wanted(market), cap), maxPriorityFeePerGas: market.tip };
};

/**
 * Fees of a replacement: 12.5 % more on both, rounded up, or what the market asks now if that is more. Undefined if
 * such a replacement would exceed the cap.
 */
export const bumpFees = (before: Fees, market: Market, cap: bigint): Fees | undefined => {
  const least = { fee: bump(before.maxFeePerGas), tip: bump(before.maxPriorityFeePerGas) };
  if (isAboveCap(market, cap) || least.fee > cap) return undefined;
  return {
    maxFeePerGas: max(least.fee, min(wanted(market), cap)),
    maxPriorityFeePerGas: max(least.tip, market.tip),
  };
};

/** Whether nothing that respects the cap would be mined now. */
export const isAboveCap = ({ baseFee, tip }: Market, cap: bigint): boolean => baseFee + tip > cap;

/** wei that a transaction may cost at most */
export const worstCost = (gas: bigint, { maxFeePerGas }: Pick<Fees, "maxFeePerGas">): bigint => gas * maxFeePerGas;

/**
 * wei that a transaction has cost. A rollup also takes what its bytes cost on the chain below it: those of the OP stack,
 * Scroll and their like name it in the receipt as `l1Fee`; others have it in the gas.
 */
export const paidCost = (receipt: Pick<TransactionReceipt, "gasUsed" | "effectiveGasPrice">): bigint =>
  receipt.gasUsed * receipt.effectiveGasPrice + l1FeeOf(receipt);

/** As the node wrote it. Nonsense counts for nothing: the amount must fit the ledger. */
const l1FeeOf = (receipt: object): bigint => {
  const fee = "l1Fee" in receipt ? receipt.l1Fee : undefined;
  return typeof fee === "string" && /^0x[0-9a-fA-F]{1,32}$/.test(fee) ? BigInt(fee) : 0n;
};

const wanted = ({ baseFee, tip }: Market): bigint => headroom * baseFee + tip;

/** Of tiny fees, one wei more: a node refuses an equal one. */
const bump = (fee: bigint): bigint => max((fee * bumpNumerator + bumpDenominator - 1n) / bumpDenominator, fee + 1n);

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

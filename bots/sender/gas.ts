import { type Fees, firstFees, type Market } from "./fees.ts";

// The one place that says how much gas a transaction may ask for, and how much it asks for.

/** EIP-7825: no transaction may ask for more. */
export const transactionGasCap = 2n ** 24n;

/** wei: what geth, reth, Erigon and Besu let gas times price of one transaction come to by default (--rpc.txfeecap) */
export const usualCostCap = 10n ** 18n;

/** gas of a plain transfer */
export const transferGas = 21_000n;

/** A limit has this much beyond what is known to be used: the state may change until the block. */
const withMargin = (gas: bigint): bigint => (gas * 12n) / 10n;

/** Gas of one transaction. */
export type Need = {
  /** with less it is not sent */
  least: bigint;
  /** beyond this it needs nothing */
  wanted: bigint;
};

export type Estimates = {
  /**
   * A node's estimate: with so much the call does not revert. Of a contract that stops early when gas is short, that says
   * little, and nodes differ. geth (eth/gasestimator) and reth (rpc-eth-api, helpers/estimate) begin their search at one
   * less than a run with all gas has used, so they never answer less than a whole run; anvil 1.7 looks for the least that
   * does not revert, with which `pay` of the distribution module pays nobody.
   */
  estimate: bigint;
  /** what a whole run has used, measured; undefined where no node measures it */
  wholeRun: bigint | undefined;
  /** pieces of work in the call */
  works: number;
  /** of the keeper: see `Keeper.gasPerWork` */
  gasPerWork: bigint;
};

/**
 * What a call needs, whichever way the node estimates. A batch has its margin, or is made smaller; a single piece of work
 * cannot be, and may use the margin up.
 */
export const needOf = ({ estimate, wholeRun, works, gasPerWork }: Estimates): Need => {
  const run = max(estimate, wholeRun ?? 0n);
  const wanted = withMargin(run) + gasPerWork * BigInt(works);
  if (works === 1) return { least: run + gasPerWork, wanted };
  // The last piece, too, wants that much left before it is taken up. Without a measurement each may use all of it.
  return { least: wholeRun === undefined ? wanted : withMargin(run) + gasPerWork, wanted };
};

/** What bounds a transaction. */
export type Caps = {
  gas: bigint;
  /** wei per gas */
  price: bigint;
  /** wei that gas times price may come to: nodes refuse more, and the account may hold less */
  cost: bigint;
};

/** What a node has said of its own caps. It makes transactions smaller and cheaper, and keeps none from being sent. */
export type ToldCaps = { gas?: bigint | undefined; cost?: bigint | undefined };

export const lowerCaps = (caps: Caps, told: ToldCaps): Caps => ({
  ...caps,
  gas: min(caps.gas, told.gas ?? caps.gas),
  cost: min(caps.cost, told.cost ?? caps.cost),
});

/** `gas`, `cost`: the cap that it exceeds even with the least that it needs */
export type Fit = { gas: bigint; fees: Fees } | "gas" | "cost";

/** Gas limit and fees within the caps. Where money is short, gas beyond the least goes first, then room in the price. */
export const fitInto = (need: Need, market: Market, caps: Caps): Fit => {
  const most = min(need.wanted, caps.gas);
  if (most < need.least) return "gas";
  const best = firstFees(market, caps.price);
  if (best === undefined) return "cost";
  const affordable = best.maxFeePerGas === 0n ? most : caps.cost / best.maxFeePerGas;
  const gas = max(need.least, min(most, affordable));
  const fees = firstFees(market, min(caps.price, caps.cost / gas));
  return fees === undefined ? "cost" : { gas, fees };
};

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

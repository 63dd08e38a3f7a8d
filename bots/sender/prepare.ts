import { decodeRefusal, type Refusal } from "../../sdk/errors/index.ts";
import type { Call } from "../../sdk/types.ts";
import { type Keeper, type Standing, WorkError } from "../keeper.ts";
import type { IntentRow } from "../ledger/queries.ts";
import { answered, UnansweredError } from "./asking.ts";
import type { Round, SenderContext } from "./context.ts";
import { type Fees, worstCost } from "./fees.ts";
import { fitInto, type Need, needOf } from "./gas.ts";
import { aboveCostCap, fundsShort } from "./hindrances.ts";
import { measureWholeRun } from "./measure.ts";
import { breachOf } from "./policy.ts";
import { affordableMarket, capsOf, gasCeiling, judgeSpending, whyPaused } from "./transaction.ts";

/** What became of the attempt to prepare a transaction. Nothing was signed or written. */
export type Verdict =
  /** the chain and the policy have nothing against it; what is left is money */
  | { kind: "sound"; call: Call; need: Need }
  /** may be signed */
  | { kind: "ready"; call: Call; gas: bigint; fees: Fees }
  /** its keeper was paused just now */
  | { kind: "paused" }
  /** not now, for a reason that says nothing against the work */
  | { kind: "wait"; reason: string }
  /** it needs more gas, or money, than one transaction may take */
  | { kind: "too large"; reason: string }
  /** nothing at all now: the fees are too high, the day's budget is spent, or the account is short of money */
  | { kind: "halt" }
  /** the contract refuses it, or the keeper cannot say how to do it */
  | { kind: "refused"; reason: string }
  /** the contract refuses it as it would any work of its kind */
  | { kind: "barred"; reason: string }
  /** never as it is: its keeper may not make this call */
  | { kind: "forbidden"; reason: string }
  /** these pieces of work have used up their budgets */
  | { kind: "overspent"; keys: readonly string[] };

/**
 * The contract's own word on each piece of work, by the state of the pass's head: one who falls behind it has no answer.
 *
 * @throws UnansweredError, WorkError
 */
export const standingsOf = (
  { chain }: Pick<SenderContext, "chain">,
  { sight }: Pick<Round, "sight">,
  keeper: Keeper,
  batch: readonly IntentRow[],
): Promise<Standing[]> => answered(keeper.name, () => chain.at(sight.head.number, () => keeper.standings(batch)));

/**
 * The checks before a signature that ask the chain, the cheapest and strictest first. They write nothing and do not look
 * at one another: those of several batches may be under way at once.
 *
 * @throws UnansweredError
 */
export const prepare = async (
  context: SenderContext,
  round: Round,
  keeper: Keeper,
  batch: readonly IntentRow[],
): Promise<Verdict> => {
  if ((await whyPaused(context, keeper.name)) !== undefined) return { kind: "paused" };

  const call = await answered(keeper.name, () => keeper.call(batch)).catch(wordOfWork);
  if ("kind" in call) return call;
  const breach = breachOf(call, await answered(keeper.name, async () => keeper.mayCall()));
  if (breach !== undefined) return { kind: "forbidden", reason: `refused by policy: ${breach}` };

  const need = await simulate(context, round, keeper, call, batch.length);
  return "kind" in need ? need : { kind: "sound", call, need };
};

/**
 * The last checks before a signature: a pause that came meanwhile, fees, budgets. One batch after another, since each
 * signature uses up what the next one may spend.
 *
 * @param unrecorded wei that those before it, which are not in the ledger yet, may cost at most
 * @throws UnansweredError
 */
export const afford = async (
  context: SenderContext,
  round: Round,
  keeper: Keeper,
  batch: readonly IntentRow[],
  { call, need }: Extract<Verdict, { kind: "sound" }>,
  unrecorded: bigint,
): Promise<Verdict> => {
  if ((await whyPaused(context, keeper.name)) !== undefined) return { kind: "paused" };

  const market = await answered(keeper.name, () => affordableMarket(context, round));
  if (market === undefined) return { kind: "halt" };
  const caps = await answered(keeper.name, () => capsOf(context, round, market, unrecorded));
  const { hard } = caps;
  const asTold = fitInto(need, market, caps.soft);
  // No node's text keeps a single piece of work from being sent: it cannot be made smaller.
  const fitted = typeof asTold === "string" && batch.length === 1 ? fitInto(need, market, hard) : asTold;
  if (fitted === "gas") return tooMuchGas(need.least, hard.gas);
  if (fitted === "cost") return tooDear(context, round, keeper, batch, need, caps);

  const { gas, fees } = fitted;
  const keys = batch.map(({ key }) => key);
  const verdict = await judgeSpending(context, round, { keys, worst: worstCost(gas, fees) }, { unrecorded });
  if (verdict.kind === "items") return { kind: "overspent", keys: verdict.over };
  return verdict.kind === "within" ? { kind: "ready", call, gas, fees } : { kind: "halt" };
};

/** Of a refusal without data. A call that runs out of gas ends so, too. */
const unexplained = "Unexplained";
/** so many times what a transaction may have is enough to see what it needs */
const ampleGas = 4n;

const tooMuchGas = (needed: bigint, allowed: bigint): Verdict => ({
  kind: "too large",
  reason: `it needs ${needed} gas, and one transaction may have ${allowed}`,
});

/** Smaller transactions may do; a single piece of work waits for lower fees, or for money. */
const tooDear = (
  { account, maxCost }: SenderContext,
  { hindrances }: Round,
  keeper: Keeper,
  batch: readonly IntentRow[],
  { least }: Need,
  { funds }: { funds: bigint },
): Verdict => {
  const reason = `${least} gas cost more than one transaction may, or than the account has`;
  if (batch.length > 1) return { kind: "too large", reason };
  const isPoor = funds < maxCost;
  hindrances.add(
    isPoor ? fundsShort(account.address, funds, least) : aboveCostCap(keeper.name, account.address, least, maxCost),
  );
  return isPoor ? { kind: "halt" } : { kind: "wait", reason };
};

/** At the newest block, then behind it, then the estimate. @returns the gas that it needs, or why it may not be sent */
const simulate = async (
  context: SenderContext,
  round: Round,
  keeper: Keeper,
  call: Call,
  works: number,
): Promise<Need | Verdict> => {
  const { chain, account, simulateBehind } = context;
  const { sight } = round;
  const { to, value, data } = call;
  const request = { account: account.address, to, value, data };
  const ceiling = gasCeiling(context, await answered(keeper.name, round.market));
  let wholeRun: bigint | undefined;
  const newest = await refusalOf(keeper, async () => {
    wholeRun = await measureWholeRun(chain.client, account.address, call, ceiling);
    if (wholeRun === undefined) await chain.client.call(request);
  });
  if (newest !== undefined && works === 1 && newest.name === unexplained) {
    const needed = await measureWholeRun(chain.client, account.address, call, ceiling * ampleGas).catch(
      () => undefined,
    );
    if (needed !== undefined) return tooMuchGas(needed, ceiling);
  }
  if (newest !== undefined) return verdictOn(keeper, newest);

  const blockNumber = sight.head.number - BigInt(simulateBehind);
  if (simulateBehind > 0 && blockNumber >= 0n) {
    const behind = await refusalOf(keeper, () => chain.client.call({ ...request, blockNumber }));
    if (behind !== undefined)
      return { kind: "wait", reason: `refused ${simulateBehind} blocks ago: ${behind.sentence}` };
  }

  let estimate = 0n;
  const refused = await refusalOf(keeper, async () => {
    estimate = await chain.client.estimateGas(request);
  });
  if (refused !== undefined) return verdictOn(keeper, refused);
  return needOf({ estimate, wholeRun, works, gasPerWork: keeper.gasPerWork ?? 0n });
};

const verdictOn = (keeper: Keeper, refusal: Refusal): Verdict => ({
  kind: isBar(keeper, refusal) ? "barred" : "refused",
  reason: refusal.sentence,
});

/** Whether a refusal is meant for all work of the keeper's kind. */
export const isBar = ({ barredBy = [] }: Pick<Keeper, "barredBy">, { name }: Pick<Refusal, "name">): boolean =>
  barredBy.includes(name);

/** The contract's reason for refusing; undefined if it does not. @throws UnansweredError if it was not asked */
const refusalOf = (keeper: Keeper, ask: () => Promise<unknown>): Promise<Refusal | undefined> =>
  ask().then(
    () => undefined,
    (error: unknown) => {
      const refusal = decodeRefusal(error);
      if (refusal === undefined) throw new UnansweredError(keeper.name, error);
      return refusal;
    },
  );

/** What the keeper knows of one piece of work that keeps it from being done: as good as a refusal. */
export const wordOfWork = (error: unknown): Verdict => {
  if (error instanceof WorkError) return { kind: "refused", reason: error.shortMessage };
  const refusal = error instanceof UnansweredError ? decodeRefusal(error.cause) : undefined;
  if (refusal === undefined) throw error;
  return { kind: "refused", reason: refusal.sentence };
};

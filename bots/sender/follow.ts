import { parseTransaction, type TransactionReceipt } from "viem";
import { decodeRefusal, type Refusal } from "../../sdk/errors/index.ts";
import { type Standing, WorkError } from "../keeper.ts";
import {
  type Effects,
  markFinal,
  markMined,
  markReverted,
  markSuperseded,
  markVanished,
  recordReplacement,
} from "../ledger/attempts.ts";
import { type AttemptRow, intentsOfAttempt } from "../ledger/queries.ts";
import { UnansweredError } from "./asking.ts";
import { broadcast } from "./broadcast.ts";
import { keeperOf, type Round, type SenderContext, senderName } from "./context.ts";
import { bumpFees, paidCost, worstCost } from "./fees.ts";
import { isBar, standingsOf } from "./prepare.ts";
import { affordableMarket, judgeSpending, sign, whyPaused } from "./transaction.ts";

type Observed = { attempt: AttemptRow; receipt: TransactionReceipt } | "missing" | "unsure";

/** Brings all that is under way up to what the chain shows. @param nonces attempts of one nonce, the last signed first */
export const followAll = async (
  context: SenderContext,
  round: Round,
  nonces: readonly (readonly AttemptRow[])[],
): Promise<void> => {
  const observed = await Promise.all(nonces.map((attempts) => observe(context, attempts)));
  // What deep ones did is asked of all together; what follows from the answers is written one after the other.
  const outcomes = await Promise.allSettled(observed.map((seen) => outcomeOf(context, round, seen)));
  for (const [position, attempts] of nonces.entries()) {
    try {
      await follow(context, round, attempts, observed[position] ?? "unsure", outcomes[position]);
    } catch (error) {
      if (!(error instanceof UnansweredError || error instanceof WorkError)) throw error;
      context.log.warn({ keeper: attempts[0]?.keeper, err: error }, error.shortMessage);
    }
  }
};

const observe = async ({ chain }: SenderContext, attempts: readonly AttemptRow[]): Promise<Observed> => {
  const found = await Promise.all(attempts.map(({ hash }) => chain.findReceipt(hash)));
  for (const [position, receipt] of found.entries()) {
    const attempt = attempts[position];
    if (attempt !== undefined && typeof receipt === "object") return { attempt, receipt };
  }
  return found.includes("unsure") ? "unsure" : "missing";
};

const follow = async (
  context: SenderContext,
  round: Round,
  attempts: readonly AttemptRow[],
  observed: Observed,
  outcome: PromiseSettledResult<Effects | undefined> | undefined,
): Promise<void> => {
  if (observed === "unsure") return;
  const blockHash = observed === "missing" ? undefined : observed.receipt.blockHash;
  for (const attempt of attempts) {
    const isMined = attempt.state === "mined";
    if (isMined && attempt.blockHash !== blockHash) await vanish(context, round, attempt);
  }
  if (observed === "missing") return followUnmined(context, round, attempts);

  const { attempt, receipt } = observed;
  const isKnown = attempt.state === "mined" && attempt.blockHash === receipt.blockHash;
  if (!isKnown) await mine(context, round, attempt, receipt);
  if (outcome?.status === "rejected") throw outcome.reason;
  if (outcome?.value !== undefined) await settle(context, round, attempt, receipt, outcome.value);
};

/** What a transaction that is deep enough did, by the contract's own word; undefined for others. */
const outcomeOf = async (context: SenderContext, round: Round, observed: Observed): Promise<Effects | undefined> => {
  if (typeof observed === "string") return undefined;
  const { attempt, receipt } = observed;
  if (!isDeep(context, round, receipt.blockNumber)) return undefined;
  if (receipt.status === "success") return effectsOf(context, round, attempt, "mined without effect");
  const refusal = await whyReverted(context, attempt, receipt);
  const effects = await effectsOf(context, round, attempt, refusal?.sentence ?? "reverted in its block");
  return { ...effects, barred: refusal !== undefined && isBar(keeperOf(context, attempt.keeper), refusal) };
};

/** Whether a block is so far below the head that it counts as final. */
export const isDeep = (
  { confirmations }: Pick<SenderContext, "confirmations">,
  { sight }: Pick<Round, "sight">,
  blockNumber: bigint,
): boolean => sight.head.number - blockNumber >= BigInt(confirmations);

/* --------------------------------------------- in a block, or was ---------------------------------------------- */

const vanish = async ({ db, log }: SenderContext, { lease }: Round, attempt: AttemptRow): Promise<void> => {
  await markVanished(db, lease, attempt.id);
  log.warn({ keeper: attempt.keeper, hash: attempt.hash }, `left the chain again: ${attempt.title}`);
};

const mine = async (
  { db, log }: SenderContext,
  { lease }: Round,
  attempt: AttemptRow,
  receipt: TransactionReceipt,
): Promise<void> => {
  const { blockNumber, blockHash, status } = receipt;
  const block = { blockNumber, blockHash, succeeded: status === "success", cost: paidCost(receipt) };
  await markMined(db, lease, attempt.id, block);
  log.info({ event: "mined", keeper: attempt.keeper, hash: attempt.hash, block: Number(blockNumber) }, attempt.title);
};

const settle = async (
  { db, log }: SenderContext,
  { lease }: Round,
  attempt: AttemptRow,
  receipt: TransactionReceipt,
  effects: Effects,
): Promise<void> => {
  const succeeded = receipt.status === "success";
  const isPaused = await (succeeded ? markFinal : markReverted)(db, lease, attempt.id, effects);

  const { reason } = effects;
  const line = { keeper: attempt.keeper, hash: attempt.hash, block: Number(receipt.blockNumber) };
  const { undone, lost = [] } = effects;
  if (succeeded && undone.length + lost.length === 0) log.debug({ event: "final", ...line }, `final: ${attempt.title}`);
  else if (undone.length > 0)
    log.warn({ event: "undone", ...line, reason, undone: undone.length }, `not all done: ${attempt.title}`);
  for (const loss of lost) log.warn({ event: "lost", ...line, reason: loss.reason }, `in vain: ${attempt.title}`);
  if (isPaused) log.error({ event: "paused", ...line }, `paused, since it makes no progress: ${attempt.keeper}`);
};

/** By the state of the pass's head, at which the transaction is deep. */
const effectsOf = async (
  context: SenderContext,
  round: Round,
  attempt: AttemptRow,
  reason: string,
): Promise<Effects> => {
  const intents = await intentsOfAttempt(context.db, attempt.id);
  if (attempt.keeper === senderName) return { done: [], undone: [], reason };
  const standings = await standingsOf(context, round, keeperOf(context, attempt.keeper), intents);
  const judged = intents.map(({ key }, index) => ({ key, standing: standings[index], loss: lossOf(standings[index]) }));
  const lost = judged.flatMap(({ key, loss }) => (loss === undefined ? [] : [{ key, reason: loss }]));
  const done = judged.filter(({ standing }) => standing === "done").map(({ key }) => key);
  const undone = judged.filter(({ standing, loss }) => standing !== "done" && loss === undefined);
  return { done, undone: undone.map(({ key }) => key), lost, reason };
};

/** Why work has lost its object; undefined if it has not. */
export const lossOf = (standing: Standing | undefined): string | undefined => {
  if (standing === "void") return "no longer wanted";
  return typeof standing === "object" && "void" in standing ? standing.void : undefined;
};

/** What the contract says to the same call before its block, else after it: what refused it may have come in between. */
const whyReverted = async (
  { chain, account }: SenderContext,
  attempt: AttemptRow,
  { blockNumber: mined }: TransactionReceipt,
): Promise<Refusal | undefined> => {
  const { to, data, value } = parseTransaction(attempt.raw);
  const ask = (blockNumber: bigint): Promise<Refusal | undefined> =>
    chain.client.call({ account: account.address, to, data, value, blockNumber }).then(() => undefined, decodeRefusal);
  return (await ask(mined - 1n)) ?? ask(mined);
};

/* ------------------------------------------------- in no block -------------------------------------------------- */

const followUnmined = async (context: SenderContext, round: Round, attempts: readonly AttemptRow[]): Promise<void> => {
  const [newest] = attempts;
  if (newest === undefined) return;
  const known = await Promise.all(attempts.map(({ hash }) => context.chain.findTransaction(hash)));
  // A node that shows it in a block, yet without a receipt, contradicts itself: it will show more later.
  if (known.includes("mined")) return;
  if (await isNonceGone(context, round, newest.nonce)) return supersede(context, round, newest);

  const isAway = known[0] === "missing" || newest.state === "signed";
  const isThere = !isAway || (await broadcast(context, round.lease, [newest]));
  const waited = round.sight.head.number - newest.signedAtBlock;
  // What nodes refuse, since blocks have become dearer, would otherwise be offered to them for ever.
  const mayRise = newest.state === "broadcast" || !isThere;
  if (mayRise && waited >= BigInt(context.stuckAfter)) await replace(context, round, newest);
};

/** Whether a transaction that is not in the ledger took the nonce, so deep that it stays so. */
export const isNonceGone = async (
  { chain, account, confirmations }: SenderContext,
  { sight }: Round,
  nonce: number,
): Promise<boolean> => {
  const depth = BigInt(confirmations);
  const blockNumber = sight.head.number > depth ? sight.head.number - depth : 0n;
  return (await chain.minedCount(account.address, blockNumber)) > nonce;
};

const supersede = async (context: SenderContext, round: Round, attempt: AttemptRow): Promise<void> => {
  const reason = "another transaction of this account took the nonce";
  await markSuperseded(context.db, round.lease, attempt.id, await effectsOf(context, round, attempt, reason));
  context.log.error(
    { keeper: attempt.keeper, hash: attempt.hash, nonce: attempt.nonce },
    "somebody else sends from the keeper's account; give the keeper an account of its own",
  );
};

/** The same call and nonce with higher fees, unless the cap, a budget or a pause forbids it. */
const replace = async (context: SenderContext, round: Round, attempt: AttemptRow): Promise<void> => {
  const { db, log, maxFee } = context;
  const { keeper, title, nonce } = attempt;
  const { to, data = "0x", value = 0n, gas } = parseTransaction(attempt.raw);
  if (to === undefined || to === null || gas === undefined) return;
  if (round.sight.doubts.length > 0 || (await whyPaused(context, keeper)) !== undefined) return;

  const market = await affordableMarket(context, round);
  const fees = market === undefined ? undefined : bumpFees(attempt, market, maxFee);
  if (fees === undefined) return;
  const keys = (await intentsOfAttempt(db, attempt.id)).map(({ key }) => key);
  const verdict = await judgeSpending(context, round, { keys, worst: worstCost(gas, fees) }, { replaces: nonce });
  if (verdict.kind !== "within") return;

  const signed = await sign(context, round, { keeper, title, to, value, data, nonce, gas, fees });
  const id = await recordReplacement(db, round.lease, attempt.id, signed);
  log.warn({ keeper, hash: signed.hash, replaces: attempt.hash }, `waited too long, fees raised: ${title}`);
  await broadcast(context, round.lease, [{ id, state: "signed", ...signed }]);
};

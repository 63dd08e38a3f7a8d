import { parseTransaction, type TransactionReceipt } from "viem";
import { decodeRefusal, type Refusal } from "../../sdk/errors/index.ts";
import { WorkError } from "../keeper.ts";
import { type Effects, markFinal, markMined, markReverted, markVanished } from "../ledger/attempts.ts";
import type { AttemptRow } from "../ledger/queries.ts";
import { markFilled } from "../ledger/refusals.ts";
import { UnansweredError } from "./asking.ts";
import { keeperOf, type Round, type SenderContext, senderName } from "./context.ts";
import { carrierOf, effectsOf, isDeep } from "./effects.ts";
import { paidCost } from "./fees.ts";
import { isBar } from "./prepare.ts";
import { followUnmined } from "./unmined.ts";

/** `givenUp`: the attempt with work whose nonce a transfer of nothing took */
type Mined = { attempt: AttemptRow; receipt: TransactionReceipt; givenUp: AttemptRow | undefined };
type Observed = Mined | "missing" | "unsure";

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
    if (attempt === undefined || typeof receipt !== "object") continue;
    return { attempt, receipt, givenUp: attempt.keeper === senderName ? carrierOf(attempts) : undefined };
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
  if (outcome?.value !== undefined) await settle(context, round, observed, outcome.value);
};

/** What a transaction that is deep enough did, by the contract's own word; undefined for others. */
const outcomeOf = async (context: SenderContext, round: Round, observed: Observed): Promise<Effects | undefined> => {
  if (typeof observed === "string") return undefined;
  const { attempt, receipt, givenUp } = observed;
  if (!isDeep(context, round, receipt.blockNumber)) return undefined;
  if (givenUp !== undefined) {
    return effectsOf(context, round, givenUp, `every endpoint refused its transaction: ${givenUp.refusal ?? ""}`);
  }
  if (receipt.status === "success") return effectsOf(context, round, attempt, "mined without effect");
  const refusal = await whyReverted(context, attempt, receipt);
  const effects = await effectsOf(context, round, attempt, refusal?.sentence ?? "reverted in its block");
  return { ...effects, barred: refusal !== undefined && isBar(keeperOf(context, attempt.keeper), refusal) };
};

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
  { attempt, receipt, givenUp }: Mined,
  effects: Effects,
): Promise<void> => {
  const succeeded = receipt.status === "success";
  if (givenUp !== undefined) {
    await markFilled(db, lease, { filler: attempt.id, succeeded, givenUp: givenUp.id, effects });
    log.warn({ event: "given-up", keeper: givenUp.keeper, hash: givenUp.hash }, `given up: ${givenUp.title}`);
    return;
  }
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

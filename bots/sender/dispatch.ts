import { batchesOf } from "../intent.ts";
import type { Keeper } from "../keeper.ts";
import { recordSigned } from "../ledger/attempts.ts";
import { claim, refuse, skip, stop } from "../ledger/claims.ts";
import { type AttemptRow, highestNonce, type IntentRow, plannedIntents } from "../ledger/queries.ts";
import { UnansweredError } from "./asking.ts";
import { broadcast } from "./broadcast.ts";
import { keeperOf, type Round, type SenderContext } from "./context.ts";
import { lossOf } from "./follow.ts";
import { workBarred } from "./hindrances.ts";
import { nextNonce } from "./nonces.ts";
import { prepare, standingsOf, type Verdict, wordOfWork } from "./prepare.ts";
import { sign, UnsignedError, whyPaused } from "./transaction.ts";

/** pieces of work of one keeper that are looked at in one pass */
const plannedAtOnce = 1_000;

/** How far this pass may still go. */
type Slots = {
  /** nonces that may still be opened */
  free: number;
  /** asked for once, then counted */
  nonce: number | undefined;
  /** whether something was signed: then nothing of the account's stands in the way */
  signed: boolean;
};

/** How much of what is planned a pass has looked at: only what was looked at can be said to be in nobody's way. */
export type Looked = {
  /** whether something was signed, or everything was looked at */
  account: boolean;
  /** keepers of whose work none was left out */
  keepers: ReadonlySet<string>;
};

/** Sends what is planned, the keepers in turns. @param open what is under way */
export const sendPlanned = async (
  context: SenderContext,
  round: Round,
  open: readonly AttemptRow[],
): Promise<Looked> => {
  const free = context.maxOpen - new Set(open.map(({ nonce }) => nonce)).size;
  const slots: Slots = { free, nonce: undefined, signed: false };
  if (round.sight.doubts.length > 0 || slots.free <= 0) return { account: false, keepers: new Set() };

  const queues = await plannedBatches(context);
  const leftOut = new Set([...context.keepers.keys()].filter((name) => !queues.has(name)));
  for (const batch of inTurns([...queues.values()])) {
    const keeper = keeperOf(context, batch[0]?.keeper ?? "");
    if (slots.free > 0 && !leftOut.has(keeper.name)) await tryBatch(context, round, slots, keeper, batch, leftOut);
    if (slots.free <= 0) leftOut.add(keeper.name);
  }
  const seen = [...queues.keys()].filter((name) => !leftOut.has(name));
  return { account: slots.signed || seen.length === queues.size, keepers: new Set(seen) };
};

/** A keeper whose questions find no answer is left out; without a signature nobody can go on. */
const tryBatch = async (
  context: SenderContext,
  round: Round,
  slots: Slots,
  keeper: Keeper,
  batch: readonly IntentRow[],
  leftOut: Set<string>,
): Promise<void> => {
  try {
    await sendBatch(context, round, slots, keeper, batch);
  } catch (error) {
    if (!(error instanceof UnansweredError)) throw error;
    if (error instanceof UnsignedError) slots.free = 0;
    leftOut.add(keeper.name);
    context.log.warn({ keeper: keeper.name, err: error }, error.shortMessage);
  }
};

/** What each keeper has to send, in batches; those that are paused are not in it. */
const plannedBatches = async (context: SenderContext): Promise<Map<string, IntentRow[][]>> => {
  const { db, chain, keepers } = context;
  const queues = new Map<string, IntentRow[][]>();
  for (const { name, batchSize } of keepers.values()) {
    if ((await whyPaused(context, name)) !== undefined) continue;
    queues.set(name, batchesOf(await plannedIntents(db, chain.chainId, plannedAtOnce, name), batchSize));
  }
  return queues;
};

/** The first of each queue, then the second of each, and so on: a long queue does not keep the others waiting. */
export const inTurns = <T>(queues: readonly (readonly T[])[]): T[] => {
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue.slice(turn, turn + 1))).flat();
};

const sendBatch = async (
  context: SenderContext,
  round: Round,
  slots: Slots,
  keeper: Keeper,
  batch: readonly IntentRow[],
): Promise<void> => {
  const standings = await standingsOf(keeper, batch).catch(wordOfWork);
  if (!Array.isArray(standings)) return settleVerdict(context, round, slots, keeper, batch, standings, sendBatch);
  for (const [index, { key, title }] of batch.entries()) {
    const reason = standings[index] === "done" ? "done by somebody else" : lossOf(standings[index]);
    if (reason === undefined) continue;
    await skip(context.db, round.lease, [key], reason);
    context.log.info({ keeper: keeper.name, reason }, `nothing to do: ${title}`);
  }
  const due = batch.filter((_, index) => standings[index] === "due");
  if (due.length > 0) await sendDue(context, round, slots, keeper, due);
};

type Send = typeof sendBatch;

const sendDue: Send = async (context, round, slots, keeper, batch) => {
  if (slots.free <= 0) return;
  const verdict = await prepare(context, round, keeper, batch);
  await settleVerdict(context, round, slots, keeper, batch, verdict, sendDue);
};

/** Does what the checks say. @param again sends a part of the batch, by the same checks */
const settleVerdict = async (
  context: SenderContext,
  round: Round,
  slots: Slots,
  keeper: Keeper,
  batch: readonly IntentRow[],
  verdict: Verdict,
  again: Send,
): Promise<void> => {
  const { db, log } = context;
  const { lease } = round;
  const keys = batch.map(({ key }) => key);
  const line = { keeper: keeper.name, intents: batch.length };

  switch (verdict.kind) {
    case "ready":
      return send(context, round, slots, keeper, batch, verdict);
    case "paused":
      return;
    case "halt":
      slots.free = 0;
      return;
    case "barred":
      round.hindrances.add(workBarred(keeper.name, context.account.address, verdict.reason));
      log.debug({ ...line, reason: verdict.reason }, "nobody may do it now: it waits");
      return;
    case "overspent": {
      const over = new Set(verdict.keys);
      await claim(db, lease, verdict.keys);
      await stop(db, lease, verdict.keys, "it has used up what one piece of work may cost (KEEPER_ITEM_BUDGET)");
      log.error({ ...line, intents: over.size }, "too dear: a person must look");
      const rest = batch.filter(({ key }) => !over.has(key));
      return rest.length === 0 ? undefined : again(context, round, slots, keeper, rest);
    }
    case "forbidden":
      await claim(db, lease, keys);
      await stop(db, lease, keys, verdict.reason);
      log.error({ ...line, reason: verdict.reason }, "refused by policy: a person must look");
      return;
    default:
      // One of them may spoil the rest: each half is tried alone, down to the single ones.
      if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await again(context, round, slots, keeper, batch.slice(0, middle));
        return again(context, round, slots, keeper, batch.slice(middle));
      }
      if (verdict.kind === "wait") {
        log.debug({ ...line, reason: verdict.reason }, `waits: ${batch[0]?.title}`);
        return;
      }
      log.warn({ ...line, reason: verdict.reason }, `refused: ${batch[0]?.title}`);
      await claim(db, lease, keys);
      await refuse(db, lease, keys, verdict.reason);
  }
};

const send = async (
  context: SenderContext,
  round: Round,
  slots: Slots,
  keeper: Keeper,
  batch: readonly IntentRow[],
  { call, gas, fees }: Extract<Verdict, { kind: "ready" }>,
): Promise<void> => {
  const { db, chain, account } = context;
  const { lease } = round;
  const keys = batch.map(({ key }) => key);
  slots.nonce ??= nextNonce(await chain.minedCount(account.address), await highestNonce(db, lease));
  const { nonce } = slots;

  const title = batch.length === 1 ? (batch[0]?.title ?? "") : (call.description ?? `${batch.length} pieces of work`);
  const { to, value, data } = call;
  const unsigned = { keeper: keeper.name, title, to, value, data, nonce, gas, fees };
  const signed = await sign(context, round, unsigned);
  slots.signed = true;
  await claim(db, lease, keys);
  const id = await recordSigned(db, lease, keys, signed);
  slots.nonce = nonce + 1;
  slots.free -= 1;
  await broadcast(context, lease, { id, state: "signed", ...signed });
};

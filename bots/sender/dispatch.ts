import { batchesOf } from "../intent.ts";
import type { Keeper, Standing } from "../keeper.ts";
import { recordSigned, type SignedWork } from "../ledger/attempts.ts";
import { claim, refuse, skip, stop } from "../ledger/claims.ts";
import { type AttemptRow, highestNonce, type IntentRow, plannedIntents } from "../ledger/queries.ts";
import { UnansweredError } from "./asking.ts";
import { broadcast } from "./broadcast.ts";
import type { Round, SenderContext } from "./context.ts";
import { lossOf } from "./effects.ts";
import { worstCost } from "./fees.ts";

import { workBarred } from "./hindrances.ts";
import { nextNonce } from "./nonces.ts";
import { afford, prepare, standingsOf, type Verdict, wordOfWork } from "./prepare.ts";
import { sign, type Unsigned, UnsignedError, whyPaused } from "./transaction.ts";

/** pieces of work of one keeper that are looked at in one pass */
const plannedAtOnce = 1_000;
/** batches about which the chain is asked at the same time, and which are recorded and leave together */
const atOnce = 8;

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
  // Whom no endpoint takes anything from is not to be burdened with more.
  const isRefused = round.hindrances.of(context.account.address).some(({ kind }) => kind === "account-refused");
  const free = isRefused ? 0 : context.maxOpen - new Set(open.map(({ nonce }) => nonce)).size;
  const slots: Slots = { free, nonce: undefined, signed: false };
  if (round.sight.doubts.length > 0 || slots.free <= 0) return { account: false, keepers: new Set() };

  const queues = await plannedBatches(context);
  const leftOut = new Set([...context.keepers.keys()].filter((name) => !queues.has(name)));
  // A keeper whose questions find no answer is left out; without a signature nobody can go on.
  const leaveOut = ({ name }: Keeper, error: unknown): void => {
    if (!(error instanceof UnansweredError)) throw error;
    if (error instanceof UnsignedError) slots.free = 0;
    if (!leftOut.has(name)) context.log.warn({ keeper: name, err: error }, error.shortMessage);
    leftOut.add(name);
  };
  const waiting = inTurns([...queues.values()]);
  while (waiting.length > 0) {
    const next = waiting.splice(0, Math.max(1, Math.min(atOnce, slots.free)));
    const heard = next.filter(({ keeper }) => !leftOut.has(keeper.name));
    if (slots.free > 0) await sendTogether(context, round, slots, heard, leaveOut);
    if (slots.free <= 0) for (const { keeper } of next) leftOut.add(keeper.name);
  }
  const seen = [...queues.keys()].filter((name) => !leftOut.has(name));
  return { account: slots.signed || seen.length === queues.size, keepers: new Set(seen) };
};

/**
 * The chain is asked about all of them at once; those that nothing speaks against are recorded together and leave
 * together. The others are dealt with one by one afterwards.
 *
 * @param onError of a keeper's batch
 */
const sendTogether = async (
  context: SenderContext,
  round: Round,
  slots: Slots,
  batches: readonly Batch[],
  onError: (keeper: Keeper, error: unknown) => void,
): Promise<void> => {
  const answers = await Promise.allSettled(batches.map(({ keeper, batch }) => ask(context, round, keeper, batch)));
  const ready: Ready[] = [];
  const others: (Batch & { verdict: Verdict; again: Send })[] = [];
  for (const [position, { keeper, batch }] of batches.entries()) {
    const answer = answers[position];
    if (answer === undefined || slots.free <= ready.length) continue;
    try {
      if (answer.status === "rejected") throw answer.reason;
      const { standings, due, verdict } = answer.value;
      if (Array.isArray(standings)) await skipLost(context, round, keeper, batch, standings);
      else others.push({ keeper, batch, verdict: standings, again: sendBatch });
      if (verdict === undefined) continue;
      const unrecorded = ready.reduce((sum, { gas, fees }) => sum + worstCost(gas, fees), 0n);
      const judged =
        verdict.kind === "sound" ? await afford(context, round, keeper, due, verdict, unrecorded) : verdict;
      if (judged.kind === "halt") slots.free = ready.length;
      else if (judged.kind === "ready") ready.push({ keeper, batch: due, ...judged });
      else others.push({ keeper, batch: due, verdict: judged, again: sendDue });
    } catch (error) {
      onError(keeper, error);
    }
  }
  await send(context, round, slots, ready).catch((error: unknown) => {
    for (const { keeper } of ready) onError(keeper, error);
  });
  for (const { keeper, batch, verdict, again } of others) {
    if (slots.free <= 0) return;
    await settleVerdict(context, round, slots, keeper, batch, verdict, again).catch((error: unknown) =>
      onError(keeper, error),
    );
  }
};

type Batch = { keeper: Keeper; batch: readonly IntentRow[] };

/** What each keeper has to send, in batches; those that are paused are not in it. */
const plannedBatches = async (context: SenderContext): Promise<Map<string, Batch[]>> => {
  const { db, chain, keepers } = context;
  const queues = new Map<string, Batch[]>();
  for (const [name, keeper] of keepers) {
    if ((await whyPaused(context, name)) !== undefined) continue;
    const planned = await plannedIntents(db, chain.chainId, plannedAtOnce, name);
    queues.set(
      name,
      batchesOf(planned, keeper.batchSize).map((batch) => ({ keeper, batch })),
    );
  }
  return queues;
};

/** The first of each queue, then the second of each, and so on: a long queue does not keep the others waiting. */
export const inTurns = <T>(queues: readonly (readonly T[])[]): T[] => {
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue.slice(turn, turn + 1))).flat();
};

/** What the chain says of a batch. */
type Answer = {
  /** the contract's word on each, or why it has none */
  standings: Standing[] | Verdict;
  /** those that are due */
  due: readonly IntentRow[];
  /** on the transaction that would do what is due; undefined if nothing is */
  verdict: Verdict | undefined;
};

const ask = async (
  context: SenderContext,
  round: Round,
  keeper: Keeper,
  batch: readonly IntentRow[],
): Promise<Answer> => {
  const standings = await standingsOf(context, round, keeper, batch).catch(wordOfWork);
  const due = Array.isArray(standings) ? batch.filter((_, index) => standings[index] === "due") : [];
  return { standings, due, verdict: due.length === 0 ? undefined : await prepare(context, round, keeper, due) };
};

const skipLost = async (
  { db, log }: SenderContext,
  { lease }: Round,
  keeper: Keeper,
  batch: readonly IntentRow[],
  standings: readonly Standing[],
): Promise<void> => {
  for (const [reason, lost] of lostOf(batch, standings)) {
    const keys = lost.map(({ key }) => key);
    await skip(db, lease, keys, reason);
    for (const { title } of lost) log.info({ keeper: keeper.name, reason }, `nothing to do: ${title}`);
  }
};

/** What there is nothing to do for any more, by the reason. */
const lostOf = (batch: readonly IntentRow[], standings: readonly Standing[]): Map<string, IntentRow[]> => {
  const lost = new Map<string, IntentRow[]>();
  for (const [index, row] of batch.entries()) {
    const reason = standings[index] === "done" ? "done by somebody else" : lossOf(standings[index]);
    if (reason !== undefined) lost.set(reason, [...(lost.get(reason) ?? []), row]);
  }
  return lost;
};

const sendBatch = async (
  context: SenderContext,
  round: Round,
  slots: Slots,
  keeper: Keeper,
  batch: readonly IntentRow[],
): Promise<void> => {
  const { standings, due, verdict } = await ask(context, round, keeper, batch);
  if (!Array.isArray(standings)) return settleVerdict(context, round, slots, keeper, batch, standings, sendBatch);
  await skipLost(context, round, keeper, batch, standings);
  if (verdict !== undefined) await settleVerdict(context, round, slots, keeper, due, verdict, sendDue);
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
    case "sound": {
      const afforded = await afford(context, round, keeper, batch, verdict, 0n);
      return settleVerdict(context, round, slots, keeper, batch, afforded, again);
    }
    case "ready":
      return send(context, round, slots, [{ keeper, batch, ...verdict }]);
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
      // One of them may spoil the rest, or all together be too large: each half is tried alone, down to the single ones.
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

/** A batch whose transaction may be signed. */
type Ready = Batch & Omit<Extract<Verdict, { kind: "ready" }>, "kind">;

/**
 * Signs, claims, records, sends: what leaves is in the ledger. If the key fails, those that were signed before leave.
 *
 * @throws UnsignedError
 */
const send = async (context: SenderContext, round: Round, slots: Slots, ready: readonly Ready[]): Promise<void> => {
  const { db, chain, account } = context;
  const { lease } = round;
  if (ready.length === 0) return;
  const first = slots.nonce ?? nextNonce(await chain.minedCount(account.address), await highestNonce(db, lease));

  const works: SignedWork[] = [];
  let failure: unknown;
  for (const one of ready) {
    try {
      const signed = await sign(context, round, { ...unsignedOf(one), nonce: first + works.length });
      works.push({ keys: keysOf(one), signed });
    } catch (error) {
      failure = error;
      break;
    }
  }
  if (works.length > 0) {
    await claim(
      db,
      lease,
      works.flatMap(({ keys }) => keys),
    );
    const ids = await recordSigned(db, lease, works);
    slots.signed = true;
    slots.nonce = first + works.length;
    slots.free -= works.length;
    await broadcast(
      context,
      lease,
      works.map(({ signed }, position) => ({ id: ids[position] ?? 0, state: "signed", ...signed })),
    );
  }
  if (failure !== undefined) throw failure;
};

const keysOf = ({ batch }: Pick<Ready, "batch">): string[] => batch.map(({ key }) => key);

const unsignedOf = ({ keeper, batch, call, gas, fees }: Ready): Omit<Unsigned, "nonce"> => {
  const title = batch.length === 1 ? (batch[0]?.title ?? "") : (call.description ?? `${batch.length} pieces of work`);
  const { to, value, data } = call;
  return { keeper: keeper.name, title, to, value, data, gas, fees };
};

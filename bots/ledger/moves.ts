import { eq, inArray, sql } from "drizzle-orm";
import type { Payload } from "../intent.ts";
import { raiseNotice } from "../notices/store.ts";
import type { Transaction } from "./database.ts";
import { StaleStateError } from "./errors.ts";
import { appendEvents } from "./events.ts";
import type { Lease } from "./lease.ts";
import { attempt, attemptIntent, intent } from "./schema.ts";
import { type AttemptState, attemptMoves, type IntentState, intentMoves } from "./states.ts";
import { noticeOfUnknown } from "./unknown.ts";

/** after so many tries without effect a person must look */
export const maxTries = 5;
/** seconds to the second try; doubled for each further one */
const firstDelay = 2;

export type MoveIntents = {
  keys: readonly string[];
  to: IntentState;
  reason?: string | undefined;
  attemptId?: number | undefined;
  detail?: Payload | undefined;
};

/** Moves intents that stand where the move may begin, all or none. */
export const moveIntents = async (tx: Transaction, lease: Lease, move: MoveIntents): Promise<void> => {
  const { keys, to, reason, attemptId, detail } = move;
  if (keys.length === 0) return;
  const before = await lockIntents(tx, keys);
  for (const [key, { state }] of before) {
    if (!intentMoves[state].includes(to)) throw new StaleStateError(`Intent ${key}`, state, to);
  }

  const { account, fence } = lease;
  await tx
    .update(intent)
    .set({ state: to, reason: reason ?? null, account, fence, updatedAt: sql`now()` })
    .where(inArray(intent.key, [...keys]));
  await appendEvents(
    tx,
    keys.map((key) => {
      const told = reason === undefined ? { ...detail } : { ...detail, reason };
      return { intentKey: key, attemptId, from: before.get(key)?.state, to, detail: told };
    }),
  );
  if (to === "unknown") await raiseNotice(tx, noticeOfUnknown([...before.values()], reason ?? "no reason was given"));
};

/** Back to planned, to be tried again after a while; `unknown` once it was tried too often. */
export const retryIntents = async (
  tx: Transaction,
  lease: Lease,
  { keys, reason, attemptId }: { keys: readonly string[]; reason: string; attemptId?: number | undefined },
): Promise<void> => {
  if (keys.length === 0) return;
  const tried = await tx
    .update(intent)
    .set({
      tries: sql`${intent.tries} + 1`,
      retryAt: sql`now() + make_interval(secs => ${firstDelay} * power(2, ${intent.tries}))`,
    })
    .where(inArray(intent.key, [...keys]))
    .returning({ key: intent.key, tries: intent.tries });
  const keysWhere = (stopped: boolean) =>
    tried.filter(({ tries }) => tries >= maxTries === stopped).map(({ key }) => key);
  await moveIntents(tx, lease, { keys: keysWhere(false), to: "planned", reason, attemptId });
  await moveIntents(tx, lease, {
    keys: keysWhere(true),
    to: "unknown",
    reason: `tried ${maxTries} times; last: ${reason}`,
    attemptId,
  });
};

export type MoveAttempt = {
  attemptId: number;
  to: AttemptState;
  block?: { blockNumber: bigint; blockHash: string; succeeded: boolean; cost: bigint } | undefined;
  /** set when it is settled */
  withoutEffect?: boolean | undefined;
  /** wei; set when it is settled without a receipt */
  cost?: bigint | undefined;
  detail?: Payload | undefined;
};

/** Moves an attempt that stands where the move may begin. */
export const moveAttempt = async (tx: Transaction, move: MoveAttempt): Promise<void> => {
  const { attemptId, to, block, withoutEffect, cost, detail } = move;
  const [before] = await tx.select().from(attempt).where(eq(attempt.id, attemptId)).for("update");
  if (before === undefined || !attemptMoves[before.state].includes(to)) {
    throw new StaleStateError(`Attempt ${attemptId}`, before?.state ?? "missing", to);
  }
  const unmined = to === "broadcast" ? { blockNumber: null, blockHash: null, succeeded: null, cost: null } : {};
  const settled = {
    ...(cost === undefined ? {} : { cost }),
    ...(withoutEffect === undefined ? {} : { withoutEffect }),
  };
  await tx
    .update(attempt)
    .set({ state: to, ...unmined, ...settled, ...block, updatedAt: sql`now()` })
    .where(eq(attempt.id, attemptId));
  await appendEvents(tx, [{ attemptId, from: before.state, to, detail: { transaction: before.hash, ...detail } }]);
};

/** Keys of an attempt's intents, those in one of the states only. */
export const keysOf = async (tx: Transaction, attemptId: number, states: readonly IntentState[]): Promise<string[]> => {
  const rows = await tx
    .select({ key: intent.key, state: intent.state })
    .from(attemptIntent)
    .innerJoin(intent, eq(intent.key, attemptIntent.intentKey))
    .where(eq(attemptIntent.attemptId, attemptId));
  return rows.filter(({ state }) => states.includes(state)).map(({ key }) => key);
};

type Locked = { key: string; keeper: string; title: string; state: IntentState };

const lockIntents = async (tx: Transaction, keys: readonly string[]): Promise<Map<string, Locked>> => {
  const rows = await tx
    .select({ key: intent.key, keeper: intent.keeper, title: intent.title, state: intent.state })
    .from(intent)
    .where(inArray(intent.key, [...keys]))
    .orderBy(intent.key)
    .for("update");
  const locked = new Map(rows.map((row) => [row.key, row]));
  for (const key of keys) if (!locked.has(key)) throw new StaleStateError(`Intent ${key}`, "missing", "moved");
  return locked;
};

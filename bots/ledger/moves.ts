import { inArray, type SQL, sql } from "drizzle-orm";
import type { Hex } from "viem";
import type { Payload } from "../intent.ts";
import { raiseNotice } from "../notices/store.ts";
import type { Transaction } from "./database.ts";
import { StaleStateError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { intent } from "./schema.ts";
import { type AttemptState, attemptMoves, type IntentState, intentMoves } from "./states.ts";
import { noticeOfUnknown } from "./unknown.ts";

/** after so many tries without effect a person must look */
export const maxTries = 5;
/** seconds to the second try; doubled for each further one */
const firstDelay = 2;

type Told = {
  reason?: string | undefined;
  attemptId?: number | undefined;
  detail?: Payload | undefined;
};

export type MoveIntents = Told & { keys: readonly string[]; to: IntentState };

/** Moves intents that stand where the move may begin, all or none. @throws StaleStateError */
export const moveIntents = async (journal: Journal, { keys, to, ...told }: MoveIntents): Promise<void> => {
  if (keys.length === 0) return;
  const stood = await moveWhere(journal, sql`key = any(${sql.param([...keys])}::text[])`, to, told.reason);
  for (const key of keys) {
    const row = stood.get(key);
    if (row?.moved !== true) throw new StaleStateError(`Intent ${key}`, row?.state ?? "missing", to);
  }
  await tellMoves(
    journal,
    keys.flatMap((key) => stood.get(key) ?? []),
    to,
    told,
  );
};

export type FollowAttempt = Omit<Told, "attemptId"> & {
  attemptId: number;
  /** intents in other states are left as they are */
  from: readonly IntentState[];
  to: IntentState;
};

/** Moves an attempt's intents along with it, those in one of the states only. @throws StaleStateError */
export const followAttempt = async (
  journal: Journal,
  { attemptId, from, to, ...told }: FollowAttempt,
): Promise<void> => {
  const own = sql`key in (select intent_key from keepers.attempt_intent where attempt_id = ${attemptId})`;
  const which = sql`${own} and state = any(${sql.param([...from])}::text[])`;
  const rows = [...(await moveWhere(journal, which, to, told.reason)).values()];
  for (const { key, state, moved } of rows) if (!moved) throw new StaleStateError(`Intent ${key}`, state, to);
  await tellMoves(journal, rows, to, { attemptId, ...told });
};

/** An intent as it stood before the move. */
type Stood = { key: string; keeper: string; title: string; state: IntentState; moved: boolean };

/** Locks the intents in the order of their keys and moves those that may make the move. */
const moveWhere = async (
  { tx, lease: { account, fence } }: Journal,
  which: SQL,
  to: IntentState,
  reason: string | undefined,
): Promise<Map<string, Stood>> => {
  const { rows } = await tx.execute<Stood>(sql`
    with stood as (
      select key, keeper, title, state from keepers.intent where ${which} order by key for update
    ), moved as (
      update keepers.intent
         set state = ${to}, reason = ${reason ?? null}, account = ${account}, fence = ${fence}, updated_at = now()
        from stood
       where intent.key = stood.key and stood.state = any(${sql.param(mayBecome(intentMoves, to))}::text[])
      returning intent.key
    )
    select stood.key, keeper, title, state, moved.key is not null as moved
      from stood left join moved on moved.key = stood.key order by stood.key`);
  return new Map(rows.map((row) => [row.key, row]));
};

const tellMoves = async (
  { tx, tell }: Journal,
  stood: readonly Stood[],
  to: IntentState,
  told: Told,
): Promise<void> => {
  const { reason, attemptId, detail } = told;
  if (stood.length === 0) return;
  const words = reason === undefined ? { ...detail } : { ...detail, reason };
  tell(stood.map(({ key, state }) => ({ intentKey: key, attemptId, from: state, to, detail: words })));
  if (to === "unknown") await raiseNotice(tx, noticeOfUnknown(stood, reason ?? "no reason was given"));
};

/** The states from which the move exists. */
const mayBecome = <S extends string>(moves: Readonly<Record<S, readonly S[]>>, to: S): S[] =>
  (Object.keys(moves) as S[]).filter((from) => moves[from].includes(to));

/** Back to planned, to be tried again after a while; `unknown` once it was tried too often. */
export const retryIntents = async (
  journal: Journal,
  { keys, reason, attemptId }: { keys: readonly string[]; reason: string; attemptId?: number | undefined },
): Promise<void> => {
  if (keys.length === 0) return;
  const tried = await journal.tx
    .update(intent)
    .set({
      tries: sql`${intent.tries} + 1`,
      retryAt: sql`now() + make_interval(secs => ${firstDelay} * power(2, ${intent.tries}))`,
    })
    .where(inArray(intent.key, [...keys]))
    .returning({ key: intent.key, tries: intent.tries });
  const keysWhere = (stopped: boolean) =>
    tried.filter(({ tries }) => tries >= maxTries === stopped).map(({ key }) => key);
  await moveIntents(journal, { keys: keysWhere(false), to: "planned", reason, attemptId });
  await moveIntents(journal, {
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

/** An attempt that was moved. */
export type MovedAttempt = { id: number; nonce: number; keeper: string; hash: Hex };

/** Moves an attempt that stands where the move may begin. @throws StaleStateError */
export const moveAttempt = async ({ tx, tell }: Journal, move: MoveAttempt): Promise<MovedAttempt> => {
  const { attemptId, to, detail } = move;
  const { rows } = await tx.execute<MovedRow>(sql`
    with stood as (
      select id, nonce, keeper, hash, state from keepers.attempt where id = ${attemptId} for update
    ), moved as (
      update keepers.attempt set ${sql.join(changesOf(move), sql`, `)}
        from stood
       where attempt.id = stood.id and stood.state = any(${sql.param(mayBecome(attemptMoves, to))}::text[])
      returning attempt.id
    )
    select nonce::int as nonce, keeper, hash, state, exists (select from moved) as moved from stood`);
  const [row] = rows;
  if (row?.moved !== true) throw new StaleStateError(`Attempt ${attemptId}`, row?.state ?? "missing", to);
  tell([{ attemptId, from: row.state, to, detail: { transaction: row.hash, ...detail } }]);
  return { id: attemptId, nonce: row.nonce, keeper: row.keeper, hash: row.hash };
};

type MovedRow = Omit<MovedAttempt, "id"> & { state: AttemptState; moved: boolean };

const changesOf = ({ to, block, withoutEffect, cost = block?.cost }: MoveAttempt): SQL[] => [
  sql`state = ${to}, updated_at = now()`,
  ...(to === "broadcast" ? [sql`block_number = null, block_hash = null, succeeded = null, cost = null`] : []),
  ...(block === undefined
    ? []
    : [sql`block_number = ${block.blockNumber}, block_hash = ${block.blockHash}, succeeded = ${block.succeeded}`]),
  ...(cost === undefined ? [] : [sql`cost = ${cost}`]),
  ...(withoutEffect === undefined ? [] : [sql`without_effect = ${withoutEffect}`]),
];

/** Keys of an attempt's intents, those in one of the states only. */
export const keysOf = async (tx: Transaction, attemptId: number, states: readonly IntentState[]): Promise<string[]> => {
  const { rows } = await tx.execute<{ key: string }>(sql`
    select intent.key from keepers.attempt_intent join keepers.intent on intent.key = intent_key
     where attempt_id = ${attemptId} and state = any(${sql.param([...states])}::text[]) order by intent.key`);
  return rows.map(({ key }) => key);
};

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Lease } from "./lease.ts";
import { openAttemptStates } from "./states.ts";

// What was spent, or may yet be. Of several attempts of one nonce at most one is mined: the dearest counts until a
// receipt tells, then that one. What a stranger superseded has cost nothing, and says nothing of what is signed later.
const worstOfNonce = sql`
  coalesce(nullif(max(cost), 0), max(reserved) filter (where state in ${[...openAttemptStates]}), 0)`;

/**
 * Wei spent and kept back on a day. A nonce belongs to the day on which it was last signed for.
 *
 * @param day days since 1970 by the chain's clock
 * @param except a nonce that is not to be counted, since it is about to be signed for again
 */
export const spentOnDay = async (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
  day: number,
  except?: number | undefined,
): Promise<bigint> => {
  const { rows } = await db.execute<{ spent: string }>(sql`
    select coalesce(sum(worst), 0)::text as spent from (
      select ${worstOfNonce} as worst, max(day) as last_day
      from keepers.attempt
      where chain_id = ${chainId} and account = ${account} and nonce is distinct from ${except ?? null}::bigint
        and nonce in (
          select nonce from keepers.attempt where chain_id = ${chainId} and account = ${account} and day = ${day}
        )
      group by nonce
    ) as of_nonce where last_day = ${day}`);
  return BigInt(rows[0]?.spent ?? Number.NaN);
};

/**
 * Wei spent and kept back for each piece of work: its share of every transaction that carried it, rounded up. Work that
 * was never signed for is not in the answer.
 *
 * @param except see `spentOnDay`
 */
export const spentOnItems = async (
  db: Database,
  keys: readonly string[],
  except?: number | undefined,
): Promise<ReadonlyMap<string, bigint>> => {
  if (keys.length === 0) return new Map();
  const { rows } = await db.execute<{ key: string; spent: string }>(sql`
    select intent_key as key, sum(ceil(worst / works))::text as spent from (
      select own.intent_key, ${worstOfNonce} as worst,
        (select count(*) from keepers.attempt_intent as other where other.attempt_id = max(attempt.id)) as works
      from keepers.attempt_intent as own join keepers.attempt on attempt.id = own.attempt_id
      where own.intent_key in ${[...keys]} and attempt.nonce is distinct from ${except ?? null}::bigint
      group by own.intent_key, attempt.chain_id, attempt.account, attempt.nonce
    ) as of_nonce group by intent_key`);
  return new Map(rows.map(({ key, spent }) => [key, BigInt(spent)]));
};

/** Wei that transactions which are in no block yet may take from the balance. */
export const reservedOpen = async (
  db: Database,
  { chainId, account }: Pick<Lease, "chainId" | "account">,
): Promise<bigint> => {
  const { rows } = await db.execute<{ reserved: string }>(sql`
    select coalesce(sum(worst), 0)::text as reserved from (
      select max(reserved) as worst from keepers.attempt
       where chain_id = ${chainId} and account = ${account} and state in ${[...openAttemptStates]}
       group by nonce having not bool_or(state = 'mined')
    ) as of_nonce`);
  return BigInt(rows[0]?.reserved ?? Number.NaN);
};

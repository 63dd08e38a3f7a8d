import type { Standing } from "../keeper.ts";
import type { Effects } from "../ledger/attempts.ts";
import { type AttemptRow, intentsOfAttempt } from "../ledger/queries.ts";
import { keeperOf, type Round, type SenderContext, senderName } from "./context.ts";
import { standingsOf } from "./prepare.ts";

/** Whether a block is so far below the head that it counts as final. */
export const isDeep = (
  { confirmations }: Pick<SenderContext, "confirmations">,
  { sight }: Pick<Round, "sight">,
  blockNumber: bigint,
): boolean => sight.head.number - blockNumber >= BigInt(confirmations);

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

/** Of the attempts of one nonce, the one that carries work, the last signed first; undefined if none does. */
export const carrierOf = (attempts: readonly AttemptRow[]): AttemptRow | undefined =>
  attempts.find(({ keeper }) => keeper !== senderName);

/** By the state of the pass's head, at which the transaction is deep. */
export const effectsOf = async (
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

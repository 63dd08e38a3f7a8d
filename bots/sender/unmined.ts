import { parseTransaction } from "viem";
import { markSuperseded, recordReplacement } from "../ledger/attempts.ts";
import { type AttemptRow, intentsOfAttempt } from "../ledger/queries.ts";
import { giveUp, recordRefusal } from "../ledger/refusals.ts";
import { broadcast } from "./broadcast.ts";
import { type Round, type SenderContext, senderName } from "./context.ts";
import { carrierOf, effectsOf, isNonceGone } from "./effects.ts";
import { bumpFees, worstCost } from "./fees.ts";
import { signFiller } from "./fill.ts";
import { aboveCostCap, accountRefused } from "./hindrances.ts";
import { capsIn } from "./told-caps.ts";
import { affordableMarket, highestRaise, judgeSpending, sign, whyPaused } from "./transaction.ts";

// What was signed and is in no block: it is offered again, raised, or given up.

/** @param attempts of one nonce, the last signed first */
export const followUnmined = async (
  context: SenderContext,
  round: Round,
  attempts: readonly AttemptRow[],
): Promise<void> => {
  const [newest] = attempts;
  if (newest === undefined) return;
  const known = await Promise.all(attempts.map(({ hash }) => context.chain.findTransaction(hash)));
  // A node that shows it in a block, yet without a receipt, contradicts itself, as does one in whose pool it waits though
  // its nonce is used (anvil's state is a block ahead of its blocks while it makes one): it will show more later.
  if (known.includes("mined")) return;
  if (await isNonceGone(context, round, newest.nonce)) {
    if (!known.includes("waiting")) await supersede(context, round, attempts);
    return;
  }

  const isAway = known[0] === "missing" || newest.state === "signed";
  const { held, refused } = isAway ? await offer(context, round, attempts) : { held: newest };
  if (refused !== undefined) {
    learnCaps(context, newest, refused);
    // While nodes have an earlier one of the nonce, nothing is wrong but the higher fees.
    if (!known.includes("waiting")) await countRefusal(context, round, newest, refused);
  } else if (held?.state === "broadcast" && isStuck(context, round, held)) await free(context, round, held);
};

type Outcome = { held?: AttemptRow | undefined; refused?: string | undefined };

/**
 * Offers the newest bytes. What was given up goes before the transfer that is to take its nonce: where that is refused as
 * well, the fault was not in the work, and when nodes take transactions again it is done as it was signed.
 */
const offer = async (context: SenderContext, { lease }: Round, attempts: readonly AttemptRow[]): Promise<Outcome> => {
  const [newest] = attempts;
  const carrier = newest?.keeper === senderName ? carrierOf(attempts) : undefined;
  let refused: string | undefined;
  for (const attempt of [carrier, newest]) {
    if (attempt === undefined) continue;
    const [answer] = await broadcast(context, lease, [attempt]);
    if (answer === "taken") return { held: attempt };
    refused = typeof answer === "object" ? answer.refused : undefined;
  }
  return { refused };
};

const isStuck = ({ stuckAfter }: SenderContext, { sight }: Round, { signedAtBlock }: AttemptRow): boolean =>
  sight.head.number - signedAtBlock >= BigInt(stuckAfter);

/** One that waits too long: the fees are raised; one that no block can hold any more is given up. */
const free = async (context: SenderContext, round: Round, attempt: AttemptRow): Promise<void> => {
  const { blockGas } = await round.market();
  if (blockGas === undefined || attempt.gasLimit <= blockGas || attempt.keeper === senderName) {
    await replace(context, round, attempt);
    return;
  }
  const words = `its gas limit is ${attempt.gasLimit}, and a block holds ${blockGas} now`;
  await abandon(context, round, attempt, words);
};

/* --------------------------------------------- refused by every endpoint --------------------------------------------- */

/** Caps that a node names make later transactions smaller and cheaper: only a hint, the text decides nothing. */
const learnCaps = ({ told }: SenderContext, attempt: AttemptRow, words: string): void => {
  const { gas, cost } = capsIn(words, attempt);
  if (gas !== undefined) told.gas = gas;
  if (cost !== undefined) told.cost = cost;
};

/** After some rounds: raised if blocks have become dearer than it offers, else given up. */
const countRefusal = async (
  context: SenderContext,
  round: Round,
  attempt: AttemptRow,
  words: string,
): Promise<void> => {
  const { db, chain, account, giveUpAfter } = context;
  // Only the account's next transaction is judged: nodes may refuse later ones because of it.
  if ((await chain.minedCount(account.address)) !== attempt.nonce) return;
  if (attempt.refusals + 1 < giveUpAfter) return recordRefusal(db, round.lease, attempt.id, words);

  const isFiller = attempt.keeper === senderName;
  if (isFiller) round.hindrances.add(accountRefused(account.address, words));
  const { baseFee } = await round.market();
  const isRaised = baseFee > attempt.maxFeePerGas && (await replace(context, round, attempt));
  if (!isRaised && !isFiller) await abandon(context, round, attempt, words);
};

/** The nonce is filled; what becomes of the work is decided when that is final. @param words why, a node's own */
const abandon = async (context: SenderContext, round: Round, attempt: AttemptRow, words: string): Promise<void> => {
  const filler = await signFiller(context, round, attempt.nonce, attempt);
  if (filler === undefined) return;
  const id = await giveUp(context.db, round.lease, { attemptId: attempt.id, words, filler });
  const { keeper, hash, nonce, title } = attempt;
  context.log.error({ event: "refused", keeper, hash, nonce, words }, `every endpoint refuses it: ${title}`);
  await broadcast(context, round.lease, [{ id, state: "signed", ...filler }]);
};

/* ------------------------------------------------ overtaken, or raised ------------------------------------------------ */

const supersede = async (context: SenderContext, round: Round, attempts: readonly AttemptRow[]): Promise<void> => {
  const attempt = carrierOf(attempts) ?? attempts[0];
  if (attempt === undefined) return;
  const reason = "another transaction of this account took the nonce";
  await markSuperseded(context.db, round.lease, attempt.id, await effectsOf(context, round, attempt, reason));
  context.log.error(
    { keeper: attempt.keeper, hash: attempt.hash, nonce: attempt.nonce },
    "somebody else sends from the keeper's account; give the keeper an account of its own",
  );
};

/** The same call and nonce with higher fees, unless a cap, a budget or a pause forbids it. @returns whether it was signed */
const replace = async (context: SenderContext, round: Round, attempt: AttemptRow): Promise<boolean> => {
  const { db, log, account, maxCost } = context;
  const { keeper, title, nonce } = attempt;
  const { to, data = "0x", value = 0n, gas } = parseTransaction(attempt.raw);
  if (to === undefined || to === null || gas === undefined) return false;
  if (round.sight.doubts.length > 0 || (await whyPaused(context, keeper)) !== undefined) return false;

  const market = await affordableMarket(context, round);
  if (market === undefined) return false;
  const fees = bumpFees(attempt, market, highestRaise(context, attempt));
  const isBehind = market.baseFee > attempt.maxFeePerGas;
  if (fees === undefined && isBehind) round.hindrances.add(aboveCostCap(keeper, account.address, gas, maxCost));
  if (fees === undefined) return false;
  const keys = (await intentsOfAttempt(db, attempt.id)).map(({ key }) => key);
  const verdict = await judgeSpending(context, round, { keys, worst: worstCost(gas, fees) }, { replaces: nonce });
  if (verdict.kind !== "within") return false;

  const signed = await sign(context, round, { keeper, title, to, value, data, nonce, gas, fees });
  const id = await recordReplacement(db, round.lease, attempt.id, signed);
  log.warn({ keeper, hash: signed.hash, replaces: attempt.hash }, `waited too long, fees raised: ${title}`);
  await broadcast(context, round.lease, [{ id, state: "signed", ...signed }]);
  return true;
};

import type { Hex } from "viem";
import { recordSigned } from "../ledger/attempts.ts";
import { type AttemptRow, highestNonce, settledAttempts } from "../ledger/queries.ts";
import { openNotices } from "../notices/store.ts";
import { broadcast } from "./broadcast.ts";
import { type Round, type SenderContext, senderName } from "./context.ts";
import { firstFees, worstCost } from "./fees.ts";
import { isDeep, isNonceGone } from "./follow.ts";
import { findGaps, ripeGaps, type SeenGaps, seeGaps } from "./gaps.ts";
import { affordableMarket, judgeSpending, sign, UnsignedError, whyPaused } from "./transaction.ts";

const reorganisationKind = "deep-reorganisation";
/** gas of a plain transfer */
const transferGas = 21_000n;

/**
 * Closes nonces that keep later ones waiting: with the bytes that were mined there before, or with a transfer of nothing
 * to oneself.
 *
 * @param open what is under way
 * @returns the gaps that are there, for the next time
 */
export const fillGaps = async (
  context: SenderContext,
  round: Round,
  open: readonly AttemptRow[],
  seen: SeenGaps,
): Promise<SeenGaps> => {
  const { db, chain, account, gapAfter, maxOpen } = context;
  const { lease, sight } = round;
  const [mined, highest] = [await chain.minedCount(account.address), await highestNonce(db, lease)];
  const nonces = open.map(({ nonce }) => nonce);
  const gaps = seeGaps(seen, findGaps(mined, highest, nonces), sight.head.number);
  const ripe = ripeGaps(gaps, sight.head.number, gapAfter).slice(0, maxOpen);
  if (ripe.length === 0) return gaps;

  const before = await settledAttempts(db, lease, ripe);
  for (const attempt of before) await restore(context, round, attempt);
  const own = new Set(before.map(({ nonce }) => nonce));
  for (const nonce of ripe) if (!own.has(nonce)) await fill(context, round, nonce).catch(unsigned);
  return gaps;
};

/**
 * It is over when the transaction is final once more. When another one has its nonce for good, it never will be: then a
 * person must look, and say so by acknowledging.
 */
export const endReorganisations = async (context: SenderContext, round: Round): Promise<void> => {
  for (const told of await openNotices(context.db, reorganisationKind)) {
    const receipt = await context.chain.findReceipt(told.subject as Hex);
    const isOver =
      typeof receipt === "object"
        ? isDeep(context, round, receipt.blockNumber)
        : receipt === "missing" &&
          told.acknowledgedAt !== null &&
          (await isNonceGone(context, round, Number(told.detail.nonce)));
    if (isOver) await context.conditions.ended(told);
  }
};

/** A key that does not sign keeps nothing else from going on. */
const unsigned = (error: unknown): void => {
  if (!(error instanceof UnsignedError)) throw error;
};

/** A reorganisation deeper than the confirmations removed it: the same bytes again. */
const restore = async (context: SenderContext, { lease }: Round, attempt: AttemptRow): Promise<void> => {
  const { log, conditions } = context;
  log.error({ keeper: attempt.keeper, hash: attempt.hash }, `left the chain after it was final: ${attempt.title}`);
  await conditions.holds({
    kind: reorganisationKind,
    subject: attempt.hash,
    severity: "critical",
    text: "A transaction left the chain after it was final. It is sent again; raise CONFIRMATIONS.",
    detail: { nonce: `${attempt.nonce}` },
  });
  await broadcast(context, lease, [attempt]);
};

const fill = async (context: SenderContext, round: Round, nonce: number): Promise<void> => {
  const { db, account, maxFee, log } = context;
  if (round.sight.doubts.length > 0 || (await whyPaused(context, senderName)) !== undefined) return;
  const market = await affordableMarket(context, round);
  const fees = market === undefined ? undefined : firstFees(market, maxFee);
  if (fees === undefined) return;
  // What was signed for the nonce before was superseded: it costs nothing.
  const verdict = await judgeSpending(context, round, { keys: [], worst: worstCost(transferGas, fees) });
  if (verdict.kind !== "within") return;

  const title = `Fill the nonce ${nonce}`;
  const nothing = { to: account.address, value: 0n, data: "0x" } as const;
  const signed = await sign(context, round, { keeper: senderName, title, ...nothing, nonce, gas: transferGas, fees });
  const [id = 0] = await recordSigned(db, round.lease, [{ keys: [], signed }]);
  log.warn(
    { keeper: senderName, nonce, hash: signed.hash },
    "a nonce was missing; it is filled with a transfer of nothing",
  );
  await broadcast(context, round.lease, [{ id, state: "signed", ...signed }]);
};

import type { Hex } from "viem";
import { recordSigned, type Signed } from "../ledger/attempts.ts";
import { type AttemptRow, highestNonce, settledAttempts } from "../ledger/queries.ts";
import { openNotices } from "../notices/store.ts";
import { broadcast } from "./broadcast.ts";
import { type Round, type SenderContext, senderName } from "./context.ts";
import { isDeep, isNonceGone } from "./effects.ts";
import { bumpFees, type Fees, firstFees, worstCost } from "./fees.ts";
import { findGaps, ripeGaps, type SeenGaps, seeGaps } from "./gaps.ts";
import { transferGas } from "./gas.ts";
import { affordableMarket, highestPrice, judgeSpending, sign, UnsignedError, whyPaused } from "./transaction.ts";

const reorganisationKind = "deep-reorganisation";

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
  const { db, log } = context;
  const signed = await signFiller(context, round, nonce);
  if (signed === undefined) return;
  const [id = 0] = await recordSigned(db, round.lease, [{ keys: [], signed }]);
  log.warn(
    { keeper: senderName, nonce, hash: signed.hash },
    "a nonce was missing; it is filled with a transfer of nothing",
  );
  await broadcast(context, round.lease, [{ id, state: "signed", ...signed }]);
};

/**
 * A transfer of nothing to oneself, which takes a nonce and does nothing else. All caps hold for it too.
 *
 * @param replaced what was signed for the nonce and may lie in some pool: the fees are so much higher, if the caps allow it
 * @returns undefined while nothing may be signed
 * @throws UnsignedError
 */
export const signFiller = async (
  context: SenderContext,
  round: Round,
  nonce: number,
  replaced?: Fees | undefined,
): Promise<Signed | undefined> => {
  if (round.sight.doubts.length > 0 || (await whyPaused(context, senderName)) !== undefined) return undefined;
  const market = await affordableMarket(context, round);
  if (market === undefined) return undefined;
  const cap = highestPrice(context, transferGas);
  const raised = replaced === undefined ? undefined : bumpFees(replaced, market, cap);
  const fees = raised ?? firstFees(market, cap);
  if (fees === undefined) return undefined;
  const worst = worstCost(transferGas, fees);
  const verdict = await judgeSpending(context, round, { keys: [], worst }, { replaces: nonce });
  if (verdict.kind !== "within") return undefined;

  const nothing = { to: context.account.address, value: 0n, data: "0x" } as const;
  const title = `Fill the nonce ${nonce}`;
  return sign(context, round, { keeper: senderName, title, ...nothing, nonce, gas: transferGas, fees });
};

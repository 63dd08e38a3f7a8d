import { encumbrance, frozenAmount, positionEncumbrance } from "ponder:schema";
import { sql } from "ponder";
import { type Hex, zeroAddress, zeroHash } from "viem";
import { type Db, on } from "./event.ts";

/*
 * What modules and the issuer keep from leaving a position. The chain tells it in whole shares, rounded up, and its fraction
 * apart; each split scales both exactly, so that rounding never adds up (docs/decisions/0018-splits.md).
 */

const FRACTION_BITS = 24n;
const ONE = 1n << FRACTION_BITS;
/** A fraction up to this is what rounding left, not a part of a share. */
const NO_FRACTION = 1n << 12n;
/** What the chain can keep of a position. */
const MOST = (1n << 120n) - 1n;

on("SecurityToken:EncumbranceChanged", async ({ event, context: { db } }) => {
  const { account, module, encumbered: amount } = event.args;
  const kept = whole(amount);
  await db
    .insert(encumbrance)
    .values({ token: event.log.address, account, module, ...kept })
    .onConflictDoUpdate(kept);
});

on("SecurityToken:PositionEncumbranceChanged", async ({ event, context: { db } }) => {
  const { encumbered: amount, ...position } = event.args;
  const kept = whole(amount);
  await db
    .insert(positionEncumbrance)
    .values({ token: event.log.address, ...position, ...kept })
    .onConflictDoUpdate(kept);
});

on("SecurityToken:Frozen", async ({ event, context: { db } }) => {
  const { account, amount } = event.args;
  const kept = whole(amount);
  await db
    .insert(frozenAmount)
    .values({ token: event.log.address, account, ...kept })
    .onConflictDoUpdate(kept);
});

// It follows the event that told the amount in whole shares.
on("SecurityToken:FractionKept", async ({ event, context: { db } }) => {
  const { account, module, custodian, partition, parts } = event.args;
  const token = event.log.address;
  if (module === zeroAddress) await db.update(frozenAmount, { token, account }).set({ parts });
  else if (custodian === zeroAddress && partition === zeroHash)
    await db.update(encumbrance, { token, account, module }).set({ parts });
  else await db.update(positionEncumbrance, { token, account, custodian, partition, module }).set({ parts });
});

/** As the chain does when it reads: rounded up, to the part. */
export async function scaleKept(
  db: Db,
  address: Hex,
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
): Promise<void> {
  const scaled = sql`least(div(parts * ${numerator} + ${denominator - 1}, ${denominator}), ${MOST}::numeric)`;
  for (const table of [encumbrance, positionEncumbrance, frozenAmount]) {
    await db.sql.execute(sql`
      update ${table} set parts = ${scaled}, amount = div(${scaled} + ${ONE - 1n - NO_FRACTION}, ${ONE})
      where token = ${address} and parts > 0`);
  }
}

const whole = (amount: bigint) => ({ amount, parts: amount << FRACTION_BITS });

import { issuance, operator, partition, partitionExchange, partitionOperator, positionLock } from "ponder:schema";
import { type Hex, zeroHash } from "viem";
import { type Db, on, type Stamp, stampOf } from "./event.ts";
import { changeShares } from "./ledger.ts";

/* `Transfer` moves the balance that is the sum over partitions; these events say what of it stands apart. */

on("SecurityToken:PartitionSet", async ({ event, context: { db } }) => {
  const { partition: key, lockedUntil, description } = event.args;
  const state = { lockedUntil: BigInt(lockedUntil), description };
  await db
    .insert(partition)
    .values({ token: event.log.address, partition: key, ...state })
    .onConflictDoUpdate(state);
});

on("SecurityToken:TransferByPartition", async ({ event, context: { db } }) => {
  const { fromPartition, from, to, amount } = event.args;
  await moveShares(db, { token: event.log.address, partition: fromPartition, from, to, amount }, stampOf(event));
});

on("SecurityToken:IssuedByPartition", async ({ event, context: { db } }) => {
  const { partition, operator, to, amount, data } = event.args;
  const token = event.log.address;
  const stamp = stampOf(event);
  await db.insert(issuance).values({ ...stamp, token, partition, operator, to, amount, data });
  await moveShares(db, { token, partition, to, amount }, stamp);
});

on("SecurityToken:RedeemedByPartition", async ({ event, context: { db } }) => {
  const { partition, from, amount } = event.args;
  await moveShares(db, { token: event.log.address, partition, from, amount }, stampOf(event));
});

// After a transfer that ended in another partition the account is the receiver: `TransferByPartition` brought it the shares.
on("SecurityToken:PartitionChanged", async ({ event, context: { db } }) => {
  const { from, to, account, amount } = event.args;
  const token = event.log.address;
  await moveShares(db, { token, partition: from, from: account, amount }, stampOf(event));
  await moveShares(db, { token, partition: to, to: account, amount }, stampOf(event));
});

// The difference is a `Transfer` from or to zero, before.
on("SecurityToken:PartitionConverted", async ({ event, context: { db } }) => {
  const { from, to, account, amount, received } = event.args;
  const token = event.log.address;
  await moveShares(db, { token, partition: from, from: account, amount }, stampOf(event));
  await moveShares(db, { token, partition: to, to: account, amount: received }, stampOf(event));
});

on("SecurityToken:PositionLockSet", async ({ event, context: { db } }) => {
  const { partition, account, lockedUntil } = event.args;
  const state = { lockedUntil: BigInt(lockedUntil) };
  await db
    .insert(positionLock)
    .values({ token: event.log.address, partition, account, ...state })
    .onConflictDoUpdate(state);
});

on("SecurityToken:PartitionExchangeSet", async ({ event, context: { db } }) => {
  const { from, to, open } = event.args;
  await db.insert(partitionExchange).values({ token: event.log.address, from, to, open }).onConflictDoUpdate({ open });
});

on("SecurityToken:AuthorizedOperator", async ({ event, context: { db } }) => {
  const { operator, tokenHolder: account } = event.args;
  await setOperator(db, { token: event.log.address, account, operator }, true);
});

on("SecurityToken:RevokedOperator", async ({ event, context: { db } }) => {
  const { operator, tokenHolder: account } = event.args;
  await setOperator(db, { token: event.log.address, account, operator }, false);
});

on("SecurityToken:AuthorizedOperatorByPartition", async ({ event, context: { db } }) => {
  const { partition, operator, tokenHolder: account } = event.args;
  await setPartitionOperator(db, { token: event.log.address, account, partition, operator }, true);
});

on("SecurityToken:RevokedOperatorByPartition", async ({ event, context: { db } }) => {
  const { partition, operator, tokenHolder: account } = event.args;
  await setPartitionOperator(db, { token: event.log.address, account, partition, operator }, false);
});

interface ShareMove {
  readonly token: Hex;
  readonly partition: Hex;
  /** Left out: issued, or from another partition. */
  readonly from?: Hex;
  /** Left out: burnt, or into another partition. */
  readonly to?: Hex;
  readonly amount: bigint;
}

/** Nothing is kept of the default partition: it holds the rest. */
async function moveShares(db: Db, { token, partition, from, to, amount }: ShareMove, stamp: Stamp): Promise<void> {
  if (partition === zeroHash || amount === 0n || from === to) return;

  if (from) await changeShares(db, { token, partition, account: from }, -amount, stamp);
  if (to) await changeShares(db, { token, partition, account: to }, amount, stamp);
}

/** An operator may have been authorised before the issuer added the token, and be revoked now. */
async function setOperator(db: Db, key: { token: Hex; account: Hex; operator: Hex }, authorized: boolean) {
  await db
    .insert(operator)
    .values({ ...key, authorized })
    .onConflictDoUpdate({ authorized });
}

async function setPartitionOperator(
  db: Db,
  key: { token: Hex; account: Hex; partition: Hex; operator: Hex },
  authorized: boolean,
) {
  await db
    .insert(partitionOperator)
    .values({ ...key, authorized })
    .onConflictDoUpdate({ authorized });
}

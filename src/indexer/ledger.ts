import { holding, holdingChange, partitionHolding, partitionHoldingChange } from "ponder:schema";
import type { Hex } from "viem";
import { NegativeBalanceError } from "./errors.ts";
import type { Db, Stamp } from "./event.ts";

export interface Position {
  readonly token: Hex;
  /** Zero address: held directly. */
  readonly custodian: Hex;
  readonly account: Hex;
}

/** `untilBlock` of a balance that still holds. */
const STILL = 2n ** 63n - 1n;

/** Changes a position's balance, now and in its history. */
export async function changePosition(db: Db, position: Position, delta: bigint, stamp: Stamp): Promise<void> {
  const { blockNumber, logIndex, timestamp } = stamp;
  const held = await db.find(holding, { ...position });
  const balance = (held?.balance ?? 0n) + delta;
  if (balance < 0n) throw new NegativeBalanceError({ ...position }, balance);

  if (held) {
    const last = { ...position, blockNumber: held.lastBlock, logIndex: held.lastLogIndex };
    await db.update(holdingChange, last).set({ untilBlock: blockNumber });
  }
  await db.insert(holdingChange).values({ ...position, blockNumber, logIndex, timestamp, balance, untilBlock: STILL });
  const now = { balance, lastBlock: blockNumber, lastLogIndex: logIndex };
  await db
    .insert(holding)
    .values({ ...position, ...now })
    .onConflictDoUpdate(now);
}

/** An account's direct shares in a partition other than the default one. */
export interface PartitionPosition {
  readonly token: Hex;
  readonly partition: Hex;
  readonly account: Hex;
}

/**
 * Changes what stands in a partition, now and in its history. A module may move on what has come in before the token
 * tells of its coming: so the balance may fall below zero within a block, but not stay there.
 */
export async function changeShares(db: Db, position: PartitionPosition, delta: bigint, stamp: Stamp): Promise<void> {
  const { blockNumber, logIndex, timestamp } = stamp;
  const held = await db.find(partitionHolding, { ...position });
  const balance = (held?.balance ?? 0n) + delta;
  const stayedBelow = held && held.balance < 0n && held.lastBlock < blockNumber;
  if (stayedBelow) throw new NegativeBalanceError({ ...position }, held.balance);

  if (held) {
    const last = { ...position, blockNumber: held.lastBlock, logIndex: held.lastLogIndex };
    await db.update(partitionHoldingChange, last).set({ untilBlock: blockNumber });
  }
  await db
    .insert(partitionHoldingChange)
    .values({ ...position, blockNumber, logIndex, timestamp, balance, untilBlock: STILL });
  const now = { balance, lastBlock: blockNumber, lastLogIndex: logIndex };
  await db
    .insert(partitionHolding)
    .values({ ...position, ...now })
    .onConflictDoUpdate(now);
}

import {
  holding,
  holdingChange,
  partitionHolding,
  partitionHoldingChange,
  split,
  splitPosition,
  token,
} from "ponder:schema";
import { sql } from "ponder";
import { type Hex, zeroAddress } from "viem";
import { type Db, on, type Stamp, stampOf } from "./event.ts";
import { scaleKept } from "./kept.ts";
import { changePosition } from "./ledger.ts";

/*
 * Rows are in the present unit: a split visits all rows of its token by a few statements, once (docs/decisions/0018-splits.md).
 * History keeps the unit of its time, and gets one row for each position at the split.
 */

interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

on("SecurityToken:SharesSplit", async ({ event, context: { db } }) => {
  const { epoch, numerator, denominator, exact, supplyBefore, supplyAfter } = event.args;
  const address = event.log.address;
  const stamp = stampOf(event);
  const rest = exact ? 0n : supplyBefore;
  await db.insert(split).values({
    ...stamp,
    token: address,
    epoch,
    numerator,
    denominator,
    exact,
    supplyBefore,
    supplyAfter,
    rest,
    reopened: false,
    finishedAt: rest === 0n ? stamp.timestamp : null,
  });
  await db.update(token, { address }).set({ totalSupply: supplyAfter });
  await scaleHoldings(db, address, { numerator, denominator }, stamp);
  await scaleKept(db, address, { numerator, denominator });
});

on("SecurityToken:PositionBroughtForward", async ({ event, context: { db } }) => {
  const { epoch, custodian, account, before, balance, fraction, supply, custody } = event.args;
  const address = event.log.address;
  const stamp = stampOf(event);
  await db
    .insert(splitPosition)
    .values({ token: address, epoch, custodian, account, before, balance, fraction, tx: stamp.tx });
  await db.update(split, { token: address, epoch }).set((row) => ({ rest: row.rest - before }));
  await db.update(token, { address }).set({ totalSupply: supply });
  if (custodian === zeroAddress) return;

  const whole = { token: address, custodian: zeroAddress, account: custodian };
  const held = await db.find(holding, whole);
  const change = custody - (held?.balance ?? 0n);
  if (change !== 0n) await changePosition(db, whole, change, stamp);
});

on("SecurityToken:SplitFinished", async ({ event, context: { db } }) => {
  const key = { token: event.log.address, epoch: event.args.epoch };
  await db.update(split, key).set({ finishedAt: event.block.timestamp });
});

on("SecurityToken:SplitReopened", async ({ event, context: { db } }) => {
  await db.update(split, { token: event.log.address, epoch: event.args.epoch }).set({ reopened: true });
});

/** Each partition is rounded down by itself; what an account holds directly is the sum. */
async function scaleHoldings(db: Db, address: Hex, { numerator, denominator }: Ratio, stamp: Stamp): Promise<void> {
  const { blockNumber, logIndex, timestamp } = stamp;
  const at = sql`${blockNumber}::numeric, ${logIndex}::integer, ${timestamp}::numeric`;
  const scaled = (amount: ReturnType<typeof sql>) => sql`div((${amount}) * ${numerator}, ${denominator})`;
  const still = sql`${2n ** 63n - 1n}::numeric`;

  await db.sql.execute(sql`
    update ${holdingChange} set until_block = ${blockNumber}
    where token = ${address} and until_block = ${still} and balance > 0`);
  await db.sql.execute(sql`
    insert into ${holdingChange} (token, custodian, account, block_number, log_index, timestamp, balance, until_block)
    select h.token, h.custodian, h.account, ${at},
      ${scaled(sql`h.balance - coalesce(p.held, 0)`)} + coalesce(p.scaled, 0), ${still}
    from ${holding} h
    left join (
      select account, sum(balance) as held, sum(${scaled(sql`balance`)}) as scaled
      from ${partitionHolding} where token = ${address} group by account
    ) p on p.account = h.account and h.custodian = ${zeroAddress}
    where h.token = ${address} and h.balance > 0`);
  await db.sql.execute(sql`
    update ${holding} h set balance = c.balance, last_block = c.block_number, last_log_index = c.log_index
    from ${holdingChange} c
    where c.token = h.token and c.custodian = h.custodian and c.account = h.account
      and h.token = ${address} and c.block_number = ${blockNumber} and c.log_index = ${logIndex}`);

  await db.sql.execute(sql`
    update ${partitionHoldingChange} set until_block = ${blockNumber}
    where token = ${address} and until_block = ${still} and balance > 0`);
  await db.sql.execute(sql`
    insert into ${partitionHoldingChange} (token, partition, account, block_number, log_index, timestamp, balance, until_block)
    select token, partition, account, ${at}, ${scaled(sql`balance`)}, ${still}
    from ${partitionHolding} where token = ${address} and balance > 0`);
  await db.sql.execute(sql`
    update ${partitionHolding} set balance = ${scaled(sql`balance`)}, last_block = ${blockNumber}, last_log_index = ${logIndex}
    where token = ${address} and balance > 0`);
}

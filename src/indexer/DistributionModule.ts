import { distribution, payment, plannedRecordDate, surplusSweep } from "ponder:schema";
import { audit, on, stampOf } from "./event.ts";

/** In the order of `WithheldReason` of src/types/Payout.sol. */
const REASONS = ["restricted", "paymentFailed"] as const;

on("DistributionModule:DistributionDeclared", async ({ event, context: { db } }) => {
  const { distributionId, payment, amount, recordDate, paymentDate, claimDeadline } = event.args;
  await db.insert(distribution).values({
    module: event.log.address,
    distributionId,
    payment,
    amount,
    recordDate: BigInt(recordDate),
    paymentDate: BigInt(paymentDate),
    claimDeadline: BigInt(claimDeadline),
    state: "declared",
    paid: 0n,
    refunded: 0n,
    declaredTx: event.transaction.hash,
    declaredAt: event.block.timestamp,
  });
});

// Follows DistributionDeclared.
on("DistributionModule:DistributionOfPartition", async ({ event, context: { db } }) => {
  const { distributionId, partition } = event.args;
  await db.update(distribution, { module: event.log.address, distributionId }).set({ partition });
});

on("DistributionModule:RecordDatePlanned", async ({ event, context: { db } }) => {
  await db.insert(plannedRecordDate).values({
    module: event.log.address,
    id: event.args.id,
    recordDate: BigInt(event.args.recordDate),
    state: "planned",
    plannedAt: event.block.timestamp,
    tx: event.transaction.hash,
  });
});

for (const [name, state] of [
  ["DistributionModule:RecordDateAnnounced", "announced"],
  ["DistributionModule:RecordDateMissed", "missed"],
  ["DistributionModule:RecordDateDropped", "dropped"],
] as const) {
  on(name, async ({ event, context: { db } }) => {
    await db
      .update(plannedRecordDate, { module: event.log.address, id: event.args.id })
      .set({ state, tx: event.transaction.hash });
  });
}

on("DistributionModule:DistributionFunded", async ({ event, context: { db } }) => {
  const { distributionId, funder, purse } = event.args;
  await db.update(distribution, { module: event.log.address, distributionId }).set({ state: "funded", funder, purse });
});

on("DistributionModule:DistributionOpened", async ({ event, context: { db } }) => {
  const { distributionId, eligibleSupply } = event.args;
  await db
    .update(distribution, { module: event.log.address, distributionId })
    .set({ state: "open", eligibleSupply, openedAt: event.block.timestamp });
});

on("DistributionModule:DistributionPaid", async ({ event, context: { db } }) => {
  const { distributionId, account, custodian, amount } = event.args;
  const module = event.log.address;
  const outcome = {
    amount,
    status: "paid",
    reason: null,
    paidTo: account,
    tx: event.transaction.hash,
    blockNumber: event.block.number,
    timestamp: event.block.timestamp,
  } as const;
  await db
    .insert(payment)
    .values({ module, distributionId, custodian, account, ...outcome })
    .onConflictDoUpdate(outcome);
  await db.update(distribution, { module, distributionId }).set((row) => ({ paid: row.paid + amount }));
});

// Follows DistributionPaid of the same position.
on("DistributionModule:DistributionPaidToSuccessor", async ({ event, context: { db } }) => {
  const { distributionId, account, custodian, successor: paidTo } = event.args;
  await db.update(payment, { module: event.log.address, distributionId, custodian, account }).set({ paidTo });
});

on("DistributionModule:DistributionWithheld", async ({ event, context: { db } }) => {
  const { distributionId, account, custodian, amount, reason } = event.args;
  const outcome = {
    amount,
    status: "withheld",
    reason: REASONS[reason],
    paidTo: null,
    tx: event.transaction.hash,
    blockNumber: event.block.number,
    timestamp: event.block.timestamp,
  } as const;
  await db
    .insert(payment)
    .values({ module: event.log.address, distributionId, custodian, account, ...outcome })
    .onConflictDoUpdate(outcome);
});

on("DistributionModule:DistributionClosed", async ({ event, context: { db } }) => {
  const { distributionId } = event.args;
  await db.update(distribution, { module: event.log.address, distributionId }).set({ state: "closed" });
});

on("DistributionModule:DistributionReclaimed", async ({ event, context: { db } }) => {
  const { distributionId, amount: reclaimed } = event.args;
  await db.update(distribution, { module: event.log.address, distributionId }).set({ state: "reclaimed", reclaimed });
});

on("DistributionModule:DistributionCancelled", async ({ event, context: { db } }) => {
  const { distributionId } = event.args;
  await db.update(distribution, { module: event.log.address, distributionId }).set({ state: "cancelled" });
});

// Several times, if the purse held less than was owed at first.
on("DistributionModule:DistributionRefunded", async ({ event, context: { db } }) => {
  const { distributionId, amount } = event.args;
  await db
    .update(distribution, { module: event.log.address, distributionId })
    .set((row) => ({ refunded: row.refunded + amount }));
});

on("DistributionModule:SurplusSwept", async ({ event, context: { db } }) => {
  const { distributionId, asset, to, amount } = event.args;
  await db
    .insert(surplusSweep)
    .values({ ...stampOf(event), module: event.log.address, distributionId, asset, to, amount });
});

// Who is listed for keeper networks changes nobody's payment.
audit("DistributionModule:PositionEnrolled");

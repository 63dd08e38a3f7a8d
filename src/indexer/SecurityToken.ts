import {
  accountRecovery,
  announcedModule,
  cancelledNonce,
  controllerTransfer,
  custodyTransfer,
  issuance,
  recordDate,
  restrictionEvent,
  signedTransfer,
  sweepPermission,
  token,
  tokenModule,
  tokenRenaming,
  transfer,
  type transferKind,
} from "ponder:schema";
import { type Hex, isAddressEqual, zeroAddress, zeroHash } from "viem";
import { audit, type Db, on, type Stamp, stampOf } from "./event.ts";
import { changePosition } from "./ledger.ts";

on("SecurityToken:Transfer", async ({ event, context: { db } }) => {
  const { from, to, value: amount } = event.args;
  const stamp = stampOf(event);
  const address = event.log.address;
  const issued = from === zeroAddress;
  const burnt = to === zeroAddress;

  const kind = await kindOf(db, { token: address, from, to }, stamp);
  await db.insert(transfer).values({ ...stamp, token: address, from, to, amount, kind });
  if (amount === 0n || from === to) return;

  if (issued) await db.update(token, { address }).set((row) => ({ totalSupply: row.totalSupply + amount }));
  else await changePosition(db, { token: address, custodian: zeroAddress, account: from }, -amount, stamp);

  if (burnt) await db.update(token, { address }).set((row) => ({ totalSupply: row.totalSupply - amount }));
  else await changePosition(db, { token: address, custodian: zeroAddress, account: to }, amount, stamp);
});

on("SecurityToken:Issued", async ({ event, context: { db } }) => {
  const token = event.log.address;
  await db.insert(issuance).values({ ...stampOf(event), ...event.args, token, partition: zeroHash });
});

on("SecurityToken:ControllerTransfer", async ({ event, context: { db } }) => {
  await recordForce(db, { ...stampOf(event), ...event.args, token: event.log.address });
});

on("SecurityToken:ControllerRedemption", async ({ event, context: { db } }) => {
  const { holder: from, ...content } = event.args;
  await recordForce(db, { ...stampOf(event), ...content, token: event.log.address, from, to: zeroAddress });
});

// Its moves follow in events of their own.
on("SecurityToken:AccountRecovered", async ({ event, context: { db } }) => {
  const { tx, timestamp: recoveredAt } = stampOf(event);
  await db.insert(accountRecovery).values({ token: event.log.address, ...event.args, recoveredAt, tx });
});

on("SecurityToken:CustodyTransferred", async ({ event, context: { db } }) => {
  const { custodian, from, to, amount } = event.args;
  const stamp = stampOf(event);
  const deposit = from === zeroAddress;
  const withdrawal = to === zeroAddress;
  const place = { token: event.log.address, custodian };

  await db.insert(custodyTransfer).values({
    ...stamp,
    ...place,
    from,
    to,
    amount,
    kind: deposit ? "deposit" : withdrawal ? "withdrawal" : "internal",
  });
  if (amount === 0n || from === to) return;

  if (!deposit) await changePosition(db, { ...place, account: from }, -amount, stamp);
  if (!withdrawal) await changePosition(db, { ...place, account: to }, amount, stamp);
});

on("SecurityToken:SweepAllowed", async ({ event, context: { db } }) => {
  const { account, allowed } = event.args;
  await db
    .insert(sweepPermission)
    .values({ token: event.log.address, account, allowed })
    .onConflictDoUpdate({ allowed });
});

on("SecurityToken:RecordDateScheduled", async ({ event, context: { db } }) => {
  await db.insert(recordDate).values({
    token: event.log.address,
    recordDate: BigInt(event.args.recordDate),
    announcedAt: event.block.timestamp,
    tx: event.transaction.hash,
  });
});

on("SecurityToken:RecordDateWithdrawn", async ({ event, context: { db } }) => {
  await db.delete(recordDate, { token: event.log.address, recordDate: BigInt(event.args.recordDate) });
});

on("SecurityToken:RestrictionSet", async ({ event, context: { db } }) => {
  const { restricted } = event.args;
  const address = event.log.address;
  await db.update(token, { address }).set({ restricted });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: address,
    subject: address,
    kind: "tokenPaused",
    active: restricted,
  });
});

on("SecurityToken:LegalApprovalSet", async ({ event, context: { db } }) => {
  const { approved } = event.args;
  const address = event.log.address;
  await db.update(token, { address }).set({ legallyApproved: approved });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: address,
    subject: address,
    kind: "tokenNotApproved",
    active: !approved,
  });
});

on("SecurityToken:ExpiryStopsSendingSet", async ({ event, context: { db } }) => {
  await db.update(token, { address: event.log.address }).set({ expiryStopsSending: event.args.stops });
});

on("SecurityToken:AuthorizedSupplySet", async ({ event, context: { db } }) => {
  await db.update(token, { address: event.log.address }).set({ authorizedSupply: event.args.limit });
});

on("SecurityToken:GranularitySet", async ({ event, context: { db } }) => {
  await db.update(token, { address: event.log.address }).set({ granularity: event.args.multiple });
});

on("SecurityToken:TransferSigned", async ({ event, context: { db } }) => {
  await db.insert(signedTransfer).values({ ...stampOf(event), token: event.log.address, ...event.args });
});

on("SecurityToken:NonceCancelled", async ({ event, context: { db } }) => {
  await db.insert(cancelledNonce).values({ ...stampOf(event), token: event.log.address, ...event.args });
});

on("SecurityToken:TokenRenamed", async ({ event, context: { db } }) => {
  const address = event.log.address;
  const { name, symbol } = event.args;
  await db.update(token, { address }).set({ name, symbol });
  await db.insert(tokenRenaming).values({ ...stampOf(event), token: address, ...event.args });
});

on("SecurityToken:ContractURISet", async ({ event, context: { db } }) => {
  await db.update(token, { address: event.log.address }).set({ contractUri: event.args.uri });
});

on("SecurityToken:IssuanceFinished", async ({ event, context: { db } }) => {
  await db.update(token, { address: event.log.address }).set({ issuanceFinished: true });
});

on("SecurityToken:ModuleAttached", async ({ event, context: { contracts, db } }) => {
  const { module, hooks, permissions } = event.args;
  const read = Object.entries(contracts).flatMap(([name, { address }]) =>
    name.endsWith("Module") ? (address as Hex | readonly Hex[]) : [],
  );
  const indexed = read.some((address) => isAddressEqual(address, module));
  const state = { hooks, permissions, attached: true, indexed };
  await db
    .insert(tokenModule)
    .values({ token: event.log.address, module, reserved: 0n, ...state })
    .onConflictDoUpdate(state);
  await db.delete(announcedModule, { issuer: contracts.IssuingEntity.address, token: event.log.address, module });
});

on("SecurityToken:SupplyReserved", async ({ event, context: { db } }) => {
  const { module, amount: reserved } = event.args;
  await db.update(tokenModule, { token: event.log.address, module }).set({ reserved });
});

on("SecurityToken:ModuleDetached", async ({ event, context: { db } }) => {
  await db.update(tokenModule, { token: event.log.address, module: event.args.module }).set({ attached: false });
});

// ContractURISet says the same as ContractURIUpdated, and what. ControllerTransfer says the same as ForcedTransfer, and
// why; Transfer the same as Redeemed; CustodyTransferred moves what CustodyForced orders.
audit(
  "SecurityToken:Approval",
  "SecurityToken:ApprovalByPartition",
  "SecurityToken:ContractURIUpdated",
  "SecurityToken:CustodyForced",
  "SecurityToken:DepositsAsked",
  "SecurityToken:ForcedTransfer",
  "SecurityToken:MandateSet",
  "SecurityToken:ModuleAbandoned",
  "SecurityToken:ModuleNoticeFailed",
  "SecurityToken:ModuleTagsDeclared",
  "SecurityToken:Redeemed",
  "SecurityToken:Settled",
);

async function kindOf(
  db: Db,
  { token, from, to }: Readonly<{ token: Hex; from: Hex; to: Hex }>,
  stamp: Stamp,
): Promise<(typeof transferKind.enumValues)[number]> {
  if (from === zeroAddress) return "issue";
  const forced = await matchForce(db, token, stamp);
  if (to === zeroAddress) return forced ? "controllerRedemption" : "burn";
  if (forced) return "controller";
  const recovered = await db.find(accountRecovery, { token, lost: from });
  return recovered?.tx === stamp.tx ? "recovery" : "transfer";
}

async function recordForce(db: Db, force: typeof controllerTransfer.$inferInsert): Promise<void> {
  await db.insert(controllerTransfer).values(force);
  const { token: address, blockNumber: lastForceBlock, logIndex: lastForceLogIndex } = force;
  await db.update(token, { address }).set({ lastForceBlock, lastForceLogIndex });
}

/**
 * Whether a use of force announced this transfer; if so, notes the transfer there. The token announces each use just
 * before it carries it out: the next `Transfer` of the token belongs to it.
 */
async function matchForce(db: Db, address: Hex, stamp: Stamp): Promise<boolean> {
  const { blockNumber, logIndex: transferLogIndex } = stamp;
  const moved = await db.find(token, { address });
  if (moved?.lastForceBlock !== blockNumber || moved.lastForceLogIndex === null) return false;

  const key = { token: address, blockNumber, logIndex: moved.lastForceLogIndex };
  const force = await db.find(controllerTransfer, key);
  if (force?.transferLogIndex !== null) return false;

  await db.update(controllerTransfer, key).set({ transferLogIndex });
  return true;
}

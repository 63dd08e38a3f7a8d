import { authority, authorityMember, authorityPermission, callApproval, multisigCall } from "ponder:schema";
import { and, eq, ne } from "ponder";
import { type Hex, hexToNumber, slice } from "viem";
import { MissingRowError } from "./errors.ts";
import { audit, type Db, type LogEvent, on, stampOf } from "./event.ts";

type AuthorityRow = typeof authority.$inferSelect;

on("MultiSig:AuthorityAdded", async ({ event, context: { db } }) => {
  const { authority: id, members, threshold, approvedUntil, epoch } = event.args;
  const contract = event.log.address;
  await db.insert(authority).values({
    contract,
    id,
    threshold,
    approvedUntil: BigInt(approvedUntil),
    epoch,
    restricted: false,
  });
  await setMembers(db, contract, id, members, true);
});

on("MultiSig:AuthorityMembersAdded", async ({ event, context: { db } }) => {
  const { authority: id, members, epoch } = event.args;
  const contract = event.log.address;
  await db.update(authority, { contract, id }).set({ epoch });
  await setMembers(db, contract, id, members, true);
});

on("MultiSig:AuthorityMembersRemoved", async ({ event, context: { db } }) => {
  const { authority: id, members, epoch } = event.args;
  const contract = event.log.address;
  await db.update(authority, { contract, id }).set({ epoch });
  await setMembers(db, contract, id, members, false);
});

on("MultiSig:AuthorityThresholdSet", async ({ event, context: { db } }) => {
  const { authority: id, threshold, epoch } = event.args;
  await db.update(authority, { contract: event.log.address, id }).set({ threshold, epoch });
});

on("MultiSig:AuthorityApprovedUntilSet", async ({ event, context: { db } }) => {
  const { authority: id, approvedUntil, epoch } = event.args;
  await db.update(authority, { contract: event.log.address, id }).set({ approvedUntil: BigInt(approvedUntil), epoch });
});

on("MultiSig:AuthorityPermissionsSet", async ({ event, context: { db } }) => {
  const { authority: id, target, selectors, permitted, epoch } = event.args;
  const contract = event.log.address;
  await db.update(authority, { contract, id }).set({ epoch });
  for (const selector of selectors) {
    await db
      .insert(authorityPermission)
      .values({ contract, authority: id, target, selector, permitted })
      .onConflictDoUpdate({ permitted });
  }
});

on("MultiSig:CallProposed", async ({ event, context: { db } }) => {
  const { callHash, authority: id, target, data, salt, deadline } = event.args;
  const contract = event.log.address;
  const { epoch, threshold } = await authorityOf(db, contract, id);
  const content = { target, selector: data.slice(0, 10) as Hex, data, salt, deadline: BigInt(deadline) };
  await db
    .insert(multisigCall)
    .values({
      ...stampOf(event),
      ...content,
      contract,
      callHash,
      authority: id,
      round: 0,
      epoch,
      approvals: 0,
      threshold,
      status: "pending",
    })
    .onConflictDoUpdate(content);
});

on("MultiSig:MultiSigCall", async ({ event, context: { db } }) => {
  const { callHash, member } = event.args;
  const call = readSummary(event.args.call);
  const contract = event.log.address;
  const stamp = stampOf(event);
  const { epoch } = await authorityOf(db, contract, call.authority);
  const known = await db.find(multisigCall, { contract, callHash });
  const round = call.approvals === 1 ? (known?.round ?? 0) + 1 : (known?.round ?? 1);

  const state = { ...stamp, ...call, round, epoch, status: "pending" } as const;
  await db
    .insert(multisigCall)
    .values({ contract, callHash, ...state })
    .onConflictDoUpdate(state);
  const approval = { withdrawn: false, tx: stamp.tx, timestamp: stamp.timestamp };
  await db
    .insert(callApproval)
    .values({ contract, callHash, round, member, ...approval })
    .onConflictDoUpdate(approval);
});

on("MultiSig:MultiSigCallApproved", async ({ event, context: { db } }) => {
  const { callHash, call } = event.args;
  await execute(db, event, callHash, readSummary(call), null);
});

on("MultiSig:SaltedCallApproved", async ({ event, context: { db } }) => {
  const { callHash, salt } = event.args;
  const call = readSummary(event.args.call);
  await execute(db, event, callHash, call, salt);
  await supersedeOthers(db, { contract: event.log.address, authority: call.authority, salt, callHash });
});

audit("MultiSig:BatchStepExecuted");

on("MultiSig:CallCancelled", async ({ event, context: { db } }) => {
  const { callHash, authority: id, salt } = event.args;
  const contract = event.log.address;
  const { epoch, threshold } = await authorityOf(db, contract, id);
  const state = { ...stampOf(event), salt, status: "cancelled" } as const;
  await db
    .insert(multisigCall)
    .values({ contract, callHash, authority: id, round: 0, epoch, approvals: 0, threshold, ...state })
    .onConflictDoUpdate(state);
  await supersedeOthers(db, { contract, authority: id, salt, callHash });
});

on("MultiSig:ApprovalWithdrawn", async ({ event, context: { db } }) => {
  const { callHash, member } = event.args;
  const contract = event.log.address;
  // A signature may be withdrawn of a call that the chain has not seen yet.
  const call = await db.find(multisigCall, { contract, callHash });
  if (!call) return;
  const key = { contract, callHash, round: call.round, member };
  const approval = await db.find(callApproval, key);
  if (!approval || approval.withdrawn) return;

  await db.update(callApproval, key).set({ withdrawn: true });
  await db.update(multisigCall, { contract, callHash }).set((row) => ({ approvals: row.approvals - 1 }));
});

/** What the event of a call says of it; its columns. `src/types/CallSummary.sol` has the layout. */
type Summary = Readonly<{ authority: number; target: Hex; selector: Hex; approvals: number; threshold: number }>;

function readSummary(word: Hex): Summary {
  return {
    authority: hexToNumber(slice(word, 0, 4)),
    target: slice(word, 4, 24),
    selector: slice(word, 24, 28),
    approvals: hexToNumber(slice(word, 28, 30)),
    threshold: hexToNumber(slice(word, 30, 32)),
  };
}

async function execute(db: Db, event: LogEvent, callHash: Hex, call: Summary, salt: Hex | null): Promise<void> {
  const contract = event.log.address;
  const { epoch } = await authorityOf(db, contract, call.authority);
  const known = await db.find(multisigCall, { contract, callHash });
  const round = known?.status === "pending" ? known.round : (known?.round ?? 0) + 1;

  const state = { ...stampOf(event), ...call, salt, round, epoch, status: "executed" } as const;
  await db
    .insert(multisigCall)
    .values({ contract, callHash, ...state })
    .onConflictDoUpdate(state);
}

/** The salt of a call that was executed or cancelled is used: what else waited under it can never run. */
async function supersedeOthers(
  db: Db,
  closed: Readonly<{ contract: Hex; authority: number; salt: Hex; callHash: Hex }>,
): Promise<void> {
  await db.sql
    .update(multisigCall)
    .set({ status: "superseded" })
    .where(
      and(
        eq(multisigCall.contract, closed.contract),
        eq(multisigCall.authority, closed.authority),
        eq(multisigCall.salt, closed.salt),
        eq(multisigCall.status, "pending"),
        ne(multisigCall.callHash, closed.callHash),
      ),
    );
}

async function authorityOf(db: Db, contract: Hex, id: number): Promise<AuthorityRow> {
  const row = await db.find(authority, { contract, id });
  if (!row) throw new MissingRowError("authority", { contract, id });
  return { ...row };
}

async function setMembers(db: Db, contract: Hex, id: number, members: readonly Hex[], active: boolean): Promise<void> {
  for (const account of members) {
    await db
      .insert(authorityMember)
      .values({ contract, account, authority: id, active })
      .onConflictDoUpdate({ authority: id, active });
  }
}

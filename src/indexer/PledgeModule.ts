import { pledge, split, tokenModule } from "ponder:schema";
import { eq, inArray, max } from "ponder";
import type { Hex } from "viem";
import { audit, type Db, type LogEvent, on } from "./event.ts";

on("PledgeModule:PledgeProposed", async ({ event, context: { db } }) => {
  const { terms, acceptBy } = event.args;
  const { position, endsAt, cureTerm, documentHash, securedParty, amount, splitEpoch } = terms;
  const { hash: tx } = event.transaction;
  await db.insert(pledge).values({
    ...keyOf(event),
    ...position,
    state: "proposed",
    securedParty,
    amount,
    splitEpoch,
    endsAt: endsAt === 0 ? null : BigInt(endsAt),
    cureTerm,
    dueBy: BigInt(acceptBy),
    documentHash,
    ...rankOf(event),
    proposedAt: event.block.timestamp,
    proposedTx: tx,
    tx,
  });
});

on("PledgeModule:PledgeWithdrawn", ({ event, context: { db } }) =>
  change(db, event, { state: "withdrawn", dueBy: null }),
);

on("PledgeModule:PledgeAccepted", ({ event, context: { db } }) =>
  change(db, event, { state: "active", dueBy: null, ...rankOf(event) }),
);

on("PledgeModule:PledgeCalled", ({ event, context: { db } }) => {
  const { realisableFrom, documentHash: noticeHash } = event.args;
  return change(db, event, { state: "called", dueBy: BigInt(realisableFrom), noticeHash });
});

on("PledgeModule:PledgeCallWithdrawn", ({ event, context: { db } }) =>
  change(db, event, { state: "active", dueBy: null, noticeHash: null }),
);

on("PledgeModule:PledgeRealised", ({ event, context: { db } }) => leave(db, event, "realised"));

on("PledgeModule:PledgeReleased", ({ event, context: { db } }) => leave(db, event, "released"));

on("PledgeModule:PledgeExpired", ({ event, context: { db } }) => change(db, event, { state: "expired", amount: 0n }));

on("PledgeModule:PledgeFollowed", ({ event, context: { db } }) =>
  change(db, event, { account: event.args.account, ...rankOf(event) }),
);

on("PledgeModule:PledgeAssigned", ({ event, context: { db } }) =>
  change(db, event, { securedParty: event.args.securedParty }),
);

// A signature that was revoked has made no pledge.
audit("PledgeModule:PledgeSignatureRevoked");

type PledgeEvent = Pick<LogEvent, "block" | "log" | "transaction"> & { readonly args: { readonly pledgeId: bigint } };

function keyOf({ log, args: { pledgeId } }: PledgeEvent): { module: Hex; pledgeId: bigint } {
  return { module: log.address, pledgeId };
}

function rankOf({ block, log }: PledgeEvent): { rankBlock: bigint; rankLogIndex: number } {
  return { rankBlock: block.number, rankLogIndex: log.logIndex };
}

async function change(db: Db, event: PledgeEvent, changes: Partial<typeof pledge.$inferInsert>): Promise<void> {
  await db.update(pledge, keyOf(event)).set({ ...changes, tx: event.transaction.hash });
}

/** A part leaves, told in the present unit; with the last one the pledge ends. */
async function leave(
  db: Db,
  event: PledgeEvent & { readonly args: { readonly left: bigint } },
  end: "realised" | "released",
): Promise<void> {
  const { left: amount } = event.args;
  if (amount === 0n) return change(db, event, { amount, state: end, dueBy: null, noticeHash: null });
  return change(db, event, { amount, splitEpoch: await epochOf(db, event.log.address) });
}

/** How many splits the shares of the module's token have had. */
async function epochOf(db: Db, module: Hex): Promise<number> {
  const tokens = db.sql.select({ token: tokenModule.token }).from(tokenModule).where(eq(tokenModule.module, module));
  const [row] = await db.sql
    .select({ epoch: max(split.epoch) })
    .from(split)
    .where(inArray(split.token, tokens));
  return row?.epoch ?? 0;
}

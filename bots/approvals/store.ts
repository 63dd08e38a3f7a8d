import { and, count, eq, gte } from "drizzle-orm";
import type { Address, Hex } from "viem";
import type { MultiSigCall } from "../../sdk/types.ts";
import type { Database } from "../ledger/database.ts";
import { appendEvents } from "../ledger/events.ts";
import { proposal, signature } from "../ledger/schema.ts";

/** A call that waits for approvals. */
export type Proposal = {
  callHash: Hex;
  multisig: Address;
  call: MultiSigCall;
};

export type StoredSignature = typeof signature.$inferSelect;

/** Keeps a proposal. @returns false if it was known */
export const storeProposal = (
  db: Database,
  chainId: number,
  { callHash, multisig, call }: Proposal,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const stored = await tx
      .insert(proposal)
      .values({ callHash, chainId, multisig, ...call })
      .onConflictDoNothing()
      .returning({ callHash: proposal.callHash });
    if (stored.length > 0) await appendEvents(tx, [{ to: "proposed", detail: { callHash } }]);
    return stored.length > 0;
  });

/** Keeps a signature that was verified. @returns false if the signer has signed in this epoch already */
export const storeSignature = (
  db: Database,
  given: Pick<StoredSignature, "callHash" | "signer" | "epoch" | "signature">,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const stored = await tx
      .insert(signature)
      .values(given)
      .onConflictDoNothing()
      .returning({ signer: signature.signer });
    const { callHash, signer, epoch } = given;
    if (stored.length > 0)
      await appendEvents(tx, [{ to: "approved", detail: { callHash, signer, epoch: `${epoch}` } }]);
    return stored.length > 0;
  });

/** Proposals whose deadline has not passed. */
export const liveProposals = async (db: Database, chainId: number, now: number): Promise<Proposal[]> =>
  (
    await db
      .select()
      .from(proposal)
      .where(and(eq(proposal.chainId, chainId), gte(proposal.deadline, now)))
      .orderBy(proposal.proposedAt, proposal.callHash)
  ).map(proposalOf);

export const findProposal = async (db: Database, chainId: number, callHash: Hex): Promise<Proposal | undefined> => {
  const [row] = await db
    .select()
    .from(proposal)
    .where(and(eq(proposal.chainId, chainId), eq(proposal.callHash, callHash)));
  return row === undefined ? undefined : proposalOf(row);
};

export const countLiveProposals = async (db: Database, chainId: number, now: number): Promise<number> => {
  const [row] = await db
    .select({ count: count() })
    .from(proposal)
    .where(and(eq(proposal.chainId, chainId), gte(proposal.deadline, now)));
  return row?.count ?? 0;
};

export const signaturesOf = (db: Database, callHash: Hex): Promise<StoredSignature[]> =>
  db.select().from(signature).where(eq(signature.callHash, callHash)).orderBy(signature.receivedAt);

const proposalOf = (row: typeof proposal.$inferSelect): Proposal => {
  const { callHash, multisig, authority, target, data, salt, deadline } = row;
  return { callHash, multisig, call: { authority, target, data, salt, deadline } };
};

import { markBroadcast } from "../ledger/attempts.ts";
import { type Lease, renewLease } from "../ledger/lease.ts";
import type { AttemptRow } from "../ledger/queries.ts";
import type { SenderContext } from "./context.ts";

/**
 * Sends recorded bytes. Whatever the nodes answer, only finding the transaction counts.
 *
 * @returns whether a node has it
 */
export const broadcast = async (
  { db, chain, leaseDuration, log }: Pick<SenderContext, "db" | "chain" | "leaseDuration" | "log">,
  lease: Lease,
  attempt: Pick<AttemptRow, "id" | "hash" | "raw" | "state" | "keeper">,
): Promise<boolean> => {
  await renewLease(db, lease, leaseDuration);
  const { taken, failures } = await chain.broadcast(attempt.raw);
  if (!taken && (await chain.findTransaction(attempt.hash)) === "missing") {
    log.warn({ keeper: attempt.keeper, hash: attempt.hash, err: failures[0] }, "no node took it; it is tried again");
    return false;
  }
  if (attempt.state === "signed") await markBroadcast(db, lease, attempt.id);
  return true;
};

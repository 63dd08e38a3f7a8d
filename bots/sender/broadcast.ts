import { markBroadcast } from "../ledger/attempts.ts";
import { type Lease, renewLease } from "../ledger/lease.ts";
import type { AttemptRow } from "../ledger/queries.ts";
import type { SenderContext } from "./context.ts";

type Parts = Pick<SenderContext, "db" | "chain" | "leaseDuration" | "log">;
type Recorded = Pick<AttemptRow, "id" | "hash" | "raw" | "state" | "keeper">;

/**
 * Sends recorded bytes, all at once, in the order given. Whatever the nodes answer, only finding the transaction counts.
 *
 * @returns whether a node has each of them
 */
export const broadcast = async (parts: Parts, lease: Lease, attempts: readonly Recorded[]): Promise<boolean> => {
  const { db, leaseDuration } = parts;
  if (attempts.length === 0) return true;
  await renewLease(db, lease, leaseDuration);
  const offered = await Promise.allSettled(attempts.map((attempt) => isTaken(parts, attempt)));
  const taken = attempts.filter((_, position) => {
    const answer = offered[position];
    return answer?.status === "fulfilled" && answer.value;
  });
  const fresh = taken.filter(({ state }) => state === "signed").map(({ id }) => id);
  if (fresh.length > 0) await markBroadcast(db, lease, ...fresh);
  for (const answer of offered) if (answer.status === "rejected") throw answer.reason;
  return taken.length === attempts.length;
};

const isTaken = async ({ chain, log }: Parts, { hash, raw, keeper }: Recorded): Promise<boolean> => {
  const { taken, failures } = await chain.broadcast(raw);
  if (taken || (await chain.findTransaction(hash)) !== "missing") return true;
  log.warn({ keeper, hash, err: failures[0] }, "no node took it; it is tried again");
  return false;
};

import { RpcRequestError } from "viem";
import { markBroadcast } from "../ledger/attempts.ts";
import { type Lease, renewLease } from "../ledger/lease.ts";
import type { AttemptRow } from "../ledger/queries.ts";
import { withoutSecrets } from "../log.ts";
import { faultOf } from "../rpc/endpoint.ts";
import type { SenderContext } from "./context.ts";

type Parts = Pick<SenderContext, "db" | "chain" | "leaseDuration" | "log">;
type Recorded = Pick<AttemptRow, "id" | "hash" | "raw" | "state" | "keeper"> & { refusals?: number | undefined };

/** What became of bytes that were offered. */
export type Offered =
  /** a node has them */
  | "taken"
  /** no node has them, and at least one did not answer */
  | "unanswered"
  /** every endpoint answered that it does not take them: one's own words */
  | { refused: string };

/**
 * Sends recorded bytes, all at once, in the order given. Whatever the nodes answer, only finding the transaction counts.
 *
 * @returns what became of each
 */
export const broadcast = async (
  parts: Parts,
  lease: Lease,
  attempts: readonly Recorded[],
): Promise<readonly Offered[]> => {
  const { db, leaseDuration } = parts;
  if (attempts.length === 0) return [];
  await renewLease(db, lease, leaseDuration);
  const offered = await Promise.allSettled(attempts.map((attempt) => offer(parts, attempt)));
  const taken = attempts.filter((_, position) => {
    const answer = offered[position];
    return answer?.status === "fulfilled" && answer.value === "taken";
  });
  const fresh = taken.filter(({ state }) => state === "signed").map(({ id }) => id);
  if (fresh.length > 0) await markBroadcast(db, lease, ...fresh);
  return offered.map((answer) => {
    if (answer.status === "rejected") throw answer.reason;
    return answer.value;
  });
};

const offer = async ({ chain, log }: Parts, { hash, raw, keeper, refusals = 0 }: Recorded): Promise<Offered> => {
  const { taken, failures } = await chain.broadcast(raw);
  if (taken || (await chain.findTransaction(hash)) !== "missing") return "taken";
  const line = { keeper, hash, err: failures[0] };
  // It comes again and again: people have a notice by then.
  if (refusals > 0) log.debug(line, "no node took it; it is tried again");
  else log.warn(line, "no node took it; it is tried again");
  const isAnswered = failures.length > 0 && failures.every((failure) => faultOf(failure) === undefined);
  return isAnswered ? { refused: wordsOf(failures[0]) } : "unanswered";
};

/** signs of a node's sentence that people are shown */
const longestWords = 300;

/** What the node itself said, in one line, without secrets: it comes from outside, and goes to people. */
export const wordsOf = (failure: unknown): string => {
  let words = failure instanceof Error ? failure.message : "";
  for (let at = failure; at instanceof Error; at = at.cause) if (at instanceof RpcRequestError) words = at.details;
  const line = withoutSecrets(words)
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .trim();
  return line === "" ? "no reason given" : line.slice(0, longestWords);
};

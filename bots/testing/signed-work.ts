import { keccak256, toHex } from "viem";
import { markBroadcast, markMined, recordSigned, type Signed } from "../ledger/attempts.ts";
import { claim } from "../ledger/claims.ts";
import type { Database } from "../ledger/database.ts";
import type { Lease } from "../ledger/lease.ts";
import { planIntents } from "../ledger/plan.ts";
import { testIntent } from "./ledger.ts";

/** Two pieces of work, and the transaction that carries both. */
export const one = testIntent("1");
export const two = testIntent("2");
export const keys = [one.key, two.key];

/** @param seed of its bytes */
export const signed = (nonce: number, seed = `${nonce}`, changes: Partial<Signed> = {}): Signed => ({
  nonce,
  hash: keccak256(toHex(seed)),
  raw: toHex(seed),
  keeper: "counter",
  title: "Count",
  maxFeePerGas: 2n,
  maxPriorityFeePerGas: 1n,
  signedAtBlock: 1n,
  gasLimit: 50n,
  reserved: 100n,
  day: 3,
  ...changes,
});
export const block = { blockNumber: 7n, blockHash: keccak256("0x07"), succeeded: true, cost: 60n };

/** planned, claimed and signed with nonce 0 */
export const signWork = async (db: Database, lease: Lease): Promise<number> => {
  await planIntents(db, lease, [one, two]);
  await claim(db, lease, keys);
  const [id = 0] = await recordSigned(db, lease, [{ keys, signed: signed(0) }]);
  return id;
};

/** signed, broadcast and mined in `block` */
export const mineWork = async (db: Database, lease: Lease): Promise<number> => {
  const attemptId = await signWork(db, lease);
  await markBroadcast(db, lease, attemptId);
  await markMined(db, lease, attemptId, block);
  return attemptId;
};

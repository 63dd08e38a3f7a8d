import { keccak256, toHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { resetLedger, startTestDatabases, type TestDatabases, takeLease, testIntent } from "../testing/ledger.ts";
import { markFinal, markMined, markSuperseded, recordReplacement, recordSigned, type Signed } from "./attempts.ts";
import { claim } from "./claims.ts";
import type { Database } from "./database.ts";
import { acquireLease, type Lease } from "./lease.ts";
import { planIntents } from "./plan.ts";
import { spentOnDay, spentOnItems } from "./spending.ts";

let databases: TestDatabases;
let db: Database;
let lease: Lease;

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
}, 60_000);
afterAll(() => databases.stop());
beforeEach(async () => {
  await resetLedger(db);
  lease = await takeLease(db, "first");
});

const [one, two] = [testIntent("1"), testIntent("2")];
const signed = (nonce: number, reserved: bigint, changes: Partial<Signed> = {}): Signed => {
  const raw = toHex(`${nonce} ${reserved}`);
  const fees = { maxFeePerGas: 2n, maxPriorityFeePerGas: 1n, gasLimit: 50n };
  const rest = { keeper: "counter", title: "Count", signedAtBlock: 1n, day: 3 };
  return { nonce, raw, hash: keccak256(raw), reserved, ...fees, ...rest, ...changes };
};
const sign = async (one: Signed, ...keys: string[]): Promise<number> => {
  await claim(db, lease, keys);
  const [id = 0] = await recordSigned(db, lease, [{ keys, signed: one }]);
  return id;
};
const mine = (id: number, cost: bigint) =>
  markMined(db, lease, id, { blockNumber: 7n, blockHash: keccak256("0x07"), succeeded: true, cost });

describe("spentOnDay", () => {
  test("behavior: what is signed and what was paid, of this account and day", async () => {
    await mine(await sign(signed(0, 100n)), 60n);
    await sign(signed(1, 100n));
    await sign(signed(2, 1_000n, { day: 4 }));
    const other = await acquireLease(db, { ...lease, account: "0xb2", duration: 60_000 });
    if (other === undefined) throw new Error("nobody else has it");
    await recordSigned(db, other, [{ keys: [], signed: signed(1, 777n) }]);
    expect(await spentOnDay(db, lease, 3)).toBe(160n);
    expect(await spentOnDay(db, other, 3)).toBe(777n);
    expect(await spentOnDay(db, lease, 3, 1)).toBe(60n);
    expect(await spentOnDay(db, lease, 5)).toBe(0n);
    expect(await spentOnDay(db, { ...lease, chainId: 1 }, 3)).toBe(0n);
  });

  test("behavior: a nonce belongs to the day on which it was last signed for", async () => {
    const id = await sign(signed(0, 100n));
    await recordReplacement(db, lease, id, signed(0, 120n, { day: 4 }));
    expect(await spentOnDay(db, lease, 3)).toBe(0n);
    expect(await spentOnDay(db, lease, 4)).toBe(120n);
  });

  test("behavior: the dearest of a nonce until one is mined, then that one, however cheap", async () => {
    const id = await sign(signed(0, 100n));
    await recordReplacement(db, lease, id, signed(0, 120n));
    expect(await spentOnDay(db, lease, 3)).toBe(120n);
    await mine(id, 60n);
    expect(await spentOnDay(db, lease, 3)).toBe(60n);
    await markFinal(db, lease, id, { done: [], undone: [], reason: "" });
    expect(await spentOnDay(db, lease, 3)).toBe(60n);
  });

  test("behavior: what a stranger superseded costs nothing; what is signed for its nonce later counts", async () => {
    const id = await sign(signed(0, 100n));
    const newest = await recordReplacement(db, lease, id, signed(0, 120n));
    await markSuperseded(db, lease, newest, { done: [], undone: [], reason: "taken" });
    expect(await spentOnDay(db, lease, 3)).toBe(0n);
    // The stranger's transaction left the chain again, and the nonce is filled.
    await sign(signed(0, 21n));
    expect(await spentOnDay(db, lease, 3)).toBe(21n);
  });
});

describe("spentOnItems", () => {
  test("behavior: its share of every transaction that carried it, rounded up; of others nothing", async () => {
    await planIntents(db, lease, [one, two]);
    const first = await sign(signed(0, 100n), one.key, two.key);
    expect(await spentOnItems(db, [one.key])).toEqual(new Map([[one.key, 50n]]));
    await mine(first, 61n);
    expect(await spentOnItems(db, [one.key])).toEqual(new Map([[one.key, 31n]]));
    await markFinal(db, lease, first, { done: [two.key], undone: [one.key], reason: "mined without effect" });
    await sign(signed(1, 40n), one.key);
    const both = new Map([
      [one.key, 71n],
      [two.key, 31n],
    ]);
    expect(await spentOnItems(db, [one.key, two.key])).toEqual(both);
    expect(await spentOnItems(db, [one.key], 1)).toEqual(new Map([[one.key, 31n]]));
    expect(await spentOnItems(db, [])).toEqual(new Map());
  });
});

import { keccak256, toHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openNotices } from "../notices/store.ts";
import { resetLedger, startTestDatabases, type TestDatabases, takeLease, testIntent } from "../testing/ledger.ts";
import { markFinal, markMined, markReverted, recordSigned } from "./attempts.ts";
import { patience } from "./breaker.ts";
import { claim } from "./claims.ts";
import type { Database } from "./database.ts";
import { acquireLease, type Lease } from "./lease.ts";
import { readPauses } from "./pauses.ts";
import { planIntents } from "./plan.ts";

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

/** Plans one piece of work and signs for it. */
const sign = async (nonce: number, { keeper = "counter", by = lease } = {}): Promise<number> => {
  const intent = { ...testIntent(`${by.account} ${nonce}`), keeper };
  await planIntents(db, by, [intent]);
  await claim(db, by, [intent.key]);
  const raw = toHex(intent.key);
  const money = { maxFeePerGas: 2n, maxPriorityFeePerGas: 1n, gasLimit: 50n, reserved: 100n };
  const signed = { ...money, nonce, raw, hash: keccak256(raw), keeper, title: "Count", signedAtBlock: 1n, day: 3 };
  const [id = 0] = await recordSigned(db, by, [{ keys: [intent.key], signed }]);
  return id;
};

/** Settles it. @returns whether the keeper is paused by this */
const settle = async (id: number, nonce: number, { effect = false, succeeded = true, by = lease } = {}) => {
  const { key } = testIntent(`${by.account} ${nonce}`);
  await markMined(db, by, id, { blockNumber: 7n, blockHash: keccak256("0x07"), succeeded, cost: 60n });
  const effects = { done: effect ? [key] : [], undone: effect ? [] : [key], reason: "mined without effect" };
  return (succeeded ? markFinal : markReverted)(db, by, id, effects);
};

const mine = async (nonce: number, changes: Parameters<typeof sign>[1] & Parameters<typeof settle>[2] = {}) =>
  settle(await sign(nonce, changes), nonce, changes);

describe("the breaker", () => {
  test("behavior: pauses the keeper alone, after three without effect, final or reverted; a person is told", async () => {
    expect(patience).toBe(3);
    expect(await mine(0, { effect: true })).toBe(false);
    expect(await mine(1)).toBe(false);
    expect(await mine(2, { succeeded: false })).toBe(false);
    expect(await mine(3, { succeeded: false })).toBe(true);
    expect([...(await readPauses(db)).values()]).toMatchObject([{ scope: "counter", by: "sender" }]);
    expect(await openNotices(db, "no-progress")).toMatchObject([{ subject: "counter", severity: "critical" }]);
  });

  test("behavior: a final one completes the row, too", async () => {
    await mine(0, { succeeded: false });
    await mine(1);
    expect(await mine(2)).toBe(true);
  });

  test("behavior: another keeper's do not count, and bring no end to the row", async () => {
    for (const nonce of [0, 1]) await mine(nonce);
    expect(await mine(2, { keeper: "other" })).toBe(false);
    await mine(3, { keeper: "other", effect: true });
    expect(await mine(4)).toBe(true);
    expect([...(await readPauses(db)).keys()]).toEqual(["counter"]);
  });

  test("behavior: nor do those of another account", async () => {
    const by = await acquireLease(db, { ...lease, account: "0xb2", duration: 60_000 });
    if (by === undefined) throw new Error("nobody else has it");
    for (const nonce of [10, 11]) await mine(nonce, { by });
    expect(await mine(0)).toBe(false);
    expect(await readPauses(db)).toEqual(new Map());
  });

  test("behavior: what is under way does not count", async () => {
    const first = await sign(0);
    for (const nonce of [1, 2]) await sign(nonce);
    expect(await settle(first, 0)).toBe(false);
  });

  test("behavior: one with an effect begins the count anew", async () => {
    for (const nonce of [0, 1]) await mine(nonce);
    await mine(2, { effect: true });
    for (const nonce of [3, 4]) expect(await mine(nonce)).toBe(false);
    expect(await mine(5)).toBe(true);
  });
});

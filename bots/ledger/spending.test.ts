import { describe, expect, test } from "vitest";
import { useLeasedLedger } from "../testing/ledger.ts";
import { block, one, signed, two } from "../testing/signed-work.ts";
import { markFinal, markMined, markSuperseded, recordReplacement, recordSigned, type Signed } from "./attempts.ts";
import { claim } from "./claims.ts";
import { acquireLease } from "./lease.ts";
import { planIntents } from "./plan.ts";
import { spentOnDay, spentOnItems } from "./spending.ts";

const ledger = useLeasedLedger();

const signedFor = (nonce: number, reserved: bigint, changes: Partial<Signed> = {}): Signed =>
  signed(nonce, `${nonce} ${reserved}`, { reserved, ...changes });
const sign = async (one: Signed, ...keys: string[]): Promise<number> => {
  await claim(ledger.db, ledger.lease, keys);
  const [id = 0] = await recordSigned(ledger.db, ledger.lease, [{ keys, signed: one }]);
  return id;
};
const mine = (id: number, cost: bigint) => markMined(ledger.db, ledger.lease, id, { ...block, cost });

describe("spentOnDay", () => {
  test("behavior: what is signed and what was paid, of this account and day", async () => {
    await mine(await sign(signedFor(0, 100n)), 60n);
    await sign(signedFor(1, 100n));
    await sign(signedFor(2, 1_000n, { day: 4 }));
    const other = await acquireLease(ledger.db, { ...ledger.lease, account: "0xb2", duration: 60_000 });
    if (other === undefined) throw new Error("nobody else has it");
    await recordSigned(ledger.db, other, [{ keys: [], signed: signedFor(1, 777n) }]);
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(160n);
    expect(await spentOnDay(ledger.db, other, 3)).toBe(777n);
    expect(await spentOnDay(ledger.db, ledger.lease, 3, 1)).toBe(60n);
    expect(await spentOnDay(ledger.db, ledger.lease, 5)).toBe(0n);
    expect(await spentOnDay(ledger.db, { ...ledger.lease, chainId: 1 }, 3)).toBe(0n);
  });

  test("behavior: a nonce belongs to the day on which it was last signed for", async () => {
    const id = await sign(signedFor(0, 100n));
    await recordReplacement(ledger.db, ledger.lease, id, signedFor(0, 120n, { day: 4 }));
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(0n);
    expect(await spentOnDay(ledger.db, ledger.lease, 4)).toBe(120n);
  });

  test("behavior: the dearest of a nonce until one is mined, then that one, however cheap", async () => {
    const id = await sign(signedFor(0, 100n));
    await recordReplacement(ledger.db, ledger.lease, id, signedFor(0, 120n));
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(120n);
    await mine(id, 60n);
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(60n);
    await markFinal(ledger.db, ledger.lease, id, { done: [], undone: [], reason: "" });
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(60n);
  });

  test("behavior: what a stranger superseded costs nothing; what is signed for its nonce later counts", async () => {
    const id = await sign(signedFor(0, 100n));
    const newest = await recordReplacement(ledger.db, ledger.lease, id, signedFor(0, 120n));
    await markSuperseded(ledger.db, ledger.lease, newest, { done: [], undone: [], reason: "taken" });
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(0n);
    // The stranger's transaction left the chain again, and the nonce is filled.
    await sign(signedFor(0, 21n));
    expect(await spentOnDay(ledger.db, ledger.lease, 3)).toBe(21n);
  });
});

describe("spentOnItems", () => {
  test("behavior: its share of every transaction that carried it, rounded up; of others nothing", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    const first = await sign(signedFor(0, 100n), one.key, two.key);
    expect(await spentOnItems(ledger.db, [one.key])).toEqual(new Map([[one.key, 50n]]));
    await mine(first, 61n);
    expect(await spentOnItems(ledger.db, [one.key])).toEqual(new Map([[one.key, 31n]]));
    await markFinal(ledger.db, ledger.lease, first, {
      done: [two.key],
      undone: [one.key],
      reason: "mined without effect",
    });
    await sign(signedFor(1, 40n), one.key);
    const both = new Map([
      [one.key, 71n],
      [two.key, 31n],
    ]);
    expect(await spentOnItems(ledger.db, [one.key, two.key])).toEqual(both);
    expect(await spentOnItems(ledger.db, [one.key], 1)).toEqual(new Map([[one.key, 31n]]));
    expect(await spentOnItems(ledger.db, [])).toEqual(new Map());
  });
});

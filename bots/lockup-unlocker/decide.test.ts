import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lot } from "../../sdk/reads/lots.ts";
import { batchesOf } from "../intent.ts";
import { decide } from "./decide.ts";

const lockup = "0x00000000000000000000000000000000000000C0";
const account = "0x00000000000000000000000000000000000000A1";

const lotOf = (lot: Partial<Lot>): Lot => ({ lotId: 1n, account, lockupEnd: 100, released: false, amount: 5n, ...lot });

const decideAt = (now: number, lots: readonly Lot[]) => decide({ snapshot: { chainId: 1, lockup, lots }, now });

const lots = fc.array(
  fc.record({
    lotId: fc.bigInt({ min: 1n, max: 60n }),
    account: fc.constant(account),
    lockupEnd: fc.integer({ min: 90, max: 110 }),
    released: fc.boolean(),
    amount: fc.bigInt({ min: 1n, max: 1_000n }),
  }) as fc.Arbitrary<Lot>,
  { maxLength: 120 },
);

describe("decide", () => {
  test("behavior: due from its very second on, not before", () => {
    expect(decideAt(99, [lotOf({})])).toEqual([]);
    expect(decideAt(100, [lotOf({})])).toHaveLength(1);
  });

  test("behavior: the key names the lot, and nothing else", () => {
    const [intent] = decideAt(100, [lotOf({ lotId: 7n })]);
    expect(intent?.key).toBe("1:0x00000000000000000000000000000000000000c0:release:7:1");
    expect(decideAt(5_000, [lotOf({ lotId: 7n })])[0]).toEqual(intent);
  });

  test("property: exactly the due lots, each once", () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 90, max: 110 }), (all, now) => {
        const decided = decideAt(now, all).map(({ payload }) => payload.lotId);
        const due = all.filter((lot) => !lot.released && lot.lockupEnd <= now).map(({ lotId }) => `${lotId}`);
        expect(new Set(decided)).toEqual(new Set(due));
        expect(new Set(decided).size).toBe(decided.length);
      }),
    );
  });

  test("property: batches hold at most as many as allowed, and lose none", () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 1, max: 30 }), (all, size) => {
        const intents = decideAt(110, all);
        const batches = batchesOf(intents, size);
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(size);
        expect(batches.flat()).toEqual(intents);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bumpFees, firstFees, isAboveCap, paidCost, worstCost } from "./fees.ts";

const wei = fc.bigInt(0n, 10n ** 13n);
const market = fc.record({ baseFee: wei, tip: wei });

describe("firstFees", () => {
  test("property: within the cap, enough for the market, or nothing at all", () => {
    fc.assert(
      fc.property(market, wei, (now, cap) => {
        const fees = firstFees(now, cap);
        expect(fees === undefined).toBe(now.baseFee + now.tip > cap);
        if (fees === undefined) return;
        expect(fees.maxFeePerGas).toBeLessThanOrEqual(cap);
        expect(fees.maxFeePerGas).toBeGreaterThanOrEqual(now.baseFee + now.tip);
        expect(fees.maxPriorityFeePerGas).toBe(now.tip);
      }),
    );
  });

  test("behavior: leaves room for the base fee to double", () => {
    expect(firstFees({ baseFee: 10n, tip: 1n }, 100n)).toEqual({ maxFeePerGas: 21n, maxPriorityFeePerGas: 1n });
    expect(firstFees({ baseFee: 10n, tip: 1n }, 15n)).toEqual({ maxFeePerGas: 15n, maxPriorityFeePerGas: 1n });
    expect(firstFees({ baseFee: 10n, tip: 1n }, 10n)).toBeUndefined();
  });
});

describe("bumpFees", () => {
  const before = fc.tuple(wei, wei).map(([tip, rest]) => ({ maxFeePerGas: tip + rest, maxPriorityFeePerGas: tip }));

  test("property: both fields 12.5 % higher at least, a valid pair, never above the cap", () => {
    fc.assert(
      fc.property(before, market, wei, (old, now, cap) => {
        const fees = bumpFees(old, now, cap);
        if (fees === undefined) return;
        expect(fees.maxFeePerGas * 1000n).toBeGreaterThanOrEqual(old.maxFeePerGas * 1125n);
        expect(fees.maxPriorityFeePerGas * 1000n).toBeGreaterThanOrEqual(old.maxPriorityFeePerGas * 1125n);
        expect(fees.maxFeePerGas).toBeGreaterThan(old.maxFeePerGas);
        expect(fees.maxPriorityFeePerGas).toBeGreaterThan(old.maxPriorityFeePerGas);
        expect(fees.maxPriorityFeePerGas).toBeLessThanOrEqual(fees.maxFeePerGas);
        expect(fees.maxFeePerGas).toBeLessThanOrEqual(cap);
      }),
      { numRuns: 500 },
    );
  });

  test("property: however often, it ends at the cap", () => {
    fc.assert(
      fc.property(before, wei, (old, cap) => {
        let bumps = 0;
        for (let fees = bumpFees(old, { baseFee: 0n, tip: 0n }, cap); fees; bumps += 1) {
          fees = bumpFees(fees, { baseFee: 0n, tip: 0n }, cap);
        }
        expect(bumps).toBeLessThan(400);
      }),
    );
  });

  test("behavior: what the market asks, if that is more; nothing while the market is above the cap", () => {
    const old = { maxFeePerGas: 100n, maxPriorityFeePerGas: 10n };
    expect(bumpFees(old, { baseFee: 1n, tip: 1n }, 1_000n)).toEqual({ maxFeePerGas: 113n, maxPriorityFeePerGas: 12n });
    expect(bumpFees(old, { baseFee: 200n, tip: 20n }, 1_000n)).toEqual({
      maxFeePerGas: 420n,
      maxPriorityFeePerGas: 20n,
    });
    expect(bumpFees(old, { baseFee: 1n, tip: 1n }, 112n)).toBeUndefined();
    expect(bumpFees({ maxFeePerGas: 1n, maxPriorityFeePerGas: 1n }, { baseFee: 90n, tip: 20n }, 100n)).toBeUndefined();
  });
});

test("isAboveCap: the market's price, tip included; worstCost: gas times the fee", () => {
  expect(isAboveCap({ baseFee: 90n, tip: 10n }, 100n)).toBe(false);
  expect(isAboveCap({ baseFee: 91n, tip: 10n }, 100n)).toBe(true);
  expect(worstCost(21_000n, { maxFeePerGas: 3n })).toBe(63_000n);
});

describe("paidCost", () => {
  const receipt = { gasUsed: 21_000n, effectiveGasPrice: 7n };

  test("behavior: gas at the price that was paid, and what a rollup took for the chain below", () => {
    expect(paidCost(receipt)).toBe(147_000n);
    expect(paidCost({ ...receipt, l1Fee: "0x10" } as typeof receipt)).toBe(147_016n);
  });

  test.each(["16", "0x", "0xzz", `0x${"f".repeat(33)}`, 16, null, {}])(
    "behavior: a fee of %j counts for nothing",
    (l1Fee) => {
      expect(paidCost({ ...receipt, l1Fee } as typeof receipt)).toBe(147_000n);
    },
  );
});

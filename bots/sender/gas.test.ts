import fc from "fast-check";
import { parseEther, parseGwei } from "viem";
import { describe, expect, test } from "vitest";
import { worstCost } from "./fees.ts";
import { type Caps, fitInto, lowerCaps, needOf, transactionGasCap } from "./gas.ts";

const gas = fc.bigInt(21_000n, 60_000_000n);
const wei = fc.bigInt(0n, 10n ** 12n);
const market = fc.record({ baseFee: wei, tip: wei });
const caps = fc.record({ gas, price: wei, cost: fc.bigInt(0n, 10n ** 19n) });
const need = fc.tuple(gas, gas).map(([least, more]) => ({ least, wanted: least + more }));

describe("needOf", () => {
  const works = fc.integer({ min: 2, max: 100 });

  test("property: with a measured run, the way in which a node estimates changes nothing", () => {
    fc.assert(
      fc.property(gas, works, gas, (wholeRun, count, perWork) => {
        const of = (estimate: bigint) => needOf({ estimate, wholeRun, works: count, gasPerWork: perWork });
        // anvil: the least that does not revert. geth and reth: what a whole run uses.
        expect(of(21_000n)).toEqual(of(wholeRun));
      }),
    );
  });

  test("property: a batch has its margin, and the last piece what it wants left", () => {
    fc.assert(
      fc.property(gas, fc.option(gas), works, gas, (estimate, measured, count, gasPerWork) => {
        const wholeRun = measured ?? undefined;
        const { least, wanted } = needOf({ estimate, wholeRun, works: count, gasPerWork });
        const run = wholeRun !== undefined && wholeRun > estimate ? wholeRun : estimate;
        expect(least).toBeGreaterThanOrEqual((run * 12n) / 10n + gasPerWork);
        expect(wanted).toBeGreaterThanOrEqual(least);
        if (wholeRun === undefined) expect(least).toBeGreaterThanOrEqual(gasPerWork * BigInt(count));
      }),
    );
  });

  test("behavior: a single piece may use its margin up, since nothing is smaller", () => {
    const single = needOf({ estimate: 15_000_000n, wholeRun: undefined, works: 1, gasPerWork: 0n });
    expect(single).toEqual({ least: 15_000_000n, wanted: 18_000_000n });
  });

  test("behavior: sixty payments, each of which may use all it is given, fit into EIP-7825's cap", () => {
    const { least } = needOf({ estimate: 21_000n, wholeRun: 4_166_794n, works: 60, gasPerWork: 235_000n });
    expect(least).toBeLessThan(transactionGasCap);
    expect(60n * 235_000n).toBeLessThan(transactionGasCap - 2_000_000n);
  });
});

describe("fitInto", () => {
  test("property: never beyond a cap, never less than it needs, enough for the market", () => {
    fc.assert(
      fc.property(need, market, caps, (needed, now, cap) => {
        const fitted = fitInto(needed, now, cap);
        if (typeof fitted === "string") return;
        expect(fitted.gas).toBeLessThanOrEqual(cap.gas);
        expect(fitted.gas).toBeLessThanOrEqual(needed.wanted);
        expect(fitted.gas).toBeGreaterThanOrEqual(needed.least);
        expect(fitted.fees.maxFeePerGas).toBeLessThanOrEqual(cap.price);
        expect(fitted.fees.maxFeePerGas).toBeGreaterThanOrEqual(now.baseFee + now.tip);
        expect(worstCost(fitted.gas, fitted.fees)).toBeLessThanOrEqual(cap.cost);
      }),
      { numRuns: 500 },
    );
  });

  test("property: refused only where the least does not fit at the lowest fees", () => {
    fc.assert(
      fc.property(need, market, caps, (needed, now, cap) => {
        const fits =
          needed.least <= cap.gas &&
          now.baseFee + now.tip <= cap.price &&
          needed.least * (now.baseFee + now.tip) <= cap.cost;
        expect(typeof fitInto(needed, now, cap) === "object").toBe(fits);
      }),
      { numRuns: 500 },
    );
  });

  const ample: Caps = { gas: transactionGasCap, price: parseGwei("200"), cost: parseEther("1") };
  const dear = { baseFee: parseGwei("50"), tip: parseGwei("1") };

  test("behavior: money takes spare gas first, then room in the price", () => {
    const needed = { least: 5_000_000n, wanted: 19_000_000n };
    expect(fitInto(needed, dear, ample)).toEqual({
      gas: parseEther("1") / parseGwei("101"),
      fees: { maxFeePerGas: parseGwei("101"), maxPriorityFeePerGas: dear.tip },
    });
    expect(fitInto({ ...needed, least: 16_000_000n }, dear, ample)).toEqual({
      gas: 16_000_000n,
      fees: { maxFeePerGas: parseEther("1") / 16_000_000n, maxPriorityFeePerGas: dear.tip },
    });
  });

  test("behavior: says which cap is in the way", () => {
    expect(fitInto({ least: transactionGasCap + 1n, wanted: 20_000_000n }, dear, ample)).toBe("gas");
    expect(fitInto({ least: 16_000_000n, wanted: 16_000_000n }, { ...dear, baseFee: parseGwei("63") }, ample)).toBe(
      "cost",
    );
  });

  test("behavior: where nothing costs anything, an account of nothing sends", () => {
    const free = fitInto({ least: 50_000n, wanted: 60_000n }, { baseFee: 0n, tip: 0n }, { ...ample, cost: 0n });
    expect(free).toEqual({ gas: 60_000n, fees: { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n } });
  });
});

test("behavior: what nodes say lowers caps, and never raises them", () => {
  const set = { gas: 100n, price: 5n, cost: 100n };
  expect(lowerCaps(set, { gas: 50n, cost: 200n })).toEqual({ gas: 50n, price: 5n, cost: 100n });
  expect(lowerCaps(set, {})).toEqual(set);
});

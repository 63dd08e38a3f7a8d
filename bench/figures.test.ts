import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { delaysOf, spreadOf, tableOf, trendOf } from "./figures.ts";

describe("spreadOf", () => {
  test("behavior: of a hundred the fifty-first, the ninety-sixth and the last, in any order", () => {
    const numbers = Array.from({ length: 100 }, (_, index) => (index * 37) % 100);
    expect(spreadOf(numbers)).toEqual({ median: 50, p95: 95, worst: 99 });
    expect(spreadOf([7])).toEqual({ median: 7, p95: 7, worst: 7 });
    expect(spreadOf([])).toEqual({ median: Number.NaN, p95: Number.NaN, worst: Number.NaN });
  });
});

describe("trendOf", () => {
  test("property: of a straight line its slope, wherever it begins", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer(),
        fc.integer({ min: 2, max: 30 }),
        (slope, start, length) => {
          expect(trendOf(Array.from({ length }, (_, index) => start + slope * index))).toBeCloseTo(slope, 5);
        },
      ),
    );
  });

  test("behavior: what goes up and down around a value has none; a single number neither", () => {
    expect(trendOf([3, 5, 5, 3])).toBe(0);
    expect(trendOf([9])).toBe(0);
  });
});

test("delaysOf: counted from the block in which it fell due; the confirmations' own blocks are no delay", () => {
  expect(delaysOf({ due: 10n, mined: 11n, final: 15n }, 3)).toEqual({ mined: 1, beyond: 2 });
});

test("tableOf: columns stand under one another", () => {
  expect(
    tableOf([
      ["round", "MB"],
      ["1", "200"],
    ]),
  ).toBe("round   MB\n    1  200");
});

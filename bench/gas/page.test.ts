import { describe, expect, test } from "vitest";
import type { Case } from "./case.ts";
import type { Figure } from "./chain.ts";
import { changesOf, keyOf, MissingMarkError, pageWith } from "./page.ts";

const figure = (today: number, next = 2 * today, nextState = 0): Figure => ({ today, next, nextState, bytes: 68 });
const measure = () => Promise.reject(new Error("The page measures nothing."));
const cases: readonly Case[] = [
  { name: "transfer", inBlocks: true, sft: 117_596, goal: 45_000, nextGoal: 100_000, measure },
  { name: "transfer", state: "of a clone", goal: 60_000, measure },
];
const figures = { transfer: figure(45_001), "transfer; of a clone": figure(60_000) };
const empty = [
  "# Gas\n\n<!-- cases: bench/gas.ts -->\n\nold\n\n<!-- end of cases -->",
  "between",
  "<!-- blocks: bench/gas.ts --><!-- end of blocks -->\nrest\n",
].join("\n");

describe("pageWith", () => {
  test("behavior: a line for each case, with bold figures where a goal is missed", () => {
    const page = pageWith(empty, cases, figures);
    expect(page).toContain("| transfer |  | 117,596 | 45,000 | **45,001** | 100,000 | 90,002 |");
    expect(page).toContain("| transfer | of a clone |  | 60,000 | 60,000 |  | 120,000 |");
    expect(page).not.toContain("old");
    expect(page).toContain("\nbetween\n");
    expect(page.endsWith("<!-- end of blocks -->\nrest\n")).toBe(true);
  });

  test("behavior: what is written once is written again alike", () => {
    const page = pageWith(empty, cases, figures);
    expect(pageWith(page, cases, figures)).toBe(page);
  });

  test("behavior: a block holds as many as its gas pays for, in the next fork as its scarcer gas does", () => {
    const one = { transfer: figure(36_000, 90_000, 30_000) };
    expect(pageWith(empty, cases, one)).toContain("| transfer | 1,000 | 83 | 600 | 68 |");
    const fresh = { transfer: figure(36_000, 90_000, 72_000) };
    expect(pageWith(empty, cases, fresh)).toContain("| transfer | 1,000 | 83 | 500 | 68 |");
  });

  test("error: a page without a mark", () => {
    expect(() => pageWith(empty.replace("<!-- end of cases -->", ""), cases, figures)).toThrow(MissingMarkError);
  });
});

describe("changesOf", () => {
  test("behavior: what is alike is not told", () => {
    expect(changesOf(figures, structuredClone(figures))).toEqual([]);
  });

  test.each([
    ["dearer today", { transfer: figure(45_002, 90_002) }],
    ["cheaper in the next fork", { transfer: figure(45_001, 90_001) }],
    ["new, where the other is gone", { other: figure(45_001) }],
  ])("behavior: a figure that is %s is told, with both", (_, measured) => {
    const told = changesOf({ transfer: figure(45_001, 90_002) }, measured);
    expect(told).toHaveLength(Object.keys({ transfer: 0, ...measured }).length);
    expect(told[0]).toContain("transfer: kept 45,001 (next fork 90,002");
  });
});

test("keyOf: cases of one name differ by their state", () => {
  expect(cases.map(keyOf)).toEqual(["transfer", "transfer; of a clone"]);
});

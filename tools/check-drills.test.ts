import { describe, expect, it } from "vitest";
import { drillsOf, promiseViolations, violationsOf } from "./check-drills.ts";

const numbers = Array.from({ length: 28 }, (_, index) => index + 1);
const all = { name: "all.test.ts", text: numbers.map((number) => `test("drill ${number}: works", f);`).join("\n") };
const list = numbers.map((number) => `| ${number} | a fault | \`all.test.ts\` |`).join("\n");

describe("drillsOf", () => {
  it("finds the numbers at the beginning of names", () => {
    const text =
      'test("drill 3: a", f); it(`drill 21: b`, f); test.each(cases)("drill 4: c", f); test("no drill 9: d", f)';
    expect(drillsOf(text)).toEqual([3, 21, 4]);
  });

  it("finds that of a group", () => {
    expect(drillsOf('describe("drill 5: a fault", () => { test("an outcome", f); });')).toEqual([5]);
  });

  it("takes no comment for a test", () => {
    expect(drillsOf("// drill 3: later")).toEqual([]);
  });
});

describe("violationsOf", () => {
  it("is content when each drill has a test and a row that names its file", () => {
    expect(violationsOf(list, [all])).toEqual([]);
  });

  it("names a drill without a test, at its row", () => {
    const without = { ...all, text: all.text.replace("drill 7:", "drill seven:") };
    expect(violationsOf(list, [without])).toEqual([expect.stringContaining(':7: drill 7 has a test named "drill 7')]);
  });

  it("names a drill without a row", () => {
    const short = list.split("\n").slice(0, 27).join("\n");
    expect(violationsOf(short, [all])).toEqual([expect.stringContaining("drill 28 has a row")]);
  });

  it("names a row with another file than that of the test", () => {
    const [first = ""] = list.split("\n");
    const wrong = list.replace(first, first.replace("all.test.ts", "gone.test.ts"));
    expect(violationsOf(wrong, [all])).toEqual([
      expect.stringContaining(":1: the tests of drill 1 lie in all.test.ts"),
    ]);
  });
});

describe("promiseViolations", () => {
  const promises = [
    "no duplicate effect",
    "no early effect",
    "done within 5 blocks",
    "nothing outside the allow-list",
    "nothing beyond the budgets",
    "every attempt explainable",
    "a restart needs no human",
    "pausing never loses work",
    "a stolen bot sends nothing twice",
    "a lost bot sends nothing twice",
    "an unmodified public RPC set",
  ];
  const drill = "drill 3: `test/drills/all.test.ts`";
  const files: Record<string, string> = {
    "test/drills/all.test.ts": all.text,
    "a/b.test.ts": 'test("works well", f);',
  };
  const read = (path: string) => files[path];
  const handbook = (proof: (promise: string) => string) =>
    [
      "| a row | of another table |",
      "## What we promise, and what proves it",
      "",
      "| promise | proof |",
      "| --- | --- |",
      ...promises.map((promise) => `| ${promise} | ${proof(promise)} |`),
    ].join("\n");
  const [first = ""] = promises;
  const withFirst = (proof: string) => handbook((promise) => (promise === first ? proof : drill));

  it("is content when each promise names a drill that is there", () => {
    expect(promiseViolations(withFirst(`${drill}; \`a/b.test.ts\` ("works")`), read)).toEqual([]);
  });

  it.each([
    ["a drill that its file does not hold", "drill 29: `test/drills/all.test.ts`", "holds drill 29"],
    ["a file that does not exist", "drill 3: `test/drills/gone.test.ts`", "gone.test.ts is a file that holds drill 3"],
    ["a promise without a drill", '`a/b.test.ts` ("works")', "names a drill"],
    ["a test that does not exist", `${drill}; \`a/b.test.ts\` ("fails")`, 'a test named "fails"'],
    ["a test's file that does not exist", `${drill}; \`a/c.test.ts\` ("works")`, "a/c.test.ts is a file"],
    ["a file for nothing", `${drill}; \`a/b.test.ts\``, "comes with its drill's number"],
  ])("names %s, at its row", (_, proof, expected) => {
    const violations = promiseViolations(withFirst(proof), read);
    expect(violations).toEqual([expect.stringContaining(expected)]);
    expect(violations[0]).toContain("keepers.md:6:");
  });

  it("reads no table but that of the promises", () => {
    expect(
      promiseViolations(`${handbook(() => drill)}\n\n## Figures\n\n| what | now |\n| a/b | \`c/d\` |`, read),
    ).toEqual([]);
  });

  it.each(promises)("misses %s", (promise) => {
    const lines = handbook(() => drill).split("\n");
    const without = lines.filter((line) => !line.startsWith(`| ${promise}`)).join("\n");
    expect(promiseViolations(without, read)).toEqual([expect.stringContaining(promise.slice(0, 10))]);
  });

  it("misses all of them where there is no table", () => {
    expect(promiseViolations("", read)).toHaveLength(promises.length);
  });
});

import { describe, expect, it } from "vitest";
import { drillsOf, violationsOf } from "./check-drills.ts";

const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
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
    const short = list.split("\n").slice(0, 24).join("\n");
    expect(violationsOf(short, [all])).toEqual([expect.stringContaining("drill 25 has a row")]);
  });

  it("names a row with another file than that of the test", () => {
    const [first = ""] = list.split("\n");
    const wrong = list.replace(first, first.replace("all.test.ts", "gone.test.ts"));
    expect(violationsOf(wrong, [all])).toEqual([
      expect.stringContaining(":1: the tests of drill 1 lie in all.test.ts"),
    ]);
  });
});

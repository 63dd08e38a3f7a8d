import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreedCount, agreedHead, judgeHeads, majorityHash, type Sample } from "./agreement.ts";

const sample = (endpoint: string, number: number): Sample => ({
  endpoint,
  head: { number: BigInt(number), hash: `0x${number.toString(16)}`, timestamp: number },
});
const samples = (...numbers: number[]) => numbers.map((number, index) => sample(`${index}`, number));
const keptOf = (...numbers: number[]) => judgeHeads(samples(...numbers), 5n).kept.map(({ endpoint }) => endpoint);

describe("judgeHeads", () => {
  test.each([
    ["all near", [100, 99, 95], ["0", "1", "2"]],
    ["one behind", [100, 50, 100], ["0", "2"]],
    ["one far ahead of the others", [100, 1_000_000, 99], ["0", "2"]],
    ["of two, the one behind", [50, 100], ["1"]],
    ["alone", [7], ["0"]],
    ["none", [], []],
  ])("behavior: %s", (_, numbers, kept) => {
    expect(keptOf(...numbers)).toEqual(kept);
  });

  test("behavior: says why", () => {
    expect(judgeHeads(samples(100, 94, 100, 1_000), 5n).left.map(({ reason }) => reason)).toEqual([
      "is 6 blocks behind",
      "is 900 blocks ahead of all others",
    ]);
  });

  test("property: one liar among three never throws out two who are together", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.nat(5), fc.nat(10 ** 9), (height, apart, lie) => {
        expect(keptOf(height, height + apart, lie)).toEqual(expect.arrayContaining(["0", "1"]));
      }),
    );
  });
});

describe("agreement", () => {
  const counts = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 6 });

  test("property: the agreed count was reached by two, or is the only one's; no higher one was", () => {
    fc.assert(
      fc.property(counts, (all) => {
        const agreed = agreedCount(all) ?? -1;
        const reached = (count: number) => all.filter((other) => other >= count).length;
        expect(reached(agreed)).toBeGreaterThanOrEqual(Math.min(2, all.length));
        for (const higher of all.filter((count) => count > agreed)) expect(reached(higher)).toBeLessThan(2);
        expect(agreedHead(samples(...all))?.number).toBe(BigInt(agreed));
      }),
    );
    expect(agreedCount([])).toBeUndefined();
    expect(agreedHead([])).toBeUndefined();
  });

  test("behavior: the majority's hash, none when divided", () => {
    expect(majorityHash(["0xa", "0xb", "0xa"])).toBe("0xa");
    expect(majorityHash(["0xa", "0xb"])).toBeUndefined();
    expect(majorityHash(["0xa", undefined, undefined])).toBe("0xa");
    expect(majorityHash([undefined])).toBeUndefined();
  });
});

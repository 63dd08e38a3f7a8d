import { describe, expect, test } from "vitest";
import { countsAtEnd, countsSoFar, totalOf } from "./test-counts.mjs";

const forge = `
Ran 2 tests for test/unit/Lanes.t.sol:LanesTest
[PASS] test_A() (gas: 1)
Suite result: ok. 2 passed; 0 failed; 0 skipped; finished in 9.73ms (8.29ms CPU time)

Ran 3 tests for test/unit/Party.t.sol:PartyTest
[FAIL: 1 passed; 9 failed; no] test_B() (gas: 1)
Suite result: FAILED. 1 passed; 1 failed; 1 skipped; finished in 9.33ms (2.02ms CPU time)
`;
const forgeEnd = `${forge}
Ran 2 test suites in 12.11s (43.66s CPU time): 3 tests passed, 1 failed, 1 skipped (5 total tests)
`;

const vitest = `
 RUN  v3.2.4 /project

 \u001b[32m✓\u001b[39m |unit| sdk/a.test.ts \u001b[2m(\u001b[22m\u001b[2m10 tests\u001b[22m\u001b[2m)\u001b[22m 18ms
   ✓ a group > a slow test (2 tests)  1637ms
 ✓ |unit| sdk/b.test.ts (2 tests | 1 skipped) 3ms
 ❯ |unit| sdk/c.test.ts (14 tests | 1 failed | 2 skipped) 52ms
   × a group > a test 3ms
 ❯ |unit| sdk/broken.test.ts (0 test)
`;
const vitestEnd = `${vitest}
 Test Files  2 failed | 2 passed (4)
      Tests  1 failed | 22 passed | 3 skipped (26)
`;

describe("tests that a runner's output tells of", () => {
  test.each([
    ["forge", forge, { passed: 3, failed: 1 }],
    ["vitest", vitest, { passed: 22, failed: 1 }],
    ["nobody yet", "Compiling 536 files with Solc 0.8.37", { passed: 0, failed: 0 }],
  ])("behavior: those of %s that have ended", (_, output, counts) => {
    expect(countsSoFar(output)).toEqual(counts);
  });

  test.each([
    ["forge", forgeEnd, { passed: 3, failed: 1 }],
    ["vitest", vitestEnd, { passed: 22, failed: 1 }],
  ])("behavior: all of %s, as it counts them itself", (_, output, counts) => {
    expect(countsAtEnd({ ok: false, output })).toEqual(counts);
  });

  test("behavior: all that passed", () => {
    const output = " Test Files  2 passed (2)\n      Tests  23 passed (23)\n";
    expect(countsAtEnd({ ok: true, output })).toEqual({ passed: 23, failed: 0 });
  });

  test("behavior: a runner that ends badly without a word of failures failed once", () => {
    expect(countsAtEnd({ ok: false, output: "Segmentation fault" })).toEqual({ passed: 0, failed: 1 });
    const output = "      Tests  23 passed (23)\nUnhandled Rejection";
    expect(countsAtEnd({ ok: false, output })).toEqual({ passed: 23, failed: 1 });
  });

  test("behavior: several runners' together", () => {
    expect(totalOf([])).toEqual({ passed: 0, failed: 0 });
    expect(
      totalOf([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 4 },
      ]),
    ).toEqual({ passed: 4, failed: 6 });
  });
});

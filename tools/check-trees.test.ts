import { describe, expect, it } from "vitest";
import { compare, parseTree } from "./check-trees.ts";

const tree = `pay
├── (guarded: see GuardedBase)
├── given it is not open
│  └── it should revert
├── given the holder's account is frozen
│  ├── it should withhold and pay the others
│  └── when it is free again
│     └── it should pay
└── given more than 128 distributions
   └── it should keep statuses apart, as checkTransfer does
`;

const complete = [
  "test_RevertGiven_ItIsNotOpen",
  "test_GivenTheHoldersAccountIsFrozen_ItShouldWithholdAndPayTheOthers",
  "test_GivenFrozen_WhenItIsFreeAgain_ItShouldPay",
  "test_GivenMoreThan128Distributions_ItShouldKeepStatusesApartAsCheckTransferDoes",
];

const violations = (names: readonly string[]) =>
  compare(
    { file: "pay.tree", text: tree },
    { file: "pay.t.sol", text: names.map((name) => `    function ${name}() external {`).join("\n") },
  );

describe("check-trees", () => {
  it("reads every leaf with its path", () => {
    expect(parseTree(tree).map(({ path }) => path.length)).toEqual([2, 2, 3, 2]);
  });

  it("accepts a test for each leaf, shortened or not, and fuzz tests that repeat one", () => {
    expect(violations(complete)).toEqual([]);
    expect(violations([...complete, "testFuzz_GivenMoreThan128Distributions_ItShouldKeepStatusesApart"])).toEqual([]);
  });

  it("names the leaf without a test", () => {
    expect(violations(complete.slice(1))).toEqual([
      'pay.tree:4: "given it is not open / it should revert" has no test of its own in pay.t.sol',
    ]);
  });

  it("names the test without a leaf", () => {
    expect(violations([...complete, "test_WhenNobodyCalls_ItShouldPay"])).toEqual([
      "pay.t.sol:5: test_WhenNobodyCalls_ItShouldPay has no leaf of its own in pay.tree",
    ]);
  });

  it("does not take one test for two leaves, nor a passing test for a reverting leaf", () => {
    const twice = "a\n├── when x\n│  └── it should pay\n└── when x y\n   └── it should pay\n";
    const one = { file: "a.t.sol", text: "function test_WhenX_ItShouldPay() external {" };
    expect(compare({ file: "a.tree", text: twice }, one)).toHaveLength(1);
    expect(violations(["test_GivenItIsNotOpen_ItShouldSucceed", ...complete.slice(1)])).toHaveLength(2);
  });
});

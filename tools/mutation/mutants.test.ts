import { describe, expect, test } from "vitest";
import { mutantsOf, mutated, sampleOf } from "./mutants.ts";

const changesOf = (line: string): string[] => mutantsOf(line).map(({ after }) => after.trim());

describe("mutantsOf", () => {
  test("behavior: leaves out a guard, negates it, and moves its boundary", () => {
    expect(changesOf("        if (amount > held) revert TooMuch(amount);")).toEqual([
      "",
      "if (amount >= held) revert TooMuch(amount);",
      "if (!(amount > held)) revert TooMuch(amount);",
    ]);
  });

  test("behavior: one place at a time", () => {
    expect(changesOf("        sum = a + b + c;")).toEqual(["", "sum = a - b + c;", "sum = a + b - c;"]);
  });

  test.each([
    ["a call", "        _keep(key, slot);", [""]],
    ["an event", "        emit Moved(from, to);", [""]],
    ["a counter", "        ++count;", ["", "--count;"]],
    ["a flag", "        _set(true);", ["", "_set(false);"]],
    ["a least value", "        return Math.min(a, b);", ["return Math.max(a, b);"]],
  ])("behavior: %s", (_, line, expected) => {
    expect(changesOf(line)).toEqual(expected);
  });

  test.each([
    ["a comment", "        // if (a < b) return;"],
    ["a comment behind code", "        return a; // a < b"],
    ["a declaration without a choice", "        uint256 amount = held;"],
    ["an import", 'import {A} from "./A.sol";'],
    ["a function's head", "    function f(bool a) external returns (bool) {"],
    ["a text", '        return "a < b";'],
    ["assembly", "        assembly {\n            x := add(1, 2)\n            if lt(a, b) { revert(0, 0) }\n        }"],
  ])("behavior: %s stays", (_, text) => {
    expect(mutantsOf(text)).toEqual([]);
  });
});

test("mutated: changes its own line only", () => {
  const source = "a\n        ++count;\nb";
  expect(mutantsOf(source).map((mutant) => mutated(source, mutant))).toEqual(["a\n\nb", "a\n        --count;\nb"]);
});

test("sampleOf: as many as asked for, in order, the same for the same seed", () => {
  const mutants = mutantsOf(Array(40).fill("        ++count;").join("\n"));
  const sample = sampleOf(mutants, 10, 3);
  expect(sample).toHaveLength(10);
  expect(sample).toEqual(sampleOf(mutants, 10, 3));
  expect(sample).not.toEqual(sampleOf(mutants, 10, 4));
  expect(sample.map(({ line }) => line)).toEqual(sample.map(({ line }) => line).sort((a, b) => a - b));
});

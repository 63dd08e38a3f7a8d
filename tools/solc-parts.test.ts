import solc from "solc";
import { describe, expect, test } from "vitest";
import { type CompilerOutput, merged, partsOf } from "./solc-parts.mjs";

const names = ["A", "B", "C", "D", "E"];

/** A chain of contracts, each of which makes the next one and warns of what it does not use. */
const input = {
  language: "Solidity",
  sources: Object.fromEntries(
    names.map((name, place) => {
      const next = names[place + 1];
      const content = next
        ? `import "./${next}.sol"; contract ${name} { function f(uint256 unused) external { new ${next}(); } }`
        : `contract ${name} {}`;
      return [`${name}.sol`, { content }];
    }),
  ),
  settings: { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"], "": ["ast"] } } },
};

const compile = (part: object): CompilerOutput => JSON.parse(solc.compile(JSON.stringify(part)));

describe("a compilation in parts", () => {
  test("behavior: is one of the whole if there are few sources", () => {
    expect(partsOf(input)).toEqual([input]);
  });

  test("behavior: asks for each source's code once", () => {
    const parts = partsOf(input, 2);
    expect(parts).toHaveLength(3);
    expect(parts.flatMap(({ settings }) => Object.keys(settings.outputSelection)).sort()).toEqual(
      names.map((name) => `${name}.sol`),
    );
  });

  test("behavior: makes what the whole makes, and warns of it once", () => {
    const whole = compile(input);
    expect(whole.errors.length).toBeGreaterThan(names.length - 1);
    const together = merged(partsOf(input, 2).map(compile));
    expect(together.contracts).toEqual(whole.contracts);
    expect(together.sources).toEqual(whole.sources);
    expect(together.errors).toEqual(whole.errors);
  });

  test("behavior: tells of an error", () => {
    const broken = { ...input, sources: { ...input.sources, "A.sol": { content: "contract A is Missing {}" } } };
    const { errors } = merged(partsOf(broken, 2).map(compile));
    expect(errors.filter(({ severity }) => severity === "error")).toHaveLength(1);
  });
});

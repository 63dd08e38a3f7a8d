/**
 * Holds `docs/requirements.md` and the tests together. A requirement is one row of a table:
 *
 *     | R-MS-01 | What MUST hold. | source | `ContractTest.test_Name`, I3 |
 *
 * Every requirement says MUST, names its source and at least one test that exists under `test/`, or an invariant of
 * `test/invariant/README.md`. A section has ids of one prefix, numbered from 01 without gaps. Tests that `docs/findings.md`
 * names exist, too.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** What requirements may name: how often each `Contract.test` exists, and the invariants. */
export interface Known {
  readonly tests: ReadonlyMap<string, number>;
  readonly invariants: ReadonlySet<string>;
}

const HEADER = "| id | requirement | source | held by |";
const ROW = /^\| (R-[A-Z]+)-(\d{2}) \| (\S.*?) \| (\S.*?) \| (\S.*?) \|$/;
const REFERENCE = /^`(\w+\.\w+)`$|^(I\d+)$/;

/** The tests of a Solidity file, as `Contract.test`. */
export const testsOf = (source: string): string[] => {
  let contract = "";
  return source.split("\n").flatMap((line) => {
    contract = /^(?:abstract )?contract (\w+)/.exec(line)?.[1] ?? contract;
    const test = /^\s+function ((?:test|invariant)\w*)/.exec(line)?.[1];
    return test === undefined ? [] : [`${contract}.${test}`];
  });
};

/** The invariants that the list names, as `I3`. */
export const invariantsOf = (list: string): string[] => [...list.matchAll(/^\| (I\d+) \|/gm)].map(([, id]) => id ?? "");

/** What is wrong with the requirements, as `file:line: what would be right`. */
export const violationsOf = (text: string, known: Known, file = "docs/requirements.md"): string[] => {
  const violations: string[] = [];
  const closed = new Set<string>();
  let [prefix, last] = ["", 0];
  for (const [index, line] of text.split("\n").entries()) {
    const complain = (what: string) => violations.push(`${file}:${index + 1}: ${what}`);
    if (line.startsWith("## ")) {
      closed.add(prefix);
      [prefix, last] = ["", 0];
    }
    if (!line.trimStart().startsWith("|") || line === HEADER || /^\|( --- \|){4}$/.test(line)) continue;

    const [, name = "", number = "", sentence = "", , tests = ""] = ROW.exec(line) ?? [];
    if (name === "") {
      complain("a row is | R-XXX-01 | what MUST hold | source | `Contract.test`, I1 |");
      continue;
    }
    if (closed.has(name)) complain(`${name} has a section of its own already`);
    else if (prefix !== "" && prefix !== name) complain(`${name}-${number} stands in the section of ${prefix}`);
    else if (Number(number) !== last + 1) complain(`${name}-${String(last + 1).padStart(2, "0")} comes next`);
    [prefix, last] = [name, Number(number)];
    if (!/\bMUST\b/.test(sentence)) complain(`${name}-${number} says what MUST hold`);
    for (const reference of tests.split(", ")) {
      const problem = problemOf(reference, known);
      if (problem !== undefined) complain(`${name}-${number}: ${problem}`);
    }
  }
  return violations;
};

/** Tests that the page of findings names and that do not exist. */
export const unknownTestsOf = (text: string, { tests }: Known, file = "docs/findings.md"): string[] =>
  text
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(/`(\w+\.(?:test|invariant)\w*_\w+)`/g)]
        .filter(([, test = ""]) => !tests.has(test))
        .map(([, test]) => `${file}:${index + 1}: there is no test ${test}`),
    );

const problemOf = (reference: string, { tests, invariants }: Known): string | undefined => {
  const [match, test, invariant] = REFERENCE.exec(reference) ?? [];
  if (match === undefined) return `${reference} is neither a test, as \`Contract.test\`, nor an invariant, as I1`;
  if (invariant !== undefined) {
    return invariants.has(invariant) ? undefined : `test/invariant/README.md has no ${invariant}`;
  }
  const count = tests.get(test ?? "") ?? 0;
  if (count === 0) return `there is no test ${test}`;
  return count === 1 ? undefined : `${count} contracts have a test ${test}: give one another name`;
};

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");

const knownOf = (folder: string): Known => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const tests = new Map<string, number>();
  for (const file of files.filter((name) => name.endsWith(".sol"))) {
    for (const test of testsOf(read(folder, file))) tests.set(test, (tests.get(test) ?? 0) + 1);
  }
  return { tests, invariants: new Set(invariantsOf(read(folder, "invariant", "README.md"))) };
};

if (isMain(import.meta.url)) {
  const known = knownOf("test");
  const pages = [
    { name: "requirements.md", check: violationsOf },
    { name: "findings.md", check: unknownTestsOf },
  ];
  const violations = pages.flatMap(({ name, check }) =>
    existsSync(join(ROOT, "docs", name)) ? check(read("docs", name), known) : [`docs/${name}:1: is missing`],
  );
  exitWith(violations, "Requirements and tests agree.");
}

/**
 * Holds trees and tests together: every leaf of `test/integration/<contract>/<function>/<name>.tree` has one test in
 * `<name>.t.sol`, and every test there has its own leaf.
 *
 * A test is named after its leaf's path: `test_GivenClaimsAreOpen_WhenTheInvestorIsFrozen_ItShouldPayTheOthers`, or, for
 * a leaf that says `it should revert`, `test_RevertWhen_…` or `test_RevertGiven_…`. Words of the path may be left out
 * and `And` may join them, but their order stays. `testFuzz_…` may stand for a leaf or repeat one. Lines of a tree in
 * parentheses are remarks.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** A leaf of a tree: the lines from the root's child to it. */
export interface Leaf {
  readonly line: number;
  readonly path: readonly string[];
}

/** A test function. */
export interface Test {
  readonly line: number;
  readonly name: string;
}

/** Reads the leaves. A branch with nothing below it counts as a leaf too, so that it is found to lack its test. */
export const parseTree = (text: string): Leaf[] => {
  const nodes = text
    .split("\n")
    .map((line, index) => ({ line: index + 1, match: /^([│\s]*)[├└]─+\s*(.*)$/u.exec(line) }))
    .flatMap(({ line, match }) => (match ? [{ line, depth: match[1]?.length ?? 0, label: match[2] ?? "" }] : []))
    .filter(({ label }) => !label.startsWith("("));
  const path: { depth: number; label: string }[] = [];
  const leaves: Leaf[] = [];
  for (const [index, { line, depth, label }] of nodes.entries()) {
    while ((path.at(-1)?.depth ?? -1) >= depth) path.pop();
    path.push({ depth, label });
    if ((nodes[index + 1]?.depth ?? 0) <= depth) leaves.push({ line, path: path.map((node) => node.label) });
  }
  return leaves;
};

/** Reads the test functions of a Solidity file. */
export const parseTests = (text: string): Test[] =>
  text.split("\n").flatMap((content, index) => {
    const name = /^\s*function (test\w*)/.exec(content)?.[1];
    return name === undefined ? [] : [{ line: index + 1, name }];
  });

/** Whether the test's words are words of the leaf's path, in their order. */
export const matches = ({ path }: Leaf, { name }: Test): boolean => {
  const bare = name.replace(/^test(Fuzz)?_/, "");
  const reverts = /^Revert(When|Given)_|_ItShouldRevert/.test(bare);
  if (reverts !== /\bshould revert\b/.test(path.at(-1) ?? "")) return false;
  const rest = path.flatMap(wordsOf)[Symbol.iterator]();
  return wordsOf(bare.replace(/^Revert/, ""))
    .filter((word) => word !== "and")
    .every((word) => {
      for (let next = rest.next(); !next.done; next = rest.next()) if (next.value === word) return true;
      return false;
    });
};

/** What is wrong between a tree and its tests, as `file:line: what would be right`. */
export const compare = (tree: { file: string; text: string }, source: { file: string; text: string }): string[] => {
  const leaves = parseTree(tree.text);
  const isFuzz = ({ name }: Test) => name.startsWith("testFuzz_");
  // Plain tests first: only a leaf without one is left to a fuzz test.
  const tests = parseTests(source.text).sort((a, b) => Number(isFuzz(a)) - Number(isFuzz(b)));
  const leafOf = pair(leaves, tests);
  const tested = new Set(leafOf.values());
  const mayRepeat = (test: Test) => isFuzz(test) && leaves.some((leaf) => matches(leaf, test));
  return [
    ...leaves
      .filter((leaf) => !tested.has(leaf))
      .map(
        ({ line, path }) =>
          `${tree.file}:${line}: "${path.join(" / ")}" has no test of its own in ${basename(source.file)}`,
      ),
    ...tests
      .filter((test) => !leafOf.has(test) && !mayRepeat(test))
      .map(({ line, name }) => `${source.file}:${line}: ${name} has no leaf of its own in ${basename(tree.file)}`),
  ];
};

/** As many pairs as possible, each leaf and each test in one at most (augmenting paths). */
const pair = (leaves: readonly Leaf[], tests: readonly Test[]): Map<Test, Leaf> => {
  const leafOf = new Map<Test, Leaf>();
  const settle = (leaf: Leaf, tried: Set<Test>): boolean => {
    for (const test of tests) {
      if (tried.has(test) || !matches(leaf, test)) continue;
      tried.add(test);
      const holder = leafOf.get(test);
      if (holder === undefined || settle(holder, tried)) {
        leafOf.set(test, leaf);
        return true;
      }
    }
    return false;
  };
  for (const leaf of leaves) settle(leaf, new Set());
  return leafOf;
};

/** "the holder's 128 accounts by checkTransfer" -> the, holders, 128, accounts, by, check, transfer */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/['’]/g, "")
    .split(/[^\p{L}\p{N}]+|(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z])/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());

const check = (folder: string): string[] => {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const read = (file: string) => ({ file: relative(ROOT, file), text: readFileSync(file, "utf8") });
  return files.flatMap((file) => {
    const [tree, source] = [file.replace(/\.t\.sol$/, ".tree"), file.replace(/\.tree$/, ".t.sol")];
    if (file === tree && file === source) return [];
    if (!existsSync(tree) || !existsSync(source))
      return [`${relative(ROOT, file)}:1: a tree and a test stand side by side`];
    return file === tree ? compare(read(tree), read(source)) : [];
  });
};

if (isMain(import.meta.url))
  exitWith(check(process.argv[2] ?? join(ROOT, "test", "integration")), "Trees and tests agree.");

/**
 * Holds `test/drills/README.md` and the drills together: each of the 25 drills has at least one test, or group of
 * tests, whose name begins with `drill N:`, and its row names the files in which they lie.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** A test file of the drills: its name below test/drills, and its text. */
export interface DrillFile {
  readonly name: string;
  readonly text: string;
}

const COUNT = 25;
const ROW = /^\| (\d+) \| .+ \| (.+) \|$/;

/** The numbers of the drills that a test file holds, each once. */
export const drillsOf = (text: string): number[] => [
  ...new Set(
    [...text.matchAll(/\b(?:describe|test|it)(?:\.\w+)?(?:\([^()]*\))?\(\s*["'`]drill (\d+):/g)].map(([, number]) =>
      Number(number),
    ),
  ),
];

/** What is wrong with list and tests, as `file:line: what would be right`. */
export const violationsOf = (list: string, files: readonly DrillFile[], file = "test/drills/README.md"): string[] => {
  const violations: string[] = [];
  const rows = new Map<number, { line: number; files: readonly string[] }>();
  for (const [index, text] of list.split("\n").entries()) {
    const [, number, cell = ""] = ROW.exec(text) ?? [];
    if (number === undefined) continue;
    rows.set(Number(number), {
      line: index + 1,
      files: [...cell.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, name]) => name ?? ""),
    });
  }
  for (let number = 1; number <= COUNT; number += 1) {
    const having = files.filter(({ text }) => drillsOf(text).includes(number)).map(({ name }) => name);
    const row = rows.get(number);
    if (row === undefined) violations.push(`${file}:1: drill ${number} has a row`);
    if (having.length === 0)
      violations.push(`${file}:${row?.line ?? 1}: drill ${number} has a test named "drill ${number}: …"`);
    else if (row !== undefined && !sameNames(row.files, having)) {
      violations.push(`${file}:${row.line}: the tests of drill ${number} lie in ${having.join(", ")}`);
    }
  }
  return violations;
};

const sameNames = (named: readonly string[], having: readonly string[]): boolean =>
  named.length === having.length && having.every((name) => named.includes(name));

const folder = join(ROOT, "test", "drills");

if (isMain(import.meta.url)) {
  const names = readdirSync(folder, { encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const files = names.sort().map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
  exitWith(violationsOf(readFileSync(join(folder, "README.md"), "utf8"), files), "Every drill has its test.");
}

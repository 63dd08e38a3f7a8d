/**
 * Holds `test/drills/README.md` and the drills together: each of the drills has at least one test, or group of
 * tests, whose name begins with `drill N:`, and its row names the files in which they lie. Holds the promises of
 * `docs/handbook/keepers.md` to the tests that it names.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** A test file of the drills: its name below test/drills, and its text. */
export interface DrillFile {
  readonly name: string;
  readonly text: string;
}

const COUNT = 28;
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

/** Beginnings of the promises that the handbook must print, each with a drill. */
const PROMISES = [
  "no duplicate effect",
  "no early effect",
  "done within",
  "nothing outside the allow-list",
  "nothing beyond the budgets",
  "every attempt explainable",
  "a restart needs no human",
  "pausing never loses work",
  "a stolen bot",
  "a lost bot",
  "an unmodified public RPC set",
] as const;

/** `drill 13: \`test/drills/some.test.ts\``: the file holds the drill. */
const DRILL_PROOF = /drill (\d+): `([^`]+)`/g;
/** `` `some.test.ts` ("name") ``: the file has a test or group of that name. */
const TEST_PROOF = /`([^`]+)` \("([^"]+)"\)/g;

/**
 * What is wrong with the table of promises, as `file:line: what would be right`.
 *
 * @param read a file's text by its path in the project; undefined if there is none
 */
export const promiseViolations = (
  handbook: string,
  read: (path: string) => string | undefined,
  file = "docs/handbook/keepers.md",
): string[] => {
  const lines = handbook.split("\n").map((text, index) => ({ text, line: index + 1 }));
  const start = lines.findIndex(({ text }) => text.startsWith("## What we promise"));
  const next = lines.findIndex(({ text }, index) => index > start && text.startsWith("## "));
  const section = start < 0 ? [] : lines.slice(start, next < 0 ? lines.length : next);
  const rows = section.filter(({ text }) => /^\| (?!promise|---)/.test(text));
  const missing = PROMISES.filter((promise) => !rows.some(({ text }) => text.startsWith(`| ${promise}`)));
  return [
    ...missing.map((promise) => `${file}:${Math.max(start, 0) + 1}: a row begins with "${promise}"`),
    ...rows.flatMap(({ text, line }) => proofViolations(text, read).map((what) => `${file}:${line}: ${what}`)),
  ];
};

const proofViolations = (row: string, read: (path: string) => string | undefined): string[] => {
  const drills = [...row.matchAll(DRILL_PROOF)].map(([, number, path = ""]) => ({ number: Number(number), path }));
  const tests = [...row.matchAll(TEST_PROOF)].map(([, path = "", name = ""]) => ({ path, name }));
  const named = new Set([...drills, ...tests].map(({ path }) => path));
  const paths = [...row.matchAll(/`([^`]*\/[^`]*)`/g)].map(([, path = ""]) => path);
  return [
    ...(drills.length === 0 ? ["a promise names a drill that proves it: drill N: `file`"] : []),
    ...paths.filter((path) => !named.has(path)).map((path) => `${path} comes with its drill's number or a test's name`),
    ...drills
      .filter(({ number, path }) => !drillsOf(read(path) ?? "").includes(number))
      .map(({ number, path }) => `${path} is a file that holds drill ${number}`),
    ...tests
      .filter(({ path, name }) => !namesOf(read(path) ?? "").some((known) => known.includes(name)))
      .map(({ path, name }) => `${path} is a file with a test named "${name}"`),
  ];
};

/** Texts in quotes on one line of a test file: names of tests and groups, and of the cases of a table. */
const namesOf = (text: string): string[] =>
  [...text.matchAll(/(["'`])((?:(?!\1).)+)\1/g)].map(([, , name = ""]) => name);

const sameNames = (named: readonly string[], having: readonly string[]): boolean =>
  named.length === having.length && having.every((name) => named.includes(name));

const folder = join(ROOT, "test", "drills");

if (isMain(import.meta.url)) {
  const names = readdirSync(folder, { encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const files = names.sort().map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
  const read = (path: string): string | undefined =>
    existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : undefined;
  const list = violationsOf(readFileSync(join(folder, "README.md"), "utf8"), files);
  const promises = promiseViolations(read("docs/handbook/keepers.md") ?? "", read);
  exitWith([...list, ...promises], "Every drill has its test, every promise its drill.");
}

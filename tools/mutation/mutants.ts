/** One change of one line of a contract. */
export type Mutant = {
  /** from 1 */
  line: number;
  /** what was done, such as `< becomes <=` */
  change: string;
  before: string;
  after: string;
};

type Rule = { name: string; find: RegExp; replace: string | ((...groups: string[]) => string) };

/** Each is tried at every place of a line where it fits, one place at a time. */
const rules: readonly Rule[] = [
  ...swaps([
    [" < ", " <= "],
    [" <= ", " < "],
    [" > ", " >= "],
    [" >= ", " > "],
    [" == ", " != "],
    [" != ", " == "],
    [" && ", " || "],
    [" || ", " && "],
    [" + ", " - "],
    [" - ", " + "],
    [" * ", " / "],
    [" / ", " * "],
    [" += ", " -= "],
    [" -= ", " += "],
    ["++", "--"],
    ["--", "++"],
    ["Math.min(", "Math.max("],
    ["Math.max(", "Math.min("],
    ["true", "false"],
    ["false", "true"],
  ]),
  { name: "a negated condition", find: /\bif \((.*)\) /, replace: (_, condition = "") => `if (!(${condition})) ` },
];

function swaps(pairs: readonly (readonly [string, string])[]): Rule[] {
  return pairs.map(([from, to]) => ({
    name: `${from.trim()} becomes ${to.trim()}`,
    find: new RegExp(/^\w/.test(from) && !from.includes("(") ? `\\b${from}\\b` : escaped(from), "g"),
    replace: to,
  }));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A guard or a statement that fits on its line. What is declared or returned there cannot be left out. */
const removable =
  /^\s*(if \(.*\) (revert |_refuse\(|return\b).*;|(emit|delete) .*;|[\w.[\]()]+(\(.*\)| [-+|&]?= .*);|(\+\+|--)[\w.[\]]+;)\s*$/;
const declaration =
  /^\s*(u?int\d*|bool|address|bytes\d*|string|[A-Z]\w*)(\[\])? ((memory|storage|calldata|immutable|constant|private|internal|public|override) )*\w+ =/;
const skipped =
  /^\s*(\/\/|\/?\*|import |pragma |using |function |modifier |constructor|contract |abstract |library |interface |type |struct |enum |error |event |mapping|assembly|require\()/;

/** Every change of a source that this script knows, in the order of its lines. Comments, declarations and assembly stay. */
export const mutantsOf = (source: string): Mutant[] => {
  let inAssembly = 0;
  return source.split("\n").flatMap((before, place) => {
    const line = place + 1;
    if (inAssembly > 0 || /^\s*assembly\b/.test(before)) {
      inAssembly += count(before, "{") - count(before, "}");
      return [];
    }
    if (before.trim() === "" || skipped.test(before)) return [];
    const code = before.replace(/\/\/.*$/, "");
    const removed =
      removable.test(code) && !declaration.test(code) ? [{ line, change: "left out", before, after: "" }] : [];
    return [...removed, ...rules.flatMap((rule) => changesBy(rule, code, line))];
  });
};

const changesBy = ({ name, find, replace }: Rule, before: string, line: number): Mutant[] =>
  [...before.matchAll(new RegExp(find.source, "g"))]
    .filter(({ index }) => !isInString(before, index))
    .map((match) => {
      const made = typeof replace === "string" ? replace : replace(...(match as string[]));
      const after = before.slice(0, match.index) + made + before.slice(match.index + match[0].length);
      return { line, change: name, before, after };
    });

const isInString = (line: string, index: number): boolean => count(line.slice(0, index), '"') % 2 === 1;

const count = (text: string, part: string): number => text.split(part).length - 1;

/** The source with one change. */
export const mutated = (source: string, { line, after }: Mutant): string =>
  source
    .split("\n")
    .map((text, place) => (place + 1 === line ? after : text))
    .join("\n");

/** Some of them, the same for the same seed. */
export const sampleOf = (mutants: readonly Mutant[], size: number, seed: number): Mutant[] =>
  mutants
    .map((mutant, place) => ({ mutant, place, rank: hash(`${seed}/${mutant.line}/${mutant.change}/${place}`) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, size)
    .sort((a, b) => a.place - b.place)
    .map(({ mutant }) => mutant);

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return value;
};

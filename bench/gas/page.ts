/** The tables of docs/handbook/gas.md, from the figures. Pure. */
import type { Case } from "./case.ts";
import type { Figure } from "./chain.ts";

export type Figures = Readonly<Record<string, Figure>>;

/** Where the tables stand on the page. */
const MARKS = ["cases", "blocks"] as const;
type Mark = (typeof MARKS)[number];

/** The page lacks a mark between which a table stands. */
export class MissingMarkError extends Error {
  override readonly name = "MissingMarkError";
  constructor(line: string) {
    super(`docs/handbook/gas.md must contain "${line}". Put it back; a table stands between two such lines.`);
  }
}

export const keyOf = ({ name, state }: Pick<Case, "name" | "state">): string =>
  state === undefined ? name : `${name}; ${state}`;

/** The page with the tables of these figures. @throws MissingMarkError */
export const pageWith = (page: string, cases: readonly Case[], figures: Figures): string => {
  const tables: Record<Mark, string> = { cases: caseTable(cases, figures), blocks: blockTable(cases, figures) };
  return MARKS.reduce((text, mark) => withTable(text, mark, tables[mark]), page);
};

/** A line for each figure that is not what was kept. */
export const changesOf = (kept: Figures, measured: Figures): string[] =>
  [...new Set([...Object.keys(kept), ...Object.keys(measured)])].flatMap((key) => {
    const [before, now] = [textOf(kept[key]), textOf(measured[key])];
    return before === now ? [] : [`${key}: kept ${before}, measured ${now}`];
  });

const textOf = (figure: Figure | undefined): string =>
  figure === undefined
    ? "nothing"
    : `${grouped(figure.today)} (next fork ${grouped(figure.next)}, of it state ${grouped(figure.nextState)}; ${figure.bytes} bytes)`;

const grouped = (figure: number | undefined): string => figure?.toLocaleString("en-US") ?? "";

/** A goal that is missed stands out. */
const against = (figure: number | undefined, goal: number | undefined): string =>
  figure !== undefined && goal !== undefined && figure > goal ? `**${grouped(figure)}**` : grouped(figure);

const caseTable = (cases: readonly Case[], figures: Figures): string =>
  tableOf(
    ["case", "state", "SFT", "goal", "today", "goal, next fork", "next fork"],
    2,
    cases.map((one) => {
      const { name, state = "", sft, goal, nextGoal } = one;
      const figure = figures[keyOf(one)];
      const now = [grouped(sft), grouped(goal), against(figure?.today, goal)];
      return [name, state, ...now, grouped(nextGoal), against(figure?.next, nextGoal)];
    }),
  );

/** Gas of a block, and seconds from one to the next. */
const BLOCK = { gas: 36_000_000, seconds: 12 } as const;

const blockTable = (cases: readonly Case[], figures: Figures): string =>
  tableOf(
    ["case", "a block", "a second", "a block, next fork", "bytes of calldata"],
    1,
    cases
      .filter(({ inBlocks }) => inBlocks)
      .map((one) => {
        const { today, next, nextState, bytes } = figures[keyOf(one)] ?? { today: 0, next: 0, nextState: 0, bytes: 0 };
        const inBlock = Math.floor(BLOCK.gas / today);
        const inNextBlock = Math.floor(BLOCK.gas / Math.max(nextState, next - nextState));
        const aSecond = Math.floor(inBlock / BLOCK.seconds);
        return [one.name, grouped(inBlock), grouped(aSecond), grouped(inNextBlock), grouped(bytes)];
      }),
  );

/** @param texts how many columns are texts; figures stand to the right */
const tableOf = (head: readonly string[], texts: number, rows: readonly (readonly string[])[]): string => {
  const rule = head.map((_, column) => (column < texts ? "---" : "---:"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
};

const withTable = (page: string, mark: Mark, table: string): string => {
  const [begin, end] = [`<!-- ${mark}: bench/gas.ts -->`, `<!-- end of ${mark} -->`];
  for (const line of [begin, end]) if (!page.includes(line)) throw new MissingMarkError(line);
  const [from, to] = [page.indexOf(begin) + begin.length, page.indexOf(end)];
  return `${page.slice(0, from)}\n\n${table}\n\n${page.slice(to)}`;
};

/** What a person sees: one line an event, progress for long steps. Silent in JSON mode. */
export type Screen = {
  title: (text: string) => void;
  /** one event; `time` in Unix seconds on the chain's clock */
  line: (time: number | undefined, text: string) => void;
  /** a step of which `done` of `total` is done; replaced in place on a terminal */
  progress: (text: string, done: number, total: number) => void;
  table: (headings: readonly string[], rows: readonly (readonly string[])[], rightAligned?: readonly number[]) => void;
  blank: () => void;
};

const isoDay = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);

const width = (text: string): number => {
  let columns = 0;
  for (const character of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(character)
      ? 2
      : 1;
  return columns;
};

const pad = (text: string, columns: number, right: boolean): string => {
  const space = " ".repeat(Math.max(0, columns - width(text)));
  return right ? space + text : text + space;
};

/** @param out where lines go; a terminal gets progress in place, anything else gets the last state only */
export const createScreen = (out: NodeJS.WriteStream): Screen => {
  const write = (text: string): void => {
    out.write(`${text}\n`);
  };
  return {
    title: (text) => write(`\n${text}\n${"─".repeat(width(text))}`),
    line: (time, text) => write(`${time === undefined ? "          " : isoDay(time)}  ${text}`),
    progress: (text, done, total) => {
      const state = `            ${text}: ${done} of ${total}`;
      if (out.isTTY) out.write(`\r${state}${done === total ? "\n" : ""}`);
      else if (done === total) write(state);
    },
    table: (headings, rows, rightAligned = []) => {
      const columns = headings.map((heading, i) => Math.max(width(heading), ...rows.map((row) => width(row[i] ?? ""))));
      const format = (row: readonly string[]): string =>
        `  ${columns.map((size, i) => pad(row[i] ?? "", size, rightAligned.includes(i))).join("  ")}`.trimEnd();
      write(format(headings));
      write(format(columns.map((size) => "─".repeat(size))));
      for (const row of rows) write(format(row));
    },
    blank: () => write(""),
  };
};

/** A screen for JSON mode. */
export const silentScreen: Screen = {
  title: () => {},
  line: () => {},
  progress: () => {},
  table: () => {},
  blank: () => {},
};

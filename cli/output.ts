/** Where commands write: results to standard output, everything else to standard error. */
export type Output = {
  /** the result: text for people, or the value as JSON when `--json` was given */
  result: (text: string, value: unknown) => void;
  note: (text: string) => void;
};

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part), 2);

export const createOutput = (json: boolean): Output => ({
  result: (text, value) => {
    process.stdout.write(`${json ? jsonOf(value) : text}\n`);
  },
  note: (text) => {
    process.stderr.write(`${text}\n`);
  },
});

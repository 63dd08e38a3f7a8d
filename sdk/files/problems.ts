import { BaseError } from "../errors/base.ts";

/** One place in an input file that is not as it must be, or (as a notice) that is worth a look. */
export type Problem = {
  file: string;
  /** line in the file, the header is 1; absent in JSON */
  row?: number | undefined;
  /** column, or path in JSON */
  field?: string | undefined;
  /** what stands there, shortened */
  value?: string | undefined;
  /** what would be right; of a notice, what is done about it */
  expected: string;
};

/** What was read from a file. `value` is complete only if there are no problems. */
export type Parsed<T> = { value: T; problems: Problem[]; notices: Problem[] };

const maxValueLength = 60;
const maxLines = 25;

/** A value as it appears in a problem: on one line, not too long. */
export const shorten = (value: string): string => {
  const line = value.replaceAll(/\s+/g, " ");
  return line.length <= maxValueLength ? line : `${line.slice(0, maxValueLength - 1)}…`;
};

const placeOf = ({ file, row, field, value }: Problem): string =>
  [
    file,
    row === undefined ? "" : `row ${row}`,
    [field ?? "", value === undefined ? "" : JSON.stringify(value)].filter(Boolean).join(" "),
  ]
    .filter(Boolean)
    .join(", ");

/** `investors.csv, row 7, rating "9": expected a whole number from 1 to 7.` */
export const printProblem = (problem: Problem): string => `${placeOf(problem)}: expected ${problem.expected}.`;

/** `investors.csv, row 1, nickname: unknown column, ignored.` */
export const printNotice = (notice: Problem): string => `${placeOf(notice)}: ${notice.expected}.`;

/** Input files are wrong. All problems are known; nothing was sent. */
export class InputFileError extends BaseError {
  override readonly name = "InputFileError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const more = problems.length > maxLines ? [`and ${problems.length - maxLines} more`] : [];
    super(`${count} in the input files. Nothing was sent; mend them and run again.`, {
      details: [...problems.slice(0, maxLines).map(printProblem), ...more],
    });
    this.problems = problems;
  }
}

/** The value of files without problems. */
export const requireValid = <T>({ value, problems }: Parsed<T | undefined>): T => {
  if (problems.length > 0 || value === undefined) throw new InputFileError(problems);
  return value;
};

import { CsvError, type InfoRecord, parse } from "csv-parse/browser/esm/sync";
import type { Fail } from "./fields.ts";
import { type Problem, shorten } from "./problems.ts";

/** A row of a CSV file: its trimmed cells by column, and its line in the file (the header is 1). */
export type TableRow<Column extends string> = { row: number; cells: Record<Column, string> };

export type Table<Column extends string> = { rows: TableRow<Column>[]; problems: Problem[]; notices: Problem[] };

type TableOptions<Column extends string> = { file: string; columns: readonly Column[] };

type CsvRecord = { record: string[]; raw: string; info: InfoRecord };

/**
 * Reads CSV text with a header row. Columns may stand in any order; blank lines, a byte order mark and any kind of line
 * end are accepted; unknown columns are noticed and ignored.
 */
export const readTable = <Column extends string>(text: string, options: TableOptions<Column>): Table<Column> => {
  if (text.includes("\uFFFD")) return unreadable({ file: options.file, expected: "the file to be saved as UTF-8" });
  const read = readRecords(text, options.file);
  if ("problem" in read) return unreadable(read.problem);

  const [header, ...records] = read.records;
  const headerRow = header === undefined ? 1 : rowOf(header);
  const names = header?.record.map((name) => name.trim()) ?? [];
  const problems = headerProblems(names, headerRow, options);
  const notices = unknownColumns(names, headerRow, options);
  if (problems.length > 0) return { rows: [], problems, notices };
  if (records.length === 0) problems.push({ file: options.file, expected: "at least one row below the header" });

  const rows: TableRow<Column>[] = [];
  for (const record of records) {
    const row = rowOf(record);
    if (record.record.length === names.length)
      rows.push({ row, cells: cellsOf(record.record, names, options.columns) });
    else problems.push(wrongLength(record, row, names, options.file));
  }
  return { rows, problems, notices };
};

const unreadable = <Column extends string>(problem: Problem): Table<Column> => ({
  rows: [],
  problems: [problem],
  notices: [],
});

const readRecords = (text: string, file: string): { records: CsvRecord[] } | { problem: Problem } => {
  // one kind of line end, because the parser counts CRLF inside quotes twice
  const lines = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  try {
    // the declared return type does not follow the options `info` and `raw`
    const records = parse(lines, {
      info: true,
      raw: true,
      trim: true,
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as CsvRecord[];
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      problem: {
        file,
        row: rowOfError(error),
        expected: "each quote to be closed, and a value that contains quotes to stand in quotes, its own doubled",
      },
    };
  }
};

const rowOfError = (error: CsvError): number | undefined => (typeof error.lines === "number" ? error.lines : undefined);

/** Line on which a record begins: it may have line breaks inside quotes. */
const rowOf = ({ raw, info }: CsvRecord): number => info.lines - (raw.trim().split("\n").length - 1);

const headerProblems = <Column extends string>(
  names: readonly string[],
  row: number,
  { file, columns }: TableOptions<Column>,
): Problem[] => [
  ...columns
    .filter((column) => !names.includes(column))
    .map((field) => ({ file, row, field, expected: `a column of this name; columns are ${columns.join(",")}` })),
  ...columns
    .filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
    .map((field) => ({ file, row, field, expected: "this column once" })),
];

const unknownColumns = <Column extends string>(
  names: readonly string[],
  row: number,
  { file, columns }: TableOptions<Column>,
): Problem[] =>
  names
    .filter((name) => !columns.some((column) => column === name))
    .map((name) => ({
      file,
      row,
      field: shorten(name === "" ? "(no name)" : name),
      expected: "unknown column, ignored",
    }));

const cellsOf = <Column extends string>(
  record: readonly string[],
  names: readonly string[],
  columns: readonly Column[],
): Record<Column, string> =>
  Object.fromEntries(columns.map((column) => [column, (record[names.indexOf(column)] ?? "").trim()])) as Record<
    Column,
    string
  >;

const wrongLength = ({ record, raw }: CsvRecord, row: number, names: readonly string[], file: string): Problem => ({
  file,
  row,
  value: shorten(raw.trim()),
  expected: `${names.length} values as in the header, not ${record.length}; quote a value that contains a comma`,
});

/** For each column of a row, the function that notes a problem of its cell. */
export const reporterFor =
  <Column extends string>({ row, cells }: TableRow<Column>, file: string, problems: Problem[]) =>
  (field: Column): Fail =>
  (expected) => {
    problems.push({ file, row, field, value: shorten(cells[field]), expected });
    return undefined;
  };

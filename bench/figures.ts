// What is made of the numbers. Pure.

export type Spread = { median: number; p95: number; worst: number };

/** @returns not a number where there is none */
export const spreadOf = (numbers: readonly number[]): Spread => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? Number.NaN };
};

/** What one number more in the row adds, on average: the slope of the straight line that fits best. */
export const trendOf = (numbers: readonly number[]): number => {
  if (numbers.length < 2) return 0;
  const middle = (numbers.length - 1) / 2;
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const sum = (of: (number: number, index: number) => number): number =>
    numbers.reduce((before, number, index) => before + of(number, index), 0);
  const rise = sum((number, index) => (index - middle) * (number - mean));
  const run = sum((_, index) => (index - middle) ** 2);
  return rise / run;
};

export type Life = {
  /** blocks, by number */
  due: bigint;
  mined: bigint;
  /** the head when the ledger called it final */
  final: bigint;
};

/** @returns blocks from due to mined, and from due to final beyond those that the confirmations take */
export const delaysOf = ({ due, mined, final }: Life, confirmations: number) => ({
  mined: Number(mined - due),
  beyond: Number(final - due) - confirmations,
});

/** Blocks beyond the confirmations that the slowest item may take. */
export const goal = 2;

export const round = (number: number, digits = 2): number => Number(number.toFixed(digits));

/** A table of text, its columns as wide as they must be, numbers to the right. */
export const tableOf = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ")).join("\n");
};

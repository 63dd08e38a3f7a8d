// How many tests the output of a test runner tells of: forge's and vitest's.

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
export const plainOf = (output) => output.replaceAll(/\u001b\[[\d;]*m/g, "");

const sumOf = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

const forgeSuite = /^Suite result: \w+\. (\d+) passed; (\d+) failed;/;
const vitestFile = /^ *[✓❯×] (?:\|\w+\| )?\S+ \((\d+) tests?(?: \| (\d+) failed)?(?: \| (\d+) skipped)?\)/u;

/** Tests of a line that says that a suite of forge's or a file of vitest's has ended; undefined for any other line. */
const endOf = (line) => {
  const suite = forgeSuite.exec(line);
  if (suite) return { passed: Number(suite[1]), failed: Number(suite[2]) };
  const file = vitestFile.exec(line);
  if (!file) return undefined;
  const [all, failed, skipped] = file.slice(1).map((digits) => Number(digits ?? 0));
  return { passed: all - failed - skipped, failed };
};

/** Tests of the suites and files that have ended so far. */
export const countsSoFar = (output) =>
  sumOf(
    plainOf(output)
      .split("\n")
      .flatMap((line) => endOf(line) ?? []),
  );

const summary = /^Ran \d+ test suites?\b|^\s*Tests\s+\d/;

/** Tests as the runner counts them at its end. One that says nothing failed once. */
export const countsAtEnd = ({ ok, output }) => {
  const line =
    plainOf(output)
      .split("\n")
      .findLast((text) => summary.test(text)) ?? "";
  const number = (word) => Number(new RegExp(`(\\d+) (?:tests? )?${word}`).exec(line)?.[1] ?? 0);
  return { passed: number("passed"), failed: Math.max(number("failed"), ok ? 0 : 1) };
};

/** All counts together. */
export const totalOf = sumOf;

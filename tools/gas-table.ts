/**
 * Writes the table of docs/handbook/gas.md from the snapshots that the gas tests write; `--check` only compares. Run
 * after the gas tests, it fails when a figure has changed: forge's own comparison ends with status 0 on a difference.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const PAGE = "docs/handbook/gas.md";
const BEGIN = "<!-- table: tools/gas-table.ts -->";
const END = "<!-- end of table -->";

/** One line of the table. `sft` and `goal` in gas; undefined where there is none. */
interface Row {
  readonly case: string;
  readonly group: "administration" | "gateway" | "modules" | "transfers";
  readonly snapshot: string;
  readonly sft?: number;
  readonly goal?: number;
}

const ROWS: readonly Row[] = [
  { case: "issuer to the first holder of all (T1)", group: "transfers", snapshot: "T1", sft: 226_227, goal: 120_000 },
  {
    case: "investor to new holder, other country (T6)",
    group: "transfers",
    snapshot: "T6",
    sft: 200_247,
    goal: 100_000,
  },
  {
    case: "the same, whom the issuer admitted and whose account was prepared before",
    group: "transfers",
    snapshot: "T6, admitted and prepared",
    goal: 65_000,
  },
  {
    case: "the same, admitted, account not prepared",
    group: "transfers",
    snapshot: "T6, admitted, not prepared",
  },
  {
    case: "investor to existing holder, other country (T7)",
    group: "transfers",
    snapshot: "T7",
    sft: 117_596,
    goal: 55_000,
  },
  { case: "the same, of a token that is a clone", group: "transfers", snapshot: "T7, of a clone" },
  { case: "own second account, again (T16)", group: "transfers", snapshot: "T16", sft: 106_149, goal: 50_000 },
  {
    case: "a module with two hooks adds (T7)",
    group: "transfers",
    snapshot: "module with two hooks adds",
    sft: 14_250,
    goal: 5_500,
  },
  {
    case: "register one investor, one account",
    group: "administration",
    snapshot: "register one investor",
    sft: 114_956,
    goal: 80_000,
  },
  {
    case: "the same, each in a batch of 50",
    group: "administration",
    snapshot: "register an investor in a batch of 50",
    sft: 89_157,
    goal: 50_000,
  },
  {
    case: "issue to a registered new holder, each in a batch of 50",
    group: "administration",
    snapshot: "issue to a new holder in a batch of 50",
    goal: 60_000,
  },
  {
    case: "threshold-2 call, both approvals on chain",
    group: "administration",
    snapshot: "threshold-2 call, both on chain",
    sft: 137_344,
    goal: 105_000,
  },
  {
    case: "threshold-2 call, by signatures",
    group: "administration",
    snapshot: "threshold-2 call, by signatures",
    goal: 85_000,
  },
  {
    case: "recover a lost account, whole: balance, a partition, a lock-up's lot, a frozen amount, custody",
    group: "administration",
    snapshot: "recover a lost account, whole",
  },
  {
    case: "first custodial deposit",
    group: "transfers",
    snapshot: "first custodial deposit",
    sft: 152_345,
    goal: 95_000,
  },
  {
    case: "custodial move to a new owner",
    group: "transfers",
    snapshot: "custodial move to a new owner",
    sft: 226_100,
    goal: 120_000,
  },
  {
    case: "first transfer after a record date adds, per side",
    group: "transfers",
    snapshot: "first transfer after a record date adds, per side",
    sft: 27_000,
    goal: 24_000,
  },
  {
    case: "the first of all transfers after it adds, both sides",
    group: "transfers",
    snapshot: "first transfer of all after a record date adds",
  },
  { case: "between record dates adds", group: "transfers", snapshot: "between record dates adds", goal: 0 },
  {
    case: "pay a holder of a dividend, not its first, who has some of the payment token, each in a batch of 100",
    group: "modules",
    snapshot: "pay a holder in a batch of 100",
    sft: 79_810,
    goal: 40_000,
  },
  {
    case: "fund a distribution, its purse made",
    group: "modules",
    snapshot: "fund a distribution, its purse made",
  },
  {
    case: "the same, who has nothing of the payment token",
    group: "modules",
    snapshot: "pay a holder in a batch of 100, nothing held of the payment token",
  },
  {
    case: "the same, the holder's first dividend, who has some",
    group: "modules",
    snapshot: "pay a holder in a batch of 100, first dividend ever",
  },
  {
    case: "the same, the holder's first dividend, who has nothing",
    group: "modules",
    snapshot: "pay a holder in a batch of 100, first dividend ever, nothing held of the payment token",
  },
  {
    case: "release a lock-up lot, each in a batch of 25, of 25 holders",
    group: "modules",
    snapshot: "release a lot in a batch of 25",
    goal: 15_000,
  },
  {
    case: "the same, of five holders",
    group: "modules",
    snapshot: "release a lot in a batch of 25, five lots a holder",
    goal: 15_000,
  },
  {
    case: "through the keeper gateway: release a lock-up lot, each in a batch of 25",
    group: "gateway",
    snapshot: "release a lot in a batch of 25",
  },
  {
    case: "through the keeper gateway: mark a lapsed accreditation, each in a batch of 24, not filed",
    group: "gateway",
    snapshot: "mark a lapse in a batch of 24, not filed",
  },
  {
    case: "the same, filed, and taken off the file",
    group: "gateway",
    snapshot: "mark a lapse in a batch of 24, filed",
  },
  {
    case: "through the keeper gateway: move a count, each in a batch of 19",
    group: "gateway",
    snapshot: "move a count in a batch of 19",
  },
  {
    case: "file an investor with the accreditations, each in a batch of 25",
    group: "gateway",
    snapshot: "file an investor in a batch of 25",
  },
  {
    case: "enrol an investor with the counts, each in a batch of 25",
    group: "gateway",
    snapshot: "enrol an investor in a batch of 25",
  },
  {
    case: "registrar, issuer and token deployed",
    group: "administration",
    snapshot: "registrar, issuer and token deployed",
    sft: 8_679_016,
    goal: 8_000_000,
  },
  {
    case: "a further token: made by the factory and added by the issuer",
    group: "administration",
    snapshot: "further token by the factory",
    goal: 1_000_000,
  },
];

/** A row names a figure that no gas test keeps. */
class MissingSnapshotError extends Error {
  constructor(row: Row) {
    super(
      `No "${row.snapshot}" in test/gas/snapshots/${row.group}.json. Run the gas tests, or mend the row in tools/gas-table.ts.`,
    );
    this.name = "MissingSnapshotError";
  }
}

/** The page lacks the marks between which the table stands. */
class MissingMarkError extends Error {
  constructor() {
    super(`${PAGE} must contain "${BEGIN}" and, after it, "${END}". Put both back; the table is written between them.`);
    this.name = "MissingMarkError";
  }
}

const figure = (gas: number | undefined): string => (gas === undefined ? "" : gas.toLocaleString("en-US"));

function measured(row: Row): number {
  const snapshots: Record<string, string> = JSON.parse(
    readFileSync(join(ROOT, "test/gas/snapshots", `${row.group}.json`), "utf8"),
  );
  const gas = snapshots[row.snapshot];
  if (gas === undefined) throw new MissingSnapshotError(row);
  return Number(gas);
}

function table(): string {
  const lines = ROWS.map(
    (row) => `| ${row.case} | ${figure(row.sft)} | ${figure(row.goal)} | ${figure(measured(row))} |`,
  );
  return ["| case | SFT | goal | now |", "| --- | ---: | ---: | ---: |", ...lines].join("\n");
}

function withTable(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) throw new MissingMarkError();
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table()}\n\n${page.slice(end)}`;
}

const page = readFileSync(join(ROOT, PAGE), "utf8");
const wanted = withTable(page);
if (process.argv.includes("--check")) {
  if (page !== wanted) {
    process.stderr.write(
      `${PAGE} does not show the snapshots. Run \`npx tsx tools/gas-table.ts\` and commit the page.\n`,
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(join(ROOT, PAGE), wanted);
}

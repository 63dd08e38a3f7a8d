// `npm run bench`: a thousand lots at a time, from due to final, on a chain with blocks of its own pace; see --help.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../runtime/postgres.ts";
import { faultsOf } from "../test/drills/oracle.ts";
import { openStage } from "../test/drills/stage.ts";
import { goal, round, tableOf, trendOf } from "./figures.ts";
import { type LedgerFigures, measureLedger } from "./ledger.ts";
import { OptionError, type Options, readOptions, usage } from "./options.ts";
import { measureRounds, type RoundFigures, type RunFigures } from "./rounds.ts";

type Result = RunFigures & { ledger: LedgerFigures; faults: readonly string[] };

const measure = async (options: Options, say: (line: string) => void): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), "scrip-bench-"));
  // As in earnest: every commit waits for the disk.
  const postgres = await startPostgres({ dataDir: join(folder, "postgres"), persistent: true });
  try {
    const ledger = await measureLedger(postgres.url, 1_000);
    const stage = await openStage({ databaseUrl: postgres.url, confirmations: options.confirmations, behind: 0 });
    try {
      const { lotIds, ...run } = await measureRounds(stage, options, say);
      say("the oracle compares chain and ledger");
      return { ...run, ledger, faults: await faultsOf(stage, lotIds) };
    } finally {
      await stage.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const textOf = ({ items, rounds, block, confirmations, schedule }: Options, result: Result): string => {
  const head = ["round", "seconds", "mined after", "beyond confirmations", "resident MB", "heap MB"];
  const row = ({ seconds, mined, beyond, memory }: RoundFigures, index: number): string[] => [
    ...[`${index + 1}`, `${round(seconds, 1)}`],
    ...[mined, beyond].map(({ median, worst }) => `${median} (worst ${worst})`),
    ...[`${memory.resident}`, `${memory.heap}`],
  ];
  const worst = worstOf(result);
  const { ledger } = result;
  return [
    `${items} lots fall due at once, ${rounds} times. A block every ${block} s, final after ${confirmations} blocks on top,`,
    `keepers look at "${schedule}", ${cpus().length} cores, Node ${process.version}.`,
    "",
    tableOf([head, ...result.rounds.map(row)]),
    "",
    `seconds: until the last lot was final. mined after: blocks from due to mined, the median lot and the slowest.`,
    `beyond confirmations: blocks from due to final, less the ${confirmations} that the confirmations take.`,
    "",
    `Goal: at most ${goal} blocks beyond the confirmations. The slowest lot took ${worst}: ${worst <= goal ? "met" : "MISSED"}.`,
    `Duplicates: ${result.duplicates} of ${result.items} lots, in ${result.transactions} transactions.`,
    memoryText(result.rounds.map(({ memory }) => memory.resident)),
    `Gas: ${result.gasPerLot} a lot.`,
    `Ledger: ${round(ledger.millisecondsPerItem)} ms, ${round(ledger.statementsPerItem)} statements and ${result.ledgerBytesPerItem} bytes a lot, from planned to final.`,
    result.faults.length === 0 ? "Ledger and chain agree." : `Ledger and chain DISAGREE:\n${result.faults.join("\n")}`,
  ].join("\n");
};

/** Fewer rounds show the garbage that waits to be collected, and no trend. */
const roundsForTrend = 5;

const memoryText = (resident: readonly number[]): string =>
  resident.length < roundsForTrend
    ? `Memory: see the table; ${roundsForTrend} rounds or more show a trend.`
    : `Memory: ${round(trendOf(resident), 1)} MB more with each round, from ${Math.min(...resident)} to ${Math.max(...resident)} MB.`;

const worstOf = ({ rounds }: Result): number => Math.max(...rounds.map(({ beyond }) => beyond.worst));

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else {
    const result = await measure(options, (line) => console.error(line));
    console.log(
      options.json ? JSON.stringify({ ...options, cores: cpus().length, ...result }) : textOf(options, result),
    );
    process.exitCode = result.faults.length + result.duplicates === 0 && worstOf(result) <= goal ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

import { RuntimeError } from "../runtime/errors.ts";
import { isStopping, stopAll } from "../runtime/process.ts";
import { BaseError } from "../sdk/errors/index.ts";
import { checkOutcome } from "./check.ts";
import { ModelDisagreement } from "./model/index.ts";
import { openStage, readInputs } from "./opening.ts";
import { parseOptions, type StoryOptions } from "./options.ts";
import { createRecord, printRecord, type StoryRecord } from "./report.ts";
import { createScreen, type Screen, silentScreen } from "./screen.ts";
import { StoryError } from "./stage.ts";
import { playStory } from "./story.ts";

const run = async (options: StoryOptions, screen: Screen): Promise<StoryRecord> => {
  screen.title(`Scrip: the first two years of a security (seed ${options.seed})`);
  const inputs = readInputs(options.data, screen);
  const { stage, walletOwner } = await openStage(options, inputs, screen);
  await playStory(stage, walletOwner);
  await stage.indexed();
  const checks = await checkOutcome(stage);
  const record = await createRecord(stage, options, checks);
  printRecord(screen, stage, record);
  return record;
};

/** What went wrong, in words; a defect of our own keeps its stack. */
const explain = (error: unknown): string => {
  const known =
    error instanceof BaseError ||
    error instanceof RuntimeError ||
    error instanceof StoryError ||
    error instanceof ModelDisagreement;
  if (known) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const main = async (): Promise<void> => {
  const options = parseOptions(process.argv.slice(2));
  const screen = options.json ? silentScreen : createScreen(process.stdout);
  try {
    const record = await run(options, screen);
    if (options.json) process.stdout.write(`${JSON.stringify(record, null, 2)}\n`);
    if (!record.ok) process.exitCode = 1;
    if (options.exit || options.json) return await stopAll();
    screen.blank();
    screen.line(
      undefined,
      `Everything stays up for looking around: ${record.urls.index} (index), ${record.urls.keepers} (keepers).`,
    );
    screen.line(undefined, "Ctrl-C leaves.");
  } catch (error) {
    // Whoever pressed Ctrl-C does not want to read what it interrupted.
    if (isStopping()) return;
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = 1;
    await stopAll();
  }
};

await main();

import { Command } from "commander";
import { RuntimeError } from "../runtime/errors.ts";
import { stopAll } from "../runtime/process.ts";
import { BaseError } from "../sdk/errors/index.ts";
import { checkFiles } from "./commands/files/check.ts";
import { runIndex } from "./commands/index/run.ts";
import { createOutput, type Output } from "./output.ts";

/** Exit statuses: 0 done, 1 refused or failed, with the reason on standard error. */
const program = new Command()
  .name("scrip")
  .description("Regulated securities on EVM chains.")
  .option("--json", "print results as JSON");

const output = (): Output => createOutput(program.opts<{ json?: boolean }>().json === true);

program
  .command("index")
  .description("the index of a deployment")
  .command("run")
  .description("run it until it is stopped")
  .action(() => runIndex(output()));

program
  .command("files")
  .description("input files")
  .command("check")
  .argument("<dir>", "folder with investors.csv, distribution.csv and issuer.json")
  .description("check all rows and say what would be right; nothing is sent")
  .action((folder: string) => checkFiles(folder, output()));

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof BaseError || error instanceof RuntimeError;
  process.stderr.write(
    `${known || !(error instanceof Error) ? String((error as Error).message) : (error.stack ?? error.message)}\n`,
  );
  process.exitCode = 1;
  await stopAll();
}

import { Command } from "commander";
import { pauseOnChain } from "./chain-pause.ts";
import {
  type AnswerOptions,
  acknowledgeCommand,
  answerMissedCommand,
  auditCommand,
  doctor,
  explainCommand,
  intentsCommand,
  missedCommand,
  noticesCommand,
  type PauseOptions,
  pauseCommand,
  type ResolveOptions,
  resolveCommand,
  resumeCommand,
} from "./commands.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Office } from "./office.ts";
import { jsonOf, type Result } from "./output.ts";

export type ProgramParameters = {
  /** runs the keepers until a signal */
  run: (options: { observe: boolean }) => Promise<void>;
  /** opens what a command works with, and closes it afterwards */
  withOffice: <T>(work: (office: Office) => Promise<T>) => Promise<T>;
  write: (text: string) => void;
  setExitCode: (code: ExitCode) => void;
  /** ends the process after a question about the commands, or a command that is none */
  exit: (code: ExitCode) => never;
};

type Answer = (office: Office) => Promise<Result>;

const exitText = `
Exit codes: 0 ok, 1 failed, 2 refused by a rule, 3 outcome unknown (a person must look), 4 not ready.`;

/** The keepers' command line. `run` is what happens when nothing is said. */
export const createProgram = ({ run, withOffice, write, setExitCode, exit }: ProgramParameters): Command => {
  const program = new Command()
    .name("keepers")
    .description("Do what is due on chain, and say why.")
    .option("--json", "print the result as JSON")
    .addHelpText("after", exitText)
    .exitOverride(({ exitCode }) => exit(exitCode === 0 ? exitCodes.ok : exitCodes.refused));

  const answer = async (ask: Answer): Promise<void> => {
    const { text, value, exitCode = 0 } = await withOffice(ask);
    write(program.opts<{ json?: boolean }>().json === true ? jsonOf(value) : text);
    setExitCode(exitCode);
  };

  program
    .command("run", { isDefault: true })
    .description("run the keepers until they are stopped")
    .option("--observe", "say what would be done and do nothing; needs no key")
    // What is no command arrives here, as the arguments of the default one.
    .allowExcessArguments()
    .action(({ observe = false }: { observe?: boolean }, { args: [unknown] }: Command) => {
      if (unknown === undefined) return run({ observe });
      const commands = program.commands.map((command) => command.name()).join(", ");
      const text = `error: there is no command ${JSON.stringify(unknown)}. There are: ${commands}`;
      return program.error(text, { exitCode: exitCodes.refused });
    });
  program
    .command("doctor")
    .description("look at everything that the keepers need; what to do about what is wrong")
    .action(() => answer(doctor));
  program
    .command("explain")
    .argument(
      "<name...>",
      "an intent's key, `lot 17`, `distribution 3`, `investor 17`, the hash of a transaction or call",
    )
    .description("why something was done, or not yet")
    .action((words: string[]) => answer((office) => explainCommand(office, words)));
  program
    .command("pause")
    .argument("[keeper]", "one keeper; all if it is left out")
    .option("--reason <text>", "why")
    .option("--by <name>", "who; the user of this machine if it is left out")
    .option("--on-chain <authority>", "propose the call by which an authority of the issuer stops this work on chain")
    .description("sign nothing new; what is under way is followed to its end")
    .action((keeper: string | undefined, options: Partial<PauseOptions> & { onChain?: string }) => {
      const { onChain, reason, by } = options;
      if (onChain !== undefined) {
        return answer((office) => pauseOnChain(office, { keeper, authority: onChain, paused: true }));
      }
      if (reason === undefined) return program.error("error: say why with --reason", { exitCode: exitCodes.refused });
      return answer((office) => pauseCommand(office, keeper, { reason, by }));
    });
  program
    .command("resume")
    .argument("[keeper]", "one keeper; the pause of all if it is left out")
    .option("--by <name>", "who; the user of this machine if it is left out")
    .option("--on-chain <authority>", "propose the call by which an authority of the issuer lets this work go on")
    .description("let sign again")
    .action((keeper: string | undefined, { by, onChain }: { by?: string; onChain?: string }) =>
      answer((office) =>
        onChain === undefined
          ? resumeCommand(office, keeper, by)
          : pauseOnChain(office, { keeper, authority: onChain, paused: false }),
      ),
    );
  program
    .command("resolve")
    .argument("<key>", "of an intent that is unknown")
    .requiredOption("--as <state>", "planned: try it afresh; skipped: leave it alone")
    .requiredOption("--note <text>", "what you found out")
    .option("--by <name>", "who; the user of this machine if it is left out")
    .description("decide where the keeper cannot know")
    .action((key: string, options: ResolveOptions) => answer((office) => resolveCommand(office, key, options)));
  program
    .command("intents")
    .option("--state <state>", "only those in this state")
    .description("list pieces of work, the oldest first")
    .action(({ state }: { state?: string }) => answer((office) => intentsCommand(office, state)));
  program
    .command("audit")
    .description("check that no row of the audit trail was changed, added or removed")
    .action(() => answer(auditCommand));
  const notices = program
    .command("notices")
    .description("list what people must know")
    .action(() => answer(noticesCommand));
  notices
    .command("ack")
    .argument("<number>", "of a notice")
    .option("--by <name>", "who; the user of this machine if it is left out")
    .description("say that you take care of it: it is not escalated")
    .action((id: string, { by }: { by?: string }) => answer((office) => acknowledgeCommand(office, id, by)));
  const missed = program
    .command("missed")
    .description("list times of scheduled jobs that passed without them and wait for a person's word")
    .action(() => answer(missedCommand));
  const answers = { run: "make up for them, in order", skip: "leave them for good" } as const;
  for (const as of ["run", "skip"] as const) {
    missed
      .command(as)
      .argument("<job>", "whose missed times are meant, all of them")
      .requiredOption("--note <text>", "why")
      .option("--by <name>", "who; the user of this machine if it is left out")
      .description(answers[as])
      .action((job: string, options: AnswerOptions) =>
        answer((office) => answerMissedCommand(office, job, as, options)),
      );
  }
  return program;
};

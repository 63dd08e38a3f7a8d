import { parseArgs } from "node:util";
import { z } from "zod";
import { BaseError } from "../sdk/errors/index.ts";

export type Options = {
  /** pieces of work that fall due in each round */
  items: number;
  rounds: number;
  /** seconds between two blocks */
  block: number;
  /** blocks on top of a transaction until it is final */
  confirmations: number;
  /** cron expression: when keepers look */
  schedule: string;
  /** print one line of JSON and nothing else */
  json: boolean;
};

export const usage = `npm run bench -- [options]
  --items <n>          lots that fall due at once in each round (1000)
  --rounds <n>         how often that happens, one after another (10)
  --block <seconds>    time between two blocks (2)
  --confirmations <n>  blocks on top of a transaction until it is final (3)
  --schedule <cron>    when keepers look, as KEEPER_SCHEDULE ("* * * * * *", every second)
  --json               one line of JSON instead of text
  --help`;

/** The command line says something that this program does not know. */
export class OptionError extends BaseError {
  override readonly name = "OptionError";

  constructor(problem: string) {
    super(`${problem}\n\n${usage}`);
  }
}

const wholeNumber = (name: string, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `--${name}: expected a whole number`)
    .transform(Number)
    .refine((number) => number >= 1 && number <= max, `--${name}: expected 1 to ${max}`);

const values = z.object({
  items: wholeNumber("items", 1_000).default(1_000),
  rounds: wholeNumber("rounds", 100).default(10),
  block: wholeNumber("block", 60).default(2),
  confirmations: wholeNumber("confirmations", 100).default(3),
  schedule: z.string().min(1, "--schedule: expected a cron expression").default("* * * * * *"),
  json: z.boolean().default(false),
});

/** @returns undefined if help is wanted @throws OptionError */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const { help, ...given } = parse(args);
  if (help === true) return undefined;
  const read = values.safeParse(given);
  if (!read.success) throw new OptionError(read.error.issues.map(({ message }) => message).join("\n"));
  return read.data;
};

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ items: text, rounds: text, block: text, confirmations: text, schedule: text },
        ...{ json: flag, help: flag },
      },
    }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
};

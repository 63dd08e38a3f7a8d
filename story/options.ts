import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";

export type StoryOptions = {
  /** leave when the story is over, with status 0 only if every check holds */
  exit: boolean;
  /** print one JSON record at the end instead of lines */
  json: boolean;
  /** varies the random parts: who trades with whom, and how much */
  seed: number;
  /** folder with investors.csv, distribution.csv and issuer.json */
  data: string;
};

const seedOf = (text: string): number => {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InvalidArgumentError("Give a whole number, 0 or more.");
  return seed;
};

/** Reads the story's command line; commander prints usage and errors itself and leaves. */
export const parseOptions = (argv: readonly string[]): StoryOptions => {
  const options = new Command()
    .name("npm start --")
    .description("Plays the first two years of a security on an embedded chain and checks the outcome.")
    .option("--exit", "leave at the end; status 0 only if every check holds", false)
    .option("--json", "print one machine-readable record instead of lines", false)
    .option("--seed <number>", "vary who trades with whom", seedOf, 1)
    .option("--data <dir>", "folder with investors.csv, distribution.csv and issuer.json", "examples")
    .parse([...argv], { from: "user" })
    .opts<StoryOptions>();
  return { ...options, data: resolve(options.data) };
};

// `npm run soak -- --minutes 30 --seed 7`: faults at random for half an hour. Without a seed it draws one and says which.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";
import { soak } from "./soak.ts";

const optionsSchema = z.object({
  minutes: z.coerce.number("--minutes: a number").positive("--minutes: more than 0").default(30),
  seed: z.coerce.number("--seed: a number").int("--seed: a whole number").nonnegative("--seed: 0 or more").optional(),
});

const readOptions = (): z.output<typeof optionsSchema> => {
  try {
    const { values } = parseArgs({ options: { minutes: { type: "string" }, seed: { type: "string" } } });
    return optionsSchema.parse(values);
  } catch (error) {
    const problems = error instanceof z.ZodError ? error.issues.map(({ message }) => message) : [String(error)];
    console.error([...problems, "npm run soak -- [--minutes 30] [--seed 7]"].join("\n"));
    process.exit(2);
  }
};

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const { minutes, seed } = readOptions();
const drawn = seed ?? randomInt(2 ** 31);
const replay = `npm run soak -- --minutes ${minutes} --seed ${drawn}`;
write(`Seed ${drawn}. The same faults again: ${replay}`);

try {
  const begun = Date.now();
  const outcome = await soak({
    seed: drawn,
    seconds: minutes * 60,
    say: (line) => write(`${((Date.now() - begun) / 1000).toFixed(1).padStart(8)} s  ${line}`),
  });
  console.table(outcome.happened);
  console.table(outcome.chains);
  for (const line of outcome.wrong) console.error(line);
  const verdict = outcome.wrong.length === 0 ? "Every lot once; ledger, chain and index agree." : "FAILED.";
  write(`${verdict} Seed ${drawn}: ${replay}`);
  process.exitCode = outcome.wrong.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`FAILED. Seed ${drawn}: ${replay}`);
  process.exitCode = 1;
}

// `npm run mutate -- --source src/token/Transfers.sol --sample 40 --seed 1`: changes contracts one line at a time and runs
// the tests that must notice (targets.ts). Works on a copy of the project. Without --source: all targets.
// Ends with 1 if a change goes unnoticed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { foundryBinary } from "../../runtime/binaries.ts";
import { ROOT } from "../checks.ts";
import { type Mutant, mutantsOf, mutated, sampleOf } from "./mutants.ts";
import { equivalents, type Target, targets } from "./targets.ts";

type Outcome = "noticed" | "does not compile" | "equivalent" | "UNNOTICED";

const forge = foundryBinary("forge");
const mocks = ["PaymentToken", "RevertingReceiver", "HostileReceivers", "NoopModule", "OneWayToken"].map(
  (name) => `test/mocks/${name}.sol`,
);

/** Without the IR pipeline, and mostly without optimizer, contracts compile in a fraction of the time and obey the same rules. */
const quickly = (isOptimized: boolean) => ({ FOUNDRY_VIA_IR: "false", FOUNDRY_OPTIMIZER: `${isOptimized}` });
const forTests = { FOUNDRY_PROFILE: "test", FOUNDRY_FUZZ_RUNS: "64" };

const runIn = (folder: string, args: readonly string[], more: Record<string, string>): boolean =>
  spawnSync(forge, args, { cwd: folder, env: { ...process.env, ...more }, stdio: "ignore" }).status === 0;

const compiles = (folder: string, { isOptimized = false }: Target): boolean =>
  runIn(folder, ["build", "src", "script", ...mocks], quickly(isOptimized));
const passes = (folder: string, tests: string): boolean =>
  runIn(folder, ["test", "--fail-fast", "--match-path", tests], forTests);

/** The project's files in a folder of their own; packages are shared. */
const copyProject = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "scrip-mutants-"));
  const { stdout } = spawnSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" });
  for (const file of stdout.split("\0").filter((name) => name !== "")) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file), { verbatimSymlinks: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
};

const outcomeOf = (folder: string, target: Target, original: string, mutant: Mutant): Outcome => {
  const { source, tests } = target;
  const isKnown = equivalents.some(
    ({ source: file, before, change }) =>
      file === source && before.trim() === mutant.before.trim() && change === mutant.change,
  );
  if (isKnown) return "equivalent";
  writeFileSync(join(folder, source), mutated(original, mutant));
  try {
    if (!compiles(folder, target)) return "does not compile";
    return passes(folder, tests) ? "UNNOTICED" : "noticed";
  } finally {
    writeFileSync(join(folder, source), original);
  }
};

const { values } = parseArgs({
  options: {
    source: { type: "string", multiple: true },
    sample: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
  },
});
const chosen = values.source === undefined ? targets : targets.filter(({ source }) => values.source?.includes(source));
const unknown = values.source?.filter((name) => !targets.some(({ source }) => source === name)) ?? [];
const [sample, seed] = [Number(values.sample), Number(values.seed)];
if (unknown.length > 0 || !Number.isInteger(sample) || sample < 1 || !Number.isInteger(seed)) {
  console.error(
    unknown.length > 0
      ? `${unknown.join(", ")} is no target: tools/mutation/targets.ts lists them.`
      : "--sample takes a whole number of changes for each source, --seed a whole number.",
  );
  process.exit(2);
}

const folder = copyProject();
const counts = new Map<Outcome, number>();
try {
  for (const target of chosen) {
    if (!compiles(folder, target)) throw new Error("The contracts do not compile unchanged.");
    if (!passes(folder, target.tests)) throw new Error(`${target.tests} fails on unchanged contracts.`);
    const original = readFileSync(join(folder, target.source), "utf8");
    for (const mutant of sampleOf(mutantsOf(original), sample, seed)) {
      const outcome = outcomeOf(folder, target, original, mutant);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      console.log(`${outcome.padEnd(16)} ${target.source}:${mutant.line}  ${mutant.change}: ${mutant.before.trim()}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log([...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", "));
process.exit(counts.has("UNNOTICED") ? 1 : 0);

// `npm test`: sets the clone up and runs everything. `npm test -- rooms trees` runs only the steps named.
// `npm run test:deep`: what takes hours: long runs of the same fuzz tests and invariants, changed contracts, faults at random.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { ROOT, setUp } from "./setup.mjs";

setUp();

const require = createRequire(import.meta.url);
const cpu = process.arch === "x64" ? "amd64" : process.arch;
const forge = (...args) => [require.resolve(`@foundry-rs/forge-${process.platform}-${cpu}/bin/forge`), ...args];
const node = (script, ...args) => [process.execPath, `${ROOT}${script}`, ...args];
const tsx = (...args) => node("node_modules/tsx/dist/cli.mjs", ...args);
const vitest = (project, ...args) => node("node_modules/vitest/vitest.mjs", "run", "--project", project, ...args);

/** Contracts that tests in TypeScript deploy. */
const mocks = ["PaymentToken", "RevertingReceiver", "HostileReceivers", "NoopModule"].map(
  (name) => `test/mocks/${name}.sol`,
);

/** Settings of foundry.toml for the tests themselves; they drive the contracts that `build` made. */
const forTests = { FOUNDRY_PROFILE: "test" };

/** Contracts as they are deployed, and checks on them. */
const build = ["build", forge("build", "src", "script", ...mocks)];

/**
 * Lanes run side by side, the steps of a lane one after another; a lane begins when the steps `after` have ended. What tests
 * the contracts' own code waits for `build` alone. The lanes are more than the machine has cores: drills and indexes wait more
 * than they work, for blocks, leases, other processes.
 */
const usual = [
  {
    steps: [
      build,
      ["abis", tsx("tools/generate-abis.ts", "--check")],
      ["sizes", tsx("tools/check-sizes.ts")],
      ["layout", tsx("tools/check-layout.ts")],
    ],
  },
  // A compiler takes one core: the tests are compiled beside the contracts.
  { steps: [["build tests", forge("build"), forTests]] },
  {
    steps: [
      ["biome", node("node_modules/@biomejs/biome/bin/biome", "check")],
      ["forge fmt", forge("fmt", "--check")],
      ["forge lint", tsx("tools/check-lint.ts")],
      ["rooms", tsx("tools/check-rooms.ts")],
      ["trees", tsx("tools/check-trees.ts")],
      ["requirements", tsx("tools/check-requirements.ts")],
      ["drills", tsx("tools/check-drills.ts")],
      ["types", node("node_modules/typescript/bin/tsc", "--noEmit")],
    ],
  },
  { after: ["build"], steps: [["vitest drills 1", vitest("drills", "--shard", "1/2")]] },
  { after: ["build"], steps: [["vitest drills 2", vitest("drills", "--shard", "2/2")]] },
  { after: ["build"], steps: [["vitest system", vitest("system")]] },
  {
    after: ["build", "build tests"],
    steps: [
      ["forge test", forge("test"), forTests],
      ["gas table", tsx("tools/gas-table.ts", "--check")],
      ["vitest unit", vitest("unit")],
      ["vitest e2e", vitest("e2e")],
    ],
  },
];

/** Each run draws seeds of its own; a failure says which. */
const deep = [
  { steps: [build] },
  {
    after: ["build"],
    steps: [
      [
        "forge test",
        forge("test", "--no-match-path", "test/gas/*"),
        { ...forTests, FOUNDRY_FUZZ_RUNS: "5000", FOUNDRY_INVARIANT_RUNS: "256", FOUNDRY_INVARIANT_DEPTH: "200" },
      ],
      ["mutate", tsx("tools/mutation/run.ts")],
    ],
  },
  { after: ["build"], steps: [["soak", tsx("test/soak/run.ts", "--minutes", "60")]] },
];

const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: "1" } : { ...process.env, NO_COLOR: "1" };
const words = process.argv.slice(2);
const only = words.filter((word) => word !== "--deep");
const lanes = (words.includes("--deep") ? deep : usual).map(({ after = [], steps }) => ({
  after,
  steps: steps.filter(([name]) => only.length === 0 || only.includes(name)),
}));
const results = [];

const run = ([name, [command, ...args], more = {}], live) =>
  new Promise((resolve) => {
    const begun = Date.now();
    const heading = `\n=== ${name}\n`;
    if (live) process.stdout.write(heading);
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (live) process.stdout.write(text);
      });
    }
    const done = (ok) => {
      if (!live) process.stdout.write(`${heading}${output}`);
      results.push({ name, ok, output, seconds: (Date.now() - begun) / 1000 });
      resolve();
    };
    child.on("error", (error) => {
      output += `${error.message}\n`;
      done(false);
    });
    child.on("close", (code) => done(code === 0));
  });

const begun = Date.now();
const live = lanes.filter(({ steps }) => steps.length > 0).length === 1;
/** By each step's name: settled when it has ended, however it ended. */
const ends = new Map(
  lanes
    .flatMap(({ steps }) => steps)
    .map(([name]) => {
      let end = () => {};
      const ended = new Promise((resolve) => {
        end = resolve;
      });
      return [name, { ended, end }];
    }),
);
await Promise.all(
  lanes.map(async ({ after, steps }) => {
    await Promise.all(after.map((name) => ends.get(name)?.ended));
    for (const step of steps) {
      await run(step, live);
      ends.get(step[0])?.end();
    }
  }),
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
const plainOf = (output) => output.replaceAll(/\u001b\[[\d;]*m/g, "");

/** The lines that say what failed, once each: of a long log, often only the end is kept. */
const failuresOf = ({ ok, output }) =>
  ok
    ? []
    : [...new Set(plainOf(output).split("\n"))].filter((line) => /^\[FAIL|^\s*FAIL |^Error|error TS\d/.test(line));

/** Passed and failed tests, as the two test runners report them at the end. A runner without a report failed once. */
const counts = ({ name, ok, output }) => {
  if (!/^(forge test|vitest)/.test(name)) return { passed: 0, failed: 0 };
  const summary =
    plainOf(output)
      .split("\n")
      .findLast((line) => /^Ran \d+ test suites?\b|^\s*Tests\s+\d/.test(line)) ?? "";
  const number = (word) => Number(new RegExp(`(\\d+) (?:tests? )?${word}`).exec(summary)?.[1] ?? 0);
  return { passed: number("passed"), failed: Math.max(number("failed"), ok ? 0 : 1) };
};

console.log("\n=== summary");
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? "ok    " : "FAILED"} ${name.padEnd(14)}${seconds.toFixed(1).padStart(7)} s`);
}
console.log(`       ${"all".padEnd(14)}${((Date.now() - begun) / 1000).toFixed(1).padStart(7)} s`);
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
for (const line of results.flatMap(failuresOf).slice(0, 20)) console.log(line.slice(0, 300));
if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}.`);
if (results.length === 0)
  console.log(
    `No such step. Steps: ${(words.includes("--deep") ? deep : usual)
      .flatMap(({ steps }) => steps.map(([name]) => name))
      .join(", ")}.`,
  );
const total = results
  .map(counts)
  .reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0;

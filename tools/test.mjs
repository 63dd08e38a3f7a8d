// `npm test`: sets the clone up and runs everything. `npm test -- rooms trees` runs only the steps named.
// `npm run test:deep`: what takes hours: long runs of the same fuzz tests and invariants, changed contracts, faults at random.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { ROOT, setUp } from "./setup.mjs";
import { countsAtEnd, countsSoFar, plainOf, totalOf } from "./test-counts.mjs";

setUp();

const require = createRequire(import.meta.url);
const cpu = process.arch === "x64" ? "amd64" : process.arch;
const forge = (...args) => [require.resolve(`@foundry-rs/forge-${process.platform}-${cpu}/bin/forge`), ...args];
const node = (script, ...args) => [process.execPath, `${ROOT}${script}`, ...args];
const tsx = (...args) => node("node_modules/tsx/dist/cli.mjs", ...args);
const vitest = (project, ...args) => node("node_modules/vitest/vitest.mjs", "run", "--project", project, ...args);
/** The files of a project in two lanes, one after another in each. */
const halves = (project) =>
  [1, 2].map((half) => ({
    after: ["build"],
    steps: [[`vitest ${project} ${half}`, vitest(project, "--shard", `${half}/2`)]],
  }));

/** Contracts beside the product that tests and measurements deploy as they are compiled for use. */
const mocks = ["PaymentToken", "PlainToken", "RevertingReceiver", "HostileReceivers", "NoopModule", "OneWayToken"].map(
  (name) => `test/mocks/${name}.sol`,
);

/** Settings of foundry.toml for the tests themselves; they drive the contracts that `build` made. */
const forTests = { FOUNDRY_PROFILE: "test" };

/** Contracts as they are deployed, and checks on them. */
const build = ["build", forge("build", "src", "script", ...mocks)];

/**
 * Lanes run side by side, the steps of a lane one after another; a lane begins when the steps `after` have ended. What tests
 * the contracts' own code waits for `build` alone. Two compilers have two cores to themselves, but for checks that tell at once what
 * is wrong. Afterwards the lanes are more than the machine has cores: drills and indexes wait more than they work, for blocks,
 * leases, other processes.
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
    ],
  },
  ...halves("drills"),
  ...halves("system"),
  {
    after: ["build", "build tests"],
    steps: [
      ["forge test", forge("test"), forTests],
      ["gas", tsx("bench/gas.ts", "--check")],
      ["vitest e2e", vitest("e2e")],
    ],
  },
  {
    after: ["build"],
    steps: [
      ["types", node("node_modules/typescript/bin/tsc", "--noEmit")],
      ["vitest unit", vitest("unit")],
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
        forge("test"),
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
const all = words.includes("--deep") ? deep : usual;
const lanes = all
  .map(({ after = [], steps }) => ({
    after,
    steps: steps.filter(([name]) => only.length === 0 || only.includes(name)),
  }))
  .filter(({ steps }) => steps.length > 0);
/** The steps of one lane show all that they print, as they print it; of several, what failed does when it has ended. */
const isLive = lanes.length === 1;

const begun = Date.now();
const results = [];
/** What each running step has printed, and since when it runs. */
const running = new Map();

const secondsSince = (time) => (Date.now() - time) / 1000;
const numberOf = ({ passed, failed }) => `${passed} passed${failed > 0 ? `, ${failed} FAILED` : ""}`;
const soFar = () =>
  totalOf([...results.map(countsOf), ...[...running.values()].map(({ output }) => countsSoFar(output))]);
const countsOf = (result) =>
  /^(forge test|vitest)/.test(result.name) ? countsAtEnd(result) : { passed: 0, failed: 0 };

/** The line of a terminal that shows what runs; the next line takes its place. */
const inPlace = process.stdout.isTTY ? "\r\u001b[K" : "";
const say = (what) => {
  const seconds = Math.floor(secondsSince(begun));
  const clock = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`.padStart(5);
  process.stdout.write(`${inPlace}${clock}  ${what}`);
};
const showRunning = () => {
  const steps = [...running].map(([name, { since, output }]) => {
    const { passed, failed } = countsSoFar(output);
    const counts = passed + failed > 0 ? `, ${numberOf({ passed, failed })}` : "";
    return `${name} (${secondsSince(since).toFixed(0)} s${counts})`;
  });
  const line = `${numberOf(soFar())} so far. Running: ${steps.join(", ")}`;
  say(inPlace ? line.slice(0, process.stdout.columns - 8) : `${line}\n`);
};

const tellBegin = (name) => (isLive ? process.stdout.write(`\n=== ${name}\n`) : say(`begins ${name}\n`));
const tellEnd = (result) => {
  if (isLive) return;
  const { name, ok, output, seconds } = result;
  say(`${ok ? "ok" : "FAILED"} ${name}, ${seconds.toFixed(1)} s; ${numberOf(soFar())} so far\n`);
  if (!ok) process.stdout.write(`\n=== ${name}\n${output}\n`);
};

const run = ([name, [command, ...args], more = {}]) =>
  new Promise((resolve) => {
    const step = { since: Date.now(), output: "" };
    running.set(name, step);
    tellBegin(name);
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        step.output += text;
        if (isLive) process.stdout.write(text);
      });
    }
    const done = (ok) => {
      if (!running.delete(name)) return;
      const result = { name, ok, output: step.output, seconds: secondsSince(step.since) };
      results.push(result);
      tellEnd(result);
      resolve();
    };
    child.on("error", (error) => {
      step.output += `${error.message}\n`;
      done(false);
    });
    child.on("close", (code) => done(code === 0));
  });

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
const showing = isLive ? undefined : setInterval(showRunning, process.stdout.isTTY ? 1_000 : 15_000);
await Promise.all(
  lanes.map(async ({ after, steps }) => {
    await Promise.all(after.map((name) => ends.get(name)?.ended));
    for (const step of steps) {
      await run(step);
      ends.get(step[0])?.end();
    }
  }),
);
clearInterval(showing);

/** The lines that say what failed, once each: of a long log, often only the end is kept. */
const failuresOf = ({ ok, output }) =>
  ok
    ? []
    : [...new Set(plainOf(output).split("\n"))].filter((line) => /^\[FAIL|^\s*FAIL |^Error|error TS\d/.test(line));

console.log("\n=== summary");
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? "ok    " : "FAILED"} ${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s`);
}
console.log(`       ${"all".padEnd(16)}${secondsSince(begun).toFixed(1).padStart(7)} s`);
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
for (const line of results.flatMap(failuresOf).slice(0, 20)) console.log(line.slice(0, 300));
if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}.`);
if (results.length === 0) {
  console.log(`No such step. Steps: ${all.flatMap(({ steps }) => steps.map(([name]) => name)).join(", ")}.`);
}
const total = totalOf(results.map(countsOf));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0;

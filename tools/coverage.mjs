// `npm run test:coverage`: which lines and branches of the contracts the tests reach. Prints a line per contract, with
// what nothing reaches, and fails below the limits. Words of forge for `forge coverage` may follow:
// `npm run test:coverage -- --match-path 'test/integration/MultiSig/**'`.
//
// Gas tests are left out: their figures mean nothing without the optimizer. Functions outside contracts (src/types,
// src/multisig/Words.sol) are not told by forge; test/unit and test/fuzz hold them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, setUp } from "./setup.mjs";

/** Percent that must be exceeded. */
const LIMITS = { lines: 98, branches: 95 };

setUp();

const folder = mkdtempSync(join(tmpdir(), "scrip-coverage-"));
const report = join(folder, "lcov.info");
const cpu = process.arch === "x64" ? "amd64" : process.arch;
const forge = createRequire(import.meta.url).resolve(`@foundry-rs/forge-${process.platform}-${cpu}/bin/forge`);
const words = ["coverage", "--exclude-tests", "--report", "lcov", "--report-file", report];
const { status } = spawnSync(forge, [...words, ...process.argv.slice(2)], {
  cwd: ROOT,
  // The empty name: tests deploy what this very run has compiled (test/utils/Artifacts.sol).
  env: { ...process.env, FOUNDRY_PROFILE: "coverage", SCRIP_ARTIFACTS: "" },
  stdio: ["ignore", "inherit", "inherit"],
});
if (status !== 0) {
  rmSync(folder, { recursive: true });
  console.error("The tests failed: no coverage is told.");
  process.exit(1);
}

/** The records of an LCOV report: file, and per line or branch (`line:number`) whether anything reached it. */
const parse = (text) =>
  text
    .split("end_of_record")
    .flatMap((record) => {
      const file = /^SF:(.*)$/m.exec(record)?.[1];
      if (!file?.startsWith("src/")) return [];
      const lines = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, at, hits]) => ({ at, hit: hits !== "0" }));
      const branches = [...record.matchAll(/^BRDA:(\d+),\d+,(\d+),(\d+|-)/gm)].map(([, at, branch, hits]) => ({
        at: `${at}:${branch}`,
        hit: hits !== "-" && hits !== "0",
      }));
      return [{ file, lines, branches }];
    })
    .sort((a, b) => a.file.localeCompare(b.file));

const files = parse(readFileSync(report, "utf8"));
rmSync(folder, { recursive: true });

const share = (points) => {
  const hits = points.filter(({ hit }) => hit).length;
  return { hits, all: points.length, percent: points.length === 0 ? 100 : (100 * hits) / points.length };
};
const told = ({ hits, all, percent }) => `${percent.toFixed(2).padStart(6)} % (${hits}/${all})`;
const missed = (points) => points.filter(({ hit }) => !hit).map(({ at }) => at);

console.log("\n=== coverage of src");
for (const { file, lines, branches } of files) {
  console.log(
    `${file.padEnd(50)} lines ${told(share(lines)).padEnd(20)} branches ${told(share(branches)).padEnd(18)}`.trimEnd(),
  );
  if (missed(lines).length > 0) console.log(`  lines not reached: ${missed(lines).join(", ")}`);
  if (missed(branches).length > 0) console.log(`  branches not reached (line:branch): ${missed(branches).join(", ")}`);
}

let failed = files.length === 0;
if (failed) console.log("No contract of src was compiled.");
for (const [kind, limit] of Object.entries(LIMITS)) {
  const sum = share(files.flatMap((file) => file[kind]));
  const enough = sum.percent > limit;
  failed ||= !enough;
  console.log(`${kind}: ${told(sum).trim()}, ${enough ? "above" : "NOT above"} ${limit} %`);
}
process.exitCode = failed ? 1 : 0;

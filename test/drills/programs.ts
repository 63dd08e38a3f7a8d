import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";

/** By which the processes of a run of tests know where the programs lie. */
const VARIABLE = "SCRIP_TEST_PROGRAMS";

const programs = ["bots/run.ts", "test/drills/keepers-of-service.ts"] as const;

/** What a drill starts, in the project. */
export type Program = (typeof programs)[number];

/**
 * `globalSetup` of vitest.config.ts: each program in one file. Drills start a hundred of them, each in a fifth of a second;
 * from its sources one takes two seconds of the processor (that they start so is what `bots/operate/entry.test.ts` tests).
 */
export default async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), "scrip-programs-"));
  await build({
    entryPoints: programs.map((program) => join(PROJECT_ROOT, program)),
    outdir: folder,
    entryNames: "[name]",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    banner: {
      js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
    },
    plugins: [inPlace],
  });
  process.env[VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
};

/** A source finds the files beside it though it now lies elsewhere. */
const inPlace: Plugin = {
  name: "in place",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      return { loader: "ts", contents: readFileSync(path, "utf8").replaceAll("import.meta.url", url) };
    });
  },
};

/** Arguments of Node that start the program: from its file, or from its sources where no run of tests has made one. */
export const startOf = (program: Program): string[] => {
  const folder = process.env[VARIABLE];
  if (folder === undefined) return ["--import", "tsx", join(PROJECT_ROOT, program)];
  return [join(folder, `${basename(program, ".ts")}.mjs`)];
};

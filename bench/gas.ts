// `npm run gas`: measures all cases on a chain of its own, and writes test/gas/figures.json and the tables of
// docs/handbook/gas.md. With --check it writes nothing and fails on any difference; with --only <text> it prints the
// cases whose name or state contains the text.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT_ROOT } from "../runtime/binaries.ts";
import type { Case } from "./gas/case.ts";
import { cases } from "./gas/cases/index.ts";
import type { Figure } from "./gas/chain.ts";
import { changesOf, type Figures, keyOf, pageWith } from "./gas/page.ts";
import { Stage } from "./gas/stage.ts";

const FIGURES = join(PROJECT_ROOT, "test/gas/figures.json");
const PAGE = join(PROJECT_ROOT, "docs/handbook/gas.md");

const measureAll = async (chosen: readonly Case[]): Promise<Figures> => {
  const stage = await Stage.open();
  const figures: Record<string, Figure> = {};
  try {
    for (const one of chosen) {
      const back = await stage.chain.mark();
      figures[keyOf(one)] = await one.measure(stage);
      await back();
    }
  } finally {
    await stage.close();
  }
  return figures;
};

/** What would be written, and is not what stands there. */
const differencesFrom = (figures: Figures): string[] => {
  const page = readFileSync(PAGE, "utf8");
  const stale = pageWith(page, cases, figures) === page ? [] : ["docs/handbook/gas.md does not show these figures."];
  return [...changesOf(JSON.parse(readFileSync(FIGURES, "utf8")), figures), ...stale];
};

const { check = false, only } = parseArgs({ options: { check: { type: "boolean" }, only: { type: "string" } } }).values;
const chosen = only === undefined ? cases : cases.filter((one) => keyOf(one).includes(only));
const figures = await measureAll(chosen);
if (only !== undefined) for (const line of changesOf({}, figures)) console.log(line);
else if (check) {
  const differences = differencesFrom(figures);
  for (const line of differences) console.error(line);
  console.log(differences.length === 0 ? `${chosen.length} figures are as kept.` : "Run `npm run gas` and commit.");
  process.exitCode = differences.length === 0 ? 0 : 1;
} else {
  writeFileSync(FIGURES, `${JSON.stringify(figures, undefined, 2)}\n`);
  writeFileSync(PAGE, pageWith(readFileSync(PAGE, "utf8"), cases, figures));
}

/**
 * Holds each family of modules to files of its own and to the lists that all families share (docs/handbook/modules.md):
 * whoever adds a family adds so many lines there and touches nothing else. Prints each other mention as
 * `file: what is expected`.
 */

import { moduleFamilies } from "../sdk/types.ts";
import { readFiles, type SourceFile } from "./check-rooms.ts";
import { exitWith, isMain, ROOT } from "./checks.ts";

export interface Family {
  /** As its word is written in code, whatever the case. */
  readonly word: string;
  /** Files and folders (with a slash at the end) that are about it. */
  readonly own: readonly string[];
  /** Lines beyond the lists: each is a place that could be told by the family itself, or that serves people. */
  readonly more?: Readonly<Record<string, number>>;
  /** Tests of other things take it as an example. */
  readonly isExample?: boolean;
}

/** Lists of families: an import and a line, or the line alone. */
export const LISTS: Readonly<Record<string, number>> = {
  "bots/parts.ts": 2,
  "bots/run.ts": 2,
  "deployments/record.ts": 1,
  "ponder.config.ts": 2,
  "ponder.schema.ts": 1,
  "script/Deploy.s.sol": 2,
  "sdk/describe/families.ts": 2,
  "src/api/index.ts": 2,
  "src/indexer/ForeignTokens.ts": 1,
  "test/indexer/events.test.ts": 1,
  "test/indexer/register.test.ts": 1,
  "test/utils/Artifacts.sol": 3,
  "test/unit/WorkKinds.t.sol": 2,
  "test/utils/ForeignTokensBase.sol": 2,
  "tools/generate-abis.ts": 1,
  "tools/mutation/targets.ts": 3,
};

export const FAMILIES: readonly Family[] = [
  {
    word: "lockup",
    own: [
      "bench/gas/cases/lots.ts",
      "bots/lockup-unlocker/",
      "sdk/actions/lockup/",
      "sdk/describe/lockup.ts",
      "sdk/reads/issued.ts",
      "sdk/reads/lots.ts",
      "src/api/lots.ts",
      "src/indexer/LockupModule.ts",
      "src/indexer/tables/lockup.ts",
      "src/interfaces/ILockupModule.sol",
      "src/modules/lockup/",
      // What the story plays, and the issuer's file that tells it.
      "sdk/files/",
      "story/",
      "tools/make-examples.ts",
    ],
    more: { "sdk/errors/decodeRefusal.ts": 2 },
    isExample: true,
  },
  {
    word: "distribution",
    own: [
      "bench/gas/cases/dividends.ts",
      "bots/distribution-runner/",
      "sdk/actions/distribution/",
      "sdk/describe/distribution.ts",
      "sdk/reads/distributions.ts",
      "src/api/distributionPreview.ts",
      "src/api/distributions.ts",
      "src/indexer/DistributionModule.ts",
      "src/indexer/tables/distribution.ts",
      "src/interfaces/IDistributionModule.sol",
      "src/modules/distribution/",
      // The base of all modules that pay.
      "src/interfaces/IPayouts.sol",
      "src/interfaces/IPurse.sol",
      "src/modules/payouts/",
      "src/types/Payout.sol",
      // What the story plays.
      "story/",
      // distribution.csv, which says to whom shares are issued, is another thing.
      "cli/commands/files/",
      "sdk/files/",
      "tools/make-examples.ts",
    ],
    more: {
      // What became of positions that are to be paid.
      "bots/index-reader.ts": 5,
      "bots/operate/program.ts": 1,
      "bots/sender/gas.ts": 1,
      "cli/main.ts": 1,
      "sdk/describe/payment.ts": 1,
      // What money is called.
      "sdk/reads/addressBook.ts": 10,
      "src/api/index.ts": 5,
      // Which of a token's record dates serve which payment.
      "src/api/recordDates.ts": 1,
      "src/interfaces/ILockupModule.sol": 1,
      "src/interfaces/ITokenRecovery.sol": 1,
      "tools/mutation/targets.ts": 6,
    },
    isExample: true,
  },
  {
    word: "pledge",
    own: [
      "bots/pledge-expirer/",
      "sdk/actions/pledge/",
      "sdk/describe/pledges.ts",
      "sdk/pledges.test.ts",
      "sdk/pledges.ts",
      "sdk/reads/pledges.ts",
      "src/api/pledges.ts",
      "src/indexer/PledgeModule.ts",
      "src/indexer/tables/pledge.ts",
      "src/interfaces/IPledgeModule.sol",
      "src/modules/pledge/",
      "src/types/Pledge.sol",
      "test/indexer/pledges.test.ts",
      // The world of invariants plays all families.
      "test/invariant/",
      "test/integration/PledgeModule/",
      "test/utils/PledgeTest.sol",
    ],
    more: {
      // The token says what a module may have kept.
      "sdk/restrictions.ts": 1,
      "src/libraries/RestrictionTexts.sol": 1,
      "test/unit/RestrictionTexts.t.sol": 1,
      "test/integration/SecurityToken/notices/notices.t.sol": 5,
    },
  },
];

/** Generated, or lists of what is checked here. */
const PASSED_OVER = ["abis/", "tools/check-families"];

/** Every mention of a family that stands neither in its own files nor in a list. */
export const checkFamilies = (files: readonly SourceFile[], families = FAMILIES): string[] =>
  families.flatMap((family) => [...foreignMentions(files, family), ...emptyPlaces(files, family)]);

const foreignMentions = (files: readonly SourceFile[], family: Family): string[] =>
  files.flatMap(({ path, text }) => {
    if (isWithin(path, PASSED_OVER) || isWithin(path, family.own)) return [];
    if (family.isExample === true && isTest(path)) return [];
    const allowed = family.more?.[path] ?? LISTS[path] ?? 0;
    const lines = linesWith(text, family.word);
    if (lines <= allowed) return [];
    return [
      allowed === 0
        ? `${path}: names the family ${family.word}; that belongs in its own files, or in a list of all families`
        : `${path}: ${lines} lines name the family ${family.word}, ${allowed} expected; fix the list`,
    ];
  });

/** Families of the record that nobody has entered here. */
export const missingFamilies = (recorded: readonly string[], families = FAMILIES): string[] =>
  recorded
    .filter((name) => !families.some(({ word }) => name.startsWith(word)))
    .map((name) => `tools/check-families.ts: the family ${name} of the deployment record is missing`);

/** What is allowed and not used any more. */
const emptyPlaces = (files: readonly SourceFile[], { word, own, more = {} }: Family): string[] => [
  ...own
    .filter((place) => !files.some(({ path, text }) => isWithin(path, [place]) && linesWith(text, word) > 0))
    .map((place) => `${place}: is said to be about the family ${word}, and is not`),
  ...Object.entries(more).flatMap(([place, allowed]) => {
    const lines = linesWith(files.find(({ path }) => path === place)?.text ?? "", word);
    return lines < allowed ? [`${place}: may name the family ${word} in ${allowed} lines, and has ${lines}`] : [];
  }),
];

const linesWith = (text: string, word: string): number =>
  text.split("\n").filter((line) => line.toLowerCase().includes(word)).length;

const isWithin = (path: string, places: readonly string[]): boolean =>
  places.some((place) =>
    place.endsWith("/") ? path.startsWith(place) : path === place || path.startsWith(`${place}.`),
  );

const isTest = (path: string): boolean => /^test\/|\.test\.ts$|^bots\/testing\//.test(path);

if (isMain(import.meta.url)) {
  const violations = [...missingFamilies(moduleFamilies), ...checkFamilies(readFiles(ROOT))];
  exitWith(violations, "Every family stands where families stand.");
}

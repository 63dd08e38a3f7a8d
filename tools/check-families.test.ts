import { describe, expect, test } from "vitest";
import { moduleFamilies } from "../sdk/types.ts";
import { checkFamilies, FAMILIES, LISTS, missingFamilies } from "./check-families.ts";
import { readFiles } from "./check-rooms.ts";
import { ROOT } from "./checks.ts";

const files = readFiles(ROOT);
/** The project with more text at the end of one file. */
const withMore = (path: string, text: string) =>
  files.some((file) => file.path === path)
    ? files.map((file) => (file.path === path ? { path, text: `${file.text}${text}\n` } : file))
    : [...files, { path, text: `${text}\n` }];
const byWord = (word: string) => FAMILIES.filter((family) => family.word === word);

describe("checkFamilies", () => {
  test("behavior: the project as it is", () => {
    expect(checkFamilies(files)).toEqual([]);
  });

  test.each(Object.entries(LISTS))("error: a line more for the pledge in the list %s", (path, allowed) => {
    const text = 'const another = "pledge";\n'.repeat(allowed + 1);
    const [found, ...others] = checkFamilies(withMore(path, text), byWord("pledge"));
    expect(found).toMatch(`${path}: `);
    expect(found).toMatch(`lines name the family pledge, ${allowed} expected; fix the list`);
    expect(others).toEqual([]);
  });

  test.each(["lockup", "distribution", "pledge"])("error: %s named anywhere else, in a new file too", (word) => {
    for (const path of ["src/token/Transfers.sol", "sdk/send.ts", "bots/anew/index.ts"]) {
      expect(checkFamilies(withMore(path, `// a ${word.toUpperCase()}`), byWord(word))).toEqual([
        `${path}: names the family ${word}; that belongs in its own files, or in a list of all families`,
      ]);
    }
  });

  test("behavior: its own files are its own; tests may take an example, if they are told so", () => {
    expect(checkFamilies(withMore("src/modules/pledge/PledgeWork.sol", "pledge"))).toEqual([]);
    expect(checkFamilies(withMore("test/integration/KeeperGateway/run/run.t.sol", "lockup"))).toEqual([]);
    expect(checkFamilies(withMore("test/integration/KeeperGateway/run/run.t.sol", "pledge"))).toHaveLength(1);
  });

  test("error: a family of the record that is not entered", () => {
    expect(missingFamilies(moduleFamilies)).toEqual([]);
    expect(missingFamilies([...moduleFamilies, "escrow"])).toEqual([
      "tools/check-families.ts: the family escrow of the deployment record is missing",
    ]);
  });

  test("error: what is allowed and not used", () => {
    const [pledge] = byWord("pledge");
    if (pledge === undefined) throw new Error("No pledge.");
    const wide = { ...pledge, own: [...pledge.own, "sdk/lots.ts"], more: { ...pledge.more, "sdk/work.ts": 1 } };
    expect(checkFamilies(files, [wide])).toEqual([
      "sdk/lots.ts: is said to be about the family pledge, and is not",
      "sdk/work.ts: may name the family pledge in 1 lines, and has 0",
    ]);
  });
});

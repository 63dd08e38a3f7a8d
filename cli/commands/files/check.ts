import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RuntimeError } from "../../../runtime/errors.ts";
import { parseInputs, printNotice, requireValid } from "../../../sdk/files/index.ts";
import type { Output } from "../../output.ts";

/**
 * `scrip files check <dir>`: reads investors.csv, distribution.csv and issuer.json and compares them, as every command
 * does before it sends anything.
 *
 * @throws RuntimeError if a file cannot be read
 * @throws InputFileError that names every problem with file, row, field and what would be right
 */
export const checkFiles = (folder: string, output: Output): void => {
  const read = (name: string): string => {
    const path = join(folder, name);
    try {
      return readFileSync(path, "utf8");
    } catch {
      throw new RuntimeError(`${path} cannot be read. Put investors.csv, distribution.csv and issuer.json there.`);
    }
  };
  const parsed = parseInputs({
    investors: read("investors.csv"),
    distribution: read("distribution.csv"),
    issuer: read("issuer.json"),
  });
  for (const notice of parsed.notices) output.note(printNotice(notice));
  const { investors, distribution } = requireValid(parsed);
  output.result(`In order: ${investors.length} investors, ${distribution.length} rows to issue.`, {
    investors: investors.length,
    distribution: distribution.length,
    notices: parsed.notices.length,
  });
};

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RuntimeError } from "../../../runtime/errors.ts";
import { createOutput } from "../../output.ts";
import { checkFiles } from "./check.ts";

const files = ["investors.csv", "distribution.csv", "issuer.json"];

test.each(files)("error: a folder without %s is told in a sentence that names the file", (missing) => {
  const folder = mkdtempSync(join(tmpdir(), "scrip-files-"));
  try {
    for (const name of files) if (name !== missing) cpSync(join("examples", name), join(folder, name));
    const check = () => checkFiles(folder, createOutput(false));
    expect(check).toThrow(RuntimeError);
    expect(check).toThrow(
      `${join(folder, missing)} cannot be read. Put investors.csv, distribution.csv and issuer.json there.`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

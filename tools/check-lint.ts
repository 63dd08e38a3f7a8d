/**
 * `forge lint` of contracts and scripts. Forge ends with status 0 whatever it finds, so this counts. An exception stands
 * at its line, as `// forge-lint: disable-next-line(…)`, under a comment that says why.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { exitWith, isMain, ROOT } from "./checks.ts";

interface Diagnostic {
  readonly message: string;
  readonly code?: { readonly code: string } | null;
  readonly level: string;
  readonly spans: readonly { readonly file_name: string; readonly line_start: number }[];
}

const FOLDERS = ["src", "script"];

/** What forge found, one line of JSON each, as `file:line: what`. Other lines are its progress. */
export const findingsOf = (report: string): string[] =>
  report.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const { message, code, level, spans } = JSON.parse(line) as Diagnostic;
    const at = spans[0] === undefined ? "" : `${spans[0].file_name}:${spans[0].line_start}: `;
    return [`${at}${level}[${code?.code ?? "-"}] ${message}`];
  });

/** Exceptions whose line before is no comment of its own. */
export const unreasoned = (file: string, text: string): string[] => {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (!line.includes("forge-lint:")) return [];
    const before = lines[index - 1]?.trim() ?? "";
    const reasoned = before.startsWith("// ") && !before.includes("forge-lint:");
    return reasoned ? [] : [`${file}:${index + 1}: an exception stands under a comment that says why`];
  });
};

const lint = (): string[] => {
  const cpu = process.arch === "x64" ? "amd64" : process.arch;
  const forge = createRequire(import.meta.url).resolve(`@foundry-rs/forge-${process.platform}-${cpu}/bin/forge`);
  const { status, stdout, stderr } = spawnSync(forge, ["lint", "--json", ...FOLDERS], {
    cwd: ROOT,
    encoding: "utf8",
    // A place of its own: forge lint writes artifacts without code.
    env: { ...process.env, FOUNDRY_OUT: "cache/lint/out", FOUNDRY_CACHE_PATH: "cache/lint" },
  });
  return status === 0 ? findingsOf(stdout + stderr) : [`forge lint failed: ${stderr}`];
};

const exceptions = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".sol"))
      .flatMap((name) => unreasoned(join(folder, name), readFileSync(join(ROOT, folder, name), "utf8"))),
  );

if (isMain(import.meta.url)) exitWith([...lint(), ...exceptions()], "Nothing to remark.");

/**
 * Writes `abis/` from forge's artifacts: `npx forge build`, then `npx tsx tools/generate-abis.ts`.
 * With `--check` it writes nothing and exits 1 when a file is missing, stale or of no use any more.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Abi } from "viem";
import { toFunctionSelector } from "viem";

const ROOT = resolve(import.meta.dirname, "..");
const ARTIFACTS = join(ROOT, "out");
const ABIS = join(ROOT, "abis");

const CONTRACTS = [
  "AccreditationWork",
  "ClaimRegistry",
  "CountWork",
  "Custodian",
  "DistributionModule",
  "Dossier",
  "ForeignTokens",
  "IssuingEntity",
  "KYCRegistrar",
  "KeeperGateway",
  "LockupModule",
  "MultiSig",
  "PledgeModule",
  "SecurityToken",
  "TokenFactory",
];

const HEADER = "// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.\n";
const ERRORS_HEADER = "// Generated from every contract and interface by tools/generate-abis.ts. Do not edit.\n";

type AbiError = Extract<Abi[number], { type: "error" }>;

/** The part of a forge artifact that is read here. */
interface Artifact {
  readonly abi: Abi;
  readonly metadata?: { readonly settings: { readonly compilationTarget: Record<string, string> } };
}

/** Thrown when the artifacts cannot serve; the text says what to do. */
class ArtifactError extends Error {
  override readonly name = "ArtifactError";
}

function readArtifact(path: string): Artifact {
  return JSON.parse(readFileSync(path, "utf8")) as Artifact;
}

function interfaceAbi(contract: string): Abi {
  const path = join(ARTIFACTS, `I${contract}.sol`, `I${contract}.json`);
  if (!existsSync(path)) throw new ArtifactError(`${path} is missing. Run "npx forge build" first.`);
  return readArtifact(path).abi;
}

/** Artifacts of sources below `src/` that still exist: forge leaves those of deleted sources behind. */
function* sourceArtifacts(): Generator<Artifact> {
  for (const folder of readdirSync(ARTIFACTS).filter((name) => name.endsWith(".sol"))) {
    for (const file of readdirSync(join(ARTIFACTS, folder)).filter((name) => name.endsWith(".json"))) {
      const artifact = readArtifact(join(ARTIFACTS, folder, file));
      const [source] = Object.keys(artifact.metadata?.settings.compilationTarget ?? {});
      if (source?.startsWith("src/") && existsSync(join(ROOT, source))) yield artifact;
    }
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** An error's selector is made as a function's. */
function selectorOf({ name, inputs }: AbiError): string {
  return toFunctionSelector({ type: "function", name, inputs, outputs: [], stateMutability: "view" });
}

/** Every custom error that a call can end with, each selector once, in order of name and selector. */
function mergedErrors(): AbiError[] {
  const errors = new Map<string, AbiError>();
  for (const { abi } of sourceArtifacts()) {
    for (const item of abi) {
      if (item.type === "error") errors.set(selectorOf(item), item);
    }
  }
  return [...errors]
    .sort(([a, { name: nameA }], [b, { name: nameB }]) => compare(nameA, nameB) || compare(a, b))
    .map(([, error]) => error);
}

function constantName(contract: string): string {
  const [acronym = ""] = /^[A-Z]+(?![a-z])/.exec(contract) ?? [];
  const head = acronym || contract.slice(0, 1);
  return `${head.toLowerCase()}${contract.slice(head.length)}Abi`;
}

function render(header: string, name: string, abi: Abi): string {
  return `${header}\nexport const ${name} = ${JSON.stringify(abi, null, 2)} as const;\n`;
}

function generate(): Map<string, string> {
  const files = new Map<string, string>();
  for (const contract of CONTRACTS) {
    files.set(`${contract}.ts`, render(HEADER, constantName(contract), interfaceAbi(contract)));
  }
  // As explorers and other languages read it: all functions, events and errors of a token, whichever part has them.
  files.set("SecurityToken.json", `${JSON.stringify(interfaceAbi("SecurityToken"), null, 2)}\n`);
  files.set("errors.ts", render(ERRORS_HEADER, "errorsAbi", mergedErrors()));
  return files;
}

function stale(files: Map<string, string>): string[] {
  const present = existsSync(ABIS) ? readdirSync(ABIS) : [];
  const wrong = [...files].filter(
    ([name, text]) => !present.includes(name) || readFileSync(join(ABIS, name), "utf8") !== text,
  );
  return [...wrong.map(([name]) => name), ...present.filter((name) => !files.has(name))].sort(compare);
}

function write(files: Map<string, string>): void {
  mkdirSync(ABIS, { recursive: true });
  for (const name of stale(files)) {
    const text = files.get(name);
    if (text === undefined) rmSync(join(ABIS, name));
    else writeFileSync(join(ABIS, name), text);
  }
}

function check(files: Map<string, string>): void {
  for (const name of stale(files)) {
    console.error(`abis/${name} is stale. Run "npx forge build && npx tsx tools/generate-abis.ts".`);
    process.exitCode = 1;
  }
}

function main(): void {
  const files = generate();
  if (process.argv.includes("--check")) check(files);
  else write(files);
}

main();

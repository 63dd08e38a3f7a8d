/** Prints the runtime size of every contract in `src/`, largest first, and fails when one exceeds its limit. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeParts } from "../runtime/code-parts.ts";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** EIP-170: bytes of runtime code that a chain accepts. */
const LIMIT = 24_576;

/** Parts of a token keep room for what is decided and not built. */
const TOKEN_PART_LIMIT = 20_000;
const TOKEN_PARTS: readonly string[] = ["SecurityToken", "TokenAdministration", ...codeParts];

const limitOf = (name: string): number => (TOKEN_PARTS.includes(name) ? TOKEN_PART_LIMIT : LIMIT);

interface Artifact {
  readonly deployedBytecode?: { readonly object: string };
  readonly metadata?: { readonly settings: { readonly compilationTarget: Record<string, string> } };
}

/** Bytes of runtime code, unlinked placeholders included. Interfaces and abstract contracts have none. */
export const runtimeSize = ({ deployedBytecode }: Artifact): number =>
  Math.max(0, (deployedBytecode?.object.length ?? 2) - 2) / 2;

const readSizes = (): { name: string; size: number }[] =>
  readdirSync(join(ROOT, "out"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json") && !path.startsWith("build-info"))
    .map((path) => JSON.parse(readFileSync(join(ROOT, "out", path), "utf8")) as Artifact)
    .flatMap((artifact) => {
      const [source, name] = Object.entries(artifact.metadata?.settings.compilationTarget ?? {})[0] ?? ["", ""];
      return source.startsWith("src/") && existsSync(join(ROOT, source)) ? [{ name, size: runtimeSize(artifact) }] : [];
    })
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size);

if (isMain(import.meta.url)) {
  const sizes = readSizes();
  const format = (bytes: number) => bytes.toLocaleString("en").padStart(8);
  for (const { name, size } of sizes)
    console.log(`${name.padEnd(24)}${format(size)}${format(limitOf(name) - size)} left`);
  const tooLarge = sizes.filter(({ name, size }) => size > limitOf(name));
  const violations = tooLarge.map(
    ({ name, size }) =>
      `${name}: ${size - limitOf(name)} bytes over ${limitOf(name)}; move code to a library or another part`,
  );
  exitWith(
    sizes.length === 0 ? ["No artifacts in out/: run `npx forge build` first."] : violations,
    "Every contract fits.",
  );
}

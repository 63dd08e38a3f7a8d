/**
 * Holds the arrows between rooms (docs/decisions/0001 and the README's map): who may import from whom, what may lie
 * where, and what the sdk may not touch. Prints each violation as `file:line: what would be right`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix, relative } from "node:path";
import ts from "typescript";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** A file of the project: path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const EVERY_ROOM = "*";

/** TypeScript: each room and the rooms it may know besides itself. The longest matching room counts. */
const ROOMS: Record<string, readonly string[]> = {
  abis: [],
  deployments: [],
  "ponder.schema.ts": ["src/indexer/tables"],
  "ponder.config.ts": ["abis", "deployments"],
  "src/indexer": ["abis", "deployments", "ponder.schema.ts"],
  "src/indexer/tables": [],
  "src/api": ["abis", "deployments", "ponder.schema.ts"],
  sdk: ["abis", "deployments", "ponder.schema.ts"],
  runtime: ["sdk"],
  bots: ["sdk", "runtime"],
  cli: ["sdk", "runtime"],
  portal: ["sdk"],
  tools: ["sdk", "runtime"],
  story: [EVERY_ROOM],
  "story/model": [],
  "test/indexer": [EVERY_ROOM],
  "test/e2e": [EVERY_ROOM],
  "test/drills": [EVERY_ROOM],
  "test/soak": [EVERY_ROOM],
  bench: [EVERY_ROOM],
};

/** Tests may deploy and decode as well. */
const KNOWN_TO_TESTS = ["abis", "out"];

/** Solidity: base contracts that any folder may inherit from. */
const BASES = [
  "src/multisig/MultiSig.sol",
  "src/multisig/MultiSigBase.sol",
  "src/multisig/MultiSigCalls.sol",
  "src/multisig/MultiSigAdministration.sol",
  "src/multisig/ForeignTokens.sol",
  "src/multisig/Governed.sol",
  "src/modules/Module.sol",
  "src/modules/IssuerModule.sol",
  "src/modules/ModuleClients.sol",
  "src/modules/ModuleRules.sol",
  "src/modules/RecordDateSchedule.sol",
  "src/modules/payouts/PayoutWork.sol",
];
/** Solidity: what every contract folder may know; these folders know only those before them. */
const SHARED = ["src/types", "src/interfaces", "src/libraries"];

/** Every violation of the arrows among `files`. */
export const checkRooms = (files: readonly SourceFile[]): string[] =>
  files.flatMap((file) => {
    if (file.path.endsWith(".sol")) return [...checkSolidity(file)];
    return [...checkPlace(file), ...checkImports(file), ...(inSdk(file.path) ? checkSdk(file) : [])];
  });

const checkPlace = ({ path }: SourceFile): string[] => {
  if (/^vite\.config\.\w+$/.test(path)) return [`${path}:1: Ponder would load it; a vite.config lies below portal/`];
  if (!path.startsWith("src/")) return [];
  if (!/^src\/(indexer|api)\//.test(path)) return [`${path}:1: TypeScript lies in src/indexer and src/api only`];
  const isTest = /\.test\.ts$|(^|\/)(testing|helpers?|fixtures?|mocks?)(\/|\.ts$)/.test(path);
  return isTest ? [`${path}:1: Ponder runs every file here; tests and their helpers lie in test/indexer`] : [];
};

const checkImports = ({ path, text }: SourceFile): string[] => {
  const room = roomOf(path);
  if (room === undefined) return [];
  const known = [...(ROOMS[room] ?? []), ...(path.endsWith(".test.ts") ? KNOWN_TO_TESTS : [])];
  return ts.preProcessFile(text).importedFiles.flatMap(({ fileName, pos }) => {
    if (!fileName.startsWith(".")) return [];
    const target = posix.join(posix.dirname(path), fileName);
    const targetRoom = roomOf(target) ?? target;
    if (targetRoom === room || known.includes(EVERY_ROOM) || known.some((name) => isWithin(target, name))) return [];
    const allowed = known.length === 0 ? "no other room" : `only ${known.join(", ")}`;
    return [`${path}:${lineAt(text, pos)}: ${room} knows ${allowed}, not ${targetRoom}`];
  });
};

const checkSdk = ({ path, text }: SourceFile): string[] => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const violations: string[] = [];
  const report = (node: ts.Node, what: string) => violations.push(`${path}:${lineAt(text, node.getStart())}: ${what}`);
  const visit = (node: ts.Node): void => {
    const isObject = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
    if (isObject && ts.isIdentifier(node.expression)) {
      const { text: name } = node.expression;
      if (name === "process") report(node, "the sdk runs in browsers too: take it as an argument, not from process");
      if (name === "console") report(node, "the sdk prints nothing: return or throw");
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const { fileName, pos } of ts.preProcessFile(text).importedFiles) {
    if (!fileName.startsWith("node:") && !builtinModules.includes(fileName)) continue;
    violations.push(
      `${path}:${lineAt(text, pos)}: the sdk runs in browsers too: what needs ${fileName} belongs in runtime`,
    );
  }
  return violations;
};

const checkSolidity = ({ path, text }: SourceFile): string[] => {
  const code = withoutComments(text);
  return [...code.matchAll(/\bimport\b([^;]*?)"([^"]+)"\s*;/g)].flatMap(
    ({ index, 1: names = "", 2: specifier = "" }) => {
      if (!specifier.startsWith(".")) return [];
      const target = posix.join(posix.dirname(path), specifier);
      const right = solidityRule(path, target, () => inherits(code, names));
      return right === undefined ? [] : [`${path}:${lineAt(text, index)}: ${right}`];
    },
  );
};

/** What would be right instead of `path` importing `target`; undefined when it is right. */
const solidityRule = (path: string, target: string, isBase: () => boolean): string | undefined => {
  if (path.startsWith("test/") || path.startsWith("script/Story")) return undefined;
  if (path.startsWith("script/") && target.startsWith("script/")) return undefined;
  if (!target.startsWith("src/")) return `${dirname(path)} knows src only, not ${target}`;
  if (path.startsWith("script/")) return undefined;
  const [folder, targetFolder] = [dirname(path), dirname(target)];
  if (folder === targetFolder) return undefined;
  const rank = SHARED.indexOf(folder);
  const targetRank = SHARED.indexOf(targetFolder);
  if (rank >= 0)
    return targetRank >= 0 && targetRank < rank
      ? undefined
      : `${folder} knows ${SHARED.slice(0, rank).join(", ") || "nothing else"}, not ${target}`;
  if (targetRank >= 0) return undefined;
  if (!BASES.includes(target)) return `use the interface of ${target}; ${folder} knows other folders by src/interfaces`;
  return isBase() ? undefined : `${target} may be inherited from only; use its interface`;
};

/** Whether one of the imported names stands in an inheritance list. */
const inherits = (code: string, names: string): boolean => {
  const bases = [...code.matchAll(/\bcontract\s+\w+\s+is\b([^{]*)\{/g)].map((match) => match[1] ?? "").join(" ");
  return (names.match(/\w+/g) ?? []).some((name) => new RegExp(`\\b${name}\\b`).test(bases));
};

/** The same text with comments blanked, line for line. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replaceAll(/[^\n]/g, " "));

const inSdk = (path: string): boolean => path.startsWith("sdk/") && !path.endsWith(".test.ts");
const isWithin = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string): string | undefined =>
  Object.keys(ROOMS)
    .filter((room) => isWithin(path, room))
    .sort((a, b) => b.length - a.length)[0];
const lineAt = (text: string, position: number): number => text.slice(0, position).split("\n").length;

const SKIPPED = new Set(["node_modules", "out", "cache", "broadcast", "generated", "lib", ".ponder", ".scrip", ".git"]);

/** All sources below a folder. */
export const readFiles = (folder: string): SourceFile[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return readFiles(path);
    if (!/\.(ts|tsx|mts|sol)$|^vite\.config\.\w+$/.test(entry.name) || !existsSync(path)) return [];
    return [{ path: relative(ROOT, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }];
  });

if (isMain(import.meta.url)) exitWith(checkRooms(readFiles(ROOT)), "Every room knows only whom it may know.");

/** All parts of a token's code run on one storage: every variable that a part knows must stand where the ledger has it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitWith, isMain, ROOT } from "./checks.ts";

/** A variable of a contract's storage, as the compiler lays it out. */
interface Variable {
  readonly label: string;
  readonly slot: string;
  readonly offset: number;
  readonly type: string;
}

interface Artifact {
  readonly storageLayout?: { readonly storage: readonly Variable[] };
}

/** Numbers in the names of types belong to one compilation and say nothing. */
const place = ({ label, slot, offset, type }: Variable): string =>
  `slot ${slot}, byte ${offset}: ${label}, ${type.replaceAll(/\)\d+/g, ")")}`;

const layoutOf = (contract: string): string[] => {
  const path = join(ROOT, "out", `${contract}.sol`, `${contract}.json`);
  return ((JSON.parse(readFileSync(path, "utf8")) as Artifact).storageLayout?.storage ?? []).map(place);
};

const PARTS = ["TokenOffice", "TokenPartitions", "TokenPowers"];

/** What of a part does not stand at the same place in the ledger. */
export const strays = (part: string, ledger: readonly string[], variables: readonly string[]): string[] =>
  variables.length === 0
    ? ["The artifacts have no storage layout: run `npm run build`."]
    : variables
        .filter((variable, index) => variable !== ledger[index])
        .map((variable) => `${part} alone has ${variable}`);

if (isMain(import.meta.url)) {
  const ledger = layoutOf("SecurityToken");
  exitWith(
    PARTS.flatMap((part) => strays(part, ledger, layoutOf(part))),
    `All parts of a token agree on ${layoutOf("TokenOffice").length} variables.`,
  );
}

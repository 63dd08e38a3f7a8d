/** The office's code runs on a token's storage: every variable that it knows must stand where the ledger has it. */
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

/** What of `office` does not stand at the same place in `ledger`. */
export const strays = (ledger: readonly string[], office: readonly string[]): string[] =>
  office.length === 0
    ? ["The artifacts have no storage layout: run `npm run build`."]
    : office
        .filter((variable, index) => variable !== ledger[index])
        .map((variable) => `TokenOffice alone has ${variable}`);

if (isMain(import.meta.url)) {
  const office = layoutOf("TokenOffice");
  exitWith(strays(layoutOf("SecurityToken"), office), `Both parts of a token agree on ${office.length} variables.`);
}

/** An office's code runs on another contract's storage: every variable that it knows must stand where that one has it. */
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

/** Each code and the storage on which it runs. */
const PARTS = [
  { office: "TokenOffice", ledger: "SecurityToken" },
  { office: "IssuerOffice", ledger: "IssuingEntity" },
] as const;

/** What of `office` does not stand at the same place in `ledger`. */
export const strays = (ledger: readonly string[], office: readonly string[], name: string): string[] =>
  office.length === 0
    ? ["The artifacts have no storage layout: run `npm run build`."]
    : office.filter((variable, index) => variable !== ledger[index]).map((variable) => `${name} alone has ${variable}`);

if (isMain(import.meta.url)) {
  const violations = PARTS.flatMap(({ office, ledger }) => strays(layoutOf(ledger), layoutOf(office), office));
  exitWith(violations, "Both parts of tokens and of issuers agree on their storage.");
}

/** Parts of a contract's code run on its storage: every variable that a part knows must stand where the contract has it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeParts } from "../runtime/code-parts.ts";
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

/** Each contract whose storage is shared, and the codes that run on it. */
const PARTS: Record<string, readonly string[]> = {
  SecurityToken: ["TokenAdministration", ...codeParts],
  IssuingEntity: ["IssuerAdministration", "IssuerRules"],
  KYCRegistrar: ["RegistrarAdministration"],
};

/** What of a part does not stand at the same place in the contract. */
export const strays = (whole: readonly string[], part: readonly string[], name: string): string[] =>
  part.length === 0
    ? ["The artifacts have no storage layout: run `npm run build`."]
    : part.filter((variable, index) => variable !== whole[index]).map((variable) => `${name} alone has ${variable}`);

if (isMain(import.meta.url)) {
  const violations = Object.entries(PARTS).flatMap(([whole, parts]) =>
    parts.flatMap((part) => strays(layoutOf(whole), layoutOf(part), part)),
  );
  exitWith(violations, "All codes of tokens, issuers and registrars agree on their storage.");
}

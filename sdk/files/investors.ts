import type { Address, Hex } from "viem";
import { canonicalIdentity, type Identity, InvalidIdentityError } from "../identity.ts";
import { type Country, findCountry } from "../iso/countries.ts";
import { encodeRegion } from "../iso/regions.ts";
import { type Fail, readAddress, readDate, readDay, readLei, readWhole } from "./fields.ts";
import { type Parsed, type Problem, shorten } from "./problems.ts";
import { readTable, reporterFor, type TableRow } from "./table.ts";

/** Columns of investors.csv; examples/README.md says what they mean. */
export const investorColumns = [
  "external_id",
  "kind",
  "legal_name",
  "birth_date",
  "lei",
  "tax_id",
  "country",
  "region",
  "rating",
  "accredited_until",
  "accounts",
  "custody",
] as const;

type Column = (typeof investorColumns)[number];

export type Accreditation = {
  /** 1 to 7 */
  rating: number;
  /** first second (Unix time) at which it no longer holds */
  expiresAt: number;
};

export type InvestorRow = {
  row: number;
  externalId: string;
  legalName: string;
  identity: Identity;
  taxId: string;
  country: Country;
  /** bytes3 of the contracts */
  region: Hex;
  /** absent: never accredited, not to be registered */
  accreditation?: Accreditation | undefined;
  accounts: Address[];
  /** per cent of the freely transferable holding to be held through the custodian, 0 to 100 */
  custodyPercent: number;
};

/** An investor binds at most this many accounts (`KYCRegistrar_TooManyAccounts`). */
const maxAccounts = 64;

/** A row as far as it could be read. */
type Draft = { row: number } & { [Key in keyof Omit<InvestorRow, "row">]: InvestorRow[Key] | undefined };

/** Reads investors.csv: one investor a row. */
export const parseInvestors = (text: string, { file = "investors.csv" } = {}): Parsed<InvestorRow[]> => {
  const table = readTable(text, { file, columns: investorColumns });
  const problems = [...table.problems];
  const investors: InvestorRow[] = [];
  const claimed = new Map<string, Claim>();
  for (const row of table.rows) {
    const before = problems.length;
    const failOf = reporterFor(row, file, problems);
    const draft = readInvestor(row, failOf);
    for (const claim of claimsOf(draft)) {
      const first = claimed.get(claim.key);
      if (first === undefined) claimed.set(claim.key, claim);
      else
        problems.push({ file, row: row.row, field: claim.field, value: shorten(claim.shown), expected: clash(first) });
    }
    if (problems.length === before && isComplete(draft)) investors.push(draft);
  }
  return { value: investors, problems: problems.sort(byRow), notices: table.notices };
};

const byRow = (a: Problem, b: Problem): number => (a.row ?? 0) - (b.row ?? 0);

type Reporter = (field: Column) => Fail;

const readInvestor = ({ row, cells }: TableRow<Column>, failOf: Reporter): Draft => {
  const country = findCountry(cells.country) ?? failOf("country")("a country of ISO 3166-1, such as CH, CHE or 756");
  return {
    row,
    externalId: cells.external_id || failOf("external_id")("an id of the investor"),
    legalName: cells.legal_name || failOf("legal_name")("the investor's legal name"),
    identity: readIdentity(cells, failOf),
    taxId: cells.tax_id,
    country,
    region: country && readRegion(cells.region, country, failOf("region")),
    accreditation: readAccreditation(cells, failOf),
    accounts: readAccounts(cells.accounts, failOf("accounts")),
    custodyPercent: cells.custody === "" ? 0 : readWhole(cells.custody, { min: 0, max: 100 }, failOf("custody")),
  };
};

/** An investor who was never accredited is complete as well. */
const isComplete = (draft: Draft): draft is InvestorRow =>
  Object.entries(draft).every(([key, value]) => key === "accreditation" || value !== undefined);

const readIdentity = (cells: Record<Column, string>, failOf: Reporter): Identity | undefined => {
  if (cells.kind === "person") return readPerson(cells, failOf);
  if (cells.kind !== "entity") return failOf("kind")("person or entity");

  if (cells.birth_date !== "") failOf("birth_date")("no birth date, because the investor is an entity");
  const lei = readLei(cells.lei, failOf("lei"));
  return lei === undefined ? undefined : { kind: "entity", lei };
};

const readPerson = (cells: Record<Column, string>, failOf: Reporter): Identity | undefined => {
  if (cells.lei !== "") failOf("lei")("no LEI, because the investor is a person");
  const birthDate = readDate(cells.birth_date, failOf("birth_date"));
  const nameFits = cells.legal_name === "" || invalidField({ name: cells.legal_name }) !== "name";
  if (!nameFits) failOf("legal_name")("a name without a colon");
  const taxIdFits = invalidField({ taxId: cells.tax_id }) !== "tax id";
  if (!taxIdFits) failOf("tax_id")("a tax id of letters and digits, with or without separators");

  const complete = birthDate !== undefined && cells.legal_name !== "" && nameFits && taxIdFits;
  return complete ? { kind: "person", name: cells.legal_name, birthDate, taxId: cells.tax_id } : undefined;
};

/** Which field of a person makes no identity, all others being valid. */
const invalidField = (person: { name?: string; taxId?: string }): string | undefined => {
  try {
    canonicalIdentity({ kind: "person", name: "A", birthDate: "2000-01-01", taxId: "1", ...person });
    return undefined;
  } catch (error) {
    if (error instanceof InvalidIdentityError) return error.field;
    throw error;
  }
};

const readRegion = (text: string, country: Country, fail: Fail): Hex | undefined =>
  encodeRegion(text, country) ??
  fail(`a subdivision code of ISO 3166-2 for ${country.name}, 1 to 3 letters or digits, or nothing`);

const readAccreditation = (cells: Record<Column, string>, failOf: Reporter): Accreditation | undefined => {
  if (cells.rating === "" && cells.accredited_until === "") return undefined;
  if (cells.rating === "") return failOf("rating")("a rating, because accredited_until is given");
  const rating = readWhole(cells.rating, { min: 1, max: 7 }, failOf("rating"));
  if (cells.accredited_until === "") return failOf("accredited_until")("a date, because a rating is given");

  const expiresAt = readDay(cells.accredited_until, failOf("accredited_until"));
  return rating === undefined || expiresAt === undefined ? undefined : { rating, expiresAt };
};

const readAccounts = (text: string, fail: Fail): Address[] | undefined => {
  const parts = text.split(/[\s;]+/).filter(Boolean);
  if (parts.length === 0) return fail("at least one address; separate several by spaces or semicolons");
  if (parts.length > maxAccounts) return fail(`at most ${maxAccounts} accounts, not ${parts.length}`);

  const accounts = parts.map((part) => readAddress(part, (expected) => fail(`${expected} (at ${shorten(part)})`)));
  if (accounts.includes(undefined)) return undefined;
  const known = accounts.filter((account) => account !== undefined);
  return new Set(known).size === known.length ? known : fail("each account once");
};

const uniqueness = {
  external_id: "an external_id used once",
  accounts: "an account of one investor only",
  lei: "each entity once",
  legal_name: "each person (name, birth date, tax id) once",
} as const;

type UniqueColumn = keyof typeof uniqueness;

/** What belongs to one investor only. */
type Claim = { row: number; owner: string; field: UniqueColumn; key: string; shown: string };

const claimsOf = ({ row, externalId, legalName = "", identity, accounts = [] }: Draft): Claim[] => {
  const claim = (field: UniqueColumn, key: string, shown = key): Claim => ({
    row,
    owner: externalId ?? "no external_id",
    field,
    key: `${field}:${key}`,
    shown,
  });
  const claims = accounts.map((account) => claim("accounts", account));
  if (externalId !== undefined) claims.push(claim("external_id", externalId));
  if (identity?.kind === "entity") claims.push(claim("lei", identity.lei));
  if (identity?.kind === "person") claims.push(claim("legal_name", canonicalIdentity(identity), legalName));
  return claims;
};

const clash = ({ field, row, owner }: Claim): string => `${uniqueness[field]}; row ${row} (${owner}) has it too`;

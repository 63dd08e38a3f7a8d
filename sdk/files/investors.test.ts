import { describe, expect, test } from "vitest";
import { investorColumns, parseInvestors } from "./investors.ts";
import { InputFileError, printProblem, requireValid } from "./problems.ts";

const ada = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";
const bo = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const cy = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

const person = {
  external_id: "INV-001",
  kind: "person",
  legal_name: "Müller, Jörg",
  birth_date: "1971-03-05",
  lei: "",
  tax_id: "756.1234.5678.97",
  country: "CH",
  region: "ZH",
  rating: "2",
  accredited_until: "2028-06-30",
  accounts: ada,
  custody: "",
};
const entity = {
  ...person,
  external_id: "INV-002",
  kind: "entity",
  legal_name: "Global LEI Foundation",
  birth_date: "",
  lei: "506700GE1G29325QX363",
  tax_id: "",
  accounts: `${bo}; ${cy.toLowerCase()}`,
  custody: "40",
};

type Cells = Partial<typeof person>;
const csv = (...rows: Cells[]) =>
  [investorColumns.join(","), ...rows.map((row) => investorColumns.map((column) => `"${row[column]}"`).join(","))].join(
    "\n",
  );
const parse = (...rows: Cells[]) => parseInvestors(csv(...rows));
const problemsOf = (...rows: Cells[]) => parse(...rows).problems.map(printProblem);

describe("parseInvestors", () => {
  test("reads a person and an entity", () => {
    const { value, problems } = parse(person, entity);
    expect(problems).toEqual([]);
    expect(value).toMatchObject([
      {
        row: 2,
        identity: { kind: "person", name: "Müller, Jörg", birthDate: "1971-03-05", taxId: "756.1234.5678.97" },
        region: "0x5a4800",
        accreditation: { rating: 2, expiresAt: Date.UTC(2028, 5, 30) / 1000 },
        accounts: [ada],
        custodyPercent: 0,
      },
      { row: 3, identity: { kind: "entity", lei: "506700GE1G29325QX363" }, accounts: [bo, cy], custodyPercent: 40 },
    ]);
  });

  test.each(["CH", "che", "756"])("finds the country by %s", (country) => {
    expect(parse({ ...person, country }).value[0]?.country.numeric).toBe(756);
  });

  test("who has neither rating nor expiry was never accredited", () => {
    const [investor] = parse({ ...person, rating: "", accredited_until: "" }).value;
    expect(investor?.accreditation).toBeUndefined();
    expect(investor?.externalId).toBe("INV-001");
  });

  test("names bad values, all at once", () => {
    const bad: Cells = {
      external_id: "",
      kind: "company",
      legal_name: "",
      birth_date: "",
      lei: "",
      tax_id: "",
      country: "Atlantis",
      region: "",
      rating: "8",
      accredited_until: "2027-02-29",
      accounts: "",
      custody: "101",
    };
    expect(problemsOf(bad)).toMatchInlineSnapshot(`
      [
        "investors.csv, row 2, country "Atlantis": expected a country of ISO 3166-1, such as CH, CHE or 756.",
        "investors.csv, row 2, external_id "": expected an id of the investor.",
        "investors.csv, row 2, legal_name "": expected the investor's legal name.",
        "investors.csv, row 2, kind "company": expected person or entity.",
        "investors.csv, row 2, rating "8": expected a whole number from 1 to 7.",
        "investors.csv, row 2, accredited_until "2027-02-29": expected a date that exists, as yyyy-mm-dd.",
        "investors.csv, row 2, accounts "": expected at least one address; separate several by spaces or semicolons.",
        "investors.csv, row 2, custody "101": expected a whole number from 0 to 100.",
      ]
    `);
  });

  test.each<[string, Cells]>([
    ["rating 0", { ...person, rating: "0" }],
    ["rating with decimals", { ...person, rating: "1.5" }],
    ["rating without expiry", { ...person, accredited_until: "" }],
    ["expiry without rating", { ...person, rating: "" }],
    ["a date of the wrong form", { ...person, birth_date: "05.03.1971" }],
    ["a person's LEI", { ...person, lei: entity.lei }],
    ["a person without tax id", { ...person, tax_id: "" }],
    ["a name with a colon", { ...person, legal_name: "Ada: Countess" }],
    ["a foreign region", { ...person, region: "DE-BY" }],
    ["an LEI with wrong check digits", { ...entity, lei: "506700GE1G29325QX364" }],
    ["an LEI with swapped characters", { ...entity, lei: "506700EG1G29325QX363" }],
    ["a short LEI", { ...entity, lei: "506700GE1G29325QX3" }],
    ["an entity's birth date", { ...entity, birth_date: "1990-01-01" }],
    ["a wrong checksum", { ...person, accounts: ada.replace("d8dA", "D8dA") }],
    ["a short address among others", { ...person, accounts: `${ada} ${bo.slice(0, -2)}` }],
    ["one account twice", { ...person, accounts: `${ada} ${ada.toLowerCase()}` }],
  ])("refuses %s", (name, row) => {
    expect(problemsOf(row).join("\n")).toMatchSnapshot(name);
    expect(parse(row).value).toEqual([]);
  });

  test("two investors claiming one account: both are named", () => {
    expect(problemsOf(person, { ...entity, accounts: `${bo} ${ada.toLowerCase()}` })).toMatchInlineSnapshot(`
      [
        "investors.csv, row 3, accounts "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045": expected an account of one investor only; row 2 (INV-001) has it too.",
      ]
    `);
  });

  test("a clash shows even if one of the rows has other problems", () => {
    expect(parse({ ...person, rating: "9" }, { ...entity, accounts: ada }).problems.map(({ field }) => field)).toEqual([
      "rating",
      "accounts",
    ]);
  });

  test("one investor twice: the same LEI, the same person, the same id", () => {
    const again = { external_id: "INV-003", accounts: "0x00000000000000000000000000000000000000aa" };
    expect([
      ...problemsOf(entity, { ...entity, ...again, lei: entity.lei.toLowerCase() }),
      ...problemsOf(person, { ...person, ...again, legal_name: "MÜLLER,  JÖRG", tax_id: "756 1234 5678 97" }),
      ...problemsOf(person, { ...entity, external_id: "INV-001" }),
    ]).toMatchInlineSnapshot(`
      [
        "investors.csv, row 3, lei "506700GE1G29325QX363": expected each entity once; row 2 (INV-002) has it too.",
        "investors.csv, row 3, legal_name "MÜLLER, JÖRG": expected each person (name, birth date, tax id) once; row 2 (INV-001) has it too.",
        "investors.csv, row 3, external_id "INV-001": expected an external_id used once; row 2 (INV-001) has it too.",
      ]
    `);
  });

  test("more accounts than a registrar binds are refused", () => {
    const accounts = Array.from({ length: 65 }, (_, index) => `0x${(index + 1).toString(16).padStart(40, "0")}`).join(
      ";",
    );
    expect(parse({ ...person, accounts }).problems.map(({ expected }) => expected)).toEqual([
      "at most 64 accounts, not 65",
    ]);
  });
});

describe("InputFileError", () => {
  test("prints one line a problem, and how many more there are", () => {
    const rows = Array.from({ length: 27 }, (_, index) => ({
      ...person,
      external_id: `INV-${index}`,
      tax_id: `${index + 1}`,
      accounts: `0x${(index + 1).toString(16).padStart(40, "0")}`,
      rating: "9",
    }));
    const parsed = parse(...rows);
    expect(() => requireValid(parsed)).toThrow(InputFileError);
    const { message } = new InputFileError(parsed.problems);
    expect(message.split("\n")).toHaveLength(27);
    expect([message.split("\n")[0], message.split("\n")[1], message.split("\n").at(-1)]).toMatchInlineSnapshot(`
      [
        "27 problems in the input files. Nothing was sent; mend them and run again.",
        "  investors.csv, row 2, rating "9": expected a whole number from 1 to 7.",
        "  and 2 more",
      ]
    `);
  });

  test("values without problems pass", () => {
    expect(requireValid(parse(person))).toHaveLength(1);
  });
});

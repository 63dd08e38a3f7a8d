import { describe, expect, test } from "vitest";
import { parseInputs } from "./check.ts";
import { distributionColumns } from "./distribution.ts";
import { investorColumns } from "./investors.ts";
import { printNotice, printProblem } from "./problems.ts";

const accountOf = (index: number): string => `0x${index.toString(16).padStart(40, "0")}`;

const investor = (index: number, changes: Record<string, string> = {}) => ({
  external_id: `INV-${index}`,
  kind: "person",
  legal_name: `Person ${index}`,
  birth_date: "1980-01-01",
  lei: "",
  tax_id: `${index}`,
  country: "CH",
  region: "",
  rating: "2",
  accredited_until: "2028-01-01",
  accounts: accountOf(index),
  custody: "",
  ...changes,
});

const delivery = (index: number, changes: Record<string, string> = {}) => ({
  external_id: `TX-${index}`,
  email: "",
  name: `Person ${index}`,
  address: accountOf(index),
  amount: "10",
  ...changes,
});

const issuer = {
  company: "Alpenglow Instruments AG",
  issueDate: "2027-01-04",
  token: { name: "Alpenglow A", symbol: "ALPA", decimals: 2, className: "Registered shares A" },
  authorities: {
    owner: { threshold: 1, members: ["Ada"] },
    registrars: [{ name: "Helvetia KYC", threshold: 1, members: ["Di"], countries: ["CH", "DE"] }],
    custodian: { name: "Depot Bank", threshold: 1, members: ["Gus"] },
  },
  countries: [
    { country: "CH", minRating: 2, limits: {} },
    { country: "US", minRating: 2, limits: {} },
  ],
  limits: {},
  lockup: { lockedBasisPoints: 0, lots: [{ afterDays: 1, basisPoints: 10_000 }] },
  dividend: {
    currency: { name: "Swiss Franc Coin", symbol: "CHFC", decimals: 6 },
    total: "1000",
    recordDateAfterDays: 200,
    paymentAfterDays: 10,
    claimDays: 365,
  },
};

type Row = Record<string, string>;
const csv = (columns: readonly string[], rows: readonly Row[]): string =>
  [columns.join(","), ...rows.map((row) => columns.map((column) => row[column] ?? "").join(","))].join("\n");

const parse = (investors: Row[], distribution: Row[], terms: object = issuer) =>
  parseInputs({
    investors: csv(investorColumns, investors),
    distribution: csv(distributionColumns, distribution),
    issuer: JSON.stringify(terms),
  });
const problemsOf = (...inputs: Parameters<typeof parse>) => parse(...inputs).problems.map(printProblem);

describe("parseInputs", () => {
  test("three good files give their content", () => {
    const { value, problems, notices } = parse([investor(1)], [delivery(1)]);
    expect(problems).toEqual([]);
    expect(notices).toEqual([]);
    expect(value?.distribution[0]?.amount).toBe(1000n);
    expect(value?.investors).toHaveLength(1);
  });

  test("problems of all files are told together, and nothing is compared then", () => {
    const { value, problems } = parse([investor(1, { rating: "9" })], [delivery(1, { amount: "-1" }), delivery(2)], {
      ...issuer,
      company: "",
    });
    expect(value).toBeUndefined();
    expect(problems.map(({ file, field }) => [file, field])).toEqual([
      ["issuer.json", "company"],
      ["investors.csv", "rating"],
      ["distribution.csv", "amount"],
    ]);
  });

  test("problems name the files that were read", () => {
    const texts = { investors: "", distribution: "", issuer: "" };
    const names = { investors: "a.csv", distribution: "b.csv", issuer: "c.json" };
    expect(new Set(parseInputs(texts, names).problems.map(({ file }) => file))).toEqual(
      new Set(["a.csv", "b.csv", "c.json"]),
    );
  });
});

describe("checkInputs", () => {
  test("who receives must be known, accredited, of a permitted country and of sufficient rating", () => {
    const investors = [
      investor(2, { rating: "", accredited_until: "" }),
      investor(3, { country: "DE" }),
      investor(4, { rating: "1" }),
    ];
    expect(
      problemsOf(
        investors,
        [1, 2, 3, 4].map((index) => delivery(index)),
      ),
    ).toMatchInlineSnapshot(`
      [
        "distribution.csv, row 2, address "0x0000000000000000000000000000000000000001": expected an account of an investor in investors.csv.",
        "distribution.csv, row 3, address "0x0000000000000000000000000000000000000002": expected an accredited investor; INV-2 (investors.csv, row 2) has no rating.",
        "distribution.csv, row 4, address "0x0000000000000000000000000000000000000003": expected an investor of a permitted country; INV-3 (investors.csv, row 3) is in Germany.",
        "distribution.csv, row 5, address "0x0000000000000000000000000000000000000004": expected a rating of at least 2 for Switzerland; INV-4 (investors.csv, row 4) has 1.",
      ]
    `);
  });

  test("who only is registered may have any country and rating that a registrar answers for", () => {
    const others = [
      investor(2, { country: "DE" }),
      investor(3, { rating: "1" }),
      investor(4, { country: "FR", rating: "", accredited_until: "" }),
    ];
    expect(problemsOf([investor(1), ...others], [delivery(1)])).toEqual([]);
  });

  test("an investor's country has a registrar authority, and the accreditation holds at the issue", () => {
    expect(
      problemsOf([investor(1, { country: "US" }), investor(2, { accredited_until: "2027-01-04" })], [delivery(2)]),
    ).toMatchInlineSnapshot(`
      [
        "investors.csv, row 2, country "US": expected a country of exactly one registrar authority in issuer.json; it has 0.",
        "investors.csv, row 3, accredited_until "2027-01-04": expected a day after the issue date 2027-01-04.",
      ]
    `);
  });

  test.each<[string, object]>([
    ["in all", { limits: { total: 2 } }],
    ["by rating", { limits: { byRating: { "2": 2 } } }],
    ["in a country", { countries: [{ country: "CH", minRating: 2, limits: { total: 2 } }] }],
    ["in a country by rating", { countries: [{ country: "CH", minRating: 2, limits: { byRating: { "2": 2 } } }] }],
  ])("limits %s are kept: the first investor too many is named, once", (name, terms) => {
    const investors = [1, 2, 3, 4].map((index) => investor(index));
    const deliveries = [1, 2, 3, 4].map((index) => delivery(index));
    expect(problemsOf(investors, deliveries, { ...issuer, ...terms })).toMatchSnapshot(name);
    expect(problemsOf(investors, deliveries.slice(0, 2), { ...issuer, ...terms })).toEqual([]);
  });

  test("several deliveries and accounts of one investor count once", () => {
    const investors = [investor(1, { accounts: `${accountOf(1)} ${accountOf(9)}` })];
    const deliveries = [delivery(1), delivery(2, { address: accountOf(1) }), delivery(3, { address: accountOf(9) })];
    expect(problemsOf(investors, deliveries, { ...issuer, limits: { total: 1 } })).toEqual([]);
  });

  test("other limits do not count an investor of another rating", () => {
    const terms = { ...issuer, limits: { byRating: { "2": 1 } } };
    expect(problemsOf([investor(1), investor(2, { rating: "3" })], [delivery(1), delivery(2)], terms)).toEqual([]);
  });

  test("the total supply fits", () => {
    const half = { amount: "25961484292674138142652481646100.48" };
    const investors = [investor(1), investor(2)];
    expect(problemsOf(investors, [delivery(1, half), delivery(2, half)])).toMatchInlineSnapshot(`
      [
        "distribution.csv, row 3, amount: expected a sum of all amounts below 2^112 units.",
      ]
    `);
    const less = { amount: "25961484292674138142652481646100.47" };
    expect(problemsOf(investors, [delivery(1, half), delivery(2, less)])).toEqual([]);
  });

  test("another name beside a right account is noticed", () => {
    const { problems, notices } = parse(
      [investor(1), investor(2)],
      [delivery(1, { name: "Person 2" }), delivery(2, { name: " PERSON  2" })],
    );
    expect(problems).toEqual([]);
    expect(notices.map(printNotice)).toMatchInlineSnapshot(`
      [
        "distribution.csv, row 2, name "Person 2": the account belongs to Person 1 (investors.csv, row 2).",
      ]
    `);
  });
});

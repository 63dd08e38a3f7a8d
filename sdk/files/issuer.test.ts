import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIssuer } from "./issuer.ts";
import { lockedLots } from "./lockedLots.ts";
import { printProblem } from "./problems.ts";

const valid = {
  company: "Alpenglow Instruments AG",
  issueDate: "2027-01-04",
  token: { name: "Alpenglow A", symbol: "ALPA", decimals: 2, className: "Registered shares A" },
  authorities: {
    owner: { threshold: 2, members: ["Ada", "Bo", "Cy"] },
    registrars: [
      { name: "Helvetia KYC", threshold: 1, members: ["Di", "Ed"], countries: ["CH", "DE"] },
      { name: "Overseas KYC", threshold: 1, members: ["Fay"], countries: ["US"] },
    ],
    custodian: { name: "Depot Bank", threshold: 1, members: ["Gus"] },
  },
  countries: [
    { country: "CH", minRating: 1, limits: { total: 20, byRating: { "1": 5 } } },
    { country: 840, minRating: 3 },
  ],
  limits: { total: 60 },
  lockup: {
    lockedBasisPoints: 4000,
    lots: [
      { afterDays: 180, basisPoints: 3333 },
      { afterDays: 360, basisPoints: 6667 },
    ],
  },
  dividend: {
    currency: { name: "Swiss Franc Coin", symbol: "CHFC", decimals: 6 },
    total: "250000.50",
    recordDateAfterDays: 200,
    paymentAfterDays: 10,
    claimDays: 365,
  },
};

type Change = (issuer: typeof valid) => unknown;
const parse = (change: Change = () => undefined) => {
  const copy = structuredClone(valid);
  change(copy);
  return parseIssuer(JSON.stringify(copy));
};
const problemsOf = (change: Change) => parse(change).problems.map(printProblem);
const put = (target: object, values: Record<string, unknown>) => Object.assign(target, values);

describe("parseIssuer", () => {
  test("reads countries, limits, dates and money", () => {
    const { value, problems } = parse();
    expect(problems).toEqual([]);
    expect(value?.issueDate).toBe(Date.UTC(2027, 0, 4) / 1000);
    expect(value?.countries.map(({ country }) => country.numeric)).toEqual([756, 840]);
    expect(value?.countries.map(({ limits }) => limits)).toEqual([
      [20, 5, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(value?.limits).toEqual([60, 0, 0, 0, 0, 0, 0, 0]);
    expect(value?.dividend.amount).toBe(250_000_500_000n);
  });

  test.each<[string, Change]>([
    ["an unknown key", (issuer) => put(issuer, { limts: { total: 3 } })],
    ["an unknown rating", (issuer) => put(issuer.limits, { byRating: { "8": 1 } })],
    ["a limit of zero", (issuer) => put(issuer.limits, { total: 0 })],
    ["a limit too high", (issuer) => put(issuer.limits, { total: 2 ** 28 })],
    ["an unreachable threshold", (issuer) => put(issuer.authorities.owner, { threshold: 4 })],
    ["a threshold of zero", (issuer) => put(issuer.authorities.owner, { threshold: 0 })],
    ["a member twice", (issuer) => put(issuer.authorities.owner, { members: ["Ada", "Ada"] })],
    ["an unknown country", (issuer) => put(issuer.countries[0] ?? {}, { country: "Atlantis" })],
    [
      "a country with two rules",
      (issuer) => issuer.countries.push({ country: "CHE", minRating: 2, limits: { total: 1, byRating: { "1": 1 } } }),
    ],
    ["a country of two registrars", (issuer) => issuer.authorities.registrars[1]?.countries.push("DE")],
    ["a rating out of bounds", (issuer) => put(issuer.countries[0] ?? {}, { minRating: 8 })],
    ["lots that do not add up", (issuer) => put(issuer.lockup.lots[0] ?? {}, { basisPoints: 3000 })],
    ["lots out of order", (issuer) => issuer.lockup.lots.reverse()],
    ["a date that does not exist", (issuer) => put(issuer, { issueDate: "2027-02-30" })],
    ["a dividend as number", (issuer) => put(issuer.dividend, { total: 250000.5 })],
    ["an over-precise dividend", (issuer) => put(issuer.dividend, { total: "0.0000001" })],
    ["a negative dividend", (issuer) => put(issuer.dividend, { total: "-5" })],
    ["a bad symbol", (issuer) => put(issuer.token, { symbol: "TOO LONG BY FAR" })],
    ["too many decimals", (issuer) => put(issuer.token, { decimals: 19 })],
    ["days that are not whole", (issuer) => put(issuer.dividend, { claimDays: 1.5 })],
    ["a missing part", (issuer) => put(issuer, { authorities: undefined })],
  ])("refuses %s", (name, change) => {
    expect(problemsOf(change).join("\n")).toMatchSnapshot(name);
  });

  test("identifiers and prospectus, if they are given", () => {
    const given = parse((issuer) => {
      put(issuer, { lei: "506700ge1g29325qx363", prospectus: { file: "p.pdf", uri: "https://example.org/P.pdf" } });
      put(issuer.token, { isin: "CH0038863350" });
    });
    expect(given.problems).toEqual([]);
    expect(given.value).toMatchObject({
      lei: "506700GE1G29325QX363",
      token: { isin: "CH0038863350" },
      prospectus: { file: "p.pdf", uri: "https://example.org/P.pdf" },
    });
    expect(parse().value?.prospectus).toBeUndefined();
    expect(parse().value?.token.isin).toBeUndefined();
  });

  test.each<[string, Change]>([
    ["check digit 0 (CH0038863350)", ({ token }) => put(token, { isin: "CH0038863351" })],
    ["an ISIN: two letters", ({ token }) => put(token, { isin: "0038863350" })],
    ["check digits 63", (issuer) => put(issuer, { lei: "506700GE1G29325QX364" })],
    ["the name of a file", (issuer) => put(issuer, { prospectus: { file: "../p.pdf", uri: "https://a.org" } })],
    ["a URI, such as", (issuer) => put(issuer, { prospectus: { file: "p.pdf", uri: "prospectus" } })],
    [
      "at most 2048 bytes",
      (issuer) => put(issuer, { prospectus: { file: "p.pdf", uri: `https://a.org/${"ü".repeat(1_020)}` } }),
    ],
  ])("wants %s", (expected, change) => {
    expect(problemsOf(change)).toEqual([expect.stringContaining(expected)]);
  });

  test("all problems at once, nested ones too", () => {
    const problems = parse((issuer) => {
      put(issuer, { company: "" });
      put(issuer.token, { decimals: -1 });
      put(issuer.authorities.owner, { threshold: 9 });
      put(issuer.dividend, { total: "x" });
    }).problems;
    expect(problems.map(({ field }) => field)).toEqual([
      "company",
      "token.decimals",
      "authorities.owner.threshold",
      "dividend.total",
    ]);
  });

  test("text that is no JSON is refused with its line", () => {
    const { value, problems } = parseIssuer('{\n  "company": "A",\n  oops\n}');
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ file: "issuer.json", row: 3 }]);
  });

  test("a byte order mark is accepted", () => {
    expect(parseIssuer(`\uFEFF${JSON.stringify(valid)}`).problems).toEqual([]);
  });

  test.each(["null", "[]", '"text"'])("refuses %s", (text) => {
    expect(parseIssuer(text).problems.map(printProblem)).toMatchObject([
      expect.stringContaining("an object in braces"),
    ]);
  });
});

describe("lockedLots", () => {
  const terms = {
    lockedBasisPoints: 4000,
    lots: [
      { afterDays: 180, basisPoints: 3333 },
      { afterDays: 360, basisPoints: 6667 },
    ],
  };

  test("rounds each lot down, the last takes the remainder", () => {
    expect(lockedLots(101n, terms, 1000)).toEqual([
      { amount: 13n, lockupEnd: 1000 + 180 * 86_400 },
      { amount: 27n, lockupEnd: 1000 + 360 * 86_400 },
    ]);
  });

  test("lots of nothing are left out", () => {
    expect(lockedLots(2n, terms, 0)).toEqual([]);
    expect(lockedLots(5n, terms, 0)).toEqual([{ amount: 2n, lockupEnd: 360 * 86_400 }]);
  });

  test("lots add up to the locked part", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: (1n << 112n) - 1n }),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, locked) => {
          const sum = lockedLots(amount, { ...terms, lockedBasisPoints: locked }, 0).reduce(
            (total, lot) => total + lot.amount,
            0n,
          );
          expect(sum).toBe((amount * BigInt(locked)) / 10_000n);
        },
      ),
    );
  });
});

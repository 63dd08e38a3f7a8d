import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type InvestorRow, parseInputs, requireValid } from "../sdk/files/index.ts";
import { makeExamples } from "./make-examples.ts";

const files = makeExamples();
const fileOf = (name: string): string => files[name] ?? "";
const parsed = parseInputs({
  investors: fileOf("investors.csv"),
  distribution: fileOf("distribution.csv"),
  issuer: fileOf("issuer.json"),
});
const { investors, distribution, issuer } = requireValid(parsed);

const receivers = new Set(distribution.map(({ address }) => address));
const isHolder = ({ accounts }: InvestorRow): boolean => accounts.some((account) => receivers.has(account));
const ruleOf = ({ country }: InvestorRow) => issuer.countries.find((rule) => rule.country.alpha2 === country.alpha2);
const twoYears = issuer.issueDate + 730 * 86_400;

describe("examples", () => {
  test.each(Object.keys(files))("%s is what the tool writes", async (name) => {
    expect(await readFile(new URL(`../examples/${name}`, import.meta.url), "utf8")).toBe(fileOf(name));
  });

  test("have no problem and nothing to notice", () => {
    expect(parsed.problems).toEqual([]);
    expect(parsed.notices).toEqual([]);
  });

  test("show at least 64 investors of seven countries, six of them permitted", () => {
    expect(investors.length).toBeGreaterThanOrEqual(64);
    expect(new Set(investors.map(({ country }) => country.alpha2)).size).toBe(7);
    expect(issuer.countries).toHaveLength(6);
    expect(distribution.length).toBeGreaterThanOrEqual(50);
  });

  test.each<[string, number, (investor: InvestorRow) => boolean]>([
    ["entities", 16, ({ identity }) => identity.kind === "entity"],
    ["several accounts", 8, ({ accounts }) => accounts.length > 1],
    ["three accounts", 2, ({ accounts }) => accounts.length === 3],
    ["in custody", 8, (investor) => investor.custodyPercent > 0 && isHolder(investor)],
    ["never accredited", 4, ({ accreditation }) => accreditation === undefined],
    ["holders who expire", 6, (investor) => isHolder(investor) && (investor.accreditation?.expiresAt ?? 0) < twoYears],
    [
      "others who expire",
      2,
      (investor) => !isHolder(investor) && (investor.accreditation?.expiresAt ?? twoYears) < twoYears,
    ],
    ["rated too low", 3, (investor) => (investor.accreditation?.rating ?? 7) < (ruleOf(investor)?.minRating ?? 1)],
    ["of a country not permitted", 2, (investor) => ruleOf(investor) === undefined],
    [
      "newcomers who may receive",
      5,
      (investor) =>
        !isHolder(investor) &&
        (investor.accreditation?.rating ?? 0) >= (ruleOf(investor)?.minRating ?? 8) &&
        (investor.accreditation?.expiresAt ?? 0) > twoYears,
    ],
  ])("have investors for the story: %s", (_, atLeast, belongs) => {
    expect(investors.filter(belongs).length).toBeGreaterThanOrEqual(atLeast);
  });

  test("one country is full, and somebody there would like to enter", () => {
    const full = issuer.countries.filter(({ country, limits }) => {
      const holders = investors.filter((investor) => investor.country.alpha2 === country.alpha2 && isHolder(investor));
      return limits[0] === holders.length;
    });
    expect(full).toHaveLength(1);
    const waiting = investors.filter((investor) => ruleOf(investor) === full[0] && !isHolder(investor));
    expect(waiting.filter(({ accreditation }) => accreditation !== undefined).length).toBeGreaterThanOrEqual(1);
  });
});

import { describe, expect, test } from "vitest";
import { countries, findCountry } from "./countries.ts";
import { encodeRegion, noRegion } from "./regions.ts";

describe("countries", () => {
  test("are the 249 of ISO 3166-1, each code once", () => {
    expect(countries).toHaveLength(249);
    for (const key of ["numeric", "alpha2", "alpha3", "name"] as const) {
      expect(new Set(countries.map((country) => country[key])).size).toBe(249);
    }
  });

  test("numeric and alpha-2 codes agree with Unicode's list", () => {
    for (const { numeric, alpha2 } of countries) {
      const [locale] = Intl.getCanonicalLocales(`und-${String(numeric).padStart(3, "0")}`);
      expect(locale).toBe(`und-${alpha2}`);
    }
  });

  test("codes have the form of the standard", () => {
    for (const { numeric, alpha2, alpha3, name } of countries) {
      expect(numeric).toBeGreaterThan(0);
      expect(numeric).toBeLessThan(1000);
      expect(alpha2).toMatch(/^[A-Z]{2}$/);
      expect(alpha3).toMatch(/^[A-Z]{3}$/);
      expect(name).toMatch(/^\S.*\S$/);
    }
  });
});

describe("findCountry", () => {
  test.each([756, "756", "CH", "ch", "CHE", " Switzerland "])("finds Switzerland by %j", (key) => {
    expect(findCountry(key)?.alpha2).toBe("CH");
  });

  test.each([4, "4", "04", "004"])("leading zeros of a numeric code do not matter: %j", (key) => {
    expect(findCountry(key)?.alpha3).toBe("AFG");
  });

  test.each(["", "0", "XX", "ZZZ", "999", "Atlantis"])("knows no %j", (key) => {
    expect(findCountry(key)).toBeUndefined();
  });
});

describe("encodeRegion", () => {
  const unitedStates = { numeric: 840, alpha2: "US", alpha3: "USA", name: "United States of America" };

  test.each([
    ["AL", "0x414c00"],
    ["us-al", "0x414c00"],
    ["IDF", "0x494446"],
    ["5", "0x350000"],
    ["", noRegion],
  ])("%j is %s", (region, expected) => {
    expect(encodeRegion(region, unitedStates)).toBe(expected);
  });

  test.each(["CH-ZH", "ABCD", "Ä", "A B", "US-"])("refuses %j", (region) => {
    expect(encodeRegion(region, unitedStates)).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvestorNumberError, idOfKey, investorKey, keyText, registrarOfKey } from "./investors.ts";

describe("keys of investors", () => {
  test("property: registrar and id can be read again, and no two share a key", () => {
    fc.assert(
      fc.property(fc.nat(31), fc.integer({ min: 1, max: 2 ** 32 - 1 }), (registrar, id) => {
        const key = investorKey(registrar, id);
        expect([registrarOfKey(key), idOfKey(key)]).toEqual([registrar, id]);
        expect(BigInt(key)).toBe((BigInt(registrar) << 32n) | BigInt(id));
      }),
    );
  });

  test("behavior: at the issuer's first registrar the key is the id", () => {
    expect(investorKey(0, 4_294_967_295)).toBe(4_294_967_295);
  });

  test("behavior: people read the id, and the registrar's place unless it is the first", () => {
    expect(keyText(investorKey(0, 17))).toBe("17");
    expect(keyText(investorKey(2, 17))).toBe("17 (registrar 2)");
  });

  test.each([
    [32, 1],
    [-1, 1],
    [0.5, 1],
    [0, 0],
    [0, 2 ** 32],
    [0, 1.5],
    [0, Number.NaN],
  ])("error: InvestorNumberError of registrar %d, investor %d", (registrar, id) => {
    expect(() => investorKey(registrar, id)).toThrow(InvestorNumberError);
  });
});

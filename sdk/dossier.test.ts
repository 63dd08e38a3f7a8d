import { padHex, stringToHex } from "viem";
import { describe, expect, test } from "vitest";
import { DossierNameError, dossierName, factText, isinKey, leiKey } from "./dossier.ts";

describe("dossierName", () => {
  test("behavior: ASCII from the left", () => {
    expect(dossierName("ISIN")).toBe("0x4953494e00000000000000000000000000000000000000000000000000000000");
    expect(isinKey).toBe(dossierName("ISIN"));
    expect(leiKey).toBe(padHex(stringToHex("LEI"), { dir: "right", size: 32 }));
    expect(dossierName("A".repeat(32))).toBe(`0x${"41".repeat(32)}`);
  });

  test.each(["", " A", "A".repeat(33), "Prüfung", "a\0"])("error: DossierNameError for %j", (text) => {
    expect(() => dossierName(text)).toThrow(DossierNameError);
  });
});

describe("factText", () => {
  test("behavior: UTF-8, or nothing", () => {
    expect(factText(stringToHex("2.5 % ü"))).toBe("2.5 % ü");
    expect(factText("0xff00")).toBeUndefined();
  });
});

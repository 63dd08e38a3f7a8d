import { describe, expect, test } from "vitest";
import { isIsin, isinCheckDigit } from "./isin.ts";

describe("isIsin", () => {
  test.each(["US0378331005", "CH0038863350", "GB0002634946", "DE0007164600", "AU0000XVGZA3"])("%s", (isin) => {
    expect(isinCheckDigit(isin.slice(0, 11))).toBe(isin.slice(11));
    expect(isIsin(isin)).toBe(true);
  });

  test.each(["", "US0378331006", "us0378331005", "U10378331005", "US037833100A", "US03783310050", "CH003886335 "])(
    "not %s",
    (text) => {
      expect(isIsin(text)).toBe(false);
    },
  );
});

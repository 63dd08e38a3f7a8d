import { bytesToHex } from "viem";
import { expect, test } from "vitest";
import { decodeTagged, encodeReference, encodeTagged, maxTaggedSize, referenceTag } from "./tagged.ts";

const items = [
  { tag: referenceTag, value: "0x696e766f6963652037" },
  { tag: "0x5449434b", value: "0x" },
] as const;

test("behavior: what is encoded is read again", () => {
  expect(decodeTagged(encodeTagged(items))).toEqual(items);
  expect(decodeTagged(encodeReference("0x07"))).toEqual([{ tag: referenceTag, value: "0x07" }]);
});

test("behavior: nothing said is no data", () => {
  expect(encodeTagged([])).toBe("0x");
  expect(encodeReference("0x")).toBe("0x");
  expect(decodeTagged("0x")).toEqual([]);
});

test("behavior: free bytes are no tagged data", () => {
  expect(decodeTagged("0x696e766f696365")).toBeUndefined();
});

test("error: more than a transfer carries", () => {
  const head = 192;
  const most = bytesToHex(new Uint8Array(maxTaggedSize - head));
  expect(encodeReference(most)).toHaveLength(2 + 2 * maxTaggedSize);
  expect(() => encodeReference(bytesToHex(new Uint8Array(maxTaggedSize - head + 1)))).toThrow("at most 2048");
});

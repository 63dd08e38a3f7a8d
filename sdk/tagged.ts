import { decodeAbiParameters, encodeAbiParameters, type Hex, parseAbiParameters } from "viem";

/** What a caller says to the module or standard that a tag names (src/types/Move.sol). */
export type Tagged = {
  /** four bytes */
  tag: Hex;
  value: Hex;
};

/** The tag of the caller's own reference, which every token takes and no rule judges by: "REF" in ASCII. */
export const referenceTag = "0x52454600";

/** Bytes of a transfer's data at most. */
export const maxTaggedSize = 2048;

const parameters = parseAbiParameters("(bytes4 tag, bytes value)[]");

/** The data of a transfer: empty if nothing is said. Refuses what a token refuses for its size. */
export const encodeTagged = (items: readonly Tagged[]): Hex => {
  if (items.length === 0) return "0x";
  const data = encodeAbiParameters(parameters, [items]);
  const size = (data.length - 2) / 2;
  if (size > maxTaggedSize) throw new RangeError(`Data of ${size} bytes; a transfer carries at most ${maxTaggedSize}.`);
  return data;
};

/** One item: the caller's own reference, such as an invoice's number. */
export const encodeReference = (value: Hex): Hex =>
  value === "0x" ? "0x" : encodeTagged([{ tag: referenceTag, value }]);

/** What a transfer's data says; undefined if it is no tagged data. */
export const decodeTagged = (data: Hex): readonly Tagged[] | undefined => {
  if (data === "0x") return [];
  try {
    return decodeAbiParameters(parameters, data)[0];
  } catch {
    return undefined;
  }
};

import { type Hex, hexToBytes, keccak256, size, stringToHex } from "viem";

const maxTextLength = 500;
const maxBytes = 64;

/**
 * Foreign text for people, in quotes, so that it cannot pass for words of the sentence around it: quotes and backslashes
 * are escaped, and so is all that is not seen or changes what is seen (controls, direction marks, joiners, odd spaces,
 * stacked accents). Long text is cut; then its hash stands for the rest.
 */
export const quoted = (text: string): string => {
  const characters = [...text];
  const shown = characters.slice(0, maxTextLength).join("").replaceAll(unseen, escapeCharacter);
  if (characters.length <= maxTextLength) return `"${shown}"`;
  const rest = characters.length - maxTextLength;
  return `"${shown}" and ${rest} more characters (keccak256 of all: ${keccak256(stringToHex(text))})`;
};

const unseen = /["\\]|(?! )[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/gu;

const escapeCharacter = (character: string): string =>
  character === '"' || character === "\\" ? `\\${character}` : `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Bytes for people: as text if they are text, as hex if they are few, else by their hash. */
export const bytesText = (bytes: Hex): string => {
  if (size(bytes) === 0) return "nothing";
  const text = textOf(bytes);
  if (text !== undefined) return quoted(text);
  return size(bytes) <= maxBytes ? bytes : `${size(bytes)} bytes (keccak256 ${keccak256(bytes)})`;
};

/** A name in 32 bytes: ASCII from the left in quotes, else hex. */
export const wordText = (word: Hex): string => {
  const [, name] = /^([\x20-\x7e]+)\0*$/.exec(String.fromCharCode(...hexToBytes(word))) ?? [];
  return name === undefined ? word : quoted(name);
};

/** A few items written out, the number of the rest. */
export const listText = (items: readonly string[], max = 25): string => {
  if (items.length === 0) return "nobody and nothing";
  const shown = items.slice(0, max).join(", ");
  return items.length <= max ? shown : `${shown} and ${items.length - max} more (see the arguments)`;
};

/** A span of seconds; whole days as days. */
export const spanText = (seconds: number): string =>
  seconds !== 0 && seconds % 86_400 === 0 ? `${seconds / 86_400} days` : `${seconds} seconds`;

/** Digits in groups of three: 1234567.5 reads 1,234,567.5. */
export const grouped = (decimal: string): string => {
  const [whole = "", fraction] = decimal.split(".");
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? groups : `${groups}.${fraction}`;
};

const textOf = (bytes: Hex): string | undefined => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(hexToBytes(bytes));
    return /^[^\p{Cc}\p{Cn}]+$/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
};

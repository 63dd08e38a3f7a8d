import { type Hex, stringToHex } from "viem";
import type { Country } from "./countries.ts";

/** No region: the zero bytes3 of an investor's record. */
export const NO_REGION: Hex = "0x000000";

/**
 * An ISO 3166-2 subdivision as contracts keep it: up to three ASCII bytes, left-aligned (AL is 0x414c00). Takes the code
 * with its country (`CH-ZH`) or without (`ZH`); empty means none. Undefined if it is no code of that country's form.
 */
export function encodeRegion(region: string, country: Country): Hex | undefined {
  const text = region.trim().toUpperCase();
  if (text === "") return NO_REGION;

  const prefix = `${country.alpha2}-`;
  const code = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  if (!/^[A-Z0-9]{1,3}$/.test(code)) return undefined;

  return stringToHex(code, { size: 3 });
}

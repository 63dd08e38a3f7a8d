import { type Address, getAddress, isAddress, parseUnits, zeroAddress } from "viem";
import { isLei, leiCheckDigits } from "../identity.ts";
import { hasIsinForm, isIsin, isinCheckDigit } from "../iso/isin.ts";

/** Notes a problem of a value; its result stands for "no value". */
export type Fail = (expected: string) => undefined;

/** What fits into a holding's word: amounts and the total supply are below 2^112. */
export const amountCeiling = 1n << 112n;

const daySeconds = 86_400;

/** An account, with checksum. All lower case is accepted, a wrong checksum is not. */
export const readAddress = (text: string, fail: Fail): Address | undefined => {
  if (text === "") return fail("an address: 0x and 40 hex digits");
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return fail(`an address: 0x and 40 hex digits${lengthHint(text)}`);
  if (!isAddress(text)) return fail(`the checksum of ${getAddress(text.toLowerCase())}, if this is the right address`);
  return text === zeroAddress ? fail("an account, not the zero address") : getAddress(text);
};

const lengthHint = (text: string): string => (/^0x[0-9a-fA-F]+$/.test(text) ? `, not ${text.length - 2}` : "");

/** An LEI (ISO 17442) with right check digits. */
export const readLei = (text: string, fail: Fail): string | undefined => {
  const lei = text.toUpperCase();
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(lei)) return fail("an LEI: 18 letters or digits and two check digits");
  if (isLei(lei)) return lei;
  const prefix = lei.slice(0, 18);
  const digits = leiCheckDigits(prefix);
  return fail(`check digits ${digits} (${prefix}${digits}), if the first 18 characters are right`);
};

/** An ISIN (ISO 6166) with a right check digit. */
export const readIsin = (text: string, fail: Fail): string | undefined => {
  const isin = text.toUpperCase();
  if (!hasIsinForm(isin)) return fail("an ISIN: two letters, nine letters or digits, a check digit");
  if (isIsin(isin)) return isin;
  const prefix = isin.slice(0, 11);
  const digit = isinCheckDigit(prefix);
  return fail(`check digit ${digit} (${prefix}${digit}), if the first 11 characters are right`);
};

/** A real calendar date, as written. */
export const readDate = (text: string, fail: Fail): string | undefined =>
  secondsOf(text) === undefined ? fail("a date that exists, as yyyy-mm-dd") : text;

/** A calendar date as Unix time of its first second, UTC. */
export const readDay = (text: string, fail: Fail): number | undefined =>
  secondsOf(text) ?? fail("a date that exists, as yyyy-mm-dd");

const secondsOf = (text: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  // 30 February is a valid input for Date, but comes back as 1 or 2 March
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? date.getTime() / 1000 : undefined;
};

/** Days after a moment, in Unix time. */
export const daysAfter = (time: number, days: number): number => time + days * daySeconds;

export const readWhole = (text: string, bounds: { min: number; max: number }, fail: Fail): number | undefined => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  const fits = value >= bounds.min && value <= bounds.max;
  return fits ? value : fail(`a whole number from ${bounds.min} to ${bounds.max}`);
};

/** A positive decimal amount of whole tokens, in the token's smallest unit. */
export const readAmount = (text: string, decimals: number, fail: Fail): bigint | undefined => {
  if (text.startsWith("-")) return fail("an amount above zero");
  if (!/^\d+(\.\d+)?$/.test(text)) return fail("an amount in whole tokens such as 300 or 12.5, without separators");

  const [, fraction = ""] = text.split(".");
  const significant = fraction.replace(/0+$/, "").length;
  if (significant > decimals) return fail(`${precisionOf(decimals)}, because the token has ${decimals} decimals`);

  const amount = parseUnits(text, decimals);
  if (amount === 0n) return fail("an amount above zero");
  return amount < amountCeiling ? amount : fail("an amount below 2^112 units");
};

const precisionOf = (decimals: number): string =>
  decimals === 0 ? "a whole amount" : `at most ${decimals} digits after the point`;

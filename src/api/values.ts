import { type Hex, hexToBytes, isAddress, isHex, stringToHex, zeroAddress } from "viem";
import { z } from "zod";

/* What callers write. */

export const addressInput = z
  .string()
  .refine((value) => isAddress(value, { strict: false }), "must be an address: 0x and 40 hex digits")
  .transform((value) => value.toLowerCase() as `0x${string}`)
  .meta({ description: "An address, in any case.", pattern: "^0x[0-9a-fA-F]{40}$" });

export const investorIdInput = z
  .string()
  .regex(/^\d{1,10}$/, "must be an investor's id: a number")
  .transform(BigInt)
  .refine((value) => value < 2n ** 32n, "must be an investor's id: below 2^32");

export const hashInput = z
  .string()
  .refine(isWord, "must be a hash: 0x and 64 hex digits")
  .transform((value) => value.toLowerCase() as Hex);

export const countInput = z
  .string()
  .regex(/^\d{1,15}$/, "must be a whole number, not negative")
  .transform(Number);

export const idInput = z
  .string()
  .regex(/^\d{1,78}$/, "must be a number")
  .transform(BigInt)
  .refine((value) => value < 2n ** 256n, "must be below 2^256");

export const timeInput = z
  .string()
  .regex(/^\d{1,12}$/, "must be a Unix time in whole seconds")
  .transform(BigInt);

export const blockInput = z
  .string()
  .regex(/^\d{1,15}$/, "must be a block number")
  .transform(BigInt);

const MAX_LIMIT = 1_000;

/** Which part of a long list. */
export const pageInput = {
  limit: countInput
    .refine((value) => value >= 1 && value <= MAX_LIMIT, `must be 1 to ${MAX_LIMIT}`)
    .default(100)
    .meta({ description: `Rows at most, 1 to ${MAX_LIMIT}; 100 if left out.` }),
  offset: countInput.default(0).meta({ description: "Rows to skip." }),
};

export const flagInput = z.enum(["true", "false"], 'must be "true" or "false"').transform((value) => value === "true");

const WORD_BYTES = 32;

/** A word of 32 bytes that holds a short name, as hex or as that name. */
export const nameInput = z
  .string()
  .refine(
    (value) => isWord(value) || (/^(?!0x)[\x20-\x7e]+$/.test(value) && value.length <= WORD_BYTES),
    `must be 1 to ${WORD_BYTES} characters of ASCII, or 0x and 64 hex digits`,
  )
  .transform((value) => (isWord(value) ? (value.toLowerCase() as Hex) : stringToHex(value, { size: WORD_BYTES })))
  .meta({ description: 'ASCII, such as "ISIN", or 32 bytes in hex.' });

function isWord(value: string): boolean {
  return /^0x[0-9a-fA-F]{64}$/.test(value);
}

/* What they get. */

export const amount = z.string().meta({ description: "Smallest units, in decimals.", pattern: "^[0-9]+$" });
export const investorId = z.int().meta({ description: "An investor's number at its registrar." });
export const bigId = z.string().meta({ description: "A number, in decimals.", pattern: "^[0-9]+$" });
export const hex = z.string().meta({ description: "Lower-case hex.", pattern: "^0x[0-9a-f]*$" });
export const time = z.int().meta({ description: "Unix time in seconds." });
export const block = z.int().meta({ description: "Block number." });
export const custodianOrNull = hex.nullable().meta({ description: "Who keeps it; null if held directly." });
export const textOrNull = z.string().nullable().meta({ description: "The same as text; null if it is none." });

/** Null in answers where the tables have the zero address. */
export function nullIfZero(address: Hex): Hex | null {
  return address === zeroAddress ? null : address;
}

/** An investor's id of a table's row. */
export function idOrNull(id: bigint | null | undefined): number | null {
  return id === null || id === undefined ? null : Number(id);
}

/** A subject that is no account is an investor. */
export function presentSubject(subject: string): { investorId: number | null; account: Hex | null } {
  return isHex(subject) ? { investorId: null, account: subject } : { investorId: Number(subject), account: null };
}

/** What a name of 32 bytes reads; null if it is a hash. */
export function nameText(name: Hex): string | null {
  const [, text] = /^([\x20-\x7e]+)\0*$/.exec(String.fromCharCode(...hexToBytes(name))) ?? [];
  return text ?? null;
}

/** What bytes read in UTF-8; null if that is no text. */
export function textOf(bytes: Hex): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(hexToBytes(bytes));
  } catch {
    return null;
  }
}

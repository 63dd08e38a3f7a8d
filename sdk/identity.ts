import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, type Hex, hexToBytes, isHex, size, stringToBytes } from "viem";
import { BaseError } from "./errors/base.ts";

/** Who an investor is in law: an entity by its LEI, or a natural person. */
export type Identity =
  | { kind: "entity" /** ISO 17442 */; lei: string }
  | { kind: "person"; name: string /** yyyy-mm-dd */; birthDate: string; taxId: string };

export class InvalidIdentityError extends BaseError {
  override readonly name = "InvalidIdentityError";
  readonly field: string;

  constructor(field: string, mend: string) {
    super(`${field} is invalid: ${mend}`);
    this.field = field;
  }
}

export class InvalidSaltError extends BaseError {
  override readonly name = "InvalidSaltError";

  constructor() {
    super("The identity salt is too short. Use at least 16 random bytes as hex, and keep them secret and for ever.");
  }
}

const minSaltBytes = 16;

/**
 * Who an investor is, as its registration says it: HMAC-SHA256 of the canonical identity under a secret salt
 * (docs/decisions/0027-investor-ids.md). Who lacks the salt cannot find the person by guessing.
 */
export const identityHash = (salt: Hex, identity: Identity): Hex => {
  if (!isHex(salt) || salt.length % 2 !== 0 || size(salt) < minSaltBytes) throw new InvalidSaltError();
  return bytesToHex(hmac(sha256, hexToBytes(salt), stringToBytes(canonicalIdentity(identity))));
};

/** One spelling for each identity, so that the same investor always has the same hash. */
export const canonicalIdentity = (identity: Identity): string =>
  identity.kind === "entity" ? `LEI:${canonicalLei(identity.lei)}` : canonicalPerson(identity);

const canonicalPerson = ({ name, birthDate, taxId }: Extract<Identity, { kind: "person" }>): string => {
  const canonicalName = name.normalize("NFKC").toUpperCase().trim().replaceAll(/\s+/g, " ");
  if (canonicalName === "" || canonicalName.includes(":")) {
    throw new InvalidIdentityError("name", "write the legal name, without a colon.");
  }
  if (!isDate(birthDate)) throw new InvalidIdentityError("birth date", "write it as yyyy-mm-dd.");
  const canonicalTaxId = taxId
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s./\-_:,]/g, "");
  if (!/^[A-Z0-9]+$/.test(canonicalTaxId)) {
    throw new InvalidIdentityError("tax id", "write letters and digits, with or without separators.");
  }
  return `PERSON:${canonicalName}:${birthDate}:${canonicalTaxId}`;
};

const canonicalLei = (lei: string): string => {
  const canonical = lei.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "");
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(canonical)) {
    throw new InvalidIdentityError("LEI", "it has 18 letters or digits and two check digits.");
  }
  const right = leiCheckDigits(canonical.slice(0, 18));
  if (canonical.slice(18) !== right) throw new InvalidIdentityError("LEI", `its check digits would be ${right}.`);
  return canonical;
};

/** Whether a text is an LEI with right check digits. */
export const isLei = (lei: string): boolean => {
  try {
    canonicalLei(lei);
    return true;
  } catch (error) {
    if (error instanceof InvalidIdentityError) return false;
    throw error;
  }
};

/** Check digits for the first 18 characters of an LEI (ISO 7064, MOD 97-10). */
export const leiCheckDigits = (prefix: string): string => {
  if (!/^[A-Z0-9]{18}$/.test(prefix)) {
    throw new InvalidIdentityError("LEI", "its first 18 characters are upper case letters and digits.");
  }
  return String(98n - ((lettersToNumber(prefix) * 100n) % 97n)).padStart(2, "0");
};

/** A is 10, B is 11, and so on to Z is 35; digits stay. */
const lettersToNumber = (text: string): bigint =>
  BigInt([...text].map((character) => Number.parseInt(character, 36)).join(""));

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

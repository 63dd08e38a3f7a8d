import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalIdentity,
  InvalidIdentityError,
  InvalidSaltError,
  identityHash,
  isLei,
  leiCheckDigits,
} from "./identity.ts";

const salt = "0x000102030405060708090a0b0c0d0e0f";
const person = { kind: "person", name: "Ada Lovelace", birthDate: "1815-12-10", taxId: "12-345 678" } as const;
/** of the Global Legal Entity Identifier Foundation */
const lei = "506700GE1G29325QX363";

describe("canonicalIdentity", () => {
  test("a person: NFKC, upper case, single spaces, tax id without separators", () => {
    expect(canonicalIdentity({ ...person, name: "  ada\t ﬂynn  Lovelace " })).toBe(
      "PERSON:ADA FLYNN LOVELACE:1815-12-10:12345678",
    );
  });

  test("an entity: its LEI", () => {
    expect(canonicalIdentity({ kind: "entity", lei: "506700ge1g29325qx363" })).toBe(`LEI:${lei}`);
  });

  test.each([
    ["name", { ...person, name: " " }],
    ["name", { ...person, name: "Ada:1815-12-10" }],
    ["birth date", { ...person, birthDate: "1815-02-30" }],
    ["birth date", { ...person, birthDate: "10.12.1815" }],
    ["tax id", { ...person, taxId: "--" }],
    ["LEI", { kind: "entity", lei: "506700GE1G29325QX364" } as const],
  ])("error: InvalidIdentityError names the %s", (field, identity) => {
    expect(() => canonicalIdentity(identity)).toThrow(InvalidIdentityError);
    expect(() => canonicalIdentity(identity)).toThrow(field);
  });
});

describe("identityHash", () => {
  test("is HMAC-SHA256 under the salt", async () => {
    const key = await crypto.subtle.importKey(
      "raw",
      Uint8Array.from({ length: 16 }, (_, index) => index),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(canonicalIdentity(person)));
    expect(identityHash(salt, person)).toBe(`0x${Buffer.from(mac).toString("hex")}`);
  });

  test("behavior: one investor has one hash, however it is written", () => {
    expect(identityHash(salt, { ...person, name: "ADA  LOVELACE", taxId: "12345678" })).toBe(
      identityHash(salt, person),
    );
  });

  test("behavior: another salt gives another hash", () => {
    expect(identityHash(`${salt}10`, person)).not.toBe(identityHash(salt, person));
  });

  test("error: InvalidSaltError", () => {
    expect(() => identityHash("0x", person)).toThrow(InvalidSaltError);
    expect(() => identityHash("0x0102030405060708090a0b0c0d0e0f", person)).toThrow(InvalidSaltError);
  });
});

describe("LEI", () => {
  const prefixes = fc.string({
    unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    minLength: 18,
    maxLength: 18,
  });

  test("computed check digits are accepted, all others refused", () => {
    fc.assert(
      fc.property(prefixes, fc.integer({ min: 0, max: 99 }), (prefix, other) => {
        const right = leiCheckDigits(prefix);
        expect(isLei(prefix + right)).toBe(true);
        const digits = String(other).padStart(2, "0");
        expect(isLei(prefix + digits)).toBe(digits === right);
      }),
    );
  });

  test("a real LEI", () => {
    expect(isLei(lei)).toBe(true);
    expect(isLei(lei.slice(1))).toBe(false);
  });
});

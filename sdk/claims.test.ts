import { hashTypedData, keccak256, stringToHex } from "viem";
import { expect, it } from "vitest";
import { consentTypedData } from "./actions/registrar/consent.ts";
import {
  investorOfSubject,
  keyHolderData,
  keyHolderTopic,
  subjectOfAccount,
  subjectOfInvestor,
  topicOf,
} from "./claims.ts";

it("puts an id above the bits of an address", () => {
  expect(subjectOfInvestor(0xfedcba98)).toBe(`0x${"00".repeat(8)}fedcba98${"00".repeat(20)}`);
  expect(investorOfSubject(subjectOfInvestor(0xfedcba98))).toBe(0xfedcba98);
  expect(subjectOfAccount("0x00000000000000000000000000000000000000aA").toLowerCase()).toBe(`0x${"00".repeat(31)}aa`);
  expect(investorOfSubject(subjectOfAccount("0x00000000000000000000000000000000000000aA"))).toBeUndefined();
  for (const nobody of ["0".repeat(24), "0".repeat(15).concat("1", "0".repeat(8))]) {
    expect(investorOfSubject(`0x${nobody}${"0".repeat(40)}`)).toBeUndefined();
  }
  expect(investorOfSubject(`0x${"0".repeat(23)}1${"0".repeat(39)}1`)).toBeUndefined();
});

it("names a topic in ASCII, and hashes a name that is too long", () => {
  expect(keyHolderTopic).toBe(`0x4b45595f484f4c444552${"00".repeat(22)}`);
  expect(keyHolderData(17)).toBe(`0x${"00".repeat(31)}11`);
  const long = "A_ROLE_WHOSE_NAME_HAS_MORE_THAN_32_BYTES";
  expect(topicOf(long)).toBe(keccak256(stringToHex(long)));
});

it("lets a consent bind registrar, chain, investor, account, authority and deadline", () => {
  const consent = {
    chainId: 1,
    registrar: "0x00000000000000000000000000000000000000aa",
    id: 17,
    account: "0x00000000000000000000000000000000000000bb",
    authority: 2,
    deadline: 1_800_000_000,
  } as const;
  const variants = [
    consent,
    { ...consent, chainId: 2 },
    { ...consent, registrar: consent.account },
    { ...consent, id: 18 },
    { ...consent, account: consent.registrar },
    { ...consent, authority: 3 },
    { ...consent, deadline: 1_800_000_001 },
  ];
  expect(new Set(variants.map((variant) => hashTypedData(consentTypedData(variant)))).size).toBe(variants.length);
});

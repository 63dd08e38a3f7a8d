import { hashTypedData, keccak256, stringToHex } from "viem";
import { expect, it } from "vitest";
import { consentTypedData } from "./actions/registrar/consent.ts";
import { keyHolderTopic, subjectOfAccount, subjectOfInvestor, topicOf } from "./claims.ts";

it("puts an id at the left end of a word and an address at the right", () => {
  expect(subjectOfInvestor("0x616c69636500000000000000")).toBe(`0x616c696365${"00".repeat(27)}`);
  expect(subjectOfAccount("0x00000000000000000000000000000000000000aA").toLowerCase()).toBe(`0x${"00".repeat(31)}aa`);
});

it("names a topic in ASCII, and hashes a name that is too long", () => {
  expect(keyHolderTopic).toBe(`0x4b45595f484f4c444552${"00".repeat(22)}`);
  const long = "A_ROLE_WHOSE_NAME_HAS_MORE_THAN_32_BYTES";
  expect(topicOf(long)).toBe(keccak256(stringToHex(long)));
});

it("lets a consent bind registrar, chain, investor, account, authority and deadline", () => {
  const consent = {
    chainId: 1,
    registrar: "0x00000000000000000000000000000000000000aa",
    id: "0x616c69636500000000000000",
    account: "0x00000000000000000000000000000000000000bb",
    authority: 2,
    deadline: 1_800_000_000,
  } as const;
  const variants = [
    consent,
    { ...consent, chainId: 2 },
    { ...consent, registrar: consent.account },
    { ...consent, id: "0x626f62000000000000000000" as const },
    { ...consent, account: consent.registrar },
    { ...consent, authority: 3 },
    { ...consent, deadline: 1_800_000_001 },
  ];
  expect(new Set(variants.map((variant) => hashTypedData(consentTypedData(variant)))).size).toBe(variants.length);
});

import { type Address, type Hex, keccak256, numberToHex, padHex, size, stringToHex } from "viem";

const wordBytes = 32;

/** Low bits of a subject that are an account's. */
const accountBits = 160n;

/** An investor as the subject of claims: its id above the bits of an account. */
export const subjectOfInvestor = (id: number): Hex => numberToHex(BigInt(id) << accountBits, { size: wordBytes });

/** Whom a claim is about; undefined if it is an account. */
export const investorOfSubject = (subject: Hex): number | undefined => {
  const word = BigInt(subject);
  const id = word >> accountBits;
  return id > 0n && word === BigInt.asUintN(32, id) << accountBits ? Number(id) : undefined;
};

/** An account as the subject of claims: its address, from the right. */
export const subjectOfAccount = (account: Address): Hex => padHex(account, { size: wordBytes });

/** A role's name as a topic: in ASCII if it fits 32 bytes, else its hash. */
export const topicOf = (role: string): Hex => {
  const name = stringToHex(role);
  return size(name) <= wordBytes ? padHex(name, { dir: "right", size: wordBytes }) : keccak256(name);
};

/** Topic of the claim that another holds an account's key; its data is the holder's id, as `keyHolderData`. */
export const keyHolderTopic = topicOf("KEY_HOLDER");

/** What a claim of that topic says: who holds the key. */
export const keyHolderData = (holder: number): Hex => numberToHex(holder, { size: wordBytes });

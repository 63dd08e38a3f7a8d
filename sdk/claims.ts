import { type Address, type Hex, keccak256, padHex, size, stringToHex } from "viem";

const wordBytes = 32;

/** An investor as the subject of claims: its id, from the left. */
export const subjectOfInvestor = (id: Hex): Hex => padHex(id, { dir: "right", size: wordBytes });

/** An account as the subject of claims: its address, from the right. */
export const subjectOfAccount = (account: Address): Hex => padHex(account, { size: wordBytes });

/** A role's name as a topic: in ASCII if it fits 32 bytes, else its hash. */
export const topicOf = (role: string): Hex => {
  const name = stringToHex(role);
  return size(name) <= wordBytes ? padHex(name, { dir: "right", size: wordBytes }) : keccak256(name);
};

/** Topic of the claim that another holds an account's key; its data is the holder's id, as `subjectOfInvestor`. */
export const keyHolderTopic = topicOf("KEY_HOLDER");

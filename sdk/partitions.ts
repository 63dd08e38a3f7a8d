import { type Hex, hexToBytes, padHex, size, stringToHex, zeroHash } from "viem";
import { BaseError } from "./errors/base.ts";
import { timeText } from "./words.ts";

/** Holds what stands in no other partition. */
export const defaultPartition: Hex = zeroHash;

/** A position's own lock that opens it, whatever its partition says. */
export const unlocked = 1;

/** A lock without end: somebody ends it. */
export const lockedByHand = 2 ** 40 - 1;

const wordBytes = 32;

/** The name of a partition does not fit. */
export class PartitionNameError extends BaseError {
  override readonly name = "PartitionNameError";

  constructor(text: string) {
    super(`"${text}" cannot be a partition's name. Use 1 to ${wordBytes} letters, digits and signs of ASCII.`);
  }
}

/** The partition of a name: ASCII from the left. @throws PartitionNameError */
export const partitionOf = (text: string): Hex => {
  const name = stringToHex(text);
  const fits = /^[\x21-\x7e][\x20-\x7e]*$/.test(text) && size(name) <= wordBytes;
  if (!fits) throw new PartitionNameError(text);
  return padHex(name, { dir: "right", size: wordBytes });
};

/** How a partition is called: "default", its name in quotes, its number (OEP-506's tranches), else its hex digits. */
export const partitionText = (partition: Hex): string => {
  const number = BigInt(partition);
  if (number === 0n) return "default";
  const [, name] = /^([\x20-\x7e]+)\0*$/.exec(String.fromCharCode(...hexToBytes(partition))) ?? [];
  // Escaped: a name must not look like the end of one, with more words of a call after it.
  if (name !== undefined) return JSON.stringify(name);
  return number < 2n ** 64n ? number.toString() : partition;
};

/** A partition's lock in words. */
export const lockText = (lockedUntil: number): string => {
  if (lockedUntil === 0) return "no lock";
  return lockedUntil === lockedByHand ? "locked until somebody ends it" : `locked until ${timeText(lockedUntil)}`;
};

/** A position's own lock in words. */
export const positionLockText = (lockedUntil: number): string => {
  if (lockedUntil === 0) return "no lock but the partition's";
  return lockedUntil === unlocked ? "open whatever the partition says" : lockText(lockedUntil);
};

import { numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import {
  defaultPartition,
  lockedByHand,
  lockText,
  PartitionNameError,
  partitionOf,
  partitionText,
  positionLockText,
  unlocked,
} from "./partitions.ts";

describe("partitions", () => {
  test("behavior: a name stands in ASCII from the left and reads the same", () => {
    expect(partitionOf("Reg S")).toBe(`0x5265672053${"00".repeat(27)}`);
    expect(partitionText(partitionOf("Reg S"))).toBe('"Reg S"');
    expect(partitionText(partitionOf("a".repeat(32)))).toBe(`"${"a".repeat(32)}"`);
  });

  test("behavior: a name cannot pretend to end early", () => {
    expect(partitionText(partitionOf('A", amount 5'))).toBe('"A\\", amount 5"');
  });

  test("behavior: the default one, a tranche's number, and what is neither", () => {
    expect(partitionText(defaultPartition)).toBe("default");
    expect(partitionText(numberToHex(7, { size: 32 }))).toBe("7");
    expect(partitionText(numberToHex(2n ** 64n - 1n, { size: 32 }))).toBe((2n ** 64n - 1n).toString());
    expect(partitionText(numberToHex(2n ** 64n, { size: 32 }))).toBe(numberToHex(2n ** 64n, { size: 32 }));
    expect(partitionText(`0x${"ff".repeat(32)}`)).toBe(`0x${"ff".repeat(32)}`);
  });

  test.each(["", " a", "Zürich", "a".repeat(33)])("error: PartitionNameError for %j", (text) => {
    expect(() => partitionOf(text)).toThrow(PartitionNameError);
  });
});

describe("locks", () => {
  test("behavior: a time, none, and one without end", () => {
    expect(lockText(0)).toBe("no lock");
    expect(lockText(1_800_000_000)).toBe("locked until 2027-01-15T08:00:00Z");
    expect(lockText(lockedByHand)).toBe("locked until somebody ends it");
    expect(lockText(lockedByHand - 1)).toContain("locked until +036812");
  });

  test("behavior: a position's own may follow the partition's, or open it", () => {
    expect(positionLockText(0)).toBe("no lock but the partition's");
    expect(positionLockText(unlocked)).toBe("open whatever the partition says");
    expect(positionLockText(lockedByHand)).toBe("locked until somebody ends it");
  });
});

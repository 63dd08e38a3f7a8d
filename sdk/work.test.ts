import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ascending, paymentIdOf, paymentOf, sourceAndSubjectOf, WorkIdError, workIdOf, workKinds } from "./work.ts";

const source = fc.nat(65_535);
const bits = (count: number) => fc.bigInt(0n, (1n << BigInt(count)) - 1n);

describe("ids of work", () => {
  test("behavior: what was named can be read again", () => {
    fc.assert(
      fc.property(source, bits(240), (from, subject) => {
        expect(sourceAndSubjectOf(workIdOf(from, subject))).toEqual({ source: from, subject });
      }),
    );
    fc.assert(
      fc.property(source, bits(112), bits(128), (from, distributionId, place) => {
        expect(paymentOf(paymentIdOf(from, distributionId, place))).toEqual({ source: from, distributionId, place });
      }),
    );
  });

  test("behavior: they are those of src/types/Work.sol", () => {
    expect(workIdOf(0, 7n)).toBe(7n);
    expect(workIdOf(1, 7n)).toBe((1n << 240n) + 7n);
    expect(paymentIdOf(2, 3n, 4n)).toBe((2n << 240n) + (3n << 128n) + 4n);
    expect(workKinds).toEqual(["release", "expire", "sync", "open", "pay", "close"]);
  });

  test("error: a number that does not fit names nothing else", () => {
    expect(() => workIdOf(65_536, 1n)).toThrow(WorkIdError);
    expect(() => workIdOf(0, 1n << 240n)).toThrow(WorkIdError);
    expect(() => paymentIdOf(0, 1n << 112n, 1n)).toThrow(WorkIdError);
    expect(() => paymentIdOf(0, 1n, 1n << 128n)).toThrow(WorkIdError);
    expect(() => workIdOf(0, -1n)).toThrow(WorkIdError);
  });

  test("behavior: a list ascends, each id once", () => {
    expect(ascending([3n, 1n << 240n, 2n, 3n])).toEqual([2n, 3n, 1n << 240n]);
  });
});

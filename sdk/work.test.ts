import fc from "fast-check";
import { stringToHex } from "viem";
import { describe, expect, test } from "vitest";
import { accreditationIdOf, ascending, countIdOf, kindNameOf, WorkIdError } from "./work.ts";

const investor = fc.bigInt(0n, (1n << 96n) - 1n);

describe("ids of work", () => {
  test("property: registrar and investor can be read again", () => {
    fc.assert(
      fc.property(fc.nat(31), investor, (registrar, id) => {
        const work = accreditationIdOf(registrar, id);
        expect([Number(work >> 96n), work & ((1n << 96n) - 1n)]).toEqual([registrar, id]);
        expect(countIdOf(id)).toBe(id);
      }),
    );
  });

  test("error: a number that does not fit names nobody else", () => {
    expect(() => accreditationIdOf(32, 1n)).toThrow(WorkIdError);
    expect(() => accreditationIdOf(-1, 1n)).toThrow(WorkIdError);
    expect(() => accreditationIdOf(0, 1n << 96n)).toThrow(WorkIdError);
    expect(() => countIdOf(-1n)).toThrow(WorkIdError);
  });

  test("behavior: a list ascends, each id once", () => {
    expect(ascending([3n, 1n << 240n, 2n, 3n])).toEqual([2n, 3n, 1n << 240n]);
  });
});

test("behavior: a kind's name is read up to its zeros", () => {
  expect(kindNameOf(stringToHex("release", { size: 32 }))).toBe("release");
  expect(kindNameOf(stringToHex("", { size: 32 }))).toBe("");
});

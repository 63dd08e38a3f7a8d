import { stringToHex } from "viem";
import { describe, expect, test } from "vitest";
import { ascending, kindNameOf } from "./work.ts";

describe("ids of work", () => {
  test("behavior: a list ascends, each id once", () => {
    expect(ascending([3n, 1n << 240n, 2n, 3n])).toEqual([2n, 3n, 1n << 240n]);
  });
});

test("behavior: a kind's name is read up to its zeros", () => {
  expect(kindNameOf(stringToHex("release", { size: 32 }))).toBe("release");
  expect(kindNameOf(stringToHex("", { size: 32 }))).toBe("");
});

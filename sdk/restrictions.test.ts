import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { restrictionOf, restrictions } from "./restrictions.ts";

const namesInContract = (): string[] => {
  const source = readFileSync(new URL("../src/types/Restriction.sol", import.meta.url), "utf8");
  const body = /enum Restriction \{([^}]*)\}/.exec(source)?.[1] ?? "";
  return body
    .replaceAll(/\/\/.*$/gm, "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
};

test("names and numbers are those of Restriction.sol", () => {
  expect(restrictions.map(({ name }) => name)).toEqual(namesInContract());
  expect(restrictions.map(({ code }) => code)).toEqual(restrictions.map((_, index) => index));
});

test("each restriction is one sentence of its own", () => {
  for (const { sentence } of restrictions) expect(sentence).toMatch(/^[A-Z][^.]+\.$/);
  expect(new Set(restrictions.map(({ sentence }) => sentence)).size).toBe(restrictions.length);
});

test("an unknown code is no restriction", () => {
  expect(restrictionOf(restrictions.length)).toBeUndefined();
});

import { createPublicClient, custom, decodeFunctionData, encodeAbiParameters, type Hex, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { multiSigAbi } from "../../abis/MultiSig.ts";
import { readFreeSalt } from "./freeSalt.ts";

const multisig = "0x00000000000000000000000000000000000000b2";
const salt = (value: bigint): Hex => numberToHex(value, { size: 32 });
const allOf = 2n ** 256n - 1n;

/** A client of a chain on which an authority's words of salts are these. */
const clientOf = (words: Record<string, bigint>) =>
  createPublicClient({
    transport: custom({
      request: async ({ params }: { params: [{ data: Hex }] }) => {
        const { args } = decodeFunctionData({ abi: multiSigAbi, data: params[0].data });
        return encodeAbiParameters([{ type: "uint256" }], [words[`${(args as [number, bigint])[1]}`] ?? 0n]);
      },
    }),
  });

const freeSalt = (words: Record<string, bigint>, taken?: readonly Hex[]) =>
  readFreeSalt(clientOf(words), { multisig, authority: 1, taken });

describe("readFreeSalt", () => {
  test("behavior: the first one is 1, because zero is no salt", async () => {
    expect(await freeSalt({})).toBe(salt(1n));
  });

  test("behavior: the lowest that is neither used nor taken", async () => {
    expect(await freeSalt({ 0: 0b10110n }, [salt(3n), salt(5n)])).toBe(salt(6n));
  });

  test("behavior: the next word once one is full", async () => {
    expect(await freeSalt({ 0: allOf, 1: 1n })).toBe(salt(257n));
    expect(await freeSalt({ 0: allOf - 1n - (1n << 255n), 1: 0n }, [salt(255n)])).toBe(salt(256n));
  });
});

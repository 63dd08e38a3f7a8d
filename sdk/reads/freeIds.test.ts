import { createPublicClient, custom, decodeFunctionData, encodeFunctionResult, type Hex } from "viem";
import { describe, expect, test } from "vitest";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { idsOfRun, NoFreeIdsError, readFreeIds } from "./freeIds.ts";

const registrar = "0x00000000000000000000000000000000000000b2";
const nobody = {
  ...{ country: 0, region: "0x000000" as const, rating: 0, expiresAt: 0, authority: 0 },
  ...{ restricted: false, lapsed: false, suspended: false, barredAccounts: 0 },
} as const;

/** A client of a chain on which these ids are taken. */
const clientOf = (taken: readonly number[]) =>
  createPublicClient({
    transport: custom({
      request: async ({ params }: { params: [{ data: Hex }] }) => {
        const { args } = decodeFunctionData({ abi: kycRegistrarAbi, data: params[0].data });
        const result = (args as [readonly number[]])[0].map((id) => ({
          ...nobody,
          country: taken.includes(id) ? 756 : 0,
        }));
        return encodeFunctionResult({ abi: kycRegistrarAbi, functionName: "getInvestors", result });
      },
    }),
  });

type Given = { taken?: number[]; count: number; begun?: number[]; places?: number[] };

/** `places`: what the chance says, one after the other; the last one again and again. */
const freeIds = ({ taken = [], count, begun, places = [0] }: Given) => {
  const left = [...places];
  const random = () => (left.length > 1 ? left.shift() : left[0]) ?? 0;
  return readFreeIds(clientOf(taken), { registrar, count, begun, random });
};

const from = (first: number, length: number): number[] => Array.from({ length }, (_, place) => first + place);

describe("readFreeIds", () => {
  test("behavior: neighbours from a random place that is a multiple of 24, never zero", async () => {
    expect(await freeIds({ count: 5 })).toEqual(from(24, 5));
    const ids = await freeIds({ count: 1_000, places: [0.5, 0.25, 0.75] });
    expect((ids[0] ?? 1) % idsOfRun).toBe(0);
    expect(ids.slice(0, 480)).toEqual(from(ids[0] ?? 0, 480));
    expect(new Set(ids).size).toBe(1_000);
  });

  test("behavior: the last place is below 2^32", async () => {
    const ids = await freeIds({ count: 25, places: [1 - 2 ** -32] });
    expect(Math.max(...ids)).toBeLessThan(2 ** 32);
    expect(Math.min(...ids)).toBeGreaterThan(2 ** 32 - 100);
  });

  test("behavior: another place if anybody has begun the run", async () => {
    const [first = 0] = await freeIds({ count: 1, places: [0.5] });
    expect(await freeIds({ taken: [47], count: 3, places: [0, 0.5] })).toEqual(from(first, 3));
  });

  test("behavior: gaps of the caller's own runs come first, those of begun words before others", async () => {
    const begun = [24, 25, 41];
    const ids = await freeIds({ taken: begun, begun, count: 23, places: [0.5] });
    expect(ids.slice(0, 21)).toEqual([26, 40, ...from(27, 5), 39, ...from(42, 6), ...from(32, 7)]);
    expect(ids.slice(21)).toEqual(await freeIds({ count: 2, places: [0.5] }));
  });

  test("behavior: what others hold in the caller's runs is not free, nor what the caller keeps for calls that wait", async () => {
    expect(await freeIds({ taken: [24, 27], begun: [24, 25], count: 3 })).toEqual([26, 28, 29]);
  });

  test("error: a registrar that has none", async () => {
    await expect(freeIds({ taken: from(24, 24), count: 1 })).rejects.toThrow(NoFreeIdsError);
  });

  test("behavior: none of none", async () => {
    expect(await freeIds({ count: 0 })).toEqual([]);
  });

  test("behavior: without a given chance two batches differ", async () => {
    const client = clientOf([]);
    const [one, other] = await Promise.all([1, 2].map(() => readFreeIds(client, { registrar, count: 1 })));
    expect(one).not.toEqual(other);
  });
});

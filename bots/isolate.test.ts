import { ContractFunctionZeroDataError, HttpRequestError, RpcRequestError } from "viem";
import { describe, expect, test } from "vitest";
import { createIsolation } from "./isolate.ts";
import { createLog } from "./log.ts";

const outage = () => new HttpRequestError({ url: "http://127.0.0.1:9", status: 503 });
const isolationOf = (lines: string[] = []) =>
  createIsolation(createLog("warn", { write: (line: string) => void lines.push(line) }), "counter");

/** Fails for odd numbers. */
const evenOnly = (failure: () => Error) => async (item: number) => {
  if (item % 2 === 1) throw failure();
  return item * 10;
};

describe("each", () => {
  test("behavior: a bad item is left out, whatever it failed with", async () => {
    for (const failure of [
      outage,
      () => new TypeError("no"),
      () => new ContractFunctionZeroDataError({ functionName: "f" }),
    ])
      expect(await isolationOf().each([1, 2, 3, 4], evenOnly(failure))).toEqual([undefined, 20, undefined, 40]);
  });

  test("behavior: the last bad item alone does not throw", async () => {
    expect(
      await isolationOf().each(
        [1],
        evenOnly(() => new SyntaxError("not a number")),
      ),
    ).toEqual([undefined]);
  });

  test("error: the node's own when nothing could be read", async () => {
    await expect(isolationOf().each([1, 3], evenOnly(outage))).rejects.toThrow(HttpRequestError);
  });

  test("behavior: a contract's refusal is the item's fault, though it comes as an answer of the node", async () => {
    const refusal = () =>
      new RpcRequestError({
        body: {},
        url: "http://127.0.0.1:9",
        error: { code: 3, message: "execution reverted", data: "0x" },
      });
    expect(await isolationOf().each([1, 3], evenOnly(refusal))).toEqual([undefined, undefined]);
  });

  test("behavior: what fails before it can ask is isolated, too", async () => {
    const read = (item: string): Promise<bigint> => Promise.resolve(BigInt(item));
    expect(await isolationOf().each(["1", "x"], read)).toEqual([1n, undefined]);
  });

  test("behavior: each bad item is told once, and again after it was good", async () => {
    const lines: string[] = [];
    const isolation = isolationOf(lines);
    const bad = evenOnly(() => new TypeError("no"));
    await isolation.each([1, 2], bad);
    await isolation.each([1, 2], bad);
    expect(lines).toHaveLength(1);
    await isolation.each([1, 2], async () => 0);
    await isolation.each([1, 2], bad);
    expect(lines).toHaveLength(2);
  });
});

describe("together", () => {
  test("behavior: one question while all is well, then each alone", async () => {
    const asked: number[][] = [];
    const read = async (items: readonly number[]) => {
      asked.push([...items]);
      return Promise.all(items.map(evenOnly(() => new TypeError("no"))));
    };
    expect(await isolationOf().together([2, 4], read)).toEqual([20, 40]);
    expect(asked).toEqual([[2, 4]]);
    expect(await isolationOf().together([2, 1, 4], read)).toEqual([20, undefined, 40]);
    expect(asked.slice(1)).toEqual([[2, 1, 4], [2], [1], [4]]);
  });

  test("error: a node that does not answer is not asked once more for each", async () => {
    let asked = 0;
    const read = async (): Promise<number[]> => {
      asked += 1;
      throw outage();
    };
    await expect(isolationOf().together([1, 2, 3], read)).rejects.toThrow(HttpRequestError);
    expect(asked).toBe(1);
  });

  test("behavior: too few answers are none: they cannot be told apart", async () => {
    expect(await isolationOf().together([1, 2], async (items) => (items.length > 1 ? [7] : [items[0]]))).toEqual([
      1, 2,
    ]);
  });

  test("behavior: nothing asked, nothing read", async () => {
    expect(await isolationOf().together([], () => Promise.reject(new Error("asked")))).toEqual([]);
  });
});

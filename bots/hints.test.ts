import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createHintWalk, hintPageSize } from "./hints.ts";

const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Looks through rows 0, 1, 2 …; what is worth something is said by `isGood`. */
const walkOver = (count: () => number, isGood: (row: number) => boolean) => {
  const walk = createHintWalk<number>();
  const pages: number[] = [];
  const look = () =>
    walk.look(
      async ({ after = -1, limit }) => {
        const rows = rowsOf(count()).slice(after + 1, after + 1 + limit);
        pages.push(rows.length);
        return rows;
      },
      async (rows) => rows.filter(isGood),
    );
  return { look, pages };
};

describe("a walk through hints", () => {
  test("property: wherever they stand among those that come to nothing, all are found, again and again", async () => {
    const good = fc.uniqueArray(fc.integer({ min: 0, max: 24_999 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(good, async (wanted) => {
        const places = new Set(wanted);
        const { look } = walkOver(
          () => 25_000,
          (row) => places.has(row),
        );
        for (let turn = 0; turn < 2; turn += 1) {
          const found = [...(await look()), ...(await look()), ...(await look())];
          expect(found.sort((a, b) => a - b)).toEqual([...wanted].sort((a, b) => a - b));
        }
      }),
      { numRuns: 10 },
    );
  });

  test("behavior: one look is bounded in what it reads and what it finds", async () => {
    const nothing = walkOver(
      () => 100_000,
      () => false,
    );
    await nothing.look();
    expect(nothing.pages).toEqual(Array.from({ length: 10 }, () => hintPageSize));
    const everything = walkOver(
      () => 100_000,
      () => true,
    );
    expect(await everything.look()).toEqual(rowsOf(hintPageSize));
    expect(everything.pages).toHaveLength(1);
  });

  test("behavior: what came before the place where it stands is found at the next turn", async () => {
    let count = 10;
    const { look } = walkOver(
      () => count,
      (row) => row < 2,
    );
    expect(await look()).toEqual([0, 1]);
    count = 3;
    expect(await look()).toEqual([0, 1]);
  });

  test("behavior: a page that could not be confirmed is looked at again", async () => {
    const walk = createHintWalk<number>();
    const read = async ({ after = -1, limit }: { after: number | undefined; limit: number }) =>
      rowsOf(2_500).slice(after + 1, after + 1 + limit);
    let fail = true;
    const confirm = async (rows: readonly number[]) => {
      if (rows.includes(1_400) && fail) throw new TypeError("no answer");
      return rows.filter((row) => row === 1_400);
    };
    await expect(walk.look(read, confirm)).rejects.toThrow("no answer");
    fail = false;
    expect(await walk.look(read, confirm)).toEqual([1_400]);
  });
});

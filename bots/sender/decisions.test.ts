import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, judgeBudget, shareOf } from "./budget.ts";
import { inTurns } from "./dispatch.ts";
import { lossOf } from "./effects.ts";
import { findGaps, ripeGaps, seeGaps } from "./gaps.ts";
import { aboveFeeCap, dayBudgetSpent, keyLocked, workBarred } from "./hindrances.ts";
import { nextNonce } from "./nonces.ts";
import { breachOf } from "./policy.ts";
import { ageDoubt } from "./sight.ts";

const nonce = fc.nat(200);

describe("nextNonce", () => {
  test("property: above all that was signed, never below the chain, and no gap is made", () => {
    fc.assert(
      fc.property(nonce, fc.option(nonce, { nil: undefined }), (mined, highest) => {
        const next = nextNonce(mined, highest);
        expect(next).toBeGreaterThanOrEqual(mined);
        expect(next).toBeGreaterThan(highest ?? -1);
        expect([mined, (highest ?? -1) + 1]).toContain(next);
      }),
    );
  });
});

describe("gaps", () => {
  test("property: exactly the nonces that neither the chain has used nor an attempt holds", () => {
    fc.assert(
      fc.property(nonce, fc.uniqueArray(nonce), fc.nat(3), (mined, signed, lost) => {
        const open = signed.filter((one, index) => one >= mined && index % 4 !== lost);
        const highest = signed.length === 0 ? undefined : Math.max(...signed);
        const gaps = findGaps(mined, highest, open);
        expect(gaps.some((gap) => open.includes(gap) || gap < mined)).toBe(false);
        const next = nextNonce(mined, highest);
        const covered = new Set([...gaps, ...open]);
        for (let one = mined; one < next; one += 1) expect(covered.has(one)).toBe(true);
        expect(gaps).not.toContain(next);
      }),
    );
  });

  test("behavior: ripe after so many blocks in a row; one that closed begins anew", () => {
    const first = seeGaps(new Map(), [3, 4], 10n);
    expect(ripeGaps(first, 14n, 5)).toEqual([]);
    const second = seeGaps(first, [4], 14n);
    expect(ripeGaps(second, 15n, 5)).toEqual([4]);
    const third = seeGaps(second, [3, 4], 15n);
    expect(ripeGaps(third, 19n, 5)).toEqual([4]);
    expect(ripeGaps(third, 20n, 5)).toEqual([3, 4]);
  });
});

describe("judgeBudget", () => {
  const wei = fc.bigInt(0n, 10n ** 19n);
  const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `key ${index}`);

  test("property: a sequence of what it lets pass never exceeds the day's budget, nor an item's", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(wei, fc.integer({ min: 1, max: 5 })), { maxLength: 30 }),
        wei,
        wei,
        (wanted, item, day) => {
          let today = 0n;
          const items = new Map<string, bigint>();
          for (const [worst, count] of wanted) {
            const keys = keysOf(count);
            if (judgeBudget({ keys, worst }, { today, items }, { item, day }).kind !== "within") continue;
            today += worst;
            for (const key of keys) items.set(key, (items.get(key) ?? 0n) + shareOf(worst, count));
          }
          expect(today).toBeLessThanOrEqual(day);
          for (const spent of items.values()) expect(spent).toBeLessThanOrEqual(item);
        },
      ),
    );
  });

  test("property: shares together are never less than the whole", () => {
    fc.assert(
      fc.property(wei, fc.integer({ min: 1, max: 100 }), (cost, works) => {
        const total = shareOf(cost, works) * BigInt(works);
        expect(total).toBeGreaterThanOrEqual(cost);
        expect(total).toBeLessThan(cost + BigInt(works));
      }),
    );
  });

  test("behavior: to the last wei; names who has used up his own", () => {
    const budgets = { item: 10n, day: 100n };
    const items = new Map([["a", 6n]]);
    const judge = (worst: bigint, today = 0n) => judgeBudget({ keys: ["a", "b"], worst }, { today, items }, budgets);
    expect(judge(8n)).toEqual({ kind: "within" });
    expect(judge(9n)).toEqual({ kind: "items", over: ["a"] });
    expect(judge(8n, 92n)).toEqual({ kind: "within" });
    expect(judge(8n, 93n)).toEqual({ kind: "day" });
    // What a person must decide on anyway keeps nothing else waiting until tomorrow.
    expect(judge(9n, 93n)).toEqual({ kind: "items", over: ["a"] });
  });

  test("behavior: days change at midnight UTC", () => {
    const midnight = Date.UTC(2026, 2, 29) / 1_000;
    expect(dayOf(midnight) - dayOf(midnight - 1)).toBe(1);
    expect(dayOf(midnight + 86_399)).toBe(dayOf(midnight));
  });
});

describe("breachOf", () => {
  const to = "0x00000000000000000000000000000000000000c0";
  const other = "0x00000000000000000000000000000000000000c1";
  const mayCall = [{ contract: to, selector: "0x12345678" }] as const;

  test("behavior: the contract and the function that are declared", () => {
    expect(breachOf({ to, value: 0n, data: "0x12345678aa" }, mayCall)).toBeUndefined();
    expect(
      breachOf({ to: to.toUpperCase().replace("0X", "0x") as never, value: 0n, data: "0x12345678" }, mayCall),
    ).toBeUndefined();
  });

  test.each([
    ["another contract", { to: other, value: 0n, data: "0x12345678" }, "does not declare"],
    ["another function", { to, value: 0n, data: "0x12345679" }, "does not declare"],
    ["no function", { to, value: 0n, data: "0x" }, "does not declare"],
    ["half a selector", { to, value: 0n, data: "0x1234" }, "does not declare"],
    ["money", { to, value: 1n, data: "0x12345678" }, "would send 1 wei"],
  ] as const)("behavior: refuses %s", (_, call, reason) => {
    expect(breachOf(call, mayCall)).toContain(reason);
    expect(breachOf(call, [])).toBeDefined();
  });
});

test("inTurns: the first of each, then the second; nothing lost", () => {
  expect(inTurns([[1, 2, 3], [4], [], [5, 6]])).toEqual([1, 4, 5, 2, 6, 3]);
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat())), (queues) => {
      expect(inTurns(queues).toSorted()).toEqual(queues.flat().toSorted());
    }),
  );
});

test.each([
  ["void", "no longer wanted"],
  [{ void: "its owner withdrew it" }, "its owner withdrew it"],
  ["due", undefined],
  ["done", undefined],
  ["early", undefined],
  [{ held: "the gateway is paused" }, undefined],
  [undefined, undefined],
] as const)("lossOf: %j has lost its object: %j", (standing, reason) => {
  expect(lossOf(standing)).toBe(reason);
});

test("ageDoubt: the newest block may be so old, and any age without a limit", () => {
  expect(ageDoubt(300, 300)).toBeUndefined();
  expect(ageDoubt(301, 300)).toContain("301 s old");
  expect(ageDoubt(-1_000, 300)).toBeUndefined();
  expect(ageDoubt(1e9, undefined)).toBeUndefined();
});

describe("what people read of a halt", () => {
  const account = "0xa1";

  test.each([
    [keyLocked(account), "critical", "asked again by itself"],
    [dayBudgetSpent(account), "critical", "KEEPER_DAY_BUDGET"],
    [workBarred("counter", account, "the gateway is paused"), "critical", "(the gateway is paused)"],
    [aboveFeeCap(account, 31n, 30n), "warning", "fees (31 wei per gas) exceed KEEPER_MAX_FEE (30 wei)"],
  ])("behavior: $kind says how much it matters and what would end it", (hindrance, severity, words) => {
    expect(hindrance).toMatchObject({ severity, text: expect.stringContaining(words) });
  });
});

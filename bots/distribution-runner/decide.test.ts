import fc from "fast-check";
import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { workStates } from "../../sdk/work.ts";
import { batchesOf } from "../intent.ts";
import { type DistributionView, decide, retryPeriod } from "./decide.ts";

const now = 10_000;
const module = "0x00000000000000000000000000000000000000D1";
const holder = { custodian: zeroAddress, account: "0x00000000000000000000000000000000000000A1" } as const;

type Stage = Pick<DistributionView, "open" | "close">;

/** How the gateway tells each state of a distribution that may go on. */
const declared: Stage = { open: "waiting", close: "waiting" };
const early: Stage = { open: "notDue", close: "waiting" };
const openable: Stage = { open: "due", close: "waiting" };
const opened: Stage = { open: "done", close: "waiting" };
const closable: Stage = { open: "done", close: "due" };
const closed: Stage = { open: "done", close: "done" };
const stages = [declared, early, openable, opened, closable, closed];
/** and those that it stops */
const openPaused: Stage = { open: "paused", close: "waiting" };
const closePaused: Stage = { open: "done", close: "paused" };

const view = (changes: Partial<DistributionView>): DistributionView => ({
  distributionId: 1n,
  paymentDate: 100,
  openedAt: 100,
  announce: "unknown",
  ...opened,
  unseen: [],
  payable: [],
  ...changes,
});

const decideOn = (...distributions: DistributionView[]) =>
  decide({ snapshot: { chainId: 1, module, now, distributions, areHeld: false } });
const kinds = (changes: Partial<DistributionView>) => decideOn(view(changes)).map(({ key }) => key.split(":")[2]);

const positions = fc.array(
  fc.record({
    custodian: fc.constantFrom<Address>(zeroAddress, "0x00000000000000000000000000000000000000C1"),
    account: fc.integer({ min: 1, max: 60 }).map((n) => numberToHex(n, { size: 20 })),
  }),
  { maxLength: 150 },
);
const states = [...workStates, "unserved"] as const;
const views: fc.Arbitrary<DistributionView> = fc.record({
  distributionId: fc.bigInt({ min: 1n, max: 3n }),
  paymentDate: fc.integer({ min: 95, max: 105 }),
  announce: fc.constantFrom(...states),
  open: fc.constantFrom(...states),
  close: fc.constantFrom(...states),
  openedAt: fc.integer({ min: 95, max: 20_000 }),
  unseen: positions,
  payable: positions,
});

describe("decide", () => {
  test("behavior: opened when the gateway calls it due", () => {
    expect(kinds(openable)).toEqual(["open"]);
    for (const stage of [declared, early, openPaused, closed]) expect(kinds(stage)).toEqual([]);
  });

  test("behavior: a record date is announced when the gateway calls it due, and nothing else stops", () => {
    expect(kinds({ ...declared, announce: "due" })).toEqual(["announce"]);
    for (const announce of states.filter((state) => state !== "due")) {
      expect(kinds({ ...declared, announce })).toEqual([]);
      expect(kinds({ ...openable, announce })).toEqual(["open"]);
    }
    expect(decideOn(view({ ...declared, announce: "due" }), view({ distributionId: 2n, ...openable }))).toHaveLength(2);
  });

  test("behavior: closed when the gateway calls it due and nobody is left", () => {
    expect(kinds(closable)).toEqual(["close"]);
    for (const stage of [opened, closePaused, closed]) expect(kinds(stage)).toEqual([]);
    expect(kinds({ ...closable, payable: [holder] })).toEqual(["pay"]);
  });

  test("behavior: nobody is paid while payments are held, and nothing is closed over one that is to be tried again", () => {
    const held = (...distributions: DistributionView[]) =>
      decide({ snapshot: { chainId: 1, module, now, distributions, areHeld: true } }).map(
        ({ key }) => key.split(":")[2],
      );
    expect(held(view({ unseen: [holder], payable: [holder] }))).toEqual([]);
    expect(held(view({ ...closable, payable: [holder] }))).toEqual([]);
    expect(held(view({ ...closable }))).toEqual(["close"]);
    expect(held(view(openable))).toEqual(["open"]);
  });

  test("behavior: a withheld payment that would succeed is tried again, under one key in each period", () => {
    const occurrenceAt = (time: number) =>
      decide({
        snapshot: { chainId: 1, module, now: time, distributions: [view({ payable: [holder] })], areHeld: false },
      }).map(({ key }) => key.split(":").at(-1));
    expect(decideOn(view({ unseen: [holder] }))[0]?.key).toMatch(/:1$/);
    expect(occurrenceAt(100 + 1_800)).toEqual(["retry-0"]);
    expect(occurrenceAt(100 + 5_400)).toEqual(["retry-1"]);
    expect(occurrenceAt(100 + 3 * 3_600)).toEqual(["retry-2"]);
    expect(kinds({ ...closed, payable: [holder] })).toEqual(["pay"]);
  });

  test("property: periods grow: each is as long as all before it, so a year has about a dozen", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 * 365 * 86_400 }), (elapsed) => {
        const period = retryPeriod(100 + elapsed, 100);
        const end = 3_600 * 2 ** period;
        expect(elapsed).toBeLessThan(end);
        expect(elapsed).toBeGreaterThanOrEqual(period === 0 ? 0 : end / 2);
      }),
    );
    expect(retryPeriod(100 + 365 * 86_400, 100)).toBe(14);
    expect(retryPeriod(50, 100)).toBe(0);
  });

  test("behavior: once nothing is missing nobody is paid who is entitled to nothing", () => {
    expect(kinds({ ...closable, unseen: [holder] })).toEqual(["close"]);
    expect(kinds({ open: "done", close: "notDue", unseen: [holder] })).toEqual([]);
    expect(kinds({ open: "done", close: "withheld", unseen: [holder] })).toEqual([]);
  });

  test("behavior: an account's direct position and its position at a custodian are two", () => {
    const custodian = "0x00000000000000000000000000000000000000C1";
    expect(kinds({ unseen: [holder, { ...holder, custodian }] })).toEqual(["pay", "pay"]);
  });

  test("behavior: no round waits for another, whatever stops that", () => {
    const second = view({ distributionId: 2n, paymentDate: 110, unseen: [holder] });
    for (const stage of [...stages, openPaused, closePaused, { open: "withheld", close: "waiting" } as const]) {
      const paid = decideOn(second, view({ paymentDate: 90, ...stage })).filter(
        ({ payload }) => payload.step === "pay" && payload.distributionId === "2",
      );
      expect(paid).toHaveLength(1);
    }
  });

  test("behavior: earlier rounds come first", () => {
    const first = view({ distributionId: 7n, paymentDate: 90, unseen: [holder] });
    const second = view({ distributionId: 5n, ...openable });
    expect(decideOn(second, first).map(({ payload }) => payload.distributionId)).toEqual(["7", "5"]);
  });

  test("property: payments only of open distributions, steps only when the gateway calls them due, no key twice", () => {
    fc.assert(
      fc.property(fc.array(views, { maxLength: 4 }), (all) => {
        const intents = decideOn(...all);
        expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
        for (const { payload } of intents) {
          const matching = all.filter(({ distributionId }) => `${distributionId}` === payload.distributionId);
          const isAllowed = matching.some(({ announce, open, close }) => {
            if (payload.step === "announce") return announce === "due";
            if (payload.step === "open") return open === "due";
            if (payload.step === "close") return open === "done" && close === "due";
            return open === "done" && (payload.occurrence !== "1" || close === "waiting");
          });
          expect(isAllowed).toBe(true);
        }
      }),
    );
  });

  test("property: a batch pays one distribution, and is at most as large as allowed", () => {
    fc.assert(
      fc.property(fc.array(views, { maxLength: 4 }), fc.integer({ min: 1, max: 60 }), (all, size) => {
        for (const batch of batchesOf(decideOn(...all), size)) {
          expect(batch.length).toBeLessThanOrEqual(size);
          expect(new Set(batch.map(({ payload }) => `${payload.step} ${payload.distributionId}`)).size).toBe(1);
        }
      }),
    );
  });
});

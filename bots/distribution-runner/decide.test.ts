import fc from "fast-check";
import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { workStates } from "../../sdk/work.ts";
import { batchesOf } from "../intent.ts";
import { type DistributionView, decide } from "./decide.ts";

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
  ...opened,
  unseen: [],
  lifted: [],
  ...changes,
});

const decideOn = (...distributions: DistributionView[]) =>
  decide({ snapshot: { chainId: 1, module, distributions, areHeld: false } });
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
  open: fc.constantFrom(...states),
  close: fc.constantFrom(...states),
  unseen: positions,
  lifted: positions,
});

describe("decide", () => {
  test("behavior: opened when the gateway calls it due", () => {
    expect(kinds(openable)).toEqual(["open"]);
    for (const stage of [declared, early, openPaused, closed]) expect(kinds(stage)).toEqual([]);
  });

  test("behavior: closed when the gateway calls it due and nobody is left", () => {
    expect(kinds(closable)).toEqual(["close"]);
    for (const stage of [opened, closePaused, closed]) expect(kinds(stage)).toEqual([]);
    expect(kinds({ ...closable, lifted: [holder] })).toEqual(["pay"]);
  });

  test("behavior: nobody is paid while payments are held, and nothing is closed over one that is to be tried again", () => {
    const held = (...distributions: DistributionView[]) =>
      decide({ snapshot: { chainId: 1, module, distributions, areHeld: true } }).map(({ key }) => key.split(":")[2]);
    expect(held(view({ unseen: [holder], lifted: [holder] }))).toEqual([]);
    expect(held(view({ ...closable, lifted: [holder] }))).toEqual([]);
    expect(held(view({ ...closable }))).toEqual(["close"]);
    expect(held(view(openable))).toEqual(["open"]);
  });

  test("behavior: a withheld position is tried once more after its restriction was lifted, under a key of its own", () => {
    const [first] = decideOn(view({ unseen: [holder] }));
    const [again] = decideOn(view({ lifted: [holder] }));
    expect(first?.key).toMatch(/:1$/);
    expect(again?.key).toMatch(/:lifted$/);
  });

  test("behavior: an account's direct position and its position at a custodian are two", () => {
    const custodian = "0x00000000000000000000000000000000000000C1";
    expect(kinds({ unseen: [holder, { ...holder, custodian }] })).toEqual(["pay", "pay"]);
  });

  test("behavior: a round waits for the one before it, by payment date, until the module misses nobody of that", () => {
    const first = view({ distributionId: 7n, paymentDate: 90, unseen: [holder] });
    const second = view({ distributionId: 5n, ...openable });
    const steps = (...rounds: DistributionView[]) => decideOn(...rounds).map(({ key }) => key.split(":")[2]);
    expect(steps(second, first)).toEqual(["pay"]);
    expect(steps(second, { ...first, unseen: [] })).toEqual([]);
    expect(steps(second, { ...first, ...closable, unseen: [] })).toEqual(["close", "open"]);
    expect(steps(second, { ...first, ...openable })).toEqual(["open"]);
    expect(decideOn(second, { ...first, ...openable })[0]?.payload.distributionId).toBe("7");
  });

  test("behavior: a round whose opening is paused on chain is not overtaken", () => {
    const first = view({ paymentDate: 90, ...openPaused });
    expect(decideOn(first, view({ distributionId: 2n, unseen: [holder] }))).toEqual([]);
  });

  test("behavior: a round that nobody has funded, or that is not due, holds nobody up", () => {
    const second = view({ distributionId: 2n, unseen: [holder] });
    for (const stage of [declared, early, closed, closePaused])
      expect(decideOn(view({ paymentDate: 90, ...stage }), second)).toHaveLength(1);
  });

  test("behavior: what was withheld in a later round is tried again without waiting", () => {
    const later = view({ distributionId: 2n, paymentDate: 110, unseen: [holder], lifted: [holder] });
    const keys = decideOn(view({ unseen: [holder] }), later).map(({ key }) => key.split(":").slice(2).join(":"));
    expect(keys.map((key) => key.replace(/[/].*:/, ":"))).toEqual(["pay:1:1", "pay:2:lifted"]);
  });

  test("property: first payments and openings are of one round only, and no earlier one is under way", () => {
    const staged = fc.tuple(views, fc.constantFrom(...stages)).map(([round, stage]) => ({ ...round, ...stage }));
    fc.assert(
      fc.property(fc.uniqueArray(staged, { maxLength: 4, selector: (round) => round.distributionId }), (all) => {
        const isUnderWay = ({ open, close }: Stage) => open === "due" || (open === "done" && close === "waiting");
        const advancing = decideOn(...all).filter(
          ({ payload }) => payload.step === "open" || (payload.step === "pay" && payload.occurrence === "1"),
        );
        for (const { payload } of advancing) {
          const own = all.find(({ distributionId }) => `${distributionId}` === payload.distributionId);
          for (const other of all.filter(isUnderWay)) expect(own?.paymentDate).toBeLessThanOrEqual(other.paymentDate);
        }
        expect(new Set(advancing.map(({ payload }) => payload.distributionId)).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("property: payments only of open distributions, steps only when the gateway calls them due, no key twice", () => {
    fc.assert(
      fc.property(fc.array(views, { maxLength: 4 }), (all) => {
        const intents = decideOn(...all);
        expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
        for (const { payload } of intents) {
          const matching = all.filter(({ distributionId }) => `${distributionId}` === payload.distributionId);
          const isAllowed = matching.some(({ open, close }) =>
            payload.step === "open"
              ? open === "due"
              : open === "done" && (payload.step === "pay" ? close !== "done" : close === "due"),
          );
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

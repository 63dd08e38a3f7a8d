import fc from "fast-check";
import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { distributionStates } from "../../sdk/reads/distributions.ts";
import { batchesOf } from "../intent.ts";
import { type DistributionView, decide } from "./decide.ts";

const module = "0x00000000000000000000000000000000000000D1";
const holder = { custodian: zeroAddress, account: "0x00000000000000000000000000000000000000A1" } as const;

const view = (changes: Partial<DistributionView>): DistributionView => ({
  distributionId: 1n,
  state: "Open",
  paymentDate: 100,
  openable: false,
  closable: false,
  unseen: [],
  lifted: [],
  ...changes,
});

const decideAt = (now: number, ...distributions: DistributionView[]) =>
  decide({ snapshot: { chainId: 1, module, distributions }, now });
const kinds = (now: number, changes: Partial<DistributionView>) =>
  decideAt(now, view(changes)).map(({ key }) => key.split(":")[2]);

const positions = fc.array(
  fc.record({
    custodian: fc.constantFrom<Address>(zeroAddress, "0x00000000000000000000000000000000000000C1"),
    account: fc.integer({ min: 1, max: 60 }).map((n) => numberToHex(n, { size: 20 })),
  }),
  { maxLength: 150 },
);
const views: fc.Arbitrary<DistributionView> = fc.record({
  distributionId: fc.bigInt({ min: 1n, max: 3n }),
  state: fc.constantFrom(...distributionStates),
  paymentDate: fc.integer({ min: 95, max: 105 }),
  openable: fc.boolean(),
  closable: fc.boolean(),
  unseen: positions,
  lifted: positions,
});

describe("decide", () => {
  test("behavior: opened from the payment date on, if the module agrees", () => {
    expect(kinds(99, { state: "Funded", openable: true })).toEqual([]);
    expect(kinds(100, { state: "Funded", openable: false })).toEqual([]);
    expect(kinds(100, { state: "Funded", openable: true })).toEqual(["open"]);
  });

  test("behavior: closed when the module agrees and nobody is left", () => {
    expect(kinds(100, { closable: true })).toEqual(["close"]);
    expect(kinds(100, { closable: false })).toEqual([]);
    expect(kinds(100, { closable: true, lifted: [holder] })).toEqual(["pay"]);
  });

  test("behavior: a withheld position is tried once more after its restriction was lifted, under a key of its own", () => {
    const [first] = decideAt(100, view({ unseen: [holder] }));
    const [again] = decideAt(100, view({ lifted: [holder] }));
    expect(first?.key).toMatch(/:1$/);
    expect(again?.key).toMatch(/:lifted$/);
  });

  test("behavior: an account's direct position and its position at a custodian are two", () => {
    const custodian = "0x00000000000000000000000000000000000000C1";
    expect(kinds(100, { unseen: [holder, { ...holder, custodian }] })).toEqual(["pay", "pay"]);
  });

  test("behavior: a round waits for the one before it, by payment date, until the module misses nobody of that", () => {
    const first = view({ distributionId: 7n, paymentDate: 90, unseen: [holder] });
    const second = view({ distributionId: 5n, state: "Funded", openable: true });
    const steps = (...rounds: DistributionView[]) => decideAt(100, ...rounds).map(({ key }) => key.split(":")[2]);
    expect(steps(second, first)).toEqual(["pay"]);
    expect(steps(second, { ...first, unseen: [] })).toEqual([]);
    expect(steps(second, { ...first, unseen: [], closable: true })).toEqual(["close", "open"]);
    expect(steps(second, { ...first, state: "Funded", openable: true })).toEqual(["open"]);
    expect(decideAt(100, second, { ...first, state: "Funded", openable: true })[0]?.payload.distributionId).toBe("7");
  });

  test("behavior: a round that nobody has funded, or that is not due, holds nobody up", () => {
    const second = view({ distributionId: 2n, unseen: [holder] });
    for (const state of ["Declared", "Closed", "Reclaimed"] as const)
      expect(decideAt(100, view({ paymentDate: 90, state }), second)).toHaveLength(1);
    expect(decideAt(100, view({ paymentDate: 101, state: "Funded" }), second)).toHaveLength(1);
  });

  test("behavior: what was withheld in a later round is tried again without waiting", () => {
    const later = view({ distributionId: 2n, paymentDate: 110, unseen: [holder], lifted: [holder] });
    const keys = decideAt(120, view({ unseen: [holder] }), later).map(({ key }) => key.split(":").slice(2).join(":"));
    expect(keys.map((key) => key.replace(/[/].*:/, ":"))).toEqual(["pay:1:1", "pay:2:lifted"]);
  });

  test("property: first payments and openings are of one round only, and no earlier one is under way", () => {
    fc.assert(
      fc.property(fc.uniqueArray(views, { maxLength: 4, selector: (round) => round.distributionId }), (all) => {
        const isUnderWay = ({ state, openable, closable, paymentDate }: DistributionView) =>
          (state === "Funded" && openable && paymentDate <= 100) || (state === "Open" && !closable);
        const advancing = decideAt(100, ...all).filter(
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

  test("property: payments only of open distributions, openings only when due, no key twice", () => {
    fc.assert(
      fc.property(fc.array(views, { maxLength: 4 }), fc.integer({ min: 95, max: 105 }), (all, now) => {
        const intents = decideAt(now, ...all);
        expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
        for (const { payload } of intents) {
          const matching = all.filter(({ distributionId }) => `${distributionId}` === payload.distributionId);
          const isAllowed = matching.some(({ state, openable, closable, paymentDate }) =>
            payload.step === "open"
              ? state === "Funded" && openable && paymentDate <= now
              : state === "Open" && (payload.step === "pay" || closable),
          );
          expect(isAllowed).toBe(true);
        }
      }),
    );
  });

  test("property: a batch pays one distribution, and is at most as large as allowed", () => {
    fc.assert(
      fc.property(fc.array(views, { maxLength: 4 }), fc.integer({ min: 1, max: 60 }), (all, size) => {
        for (const batch of batchesOf(decideAt(105, ...all), size)) {
          expect(batch.length).toBeLessThanOrEqual(size);
          expect(new Set(batch.map(({ payload }) => `${payload.step} ${payload.distributionId}`)).size).toBe(1);
        }
      }),
    );
  });
});

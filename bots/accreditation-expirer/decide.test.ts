import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { investorKey } from "../../sdk/investors.ts";
import { workStates } from "../../sdk/work.ts";
import { batchesOf } from "../intent.ts";
import { decide, type ExpirySnapshot } from "./decide.ts";

const registrar = "0x00000000000000000000000000000000000000B1";
const issuer = "0x00000000000000000000000000000000000000B2";
const id = 1;
const key = investorKey(1, id);
const empty: ExpirySnapshot = { chainId: 1, registrar, issuer, expirable: [], syncable: [] };
const decideOn = (snapshot: Partial<ExpirySnapshot>) => decide({ snapshot: { ...empty, ...snapshot } });
const states = [...workStates, "unserved"] as const;

const ids = fc.integer({ min: 1, max: 40 });
const snapshots: fc.Arbitrary<Partial<ExpirySnapshot>> = fc.record({
  expirable: fc.array(
    fc.record({
      id: ids,
      state: fc.constantFrom(...states),
      dueAt: fc.option(fc.integer({ min: 90, max: 110 }), { nil: undefined }),
    }),
    { maxLength: 80 },
  ),
  syncable: fc.array(
    fc.record({
      key: ids,
      state: fc.constantFrom(...states),
      counted: fc.record({ country: fc.constant(756), rating: fc.integer({ min: 0, max: 3 }) }),
      round: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 80 },
  ),
});

describe("decide", () => {
  test.each(states)("behavior: an accreditation and a count that are %s", (state) => {
    const work = {
      expirable: [{ id, state, dueAt: 100 }],
      syncable: [{ key, state, counted: { country: 756, rating: 2 }, round: 1 }],
    } as const;
    expect(decideOn(work)).toHaveLength(state === "due" ? 2 : 0);
  });

  test("behavior: marked once for each end", () => {
    const expiry = (dueAt: number) => decideOn({ expirable: [{ id, state: "due", dueAt }] }).map(({ key }) => key);
    expect(expiry(100)).toEqual([`1:${registrar.toLowerCase()}:expire:${id}:100`]);
    expect(expiry(150)).toEqual([`1:${registrar.toLowerCase()}:expire:${id}:150`]);
  });

  test("behavior: a mark names the investor as its registrar does, a move as the issuer does", () => {
    const intents = decideOn({
      expirable: [{ id, state: "due", dueAt: 100 }],
      syncable: [{ key, state: "due", counted: { country: 756, rating: 2 }, round: 1 }],
    });
    expect(intents.map(({ payload }) => payload)).toEqual([
      { step: "expire", id: "1", expiresAt: "100" },
      { step: "sync", id: "1", key: `${2 ** 32 + 1}`, from: "756/2" },
    ]);
    expect(intents[1]?.title).toContain("investor 1 (registrar 1)");
  });

  test("behavior: a lapse moves the count, a renewal moves it back, another lapse is other work", () => {
    const move = (rating: number, round: number) =>
      decideOn({ syncable: [{ key, state: "due", counted: { country: 756, rating }, round }] }).map(({ key: name }) =>
        name.split(":").at(-1),
      );
    expect([move(2, 1), move(0, 2), move(2, 3)]).toEqual([["756/2#1"], ["756/0#2"], ["756/2#3"]]);
  });

  test("property: exactly what the gateway calls due, no key twice", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const intents = decideOn(snapshot);
        expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
        const decided = (step: string, field: string) =>
          new Set(intents.filter(({ payload }) => payload.step === step).map(({ payload }) => Number(payload[field])));
        const { expirable = [], syncable = [] } = snapshot;
        const ended = expirable.filter(({ state, dueAt }) => state === "due" && dueAt !== undefined);
        const changed = syncable.filter(({ state }) => state === "due");
        expect(decided("expire", "id")).toEqual(new Set(ended.map((investor) => investor.id)));
        expect(decided("sync", "key")).toEqual(new Set(changed.map((investor) => investor.key)));
      }),
    );
  });

  test("property: a batch is of one step and at most as large as allowed", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const batch of batchesOf(decideOn(snapshot), 25)) {
          expect(batch.length).toBeLessThanOrEqual(25);
          expect(new Set(batch.map(({ payload }) => payload.step)).size).toBe(1);
        }
      }),
    );
  });
});

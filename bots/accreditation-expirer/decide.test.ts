import fc from "fast-check";
import type { Hex } from "viem";
import { describe, expect, test } from "vitest";
import { batchesOf } from "../intent.ts";
import { decide, type ExpirySnapshot } from "./decide.ts";

const registrar = "0x00000000000000000000000000000000000000B1";
const issuer = "0x00000000000000000000000000000000000000B2";
const id = "0x000000000000000000000001";
const empty: ExpirySnapshot = { chainId: 1, registrar, issuer, expirable: [], syncable: [] };
const decideAt = (now: number, snapshot: Partial<ExpirySnapshot>) =>
  decide({ snapshot: { ...empty, ...snapshot }, now });

const ids = fc.integer({ min: 1, max: 40 }).map((n): Hex => `0x${n.toString(16).padStart(24, "0")}`);
const times = fc.integer({ min: 90, max: 110 });
const ratings = fc.integer({ min: 0, max: 3 });
const snapshots: fc.Arbitrary<Partial<ExpirySnapshot>> = fc.record({
  expirable: fc.array(fc.record({ id: ids, expiresAt: times }), { maxLength: 80 }),
  syncable: fc.array(
    fc.record({
      id: ids,
      counted: fc.record({ country: fc.constant(756), rating: ratings }),
      registered: fc.record({ country: fc.constant(756), rating: ratings, expiresAt: times }),
      round: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 80 },
  ),
});

describe("decide", () => {
  test("behavior: marked from its very second on, once for each expiry", () => {
    const expirable = [{ id, expiresAt: 100 }] as const;
    expect(decideAt(99, { expirable })).toEqual([]);
    expect(decideAt(100, { expirable }).map(({ key }) => key)).toEqual([
      `1:${registrar.toLowerCase()}:expire:${id}:100`,
    ]);
    expect(decideAt(200, { expirable: [{ id, expiresAt: 150 }] })[0]?.key).toContain(":150");
  });

  test("behavior: a lapse moves the count to rating 0, a renewal back, another lapse is other work", () => {
    const at = (now: number, rating: number, expiresAt: number, round: number) =>
      decideAt(now, {
        syncable: [
          { id, counted: { country: 756, rating }, registered: { country: 756, rating: 2, expiresAt }, round },
        ],
      }).map(({ key }) => key.split(":").at(-1));
    expect(at(99, 2, 100, 1)).toEqual([]);
    expect(at(100, 2, 100, 1)).toEqual(["756/2-756/0#1"]);
    expect(at(150, 0, 200, 2)).toEqual(["756/0-756/2#2"]);
    expect(at(200, 2, 200, 3)).toEqual(["756/2-756/0#3"]);
  });

  test("property: never before its time, never a key twice", () => {
    fc.assert(
      fc.property(snapshots, times, (snapshot, now) => {
        const intents = decideAt(now, snapshot);
        expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
        for (const { payload } of intents) {
          if (payload.step === "expire") expect(Number(payload.expiresAt)).toBeLessThanOrEqual(now);
          else {
            const moved = snapshot.syncable?.some(
              (investor) =>
                investor.id === payload.id &&
                investor.counted.rating !== (investor.registered.expiresAt <= now ? 0 : investor.registered.rating),
            );
            expect(moved).toBe(true);
          }
        }
      }),
    );
  });

  test("property: a batch is of one step and at most as large as allowed", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const batch of batchesOf(decideAt(110, snapshot), 25)) {
          expect(batch.length).toBeLessThanOrEqual(25);
          expect(new Set(batch.map(({ payload }) => payload.step)).size).toBe(1);
        }
      }),
    );
  });
});

import fc from "fast-check";
import { type Address, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { workStates } from "../../sdk/work.ts";
import { batchesOf } from "../intent.ts";
import { decide, type LockupSnapshot } from "./decide.ts";

const lockup = "0x00000000000000000000000000000000000000C0";
type Lot = LockupSnapshot["lots"][number];

const decideOn = (...lots: Lot[]) => decide({ snapshot: { chainId: 1, lots } });
const modules: readonly Address[] = [lockup, numberToHex(0xc1, { size: 20 })];
const states = [...workStates, "unserved"] as const;

const lots: fc.Arbitrary<Lot[]> = fc.array(
  fc.record({
    lockup: fc.constantFrom(...modules),
    lotId: fc.bigInt({ min: 1n, max: 60n }),
    state: fc.constantFrom(...states),
  }),
  { maxLength: 120 },
);

describe("decide", () => {
  test.each(states)("behavior: a lot that is %s", (state) => {
    expect(decideOn({ lockup, lotId: 1n, state })).toHaveLength(state === "due" || state === "waiting" ? 1 : 0);
  });

  test("behavior: the key names the lot of its module, and nothing else", () => {
    const [intent] = decideOn({ lockup, lotId: 7n, state: "due" });
    expect(intent?.key).toBe("1:0x00000000000000000000000000000000000000c0:release:7:1");
    expect(intent?.payload).toEqual({ lotId: "7" });
  });

  test("property: exactly the lots whose lock-up has ended by the word of the gateway, each once", () => {
    fc.assert(
      fc.property(lots, (all) => {
        const decided = decideOn(...all).map(({ key }) => key);
        const due = all.filter(({ state }) => state === "due" || state === "waiting");
        expect(new Set(decided)).toEqual(
          new Set(due.map((lot) => `1:${lot.lockup.toLowerCase()}:release:${lot.lotId}:1`)),
        );
        expect(new Set(decided).size).toBe(decided.length);
      }),
    );
  });

  test("property: batches are of one module, hold at most as many as allowed, and lose none", () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 1, max: 30 }), (all, size) => {
        const intents = decideOn(...all);
        const batches = batchesOf(intents, size);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(size);
          expect(new Set(batch.map(({ key }) => key.split(":")[1])).size).toBe(1);
        }
        const keysOf = (some: typeof intents) => some.map(({ key }) => key).sort();
        expect(keysOf(batches.flat())).toEqual(keysOf(intents));
      }),
    );
  });
});

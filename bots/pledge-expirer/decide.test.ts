import fc from "fast-check";
import { type Address, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { workStates } from "../../sdk/work.ts";
import { decide, hasEnded, type PledgeSnapshot } from "./decide.ts";

const module = "0x00000000000000000000000000000000000000C0";
type Pledge = PledgeSnapshot["pledges"][number];

const decideOn = (...pledges: Pledge[]) => decide({ snapshot: { chainId: 1, pledges } });
const states = [...workStates, "unserved"] as const;
const dates = [undefined, 100] as const;

const pledges: fc.Arbitrary<Pledge[]> = fc.array(
  fc.record({
    module: fc.constantFrom<Address>(module, numberToHex(0xc1, { size: 20 })),
    pledgeId: fc.bigInt({ min: 1n, max: 30n }),
    word: fc.record({ state: fc.constantFrom(...states), dueAt: fc.constantFrom(...dates) }),
  }),
  { maxLength: 80 },
);

describe("decide", () => {
  test.each(states)("behavior: a pledge whose end is %s", (state) => {
    const withDate = decideOn({ module, pledgeId: 1n, word: { state, dueAt: 100 } });
    expect(withDate).toHaveLength(state === "due" || state === "waiting" ? 1 : 0);
    const without = decideOn({ module, pledgeId: 1n, word: { state, dueAt: undefined } });
    expect(without).toHaveLength(state === "due" ? 1 : 0);
  });

  test("behavior: the key names the pledge of its module, and nothing else", () => {
    const [intent] = decideOn({ module, pledgeId: 7n, word: { state: "due", dueAt: 100 } });
    expect(intent?.key).toBe("1:0x00000000000000000000000000000000000000c0:expire:7:1");
    expect(intent?.payload).toEqual({ pledgeId: "7" });
  });

  test("property: exactly the pledges whose end has come by the word of the gateway, each once, a batch a module", () => {
    fc.assert(
      fc.property(pledges, (all) => {
        const intents = decideOn(...all);
        const due = all.filter(({ word }) => hasEnded(word));
        const keys = intents.map(({ key }) => key);
        expect(new Set(keys)).toEqual(
          new Set(due.map(({ module: at, pledgeId }) => `1:${at.toLowerCase()}:expire:${pledgeId}:1`)),
        );
        expect(new Set(keys).size).toBe(keys.length);
        for (const { key, batch } of intents) expect(batch).toBe(`expire ${key.split(":")[1]}`);
      }),
    );
  });
});

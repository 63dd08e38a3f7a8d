import fc from "fast-check";
import { numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { batchesOf } from "../intent.ts";
import { type CollectedCall, decide } from "./decide.ts";

const call: CollectedCall = {
  callHash: numberToHex(1, { size: 32 }),
  multisig: "0x00000000000000000000000000000000000000B2",
  isOpen: true,
  executableUntil: 100,
  threshold: 2,
  approvals: 2,
  sentence: "Issuer: set investor limits",
};

const decideAt = (now: number, ...calls: CollectedCall[]) => decide({ snapshot: { chainId: 1, calls }, now });

const calls = fc.array(
  fc.record({
    callHash: fc.integer({ min: 1, max: 20 }).map((n) => numberToHex(n, { size: 32 })),
    multisig: fc.constant(call.multisig),
    isOpen: fc.boolean(),
    executableUntil: fc.integer({ min: 95, max: 105 }),
    threshold: fc.integer({ min: 0, max: 4 }),
    approvals: fc.integer({ min: 0, max: 4 }),
    sentence: fc.constant(""),
  }),
  { maxLength: 40 },
);

describe("decide", () => {
  test("behavior: executed at the threshold, up to the very last second", () => {
    expect(decideAt(100, call)).toHaveLength(1);
    expect(decideAt(101, call)).toEqual([]);
  });

  test.each<[string, Partial<CollectedCall>]>([
    ["one approval is missing", { approvals: 1 }],
    ["it was executed or cancelled", { isOpen: false }],
    ["the authority does not exist", { threshold: 0, approvals: 0 }],
  ])("behavior: nothing when %s", (_, changes) => {
    expect(decideAt(50, { ...call, ...changes })).toEqual([]);
  });

  test("property: only open, approved calls in time; none twice; one in a transaction", () => {
    fc.assert(
      fc.property(calls, fc.integer({ min: 95, max: 105 }), (all, now) => {
        const intents = decideAt(now, ...all);
        expect(new Set(intents.map(({ key }) => key)).size).toBe(intents.length);
        for (const { payload } of intents) {
          const matching = all.filter(({ callHash }) => callHash === payload.callHash);
          expect(
            matching.some(
              ({ isOpen, executableUntil, threshold, approvals }) =>
                isOpen && now <= executableUntil && threshold > 0 && approvals >= threshold,
            ),
          ).toBe(true);
        }
        for (const batch of batchesOf(intents, 25)) expect(batch).toHaveLength(1);
      }),
    );
  });
});

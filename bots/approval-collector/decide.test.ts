import fc from "fast-check";
import { numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { batchesOf } from "../intent.ts";
import { type CollectedCall, closingTime, decide, noticesOf } from "./decide.ts";

const call: CollectedCall = {
  callHash: numberToHex(1, { size: 32 }),
  multisig: "0x00000000000000000000000000000000000000B2",
  isOpen: true,
  executableUntil: 100,
  threshold: 2,
  approvals: 2,
  missing: [],
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
    missing: fc.constant([]),
    refusal: fc.constantFrom(undefined, "It is paused."),
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
    ["it would fail", { refusal: "The token is paused." }],
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
              ({ isOpen, executableUntil, threshold, approvals, refusal }) =>
                refusal === undefined && isOpen && now <= executableUntil && threshold > 0 && approvals >= threshold,
            ),
          ).toBe(true);
        }
        for (const batch of batchesOf(intents, 25)) expect(batch).toHaveLength(1);
      }),
    );
  });
});

describe("noticesOf", () => {
  const waiting = { ...call, approvals: 1, missing: [call.multisig], executableUntil: 1_000_000 };
  const kindsAt = (now: number, changes: Partial<CollectedCall> = {}) =>
    noticesOf({ ...waiting, ...changes }, now).map(({ kind }) => kind);

  test("behavior: from a day before the end to the very last second", () => {
    expect(kindsAt(1_000_000 - closingTime - 1)).toEqual([]);
    expect(kindsAt(1_000_000 - closingTime)).toEqual(["approval-closing"]);
    expect(kindsAt(1_000_000)).toEqual(["approval-closing"]);
    expect(kindsAt(1_000_001)).toEqual([]);
  });

  test("behavior: says who is missing and what would happen", () => {
    expect(noticesOf(waiting, 1_000_000)[0]?.text).toBe(
      `1 of 2 approvals are there, and the call can run until 1970-01-12T13:46:40.000Z only. One of these should approve: ${call.multisig}. Issuer: set investor limits`,
    );
  });

  test.each<[string, Partial<CollectedCall>]>([
    ["nobody wants it", { approvals: 0 }],
    ["its approvals are there", { approvals: 2 }],
    ["it is closed", { isOpen: false }],
  ])("behavior: nothing when %s", (_, changes) => {
    expect(kindsAt(1_000_000, changes)).toEqual([]);
  });

  test("behavior: an approved call that would fail, with the reason", () => {
    const [notice] = noticesOf({ ...call, refusal: "The token is paused." }, 100);
    expect(notice?.kind).toBe("approval-refused");
    expect(notice?.text).toContain("The token is paused.");
    expect(noticesOf({ ...call, refusal: "The token is paused." }, 101)).toEqual([]);
    expect(noticesOf(call, 100)).toEqual([]);
  });
});

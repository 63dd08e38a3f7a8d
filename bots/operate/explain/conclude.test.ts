import { describe, expect, test } from "vitest";
import { type Circumstances, conclude, type Question } from "./conclude.ts";

const calm: Circumstances = {
  now: 1_000,
  pauses: new Map(),
  halts: [],
  isLed: true,
  indexLag: 0n,
  maxIndexLag: 5n,
  isBalanceEmpty: false,
};
const told = (standing: NonNullable<Question["told"]>["standing"], because = "why") => ({
  standing,
  because,
  facts: [],
  payload: { field: "lotId", value: "17" },
});
const intentOf = (changes: Partial<NonNullable<Question["intent"]>> = {}) =>
  ({
    key: "k",
    keeper: "lockup-unlocker",
    state: "planned",
    reason: null,
    tries: 0,
    retryAt: null,
    ...changes,
  }) as const;
const ask = (question: Partial<Question>) =>
  conclude({ name: "Lot 17", told: told("due"), intent: undefined, circumstances: calm, ...question });
const around = (changes: Partial<Circumstances>): Circumstances => ({ ...calm, ...changes });
const pausedBy = (scope: string) => new Map([[scope, { scope, reason: "audit", by: "anna", at: new Date(0) }]]);

describe("conclude", () => {
  test.each<[string, Partial<Question>, string]>([
    ["no such lot", { told: told("missing") }, "Lot 17 does not exist: why."],
    ["done", { told: told("done"), intent: intentOf({ state: "unknown" }) }, "Lot 17 is done: why."],
    [
      "not due",
      { told: told("early", "its lock-up ends 2027-01-01") },
      "Lot 17 is not due yet: its lock-up ends 2027-01-01.",
    ],
    [
      "held",
      { told: told("held", "paused on chain: the gateway stops it"), intent: intentOf() },
      "Lot 17 is held up: paused on chain: the gateway stops it.",
    ],
    [
      "held, with a transaction under way",
      { told: told("held"), intent: intentOf({ state: "broadcast" }) },
      "Lot 17 is under way",
    ],
    ["void", { told: told("void") }, "Lot 17 will never be done: why."],
    [
      "unknown",
      { intent: intentOf({ state: "unknown", reason: "tried 5 times" }) },
      "waits for a person: tried 5 times. Find out",
    ],
    ["signed", { intent: intentOf({ state: "signed" }) }, "its transaction is signed and not in a block yet"],
    [
      "refused by every endpoint",
      { intent: intentOf({ state: "signed" }), refusal: "gas limit too high" },
      'every endpoint refuses its transaction: "gas limit too high"',
    ],
    ["mined", { told: told("early"), intent: intentOf({ state: "mined" }) }, "in a block and waits for confirmations"],
    [
      "paused",
      { intent: intentOf(), circumstances: around({ pauses: pausedBy("lockup-unlocker") }) },
      "is due, but the keeper lockup-unlocker is paused by anna: audit.",
    ],
    [
      "another keeper's pause",
      { intent: intentOf(), circumstances: around({ pauses: pausedBy("other") }) },
      "is planned and waits for its turn",
    ],
    ["all paused, no intent", { circumstances: around({ pauses: pausedBy("all") }) }, "all keepers are paused by anna"],
    [
      "its keeper is barred",
      { intent: intentOf(), circumstances: around({ halts: [{ keeper: "lockup-unlocker", text: "Detached." }] }) },
      "is due, but it waits. Detached.",
    ],
    [
      "another keeper is barred",
      { intent: intentOf(), circumstances: around({ halts: [{ keeper: "other", text: "Detached." }] }) },
      "is planned and waits for its turn",
    ],
    [
      "nothing is signed for the account",
      { intent: intentOf(), circumstances: around({ halts: [{ keeper: undefined, text: "Locked." }] }) },
      "is due, but it waits. Locked.",
    ],
    ["nobody runs", { circumstances: around({ isLed: false }) }, "nobody holds the lease"],
    ["no money", { circumstances: around({ isBalanceEmpty: true }) }, "account is empty"],
    ["index lags", { circumstances: around({ indexLag: 6n }) }, "the index is 6 blocks behind"],
    ["index at its limit", { circumstances: around({ indexLag: 5n }) }, "will be planned when its keeper next looks"],
    [
      "index lags, planned before",
      { intent: intentOf(), circumstances: around({ indexLag: 6n }) },
      "waits for its turn",
    ],
    ["no index", { circumstances: around({ indexLag: undefined }) }, "the index cannot be read"],
    [
      "tried",
      { intent: intentOf({ tries: 2, reason: "Not due", retryAt: new Date(5_000) }) },
      "tried 2 times without effect (last: Not due) and is tried again 1970-01-01T00:00:05.000Z",
    ],
    ["skipped", { intent: intentOf({ state: "skipped", reason: "anna said so" }) }, "is left alone: anna said so"],
  ])("behavior: %s", (_what, question, expected) => {
    expect(ask(question)).toContain(expected);
  });
});

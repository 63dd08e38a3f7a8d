import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { closeNotice, openNotices, raiseNotice } from "../notices/store.ts";
import { useLedger } from "../testing/ledger.ts";
import { createConditions } from "./conditions.ts";

// Troubles that last: people are told once of each, and only of one that has held all the while.

const ledger = useLedger();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const trouble = { kind: "chain-view", subject: "0xa1", severity: "critical", text: "Nothing is seen." } as const;
const other = { ...trouble, subject: "0xa2" };
const told = async () => (await openNotices(ledger.db)).map(({ subject }) => subject);

describe("what holds", () => {
  test("behavior: is told when it has held so long, of each subject by itself", async () => {
    const conditions = createConditions(ledger.db);
    await conditions.holds(trouble, 1_000);
    vi.advanceTimersByTime(999);
    await conditions.holds(trouble, 1_000);
    expect(await told()).toEqual([]);
    vi.advanceTimersByTime(1);
    await conditions.holds(other, 1_000);
    await conditions.holds(trouble, 1_000);
    expect(await told()).toEqual(["0xa1"]);
  });

  test("behavior: begins anew when it has ended in between", async () => {
    const conditions = createConditions(ledger.db);
    await conditions.holds(trouble, 1_000);
    vi.advanceTimersByTime(900);
    await conditions.ended(trouble);
    await conditions.holds(trouble, 1_000);
    vi.advanceTimersByTime(900);
    await conditions.holds(trouble, 1_000);
    expect(await told()).toEqual([]);
  });

  test("behavior: is told again when it comes again", async () => {
    const conditions = createConditions(ledger.db);
    for (let time = 0; time < 2; time += 1) {
      await conditions.holds(trouble);
      expect(await told()).toEqual(["0xa1"]);
      await conditions.ended(trouble);
      expect(await told()).toEqual([]);
    }
  });

  test("behavior: asks the ledger on a change only", async () => {
    const [insert, update] = [vi.spyOn(ledger.db, "insert"), vi.spyOn(ledger.db, "update")];
    const conditions = createConditions(ledger.db);
    for (let pass = 0; pass < 3; pass += 1) await conditions.holds(trouble);
    for (let pass = 0; pass < 3; pass += 1) await conditions.ended(trouble);
    expect(insert).toHaveBeenCalledOnce();
    expect(update).toHaveBeenCalledOnce();
  });
});

describe("forget", () => {
  test("behavior: what another process has told or closed meanwhile is closed, or told again", async () => {
    const conditions = createConditions(ledger.db);
    await conditions.holds(trouble);
    await conditions.ended(other);
    await closeNotice(ledger.db, trouble);
    await raiseNotice(ledger.db, other);
    conditions.forget();
    await conditions.holds(trouble);
    await conditions.ended(other);
    expect(await told()).toEqual(["0xa1"]);
  });

  test("behavior: what held before does not count", async () => {
    const conditions = createConditions(ledger.db);
    await conditions.holds(trouble, 1_000);
    vi.advanceTimersByTime(5_000);
    conditions.forget();
    await conditions.holds(trouble, 1_000);
    expect(await told()).toEqual([]);
  });
});

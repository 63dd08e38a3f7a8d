import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openNotices } from "../notices/store.ts";
import { resetLedger, startTestDatabases, type TestDatabases, takeLease, testIntent } from "../testing/ledger.ts";
import { claim, recoverClaims, stop } from "./claims.ts";
import type { Database } from "./database.ts";
import { NotUnknownError, StaleStateError, UnexplainedDecisionError, UnknownKeyError } from "./errors.ts";
import { verifyEvents } from "./events.ts";
import type { Lease } from "./lease.ts";
import { pauseKeeper, pauseOf, readPauses } from "./pauses.ts";
import { findIntent, planIntents } from "./plan.ts";
import { plannedIntents } from "./queries.ts";
import { event, intent } from "./schema.ts";
import { resolveUnknown } from "./unknown.ts";

let databases: TestDatabases;
let db: Database;
let lease: Lease;

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
}, 60_000);
afterAll(() => databases.stop());
beforeEach(async () => {
  await resetLedger(db);
  lease = await takeLease(db, "first");
});

const [one, two] = [testIntent("1"), testIntent("2")];
const decision = { to: "planned", by: "Ada", note: "looked at it" } as const;
/** transactions that wait for another one */
const waiting = async () => {
  const { rows } = await db.execute(
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
};
const subjects = async () => (await openNotices(db)).map(({ subject }) => subject);
const stopAll = async (...keys: string[]) => {
  await claim(db, lease, keys);
  await stop(db, lease, keys, "refused by policy");
};

describe("unknown", () => {
  beforeEach(() => planIntents(db, lease, [one, two]));

  test("behavior: a critical notice comes with it; one for what stops together", async () => {
    await stopAll(one.key, two.key);
    expect(await openNotices(db)).toMatchObject([
      { kind: "unknown-intent", subject: "counter", severity: "critical", text: expect.stringContaining("2 pieces") },
    ]);
  });

  test("behavior: waits for a person, though its keeper finds it due again and a new leader begins", async () => {
    await stopAll(one.key);
    expect(await planIntents(db, lease, [one])).toEqual([]);
    await recoverClaims(db, lease);
    expect(await findIntent(db, one.key)).toMatchObject({ state: "unknown", reason: "refused by policy" });
    expect((await plannedIntents(db, lease.chainId, 10)).map(({ key }) => key)).toEqual([two.key]);
    await expect(claim(db, lease, [one.key])).rejects.toThrow(StaleStateError);
    expect(await subjects()).toEqual([one.key]);
  });

  test("behavior: no notice without the move", async () => {
    await claim(db, lease, [one.key]);
    await expect(stop(db, lease, [one.key, two.key], "no")).rejects.toThrow(StaleStateError);
    expect(await subjects()).toEqual([]);
  });

  test("behavior: decided on by a person, with name and reason in the audit trail; the notice is closed", async () => {
    await stopAll(one.key);
    expect(await subjects()).toEqual([one.key]);
    await db
      .update(intent)
      .set({ tries: 4, retryAt: new Date(Date.now() + 1e6) })
      .where(eq(intent.key, one.key));
    await resolveUnknown(db, one.key, decision);
    expect(await findIntent(db, one.key)).toMatchObject({
      state: "planned",
      tries: 0,
      retryAt: null,
      resolvedBy: null,
    });
    const told = await db.select().from(event).where(eq(event.intentKey, one.key)).orderBy(event.id);
    expect(told.at(-1)).toMatchObject({
      fromState: "unknown",
      toState: "planned",
      detail: { by: "Ada", reason: "looked at it" },
    });
    expect(await subjects()).toEqual([]);
    await verifyEvents(db);
  });

  test("behavior: what stopped together stays told until the last is decided on", async () => {
    await stopAll(one.key, two.key);
    await resolveUnknown(db, one.key, { ...decision, to: "skipped" });
    expect(await findIntent(db, one.key)).toMatchObject({ state: "skipped", resolvedBy: "Ada" });
    expect(await subjects()).toEqual(["counter"]);
    await resolveUnknown(db, two.key, decision);
    expect(await subjects()).toEqual([]);
  });

  test("behavior: of two decisions at the same time one counts", async () => {
    await stopAll(one.key);
    // Both have begun before either can end: a third one keeps the row to itself until both wait.
    const both = await db.transaction(async (tx) => {
      await tx.execute(sql`select from keepers.intent where key = ${one.key} for update`);
      const decided = Promise.allSettled([
        resolveUnknown(db, one.key, { ...decision, by: "ada" }),
        resolveUnknown(db, one.key, { ...decision, by: "bea", to: "skipped" }),
      ]);
      await vi.waitUntil(async () => (await waiting()) === 2, { timeout: 10_000, interval: 20 });
      return { decided };
    });
    const answers = await both.decided;
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const told = answers.find((answer) => answer.status === "rejected");
    expect(told?.reason).toBeInstanceOf(NotUnknownError);
    const decisions = (await db.select().from(event)).filter(({ fromState }) => fromState === "unknown");
    expect(decisions).toHaveLength(1);
  });

  test("error: UnknownKeyError, NotUnknownError, UnexplainedDecisionError; nothing changes", async () => {
    await expect(resolveUnknown(db, "nothing", decision)).rejects.toThrow(UnknownKeyError);
    await expect(resolveUnknown(db, one.key, decision)).rejects.toThrow(NotUnknownError);
    await stopAll(one.key);
    await expect(resolveUnknown(db, one.key, { ...decision, note: " " })).rejects.toThrow(UnexplainedDecisionError);
    await expect(resolveUnknown(db, one.key, { ...decision, by: "" })).rejects.toThrow(UnexplainedDecisionError);
    expect(await findIntent(db, one.key)).toMatchObject({ state: "unknown" });
  });
});

describe("pauses", () => {
  test("behavior: one row a scope, the first reason stays, each written to the audit trail once", async () => {
    expect(await pauseKeeper(db, "counter", "holiday", "Ada")).toBe(true);
    expect(await pauseKeeper(db, "counter", "again", "Bob")).toBe(false);
    expect(await readPauses(db)).toEqual(
      new Map([["counter", expect.objectContaining({ reason: "holiday", by: "Ada" })]]),
    );
    expect((await db.select().from(event)).map(({ toState, detail }) => [toState, detail])).toEqual([
      ["paused", { scope: "counter", reason: "holiday", by: "Ada" }],
    ]);
    await verifyEvents(db);
  });

  test("behavior: a keeper is paused by its own row or by that for all", async () => {
    await pauseKeeper(db, "counter", "holiday");
    const pauses = await readPauses(db);
    expect(pauseOf(pauses, "counter")).toMatchObject({ by: "sender" });
    expect(pauseOf(pauses, "other")).toBeUndefined();
    await pauseKeeper(db, "all", "fire");
    expect(pauseOf(await readPauses(db), "other")).toMatchObject({ reason: "fire" });
  });
});

import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../runtime/testing/eventually.ts";
import { openNotices } from "../notices/store.ts";
import { testIntent, useLeasedLedger } from "../testing/ledger.ts";
import { claim, recoverClaims, stop } from "./claims.ts";
import { NotUnknownError, StaleStateError, UnexplainedDecisionError, UnknownKeyError } from "./errors.ts";
import { verifyEvents } from "./events.ts";
import { pauseKeeper, pauseOf, readPauses } from "./pauses.ts";
import { findIntent, planIntents } from "./plan.ts";
import { plannedIntents } from "./queries.ts";
import { event, intent } from "./schema.ts";
import { resolveUnknown } from "./unknown.ts";

const ledger = useLeasedLedger();

const [one, two] = [testIntent("1"), testIntent("2")];
const decision = { to: "planned", by: "Ada", note: "looked at it" } as const;
/** transactions that wait for another one */
const waiting = async () => {
  const { rows } = await ledger.db.execute(
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
};
const subjects = async () => (await openNotices(ledger.db)).map(({ subject }) => subject);
const stopAll = async (...keys: string[]) => {
  await claim(ledger.db, ledger.lease, keys);
  await stop(ledger.db, ledger.lease, keys, "refused by policy");
};

describe("unknown", () => {
  beforeEach(() => planIntents(ledger.db, ledger.lease, [one, two]));

  test("behavior: a critical notice comes with it; one for what stops together", async () => {
    await stopAll(one.key, two.key);
    expect(await openNotices(ledger.db)).toMatchObject([
      { kind: "unknown-intent", subject: "counter", severity: "critical", text: expect.stringContaining("2 pieces") },
    ]);
  });

  test("behavior: waits for a person, though its keeper finds it due again and a new leader begins", async () => {
    await stopAll(one.key);
    expect(await planIntents(ledger.db, ledger.lease, [one])).toEqual([]);
    await recoverClaims(ledger.db, ledger.lease);
    expect(await findIntent(ledger.db, one.key)).toMatchObject({ state: "unknown", reason: "refused by policy" });
    expect((await plannedIntents(ledger.db, ledger.lease.chainId, 10)).map(({ key }) => key)).toEqual([two.key]);
    await expect(claim(ledger.db, ledger.lease, [one.key])).rejects.toThrow(StaleStateError);
    expect(await subjects()).toEqual([one.key]);
  });

  test("behavior: no notice without the move", async () => {
    await claim(ledger.db, ledger.lease, [one.key]);
    await expect(stop(ledger.db, ledger.lease, [one.key, two.key], "no")).rejects.toThrow(StaleStateError);
    expect(await subjects()).toEqual([]);
  });

  test("behavior: decided on by a person, with name and reason in the audit trail; the notice is closed", async () => {
    await stopAll(one.key);
    expect(await subjects()).toEqual([one.key]);
    await ledger.db
      .update(intent)
      .set({ tries: 4, retryAt: new Date(Date.now() + 1e6) })
      .where(eq(intent.key, one.key));
    await resolveUnknown(ledger.db, one.key, decision);
    expect(await findIntent(ledger.db, one.key)).toMatchObject({
      state: "planned",
      tries: 0,
      retryAt: null,
      resolvedBy: null,
    });
    const told = await ledger.db.select().from(event).where(eq(event.intentKey, one.key)).orderBy(event.id);
    expect(told.at(-1)).toMatchObject({
      fromState: "unknown",
      toState: "planned",
      detail: { by: "Ada", reason: "looked at it" },
    });
    expect(await subjects()).toEqual([]);
    await verifyEvents(ledger.db);
  });

  test("behavior: what stopped together stays told until the last is decided on", async () => {
    await stopAll(one.key, two.key);
    await resolveUnknown(ledger.db, one.key, { ...decision, to: "skipped" });
    expect(await findIntent(ledger.db, one.key)).toMatchObject({ state: "skipped", resolvedBy: "Ada" });
    expect(await subjects()).toEqual(["counter"]);
    await resolveUnknown(ledger.db, two.key, decision);
    expect(await subjects()).toEqual([]);
  });

  test("behavior: of two decisions at the same time one counts", async () => {
    await stopAll(one.key);
    // Both have begun before either can end: a third one keeps the row to itself until both wait.
    const both = await ledger.db.transaction(async (tx) => {
      await tx.execute(sql`select from keepers.intent where key = ${one.key} for update`);
      const decided = Promise.allSettled([
        resolveUnknown(ledger.db, one.key, { ...decision, by: "ada" }),
        resolveUnknown(ledger.db, one.key, { ...decision, by: "bea", to: "skipped" }),
      ]);
      await eventually(async () => expect(await waiting()).toBe(2));
      return { decided };
    });
    const answers = await both.decided;
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const told = answers.find((answer) => answer.status === "rejected");
    expect(told?.reason).toBeInstanceOf(NotUnknownError);
    const decisions = (await ledger.db.select().from(event)).filter(({ fromState }) => fromState === "unknown");
    expect(decisions).toHaveLength(1);
  });

  test("error: UnknownKeyError, NotUnknownError, UnexplainedDecisionError; nothing changes", async () => {
    await expect(resolveUnknown(ledger.db, "nothing", decision)).rejects.toThrow(UnknownKeyError);
    await expect(resolveUnknown(ledger.db, one.key, decision)).rejects.toThrow(NotUnknownError);
    await stopAll(one.key);
    await expect(resolveUnknown(ledger.db, one.key, { ...decision, note: " " })).rejects.toThrow(
      UnexplainedDecisionError,
    );
    await expect(resolveUnknown(ledger.db, one.key, { ...decision, by: "" })).rejects.toThrow(UnexplainedDecisionError);
    expect(await findIntent(ledger.db, one.key)).toMatchObject({ state: "unknown" });
  });
});

describe("pauses", () => {
  test("behavior: one row a scope, the first reason stays, each written to the audit trail once", async () => {
    expect(await pauseKeeper(ledger.db, "counter", "holiday", "Ada")).toBe(true);
    expect(await pauseKeeper(ledger.db, "counter", "again", "Bob")).toBe(false);
    expect(await readPauses(ledger.db)).toEqual(
      new Map([["counter", expect.objectContaining({ reason: "holiday", by: "Ada" })]]),
    );
    expect((await ledger.db.select().from(event)).map(({ toState, detail }) => [toState, detail])).toEqual([
      ["paused", { scope: "counter", reason: "holiday", by: "Ada" }],
    ]);
    await verifyEvents(ledger.db);
  });

  test("behavior: a keeper is paused by its own row or by that for all", async () => {
    await pauseKeeper(ledger.db, "counter", "holiday");
    const pauses = await readPauses(ledger.db);
    expect(pauseOf(pauses, "counter")).toMatchObject({ by: "sender" });
    expect(pauseOf(pauses, "other")).toBeUndefined();
    await pauseKeeper(ledger.db, "all", "fire");
    expect(pauseOf(await readPauses(ledger.db), "other")).toMatchObject({ reason: "fire" });
  });
});

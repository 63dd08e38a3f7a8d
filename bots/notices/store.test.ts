import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../ledger/database.ts";
import { notice } from "../ledger/schema.ts";
import { resetLedger, startTestDatabases, type TestDatabases } from "../testing/ledger.ts";
import { acknowledgeNotice, closeNotice, NoSuchNoticeError, type Notice, openNotices, raiseNotice } from "./store.ts";

let databases: TestDatabases;
let db: Database;

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
}, 60_000);
afterAll(() => databases.stop());
beforeEach(() => resetLedger(db));

const lowBalance: Notice = { kind: "low-balance", subject: "0xa1", severity: "warning", text: "Send it some ether." };

describe("a notice", () => {
  test("is raised once while it is open", async () => {
    expect(await raiseNotice(db, lowBalance)).toBe(true);
    expect(await raiseNotice(db, { ...lowBalance, text: "Send more." })).toBe(false);
    expect(await raiseNotice(db, { ...lowBalance, subject: "0xa2" })).toBe(true);
    expect((await openNotices(db)).map(({ subject, text }) => [subject, text])).toEqual([
      ["0xa1", "Send it some ether."],
      ["0xa2", "Send it some ether."],
    ]);
  });

  test("is raised again after its cause has ended", async () => {
    await raiseNotice(db, lowBalance);
    expect(await closeNotice(db, lowBalance)).toBe(true);
    expect(await closeNotice(db, lowBalance)).toBe(false);
    expect(await openNotices(db)).toEqual([]);
    expect(await raiseNotice(db, lowBalance)).toBe(true);
  });

  test("is closed alone, whatever else is open under its kind or of its subject", async () => {
    await raiseNotice(db, lowBalance);
    await raiseNotice(db, { ...lowBalance, subject: "0xa2" });
    await raiseNotice(db, { ...lowBalance, kind: "skew" });
    expect(await closeNotice(db, lowBalance)).toBe(true);
    expect((await openNotices(db)).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      "low-balance 0xa2",
      "skew 0xa1",
    ]);
    expect((await openNotices(db, "skew")).map(({ kind }) => kind)).toEqual(["skew"]);
  });

  test("is nobody's to take care of once it has ended", async () => {
    await raiseNotice(db, lowBalance);
    const [{ id } = { id: 0 }] = await openNotices(db);
    await closeNotice(db, lowBalance);
    await expect(acknowledgeNotice(db, { id, by: "anna" })).rejects.toThrow(NoSuchNoticeError);
    const [row] = await db.select().from(notice);
    expect(row).toMatchObject({ acknowledgedAt: null, acknowledgedBy: null });
  });

  test("is not left behind by a transaction that fails", async () => {
    const failing = db.transaction(async (tx) => {
      await raiseNotice(tx, lowBalance);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await openNotices(db)).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../ledger/database.ts";
import { resetLedger, startTestDatabases, type TestDatabases } from "../testing/ledger.ts";
import { closeNotice, type Notice, openNotices, raiseNotice } from "./store.ts";

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

  test("is not left behind by a transaction that fails", async () => {
    const failing = db.transaction(async (tx) => {
      await raiseNotice(tx, lowBalance);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await openNotices(db)).toEqual([]);
  });
});

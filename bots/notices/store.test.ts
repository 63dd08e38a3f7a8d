import { describe, expect, test } from "vitest";
import { notice } from "../ledger/schema.ts";
import { useLedger } from "../testing/ledger.ts";
import { acknowledgeNotice, closeNotice, NoSuchNoticeError, type Notice, openNotices, raiseNotice } from "./store.ts";

const ledger = useLedger();

const lowBalance: Notice = { kind: "low-balance", subject: "0xa1", severity: "warning", text: "Send it some ether." };

describe("a notice", () => {
  test("is raised once while it is open", async () => {
    expect(await raiseNotice(ledger.db, lowBalance)).toBe(true);
    expect(await raiseNotice(ledger.db, { ...lowBalance, text: "Send more." })).toBe(false);
    expect(await raiseNotice(ledger.db, { ...lowBalance, subject: "0xa2" })).toBe(true);
    expect((await openNotices(ledger.db)).map(({ subject, text }) => [subject, text])).toEqual([
      ["0xa1", "Send it some ether."],
      ["0xa2", "Send it some ether."],
    ]);
  });

  test("is raised again after its cause has ended", async () => {
    await raiseNotice(ledger.db, lowBalance);
    expect(await closeNotice(ledger.db, lowBalance)).toBe(true);
    expect(await closeNotice(ledger.db, lowBalance)).toBe(false);
    expect(await openNotices(ledger.db)).toEqual([]);
    expect(await raiseNotice(ledger.db, lowBalance)).toBe(true);
  });

  test("is closed alone, whatever else is open under its kind or of its subject", async () => {
    await raiseNotice(ledger.db, lowBalance);
    await raiseNotice(ledger.db, { ...lowBalance, subject: "0xa2" });
    await raiseNotice(ledger.db, { ...lowBalance, kind: "skew" });
    expect(await closeNotice(ledger.db, lowBalance)).toBe(true);
    expect((await openNotices(ledger.db)).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      "low-balance 0xa2",
      "skew 0xa1",
    ]);
    expect((await openNotices(ledger.db, "skew")).map(({ kind }) => kind)).toEqual(["skew"]);
  });

  test("is nobody's to take care of once it has ended", async () => {
    await raiseNotice(ledger.db, lowBalance);
    const [{ id } = { id: 0 }] = await openNotices(ledger.db);
    await closeNotice(ledger.db, lowBalance);
    await expect(acknowledgeNotice(ledger.db, { id, by: "anna" })).rejects.toThrow(NoSuchNoticeError);
    const [row] = await ledger.db.select().from(notice);
    expect(row).toMatchObject({ acknowledgedAt: null, acknowledgedBy: null });
  });

  test("is not left behind by a transaction that fails", async () => {
    const failing = ledger.db.transaction(async (tx) => {
      await raiseNotice(tx, lowBalance);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await openNotices(ledger.db)).toEqual([]);
  });
});

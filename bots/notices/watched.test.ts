import { describe, expect, test } from "vitest";
import { notice } from "../ledger/schema.ts";
import { useLedger } from "../testing/ledger.ts";
import { type Notice, openNotices, raiseNotice } from "./store.ts";
import { tellSight } from "./watched.ts";

const ledger = useLedger();

const about = (subject: string, kind = "ends"): Notice => ({
  kind,
  subject,
  severity: "info",
  text: `${subject} ends.`,
});
const tell = (subjects: string[], { complete = true, once = false, name = "terms" } = {}) =>
  ledger.db.transaction((tx) =>
    tellSight(tx, { name, once }, { notices: subjects.map((subject) => about(subject)), complete }),
  );
const open = async () => (await openNotices(ledger.db)).map(({ subject }) => subject);
const told = async () => (await ledger.db.select().from(notice)).length;

describe("tellSight", () => {
  test("behavior: raises what is new, closes what is no longer seen", async () => {
    await tell(["a", "b"]);
    await tell(["b", "c"]);
    await tell(["b", "c"]);
    expect(await open()).toEqual(["b", "c"]);
    expect(await told()).toBe(3);
  });

  test("behavior: a watcher that did not see everything closes nothing", async () => {
    await tell(["a", "b"]);
    await tell(["c"], { complete: false });
    expect(await open()).toEqual(["a", "b", "c"]);
  });

  test("behavior: closes only its own", async () => {
    await raiseNotice(ledger.db, about("mine"));
    await tell(["theirs"], { name: "others" });
    await tell(["a"]);
    await tell([]);
    expect(await open()).toEqual(["mine", "theirs"]);
  });

  test("behavior: what is seen again is told again", async () => {
    for (const subjects of [["a"], [], ["a"]]) await tell(subjects);
    expect([await open(), await told()]).toEqual([["a"], 2]);
  });

  test("behavior: but a subject that names one event is told once, though it is seen anew", async () => {
    for (const subjects of [["far"], ["near"], ["far"], ["near"]]) await tell(subjects, { once: true });
    expect([await open(), await told()]).toEqual([["near"], 2]);
  });

  test("behavior: nothing is told or closed when the transaction fails", async () => {
    await tell(["a"]);
    const failing = ledger.db.transaction(async (tx) => {
      await tellSight(tx, { name: "terms" }, { notices: [about("b")], complete: true });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await open()).toEqual(["a"]);
  });
});

import { describe, expect, test, vi } from "vitest";
import { LeaseLostError, UnexplainedDecisionError } from "../ledger/errors.ts";
import { verifyEvents } from "../ledger/events.ts";
import { createLog } from "../log.ts";
import { closeNotice, openNotices, raiseNotice } from "../notices/store.ts";
import { testChainId, useLeasedLedger } from "../testing/ledger.ts";
import { headAt } from "../testing/model.ts";
import { createDigest } from "./digest.ts";
import { answerMissed, createSchedule, type Job, NothingAskedError } from "./index.ts";
import { askedTimes, occurrencesIn } from "./store.ts";

const ledger = useLeasedLedger();

const day = 86_400;
const jobOf = (ran: number[], changes: Partial<Job> = {}): Job => ({
  name: "daily",
  cron: "0 0 * * *",
  timeZone: "UTC",
  missed: "all",
  catchUp: 30 * day,
  run: async (_, { at }) => void ran.push(at / day),
  ...changes,
});
const scheduleOf = (jobs: Job[], onMissed?: (job: string, count: number) => void) => {
  const schedule = createSchedule({ db: ledger.db, chainId: testChainId, jobs, log: createLog("silent"), onMissed });
  return (days: number) => schedule.tick(ledger.lease, headAt(days * day));
};

describe("schedule", () => {
  test("behavior: a new job begins now; each time is run once, from its very second on, whoever looks how often", async () => {
    const ran: number[] = [];
    for (const moment of [10.5, 10.9, 11 - 1 / day]) await scheduleOf([jobOf(ran)])(moment);
    expect(ran).toEqual([]);
    for (const moment of [11, 11, 11.5]) await scheduleOf([jobOf(ran)])(moment);
    expect(ran).toEqual([11]);
  });

  test("behavior: two looks at once run each time once", async () => {
    const ran: number[] = [];
    const tick = scheduleOf([jobOf(ran)]);
    await tick(10);
    await Promise.all([tick(13), tick(13)]);
    expect(ran.sort()).toEqual([11, 12, 13]);
  });

  test("behavior: what a person lets be made up for comes before what has come since", async () => {
    const ran: number[] = [];
    const tick = scheduleOf([jobOf(ran, { missed: "ask" })]);
    for (const moment of [10, 11.5]) await tick(moment);
    await answerMissed(ledger.db, { job: "daily", as: "run", by: "ann", note: "checked by hand" });
    await tick(12);
    expect(ran).toEqual([11, 12]);
  });

  test("behavior: a head that goes back brings nothing again", async () => {
    const ran: number[] = [];
    const tick = scheduleOf([jobOf(ran)]);
    for (const moment of [10, 12.5, 10.5, 12.6]) await tick(moment);
    expect(ran).toEqual([11, 12]);
  });

  test("behavior: what fails leaves nothing behind and is repeated; its later times wait, other jobs do not", async () => {
    const [ran, others]: [number[], number[]] = [[], []];
    const failing = jobOf([], {
      run: async (tx, { at }) => {
        await raiseNotice(tx, { kind: "half", subject: `${at}`, severity: "info", text: "Half." });
        throw new TypeError("no");
      },
    });
    const other = jobOf(others, { name: "other" });
    await scheduleOf([failing, other])(10);
    await scheduleOf([failing, other])(12);
    expect([await openNotices(ledger.db), await occurrencesIn(ledger.db, "daily", "due")]).toEqual([
      [],
      [11 * day, 12 * day],
    ]);
    expect(others).toEqual([11, 12]);
    await scheduleOf([jobOf(ran), other])(12);
    expect(ran).toEqual([11, 12]);
  });

  test("behavior: while one time fails, no later one of its job is run", async () => {
    const ran: number[] = [];
    const run: Job["run"] = async (_, { at }) => {
      if (at === 11 * day) throw new TypeError("no");
      ran.push(at / day);
    };
    for (const moment of [10, 13]) await scheduleOf([jobOf([], { run })])(moment);
    expect(ran).toEqual([]);
    expect(await occurrencesIn(ledger.db, "daily", "due")).toEqual([11 * day, 12 * day, 13 * day]);
  });

  test("behavior: with `latest`, one that failed is missed once the next has come", async () => {
    const ran: number[] = [];
    const onMissed = vi.fn();
    const failing = jobOf([], { missed: "latest", run: () => Promise.reject(new TypeError("no")) });
    for (const moment of [10, 11]) await scheduleOf([failing], onMissed)(moment);
    await scheduleOf([jobOf(ran, { missed: "latest" })], onMissed)(12);
    expect([ran, onMissed.mock.calls]).toEqual([[12], [["daily", 1]]]);
  });

  test("behavior: older than the window is counted as missed, and only what is left is run", async () => {
    const ran: number[] = [];
    const onMissed = vi.fn();
    const tick = scheduleOf([jobOf(ran, { catchUp: 2 * day })], onMissed);
    for (const moment of [10, 20]) await tick(moment);
    expect(ran).toEqual([18, 19, 20]);
    expect(onMissed.mock.calls).toEqual([["daily", 7]]);
  });

  test("behavior: what was counted as missed is not counted again when the head goes back", async () => {
    const onMissed = vi.fn();
    const tick = scheduleOf([jobOf([], { catchUp: day })], onMissed);
    for (const moment of [10, 20, 10.5, 20.1]) await tick(moment);
    expect(onMissed.mock.calls).toEqual([["daily", 8]]);
  });

  test("behavior: what two looks at once find to be missed is counted once", async () => {
    const onMissed = vi.fn();
    const tick = scheduleOf([jobOf([], { catchUp: day })], onMissed);
    await tick(10);
    await Promise.all([tick(20), tick(20)]);
    expect(onMissed.mock.calls).toEqual([["daily", 8]]);
  });

  test("behavior: people are asked about the job that has missed its times, and about no other", async () => {
    const tick = scheduleOf([jobOf([], { missed: "ask" }), jobOf([], { name: "other" })]);
    for (const moment of [10, 12.5, 12.6]) await tick(moment);
    expect((await openNotices(ledger.db)).map(({ subject }) => subject)).toEqual(["daily"]);
  });

  test("behavior: many missed times are worked off look by look, none lost", async () => {
    const ran: number[] = [];
    const tick = scheduleOf([jobOf(ran, { cron: "* * * * *" })]);
    await tick(10);
    for (let look = 0; look < 2; look += 1) await tick(10 + 1_020 / 1_440);
    expect(ran).toHaveLength(1_020);
    expect(new Set(ran).size).toBe(1_020);
  });

  test("behavior: `ask` runs nothing late, raises one notice, and does what a person answers", async () => {
    const ran: number[] = [];
    const onMissed = vi.fn();
    const tick = scheduleOf([jobOf(ran, { missed: "ask" })], onMissed);
    for (const moment of [10, 12.5, 12.6]) await tick(moment);
    expect([ran, await openNotices(ledger.db)]).toMatchObject([
      [],
      [{ kind: "missed-runs", subject: "daily", detail: { count: "2" } }],
    ]);
    const answer = { job: "daily", by: "ann", note: "checked by hand" };
    expect(await answerMissed(ledger.db, { ...answer, as: "run" })).toBe(2);
    await expect(answerMissed(ledger.db, { ...answer, as: "run" })).rejects.toThrow(NothingAskedError);
    await tick(12.7);
    expect([ran, await openNotices(ledger.db)]).toEqual([[11, 12], []]);
    await tick(13.5);
    expect(await answerMissed(ledger.db, { ...answer, as: "skip" })).toBe(1);
    await tick(13.6);
    expect(ran).toEqual([11, 12]);
    expect(await verifyEvents(ledger.db)).toBe(2);
  });

  test("error: of two people who answer at once one is told that nothing waits any more", async () => {
    const tick = scheduleOf([jobOf([], { missed: "ask" }), jobOf([], { name: "other", missed: "ask" })]);
    for (const moment of [10, 12.5]) await tick(moment);
    expect([...(await askedTimes(ledger.db))]).toEqual([
      ["daily", [11 * day, 12 * day]],
      ["other", [11 * day, 12 * day]],
    ]);
    const answer = (by: string) => answerMissed(ledger.db, { job: "daily", as: "skip", by, note: "seen" });
    const answers = await Promise.allSettled([answer("ann"), answer("bea")]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: expect.any(NothingAskedError),
    });
    expect(await verifyEvents(ledger.db)).toBe(1);
    expect([...(await askedTimes(ledger.db)).keys()]).toEqual(["other"]);
    expect((await openNotices(ledger.db)).map(({ subject }) => subject)).toEqual(["other"]);
  });

  test("error: UnexplainedDecisionError, and nothing is answered, without a name and a reason", async () => {
    const tick = scheduleOf([jobOf([], { missed: "ask" })]);
    for (const moment of [10, 12.5]) await tick(moment);
    const answer = { job: "daily", as: "run", by: "ann", note: "why" } as const;
    for (const lack of [{ by: " " }, { note: "" }])
      await expect(answerMissed(ledger.db, { ...answer, ...lack })).rejects.toThrow(UnexplainedDecisionError);
    expect((await askedTimes(ledger.db)).get("daily")).toHaveLength(2);
  });

  test("error: LeaseLostError, and nothing is run, for a process that no longer leads", async () => {
    const ran: number[] = [];
    await scheduleOf([jobOf(ran)])(10);
    ledger.lease = { ...ledger.lease, fence: ledger.lease.fence - 1 };
    await expect(scheduleOf([jobOf(ran)])(12)).rejects.toThrow(LeaseLostError);
    expect(ran).toEqual([]);
  });
});

describe("digest", () => {
  test("behavior: reminds of what is open by kind, in place of the reminder before, and is silent when nothing is", async () => {
    const digest = createDigest({ cron: "0 9 * * *", timeZone: "Europe/Zurich" });
    const tick = scheduleOf([digest]);
    await tick(10);
    const seenTo = { kind: "skew", subject: "a" };
    await raiseNotice(ledger.db, { ...seenTo, severity: "info", text: "It was." });
    await closeNotice(ledger.db, seenTo);
    await tick(11);
    expect(await openNotices(ledger.db)).toEqual([]);
    for (const subject of ["a", "b"])
      await raiseNotice(ledger.db, { kind: "clock", subject, severity: "info", text: "It is." });
    for (const days of [14, 15]) await tick(days);
    const reminders = (await openNotices(ledger.db)).filter(({ kind }) => kind === "digest");
    expect(reminders).toMatchObject([
      { text: expect.stringContaining("2 of clock"), detail: { at: "1970-01-15T08:00:00.000Z" } },
    ]);
  });
});

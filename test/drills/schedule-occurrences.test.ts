import { describe, expect, test } from "vitest";
import { createLog } from "../../bots/log.ts";
import { createSchedule, type Job } from "../../bots/schedule/index.ts";
import { resetLedger, takeLease, testChainId, useLeasedLedger } from "../../bots/testing/ledger.ts";
import { headAt } from "../../bots/testing/model.ts";

const ledger = useLeasedLedger();

const day = 86_400;
const secondsOf = (text: string): number => Date.parse(text) / 1_000;

/** A process that has begun on `from` and looks at each of the given times. */
const runsOf = async (job: Pick<Job, "cron" | "timeZone" | "missed">, from: string, looks: readonly number[]) => {
  const ran: string[] = [];
  const keys: string[] = [];
  let missed = 0;
  const scheduled: Job = {
    ...job,
    name: "job",
    catchUp: 90 * day,
    run: async (_, { at, key }) => {
      ran.push(new Date(at * 1_000).toISOString().replace(":00.000Z", "Z"));
      keys.push(key);
    },
  };
  for (const at of [secondsOf(from), ...looks]) {
    const onMissed = (_: string, count: number): void => {
      missed += count;
    };
    // A process of its own for each look: what was done is known from the ledger alone.
    const schedule = createSchedule({
      db: ledger.db,
      chainId: testChainId,
      jobs: [scheduled],
      log: createLog("silent"),
      onMissed,
    });
    await schedule.tick(ledger.lease, headAt(at));
  }
  return { ran, keys, missed };
};

const every = (seconds: number, from: string, to: string): number[] =>
  Array.from(
    { length: (secondsOf(to) - secondsOf(from)) / seconds + 1 },
    (_, place) => secondsOf(from) + place * seconds,
  );

describe("drill 17: the bot is down over three dates", () => {
  const coupon = { cron: "0 18 1 * *", timeZone: "Europe/Zurich" };
  const back = [secondsOf("2026-04-02T12:00:00Z"), secondsOf("2026-04-02T12:00:15Z")];
  const dates = ["2026-02-01T17:00Z", "2026-03-01T17:00Z", "2026-04-01T16:00Z"];

  test("all: three occurrences in order, each with its own key", async () => {
    const { ran, keys, missed } = await runsOf({ ...coupon, missed: "all" }, "2026-01-15T00:00:00Z", back);
    expect([ran, missed]).toEqual([dates, 0]);
    expect(keys).toEqual(dates.map((date) => `${testChainId}:ledger:job:job:${secondsOf(date)}`));
  });

  test("latest: one, and the metric says 2", async () => {
    const { ran, missed } = await runsOf({ ...coupon, missed: "latest" }, "2026-01-15T00:00:00Z", back);
    expect([ran, missed]).toEqual([dates.slice(-1), 2]);
  });
});

describe("drill 18: the clocks change", () => {
  const daily = { cron: "30 2 * * *", timeZone: "Europe/Zurich", missed: "all" } as const;
  const halfHourly = { ...daily, cron: "*/30 * * * *" };

  test("spring: the 02:30 job runs exactly once on the day that has no 02:30", async () => {
    const looks = every(3_600, "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z");
    expect((await runsOf(daily, "2026-03-27T12:00:00Z", looks)).ran).toEqual([
      "2026-03-28T01:30Z",
      "2026-03-29T01:00Z",
      "2026-03-30T00:30Z",
    ]);
  });

  test("autumn: it runs exactly once on the day that has two", async () => {
    const looks = every(3_600, "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z");
    expect((await runsOf(daily, "2026-10-23T12:00:00Z", looks)).ran).toEqual([
      "2026-10-24T00:30Z",
      "2026-10-25T00:30Z",
      "2026-10-26T01:30Z",
    ]);
  });

  test("the half-hourly job keeps both repeated hours, and skips none in spring", async () => {
    const autumn = every(600, "2026-10-24T23:40:00Z", "2026-10-25T03:00:00Z");
    expect((await runsOf(halfHourly, "2026-10-24T23:40:00Z", autumn)).ran).toHaveLength(7);
    await resetLedger(ledger.db);
    ledger.lease = await takeLease(ledger.db, "second");
    const spring = every(600, "2026-03-29T00:10:00Z", "2026-03-29T02:00:00Z");
    expect((await runsOf(halfHourly, "2026-03-29T00:10:00Z", spring)).ran).toEqual([
      "2026-03-29T00:30Z",
      "2026-03-29T01:00Z",
      "2026-03-29T01:30Z",
      "2026-03-29T02:00Z",
    ]);
  });

  test("down over the change, the same times are made up for", async () => {
    const { ran } = await runsOf(daily, "2026-10-23T12:00:00Z", [secondsOf("2026-10-26T12:00:00Z")]);
    expect(ran).toEqual(["2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z"]);
  });
});

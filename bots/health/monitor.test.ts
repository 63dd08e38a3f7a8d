import { describe, expect, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { openNotices, raiseNotice } from "../notices/store.ts";
import { useLedger } from "../testing/ledger.ts";
import type { Finding } from "./judge.ts";
import { createMonitor, type MonitorParameters } from "./monitor.ts";

const ledger = useLedger();

const findingOf = (subject: string): Finding => ({
  check: "age",
  level: "warn",
  text: `${subject} is late`,
  notice: { kind: "overdue", subject, severity: "critical" },
});

/** A monitor, and what it finds next. */
const watching = (changes: Partial<MonitorParameters> = {}) => {
  const world = { findings: [] as readonly Finding[], leads: true };
  const look = vi.fn(async () => world.findings);
  const monitor = createMonitor({
    db: ledger.db,
    log: createLog("silent"),
    look,
    leads: () => world.leads,
    ...changes,
  });
  const sees = async (...subjects: string[]) => {
    world.findings = subjects.map(findingOf);
    await monitor.look();
    return (await openNotices(ledger.db)).map(({ subject }) => subject);
  };
  return { world, look, sees };
};

describe("the monitor", () => {
  test("behavior: tells what two looks in a row find, once, until a look no longer finds it", async () => {
    const { sees } = watching();
    expect(await sees("a")).toEqual([]);
    expect(await sees("a", "b")).toEqual(["a"]);
    expect(await sees("a", "b")).toEqual(["a", "b"]);
    expect(await openNotices(ledger.db)).toMatchObject([
      { kind: "overdue", subject: "a", severity: "critical", text: "a is late" },
      { subject: "b" },
    ]);
    expect(await sees("b")).toEqual(["b"]);
    expect(await sees()).toEqual([]);
  });

  test("behavior: what came and went in between is not told", async () => {
    const { sees } = watching();
    await sees("a");
    await sees();
    expect(await sees("a")).toEqual([]);
    expect(await sees("a")).toEqual(["a"]);
  });

  test("behavior: does not look, tell or close while it does not lead; begins anew when it leads again", async () => {
    const { world, look, sees } = watching();
    await sees("a", "b");
    await sees("a");
    world.leads = false;
    expect(await sees()).toEqual(["a"]);
    expect(look).toHaveBeenCalledTimes(2);
    world.leads = true;
    expect(await sees("b")).toEqual([]);
    expect(await sees("b")).toEqual(["b"]);
  });

  test("behavior: forgets what it saw before it lost the lead", async () => {
    const { world, sees } = watching();
    await sees("a");
    world.leads = false;
    await sees("a");
    world.leads = true;
    expect(await sees("a")).toEqual([]);
    expect(await sees("a")).toEqual(["a"]);
  });

  test("behavior: closes what a former process told of and that has ended, and nobody else's notices", async () => {
    await raiseNotice(ledger.db, { kind: "overdue", subject: "old", severity: "critical", text: "late" });
    await raiseNotice(ledger.db, { kind: "unknown-intent", subject: "key", severity: "critical", text: "stopped" });
    const { sees } = watching();
    expect(await sees()).toEqual(["key"]);
  });

  test("behavior: a look that fails closes nothing", async () => {
    const { look, sees } = watching({ patience: 1 });
    await sees("a");
    look.mockRejectedValueOnce(new TypeError("no answer"));
    await expect(sees()).rejects.toThrow("no answer");
    expect((await openNotices(ledger.db)).map(({ subject }) => subject)).toEqual(["a"]);
  });
});

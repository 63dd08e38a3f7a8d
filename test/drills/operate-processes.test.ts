import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../../runtime/postgres.ts";
import { openStage, query, type Stage, startGate, until } from "./operate-stage.ts";

// Drills 13, 14 and 25 of the keepers' specification, with the real entry as processes on one Postgres.

let postgres: Postgres;
let stage: Stage;
/** lots that were made so far: each must be released exactly once */
let made = 0;

type Keepers = Awaited<ReturnType<Stage["startKeepers"]>>;
let running: Keepers[] = [];
const start = async (changes: Record<string, string> = {}): Promise<Keepers> => {
  const keepers = await stage.startKeepers(changes);
  running.push(keepers);
  return keepers;
};

beforeAll(async () => {
  postgres = await startPostgres();
  stage = await openStage(postgres.url);
});
afterEach(async () => {
  await Promise.all(running.map(({ child }) => child.stop()));
  running = [];
});
afterAll(async () => {
  await stage.stop();
  await postgres.stop();
});

const makeLots = async (count: number): Promise<void> => {
  await stage.makeDueLots(count);
  made += count;
};
const leads = ({ lines }: Keepers): boolean => lines.some((line) => line.includes("leads: sends for this account"));
const isReady = async ({ ask }: Keepers): Promise<boolean> => (await ask("/ready"))?.status === 200;
const settled = async (): Promise<boolean> => ((await stage.states()).final ?? 0) === made;
const expectOneEffectEach = async (): Promise<void> => {
  const releases = await stage.releases();
  expect(releases.size).toBe(made);
  expect([...releases.values()].filter((count) => count !== 1)).toEqual([]);
};

describe("drill 13: a second instance on the same Postgres", () => {
  test("one leads; killed without warning, the other takes over within the lease; no duplicates over 1,000 items", async () => {
    await makeLots(1_000);
    // So few at once that the kill comes in the middle of the work.
    const first = await start({ KEEPER_MAX_OPEN: "4" });
    await until("the first leads", async () => leads(first));
    const second = await start();
    await until("the second stands by", async () => (await second.ask("/ready"))?.body.includes("Another process"));
    await until("a quarter is done", async () => ((await stage.states()).final ?? 0) > 200, 120);
    expect(leads(second)).toBe(false);

    process.kill(first.child.pid, "SIGKILL");
    expect(await settled()).toBe(false);
    const [lease] = await query<{ expires_at: Date }>(stage.ledger, "select expires_at from keepers.lease");
    await until("the second takes over", async () => leads(second));
    const [taken] = await query<{ at: Date; holder: string }>(
      stage.ledger,
      "select at, holder from keepers.leadership order by id desc limit 1",
    );
    expect(taken?.holder).toContain(` ${second.child.pid} `);
    // Not before the lease has ended, and within a lease after it.
    expect(taken?.at.getTime()).toBeGreaterThanOrEqual((lease?.expires_at.getTime() ?? Number.NaN) - 1);
    expect(taken?.at.getTime()).toBeLessThan((lease?.expires_at.getTime() ?? Number.NaN) + 4_000);

    await until("all is done", settled, 180);
    await expectOneEffectEach();
  }, 400_000);
});

describe("drill 14: the leader is frozen past its lease, then goes on", () => {
  test("fenced: its writes fail, and what it signs is never broadcast", async () => {
    const gate = await startGate(stage.url);
    try {
      const frozen = await start({ RPC_URLS: gate.url });
      await until("it leads", async () => leads(frozen));
      // It is frozen while it prepares a signature, with the estimate on the wire.
      const held = gate.hold("eth_estimateGas");
      await makeLots(3);
      await held.arrived;
      process.kill(frozen.child.pid, "SIGSTOP");
      const heir = await start();
      await until("the other takes over", async () => leads(heir));
      await until("the other does the work", settled, 60);

      const before = gate.methods.length;
      process.kill(frozen.child.pid, "SIGCONT");
      held.release();
      await until("it notices", async () => frozen.lines.some((line) => line.includes("LeaseLostError")));
      await until("it says so", async () => (await frozen.ask("/ready"))?.body.includes("Another process"));
      expect(gate.methods.slice(before)).not.toContain("eth_sendRawTransaction");
      await expectOneEffectEach();
    } finally {
      for (const { child } of running) if (child.exit === undefined) process.kill(child.pid, "SIGCONT");
      await Promise.all(running.map(({ child }) => child.stop()));
      await gate.stop();
    }
  }, 180_000);
});

describe("drill 25: the pause flag mid-queue", () => {
  test("in-flight transactions are confirmed, nothing new is signed, /ready is red, one alert; resumed, it goes on", async () => {
    const keepers = await start({ KEEPER_MAX_OPEN: "4" });
    await until("it is ready", () => isReady(keepers));
    await makeLots(400);
    const before = await query<{ count: string }>(stage.ledger, "select count(*) from keepers.attempt");
    await until("it has begun", async () => {
      const [now] = await query<{ count: string }>(stage.ledger, "select count(*) from keepers.attempt");
      return Number(now?.count) > Number(before[0]?.count);
    });
    const paused = await stage.command(["pause", "--reason", "drill", "--by", "anna", "--json"]);
    expect(paused).toMatchObject({ code: 0 });

    await until("what is under way is settled", async () => {
      const [open] = await query<{ count: string }>(
        stage.ledger,
        "select count(*) from keepers.attempt where state in ('signed', 'broadcast', 'mined')",
      );
      return open?.count === "0";
    });
    const signed = await query(stage.ledger, "select id from keepers.attempt order by id");
    const states = await stage.states();
    expect(states.planned).toBeGreaterThan(0);
    const ready = await keepers.ask("/ready");
    expect(ready).toMatchObject({ status: 503, body: expect.stringContaining("paused by anna: drill") });
    expect((await keepers.ask("/health"))?.status).toBe(200);
    await until("people are told", async () => (await query(stage.ledger, "select 1 from keepers.notice")).length > 0);

    // The one command that answers a newcomer's question.
    const [waiting] = await query<{ id: string }>(
      stage.ledger,
      "select payload ->> 'lotId' as id from keepers.intent where state = 'planned' limit 1",
    );
    const explained = await stage.command(["explain", "lot", `${waiting?.id}`]);
    expect(explained.code).toBe(0);
    expect(explained.text).toContain(`Lot ${waiting?.id} is due, but all keepers are paused by anna: drill.`);

    const doctor = await stage.command(["doctor"]);
    expect(doctor.code).toBe(4);
    expect(doctor.text).toMatch(/FAIL +pause/);
    expect(await query(stage.ledger, "select id from keepers.attempt order by id")).toEqual(signed);
    const notices = await query<{ kind: string }>(
      stage.ledger,
      "select kind, subject from keepers.notice where closed_at is null and kind not in ('clock-skew')",
    );
    expect(notices).toEqual([{ kind: "paused", subject: "all" }]);

    expect((await stage.command(["resume", "--by", "anna"])).code).toBe(0);
    await until("all is done", settled, 120);
    await until("it is ready again", () => isReady(keepers));
    await until(
      "people are told that it has ended",
      async () =>
        (await query(stage.ledger, "select 1 from keepers.notice where kind = 'paused' and closed_at is null"))
          .length === 0,
    );
    await expectOneEffectEach();
  }, 240_000);
});

describe("a signal", () => {
  test("SIGTERM finishes what was begun and gives the lease back at once", async () => {
    const keepers = await start();
    await until("it leads", async () => leads(keepers));
    process.kill(keepers.child.pid, "SIGTERM");
    expect(await keepers.child.exited).toEqual({ code: 0, signal: null });
    expect(keepers.lines.at(-1)).toContain("stopped");
    const [lease] = await query<{ free: boolean }>(
      stage.ledger,
      "select expires_at <= clock_timestamp() as free from keepers.lease",
    );
    expect(lease?.free).toBe(true);
  }, 60_000);

  test("a second one does not wait for an orderly end", async () => {
    const gate = await startGate(stage.url);
    try {
      const keepers = await start({ RPC_URLS: gate.url });
      await until("it leads", async () => leads(keepers));
      const held = gate.hold("eth_getBlockByNumber");
      await held.arrived;
      process.kill(keepers.child.pid, "SIGTERM");
      await until("it has heard", async () => keepers.lines.some((line) => line.includes("stopping")));
      await until("it ends", async () => {
        if (keepers.child.exit === undefined) process.kill(keepers.child.pid, "SIGTERM");
        return keepers.child.exit;
      });
      expect(keepers.child.exit).toEqual({ code: 143, signal: null });
      held.release();
    } finally {
      await gate.stop();
    }
  }, 60_000);
});

describe("an observer", () => {
  test("says what would be done, without a key, and changes nothing", async () => {
    await makeLots(2);
    const before = await query(stage.ledger, "select count(*) from keepers.event");
    const observer = await start({ KEEPER_MODE: "observe", KEEPER_KEYSTORE: "", KEEPER_PASSWORD_FILE: "" });
    await until("it has looked", async () => observer.lines.some((line) => line.includes("would-send")));
    expect(observer.lines.join("\n")).toContain("would send: Release lot");
    await observer.child.stop();
    expect(await query(stage.ledger, "select count(*) from keepers.event")).toEqual(before);
    expect((await stage.releases()).size).toBe(made - 2);
  }, 60_000);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Head } from "../sdk/reads/head.ts";
import { IndexLaggingError } from "./index-reader.ts";
import type { Keeper, Watcher } from "./keeper.ts";
import type { Database } from "./ledger/database.ts";
import { acquireLease } from "./ledger/lease.ts";
import { findIntent } from "./ledger/plan.ts";
import { createLog } from "./log.ts";
import { openNotices } from "./notices/store.ts";
import { createRunner, type RunnerParameters } from "./runner.ts";
import {
  resetLedger,
  startTestDatabases,
  type TestDatabases,
  testAccount,
  testChainId,
  testIntent,
} from "./testing/ledger.ts";

let databases: TestDatabases;
let db: Database;

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
}, 60_000);
afterAll(() => databases.stop());
beforeEach(() => resetLedger(db));

const head: Head = { number: 1n, hash: "0x00", timestamp: 100 };
const keeperOf = (name: string, propose: Keeper["propose"]): Keeper => ({
  name,
  batchSize: 1,
  mayCall: () => [],
  propose,
  standings: async () => [],
  call: async () => ({ to: testAccount, value: 0n, data: "0x" }),
});

const start = (keepers: Keeper[], changes: Partial<RunnerParameters> = {}) => {
  const sender = { recover: vi.fn(async () => undefined), pass: vi.fn(async () => 0) };
  const runner = createRunner({
    db,
    chainId: testChainId,
    account: testAccount,
    holder: "first",
    keepers,
    sender,
    readHead: async () => head,
    log: createLog("silent"),
    leaseDuration: 600,
    pollInterval: 10,
    ...changes,
  });
  const ended = runner.run();
  return {
    runner,
    sender,
    stop: () => {
      runner.stop();
      return ended;
    },
  };
};

describe("runner", () => {
  test("behavior: a woken keeper's intents are planned, then the sender works", async () => {
    const { runner, sender, stop } = start([keeperOf("counter", async () => [testIntent("1")])]);
    runner.wake("counter");
    await vi.waitFor(async () => expect(await findIntent(db, testIntent("1").key)).toBeDefined());
    await stop();
    expect(sender.recover).toHaveBeenCalledOnce();
    expect(sender.pass).toHaveBeenCalled();
  });

  test("behavior: rounds do not overlap, and many wake-ups in one are one look", async () => {
    let running = 0;
    let looks = 0;
    const slow = keeperOf("slow", async () => {
      running += 1;
      looks += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 60));
      running -= 1;
      return [];
    });
    const { runner, stop } = start([slow]);
    for (let wakes = 0; wakes < 10; wakes += 1) {
      runner.wake("slow");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await vi.waitFor(() => expect(running).toBe(0));
    await stop();
    expect(looks).toBeGreaterThan(0);
    expect(looks).toBeLessThan(6);
  });

  test("behavior: one keeper's failure does not stop the others", async () => {
    const broken = keeperOf("broken", () => Promise.reject(new TypeError("broken")));
    const { runner, stop } = start([broken, keeperOf("counter", async () => [testIntent("1")])]);
    runner.wake("broken");
    runner.wake("counter");
    await vi.waitFor(async () => expect(await findIntent(db, testIntent("1").key)).toBeDefined());
    await stop();
  });

  test("behavior: says whose look failed, looks again by itself, and says no more when it went well", async () => {
    const propose = vi.fn<Keeper["propose"]>().mockRejectedValueOnce(new TypeError("no room")).mockResolvedValue([]);
    const { runner, stop } = start([keeperOf("broken", propose), keeperOf("other", async () => [])]);
    expect(runner.trouble()).toBeUndefined();
    runner.wake("broken");
    await vi.waitFor(() => expect(runner.trouble()).toBe("broken: no room"));
    runner.wake("other");
    await vi.waitFor(() => expect(runner.trouble()).toBeUndefined());
    expect(propose).toHaveBeenCalledTimes(2);
    await stop();
  });

  test("behavior: what goes on failing is not looked at more and more often", async () => {
    const propose = vi.fn<Keeper["propose"]>().mockRejectedValue(new TypeError("broken"));
    const { runner, stop } = start([keeperOf("broken", propose)], { pollInterval: 50 });
    for (let wakes = 0; wakes < 5; wakes += 1) {
      runner.wake("broken");
      await vi.waitFor(() => expect(propose).toHaveBeenCalledTimes(wakes + 1));
    }
    // Each of the five failures rests for 400 ms; one wake-up stands for all of them.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await stop();
    expect(propose.mock.calls.length).toBeLessThan(10);
  });

  test("behavior: looks again soon when the index lags, and plans nothing on old rows", async () => {
    const propose = vi
      .fn<Keeper["propose"]>()
      .mockRejectedValueOnce(new IndexLaggingError(10n, 1n))
      .mockResolvedValue([testIntent("1")]);
    const { runner, stop } = start([keeperOf("late", propose)]);
    runner.wake("late");
    await vi.waitFor(async () => expect(await findIntent(db, testIntent("1").key)).toBeDefined());
    await stop();
    expect(propose.mock.calls.length).toBe(2);
  });

  test("behavior: a woken watcher's notices are told, once, and closed when it no longer sees them", async () => {
    const notice = { kind: "ends", subject: "1", severity: "info", text: "It ends." } as const;
    const watch = vi.fn<Watcher["watch"]>(async () => ({ notices: [notice], complete: true }));
    const broken = keeperOf("broken", () => Promise.reject(new TypeError("broken")));
    const { runner, stop } = start([broken], { watchers: [{ name: "terms", watch }] });
    runner.wake("broken");
    runner.wake("terms");
    await vi.waitFor(async () => expect(await openNotices(db)).toHaveLength(1));
    expect(watch).toHaveBeenCalledExactlyOnceWith(head);
    watch.mockResolvedValue({ notices: [], complete: true });
    runner.wake("terms");
    await vi.waitFor(async () => expect(await openNotices(db)).toEqual([]));
    await stop();
  });

  test("behavior: without the lease nobody looks; it takes over when the other stops without a word", async () => {
    await acquireLease(db, { chainId: testChainId, account: testAccount, holder: "other", duration: 400 });
    const propose = vi.fn(async () => [testIntent("1")]);
    const { runner, stop } = start([keeperOf("counter", propose)]);
    runner.wake("counter");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(runner.leads()).toBe(false);
    expect(propose).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(propose).toHaveBeenCalledOnce(), { timeout: 5_000 });
    await stop();
  });

  test("behavior: stopped, it gives the lease back", async () => {
    const { runner, stop } = start([]);
    await vi.waitFor(() => expect(runner.leads()).toBe(true));
    await stop();
    expect(runner.leads()).toBe(false);
    const next = { chainId: testChainId, account: testAccount, holder: "next", duration: 1_000 };
    expect(await acquireLease(db, next)).toBeDefined();
  });
});

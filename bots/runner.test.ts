import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { eventually } from "../runtime/testing/eventually.ts";
import type { Head } from "../sdk/reads/head.ts";
import { IndexLaggingError } from "./index-reader.ts";
import type { Keeper, Watcher } from "./keeper.ts";
import { acquireLease } from "./ledger/lease.ts";
import { findIntent } from "./ledger/plan.ts";
import { createLog } from "./log.ts";
import { openNotices } from "./notices/store.ts";
import { createRunner, longestSilence, type RunnerParameters } from "./runner.ts";
import { testAccount, testChainId, testIntent, useLedger } from "./testing/ledger.ts";

const ledger = useLedger();

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
    db: ledger.db,
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
    await eventually(async () => expect(await findIntent(ledger.db, testIntent("1").key)).toBeDefined());
    await stop();
    expect(sender.recover).toHaveBeenCalledOnce();
    expect(sender.pass).toHaveBeenCalled();
  });

  test("behavior: rounds do not overlap, and many wake-ups in one are one look", async () => {
    let running = 0;
    let looks = 0;
    let answer = (): void => undefined;
    const slow = keeperOf("slow", async () => {
      running += 1;
      looks += 1;
      expect(running).toBe(1);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      running -= 1;
      return [];
    });
    const { runner, stop } = start([slow], { leaseDuration: 60_000 });
    runner.wake("slow");
    await eventually(() => expect(looks).toBe(1));
    for (let wakes = 0; wakes < 10; wakes += 1) runner.wake("slow");
    answer();
    await eventually(() => expect(looks).toBe(2));
    answer();
    await eventually(() => expect(running).toBe(0));
    await stop();
    expect(looks).toBe(2);
  });

  test("behavior: a look that takes longer than the lease keeps it, and the sender works; nobody else leads meanwhile", async () => {
    let looked = false;
    const slow = keeperOf("slow", async () => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      looked = true;
      return [testIntent("1")];
    });
    const { runner, sender, stop } = start([slow], { leaseDuration: 2_000 });
    runner.wake("slow");
    const other = { chainId: testChainId, account: testAccount, holder: "second", duration: 2_000 };
    while (!looked) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (runner.leads()) expect(await acquireLease(ledger.db, other)).toBeUndefined();
    }
    await eventually(async () => expect(await findIntent(ledger.db, testIntent("1").key)).toBeDefined());
    await eventually(() => expect(sender.pass).toHaveBeenCalled());
    await stop();
    expect(sender.recover).toHaveBeenCalledOnce();
  });

  test("behavior: one keeper's failure does not stop the others", async () => {
    const broken = keeperOf("broken", () => Promise.reject(new TypeError("broken")));
    const { runner, stop } = start([broken, keeperOf("counter", async () => [testIntent("1")])]);
    runner.wake("broken");
    runner.wake("counter");
    await eventually(async () => expect(await findIntent(ledger.db, testIntent("1").key)).toBeDefined());
    await stop();
  });

  test("behavior: says whose look failed, looks again by itself, and says no more when it went well", async () => {
    const failure = new TypeError("no room");
    const propose = vi.fn<Keeper["propose"]>().mockRejectedValueOnce(failure).mockRejectedValueOnce(failure);
    propose.mockResolvedValue([]);
    const { runner, stop } = start([keeperOf("broken", propose), keeperOf("other", async () => [])]);
    expect(runner.trouble()).toBeUndefined();
    runner.wake("broken");
    await eventually(() => expect(runner.trouble()).toBe("broken: no room"));
    runner.wake("other");
    await eventually(() => expect(runner.trouble()).toBeUndefined());
    expect(propose).toHaveBeenCalledTimes(3);
    await stop();
  });

  test("behavior: what goes on failing is not looked at more and more often", async () => {
    const propose = vi.fn<Keeper["propose"]>().mockRejectedValue(new TypeError("broken"));
    const { runner, stop } = start([keeperOf("broken", propose)], { pollInterval: 50 });
    for (let wakes = 0; wakes < 5; wakes += 1) {
      runner.wake("broken");
      await eventually(() => expect(propose).toHaveBeenCalledTimes(wakes + 1));
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
      .mockImplementation(async () => {
        told.push(runner.trouble());
        return [testIntent("1")];
      });
    const told: unknown[] = [];
    const { runner, stop } = start([keeperOf("late", propose)]);
    runner.wake("late");
    await eventually(async () => expect(await findIntent(ledger.db, testIntent("1").key)).toBeDefined());
    await stop();
    expect(told).toEqual([undefined]);
    expect(propose.mock.calls.length).toBe(2);
  });

  test("behavior: a woken watcher's notices are told, once, and closed when it no longer sees them", async () => {
    const notice = { kind: "ends", subject: "1", severity: "info", text: "It ends." } as const;
    const watch = vi.fn<Watcher["watch"]>(async () => ({ notices: [notice], complete: true }));
    const broken = keeperOf("broken", () => Promise.reject(new TypeError("broken")));
    const { runner, stop } = start([broken], { watchers: [{ name: "terms", watch }] });
    runner.wake("broken");
    runner.wake("terms");
    await eventually(async () => expect(await openNotices(ledger.db)).toHaveLength(1));
    expect(watch).toHaveBeenCalledExactlyOnceWith(head);
    watch.mockResolvedValue({ notices: [], complete: true });
    runner.wake("terms");
    await eventually(async () => expect(await openNotices(ledger.db)).toEqual([]));
    await stop();
  });

  test("behavior: without the lease nobody looks; it takes over when the other stops without a word", async () => {
    await acquireLease(ledger.db, { chainId: testChainId, account: testAccount, holder: "other", duration: 400 });
    const propose = vi.fn(async () => [testIntent("1")]);
    const { runner, stop } = start([keeperOf("counter", propose)]);
    runner.wake("counter");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(runner.leads()).toBe(false);
    expect(propose).not.toHaveBeenCalled();
    await eventually(() => expect(propose).toHaveBeenCalledOnce());
    await stop();
  });

  test("behavior: stopped, it gives the lease back", async () => {
    const { runner, stop } = start([]);
    await eventually(() => expect(runner.leads()).toBe(true));
    await stop();
    expect(runner.leads()).toBe(false);
    const next = { chainId: testChainId, account: testAccount, holder: "next", duration: 1_000 };
    expect(await acquireLease(ledger.db, next)).toBeDefined();
  });
});

/** As if it had been frozen past its lease. */
const expireLease = () => ledger.db.execute(sql`update keepers.lease set expires_at = clock_timestamp()`);
const takeAs = (holder: string, duration: number) =>
  acquireLease(ledger.db, { chainId: testChainId, account: testAccount, holder, duration });
/** A lease that no test outlasts; so it rests long, too, where nobody rings. */
const long = { leaseDuration: 60_000 };

describe("the lead", () => {
  test("behavior: lasts as long as the process works", async () => {
    const { sender, stop } = start([], { leaseDuration: 1_500 });
    // Each round rests for a third of the lease.
    await eventually(() => expect(sender.pass.mock.calls.length).toBeGreaterThan(4));
    expect(await takeAs("other", 300)).toBeUndefined();
    await stop();
    expect(sender.recover).toHaveBeenCalledOnce();
  });

  test("behavior: lost, it is not held on to: no old failure is said, and the next lead begins with a recovery", async () => {
    const pass = vi.fn(async () => 0);
    const recover = vi.fn(async () => undefined);
    const broken = keeperOf("broken", () => Promise.reject(new TypeError("no room")));
    const { runner, stop } = start([broken], { ...long, sender: { pass, recover } });
    runner.wake("broken");
    await eventually(() => expect(runner.trouble()).toBe("broken: no room"));
    await ledger.db.execute(sql`
      update keepers.lease set holder = 'other', fence = fence + 1,
        expires_at = clock_timestamp() + interval '400 milliseconds'`);
    await eventually(() => expect([runner.leads(), runner.trouble()]).toEqual([false, undefined]));
    await eventually(() => expect(recover).toHaveBeenCalledTimes(2));
    expect(runner.leads()).toBe(true);
    await stop();
  });

  test("behavior: lost while somebody looks, it ends the round: nobody else looks, and nothing is sent", async () => {
    const events: string[] = [];
    const told = async (name: string) => void events.push(name);
    const frozen = keeperOf("frozen", async () => {
      await told("frozen");
      await expireLease();
      return [testIntent("1")];
    });
    const other = keeperOf("other", () => told("other").then(() => []));
    const sender = { recover: () => told("recover"), pass: () => told("pass").then(() => 0) };
    const { runner, stop } = start([frozen, other], { ...long, sender });
    runner.wake("frozen");
    runner.wake("other");
    await eventually(() => expect(events.length).toBeGreaterThan(4));
    await stop();
    expect(events.slice(0, 5)).toEqual(["recover", "frozen", "recover", "other", "pass"]);
    expect(await findIntent(ledger.db, testIntent("1").key)).toBeUndefined();
  });

  test("behavior: lost while a watcher looks, nobody is told", async () => {
    const notice = { kind: "ends", subject: "1", severity: "info", text: "It ends." } as const;
    const watch = vi.fn<Watcher["watch"]>(async () => {
      await expireLease();
      return { notices: [notice], complete: true };
    });
    const { runner, sender, stop } = start([], { ...long, watchers: [{ name: "terms", watch }] });
    runner.wake("terms");
    await eventually(() => expect(sender.recover).toHaveBeenCalledTimes(2));
    await stop();
    expect(watch).toHaveBeenCalledOnce();
    expect(await openNotices(ledger.db)).toEqual([]);
  });

  test("behavior: who waits for it, however long it will then last, takes it as soon as it is free", async () => {
    await takeAs("other", 200);
    const { runner, stop } = start([], { leaseDuration: 60_000 });
    await eventually(() => expect(runner.leads()).toBe(true));
    await stop();
  });
});

describe("a round", () => {
  test("behavior: that fails is said, and repeated until it ends well", async () => {
    const pass = vi.fn<() => Promise<number>>(async () => 0).mockRejectedValueOnce(new TypeError("no space left"));
    const { runner, stop } = start([], { sender: { pass, recover: async () => undefined } });
    await eventually(() => expect(runner.trouble()).toBe("no space left"));
    expect(runner.leads()).toBe(true);
    await eventually(() => expect(runner.trouble()).toBeUndefined());
    await stop();
  });

  test("behavior: begins at once when somebody is woken, or was while the sender worked", async () => {
    const propose = vi.fn(async () => []);
    const pass = vi.fn(async () => {
      if (pass.mock.calls.length === 1) runner.wake("counter");
      return 0;
    });
    const { runner, stop } = start([keeperOf("counter", propose)], {
      ...long,
      sender: { pass, recover: async () => undefined },
    });
    await eventually(() => expect(pass).toHaveBeenCalledTimes(2));
    expect(propose).toHaveBeenCalledOnce();
    // It rests now, for 20 seconds if nobody rings.
    await new Promise((resolve) => setImmediate(resolve));
    runner.wake("counter");
    await eventually(() => expect(propose).toHaveBeenCalledTimes(2));
    await stop();
  });

  test("behavior: comes soon again while anything is under way", async () => {
    const pass = vi.fn(async () => 1);
    const { stop } = start([], { ...long, sender: { pass, recover: async () => undefined } });
    await eventually(() => expect(pass.mock.calls.length).toBeGreaterThan(3));
    await stop();
  });

  test("behavior: lets the schedule look when it is woken", async () => {
    const tick = vi.fn(async () => undefined);
    const { runner, sender, stop } = start([], { schedule: { tick } });
    await eventually(() => expect(sender.pass).toHaveBeenCalled());
    expect(tick).not.toHaveBeenCalled();
    runner.wake("schedule");
    await eventually(() => expect(tick).toHaveBeenCalledOnce());
    expect(tick).toHaveBeenCalledWith(expect.objectContaining({ holder: "first" }), head);
    await stop();
  });

  test("behavior: nobody begins to look once it is stopped", async () => {
    const other = vi.fn(async () => []);
    const last = keeperOf("last", async () => {
      runner.stop();
      return [];
    });
    const { runner, stop } = start([last, keeperOf("other", other)]);
    runner.wake("last");
    runner.wake("other");
    await stop();
    expect(other).not.toHaveBeenCalled();
  });
});

describe("silence", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("behavior: who hangs keeps the lead no longer", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const never = keeperOf("never", () => new Promise(() => undefined));
    const { runner } = start([never], { leaseDuration: 2_000 });
    runner.wake("never");
    await eventually(() => expect(runner.leads()).toBe(true));
    const other = { chainId: testChainId, account: testAccount, holder: "second", duration: 60_000 };
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await acquireLease(ledger.db, other)).toBeUndefined();
    vi.advanceTimersByTime(longestSilence);
    await eventually(async () => expect(await acquireLease(ledger.db, other)).toBeDefined());
  });

  test("behavior: grows while somebody hangs, and ends when he answers", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const answer: { now?: () => void } = {};
    const slow = keeperOf("slow", () => new Promise((resolve) => (answer.now = () => resolve([]))));
    const { runner, stop } = start([slow]);
    runner.wake("slow");
    await eventually(() => expect(answer.now).toBeDefined());
    vi.advanceTimersByTime(200_000);
    expect(runner.silence()).toBeGreaterThanOrEqual(200_000);
    answer.now?.();
    await eventually(() => expect(runner.silence()).toBeLessThan(100_000));
    await stop();
  });
});

import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Finding, judge, type Limits, noticeKinds, noticesOf, readinessOf } from "./judge.ts";
import { runwayDays, spendOf } from "./spend.ts";
import { gapOf, shared, troubleOf, type Vitals } from "./vitals.ts";

const account = "0xa1";
const limits: Limits = { account, indexLag: 5n, skew: 300, runway: 14, overdue: 345, changes: 6 };
const headAt = (number: bigint, timestamp = 1_000) => ({ number, hash: "0x01", timestamp }) as const;
const healthy: Vitals = {
  now: 1_010,
  endpoints: [{ endpoint: "a", reason: undefined }],
  head: headAt(100n),
  doubts: [],
  indexed: 98n,
  balance: 10n ** 18n,
  gasPrice: 10n ** 9n,
  spend: { total: 7n * 10n ** 15n, perDay: 10n ** 15n },
  leads: true,
  trouble: undefined,
  nonceGap: 0,
  ledger: { pauses: [], halts: [], unknown: [], oldest: [{ keeper: "lockup-unlocker", seconds: 10 }], changes: 1 },
};
const judged = (changes: Partial<Vitals>): Finding[] => judge({ ...healthy, ...changes }, limits);
const ledgerWith = (changes: Partial<NonNullable<Vitals["ledger"]>>) =>
  judged({ ledger: { pauses: [], halts: [], unknown: [], oldest: [], changes: 0, ...changes } });
const bad = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== "ok").map(({ check, level, notice }) => [check, level, notice?.kind]);
const pause = (scope: string, by = "anna") => ({ scope, reason: "audit", by, at: new Date(0) });

describe("judge", () => {
  test("behavior: finds nothing where all is well", () => {
    expect(bad(judge(healthy, limits))).toEqual([]);
  });

  test.each<[string, Finding[], unknown]>([
    [
      "no endpoint",
      judged({ endpoints: [{ endpoint: "a", reason: "cannot be reached" }], head: undefined }),
      [
        ["RPC", "warn", "endpoint-left-out"],
        ["RPC", "fail", undefined],
        ["clock", "warn", undefined],
      ],
    ],
    [
      "an endpoint that is left out",
      judged({ endpoints: [...healthy.endpoints, { endpoint: "b", reason: "is 6 blocks behind" }] }),
      [["RPC", "warn", "endpoint-left-out"]],
    ],
    ["endpoints that are divided", judged({ doubts: ["they are divided"] }), [["RPC", "fail", undefined]]],
    ["a head from the future", judged({ now: 699 }), [["clock", "warn", "clock-skew"]]],
    ["an old head", judged({ now: 1_301 }), [["clock", "warn", "clock-skew"]]],
    ["an index that lags", judged({ indexed: 94n }), [["index", "fail", "index-lag"]]],
    ["an index without rows", judged({ indexed: "empty" }), [["index", "fail", "index-lag"]]],
    ["no index", judged({ indexed: undefined }), [["index", "fail", "index-lag"]]],
    ["an empty account", judged({ balance: 0n }), [["balance", "fail", "low-balance"]]],
    [
      "an empty account, and nobody says what gas costs",
      judged({ balance: 0n, gasPrice: undefined }),
      [["balance", "fail", "low-balance"]],
    ],
    ["a short runway", judged({ balance: 13n * 10n ** 15n }), [["balance", "warn", "low-balance"]]],
    ["no database", judged({ ledger: undefined }), [["database", "fail", undefined]]],
    ["a pause", ledgerWith({ pauses: [pause("all")] }), [["pause", "fail", "paused"]]],
    [
      "a breaker, which tells by itself",
      ledgerWith({ pauses: [pause("a", "sender")] }),
      [["pause", "fail", undefined]],
    ],
    ["an unknown item", ledgerWith({ unknown: [{ keeper: "a", count: 2 }] }), [["unknown", "warn", undefined]]],
    ["overdue work", ledgerWith({ oldest: [{ keeper: "a", seconds: 346 }] }), [["age", "warn", "overdue"]]],
    [
      "overdue work while paused: one alert",
      ledgerWith({ oldest: [{ keeper: "a", seconds: 346 }], pauses: [pause("a")] }),
      [["pause", "fail", "paused"]],
    ],
    [
      "overdue work while all are paused: one alert",
      ledgerWith({ oldest: [{ keeper: "a", seconds: 346 }], pauses: [pause("all")] }),
      [["pause", "fail", "paused"]],
    ],
    [
      "overdue work while another keeper is paused",
      ledgerWith({ oldest: [{ keeper: "a", seconds: 346 }], pauses: [pause("b")] }),
      [
        ["pause", "fail", "paused"],
        ["age", "warn", "overdue"],
      ],
    ],
    [
      "nothing is signed for the account, however old the work",
      ledgerWith({ halts: [{ keeper: undefined, text: "no room" }], oldest: [{ keeper: "a", seconds: 9_000 }] }),
      [["sending", "fail", undefined]],
    ],
    [
      "nothing is signed for one keeper, and another is late",
      ledgerWith({
        halts: [{ keeper: "a", text: "barred" }],
        oldest: [
          { keeper: "a", seconds: 9_000 },
          { keeper: "b", seconds: 9_000 },
        ],
      }),
      [
        ["sending", "fail", undefined],
        ["age", "warn", "overdue"],
      ],
    ],
    ["a lease that changes hands", ledgerWith({ changes: 7 }), [["lease", "warn", "lease-flapping"]]],
    ["failing rounds", judged({ trouble: "no space left" }), [["rounds", "fail", "rounds-fail"]]],
    ["no lease", judged({ leads: false }), [["lead", "fail", undefined]]],
  ])("behavior: %s", (_what, findings, expected) => {
    expect(bad(findings)).toEqual(expected);
  });

  test("behavior: at its limit nothing is wrong yet", () => {
    expect(bad(judged({ now: 1_300 }))).toEqual([]);
    expect(bad(judged({ now: 700 }))).toEqual([]);
    expect(bad(judged({ indexed: 95n }))).toEqual([]);
    expect(bad(judged({ balance: 14n * 10n ** 15n }))).toEqual([]);
    expect(bad(ledgerWith({ changes: 6, oldest: [{ keeper: "a", seconds: 345 }] }))).toEqual([]);
  });

  test("behavior: less than a day of runway is critical", () => {
    const severityAt = (balance: bigint) => noticesOf(judged({ balance }))[0]?.severity;
    expect(severityAt(10n ** 15n)).toBe("warning");
    expect(severityAt(10n ** 15n - 10n ** 14n)).toBe("critical");
  });

  test.each<[string, Finding[], unknown]>([
    ["overdue work", ledgerWith({ oldest: [{ keeper: "a", seconds: 346 }] }), ["critical"]],
    ["an empty account", judged({ balance: 0n }), ["critical"]],
    ["failing rounds", judged({ trouble: "no space left" }), ["critical"]],
    ["an index that lags", judged({ indexed: 94n }), ["warning"]],
    ["a pause, which is a person's will", ledgerWith({ pauses: [pause("all")] }), ["warning"]],
    ["a lease that changes hands", ledgerWith({ changes: 7 }), ["warning"]],
    ["a clock that is wrong", judged({ now: 1_301 }), ["warning"]],
  ])("behavior: how much it matters: %s", (_what, findings, severities) => {
    expect(noticesOf(findings).map(({ severity }) => severity)).toEqual(severities);
  });

  test("behavior: says by which command a paused keeper goes on", () => {
    const textOf = (scope: string) =>
      ledgerWith({ pauses: [pause(scope)] }).find(({ check }) => check === "pause")?.text;
    expect(textOf("all")).toContain(
      "All keepers are paused by anna: audit. Let go on with `npm run keepers -- resume`.",
    );
    expect(textOf("a")).toContain(
      "The keeper a is paused by anna: audit. Let go on with `npm run keepers -- resume a`.",
    );
  });

  test("property: never throws, and each notice has a kind that is known, once per subject", () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const vitals = fc.record({
      now: fc.nat(),
      indexed: fc.oneof(maybe(fc.bigInt({ min: 0n, max: 200n })), fc.constant("empty" as const)),
      balance: maybe(fc.bigInt({ min: 0n, max: 10n ** 20n })),
      spend: maybe(
        fc.record({ total: fc.bigInt({ min: 0n, max: 10n }), perDay: fc.bigInt({ min: 0n, max: 10n ** 19n }) }),
      ),
      leads: fc.boolean(),
      trouble: maybe(fc.string()),
      head: maybe(fc.nat().map((timestamp) => headAt(100n, timestamp))),
    });
    fc.assert(
      fc.property(vitals, (changes) => {
        const notices = noticesOf(judged(changes));
        for (const { kind } of notices) expect(noticeKinds).toContain(kind);
        expect(new Set(notices.map(({ kind, subject }) => `${kind} ${subject}`)).size).toBe(notices.length);
      }),
    );
  });
});

describe("readinessOf", () => {
  test("behavior: ready where all is well, or a person is only warned", () => {
    const warned = [judged({ now: 1_301 }), ledgerWith({ unknown: [{ keeper: "a", count: 1 }] })];
    for (const findings of [judge(healthy, limits), ...warned])
      expect(readinessOf(findings)).toEqual({ ready: true, problems: [] });
  });

  test.each<[string, Finding[], string]>([
    ["paused", ledgerWith({ pauses: [pause("all")] }), "paused by anna"],
    ["one keeper paused", ledgerWith({ pauses: [pause("a")] }), "The keeper a is paused"],
    ["halted", ledgerWith({ halts: [{ keeper: undefined, text: "no room" }] }), "no room"],
    ["the lead lost", judged({ leads: false }), "Another process holds the lease"],
    ["a round or a look failed", judged({ trouble: "counter: no answer" }), "counter: no answer"],
    ["no ledger", judged({ ledger: undefined }), "The database does not answer"],
    ["no chain", judged({ head: undefined }), "No RPC endpoint answers"],
    ["endpoints that are divided", judged({ doubts: ["they are divided"] }), "they are divided"],
    ["no index", judged({ indexed: undefined }), "The index cannot be read"],
    ["an index that lags", judged({ indexed: 94n }), "6 blocks behind"],
    ["no money", judged({ balance: 0n }), account],
  ])("behavior: not ready, and says why: %s", (_what, findings, because) => {
    const { ready, problems } = readinessOf(findings);
    expect(ready).toBe(false);
    expect(problems).toEqual([expect.stringContaining(because)]);
  });
});

describe("what is measured", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("behavior: where transactions cost nothing, an empty account is in nobody's way", () => {
    const free = judged({ balance: 0n, gasPrice: 0n, spend: { total: 7n, perDay: 1n } });
    expect(bad(free)).toEqual([]);
    expect(noticesOf(free)).toEqual([]);
    expect(readinessOf(free)).toEqual({ ready: true, problems: [] });
  });

  test("behavior: the runway is the balance at the last week's spend", () => {
    expect(runwayDays(10n, { perDay: 4n })).toBe(2.5);
    expect(runwayDays(10n, { perDay: 0n })).toBeUndefined();
  });

  test("behavior: what was spent is spread over a day at least and a week at most", () => {
    expect(spendOf(0n, 0)).toEqual({ total: 0n, perDay: 0n });
    expect(spendOf(60n, 5)).toEqual({ total: 60n, perDay: 60n });
    expect(spendOf(60n, 3 * 86_400)).toEqual({ total: 60n, perDay: 20n });
    expect(spendOf(70n, 1e9)).toEqual({ total: 70n, perDay: 10n });
  });

  test("behavior: a gap is a nonce that nobody holds below one that is open", () => {
    expect(gapOf(5, [])).toBe(0);
    expect(gapOf(5, [5, 6])).toBe(0);
    expect(gapOf(5, [7, 7, 9])).toBe(3);
    expect(gapOf(5, [3])).toBe(0);
  });

  test("behavior: why a round failed is said in one line", () => {
    expect(troubleOf(new TypeError("no room\nat the query"))).toBe("no room");
  });

  test("behavior: who asks at the same time shares a look; a failed one is not kept", async () => {
    let looks = 0;
    const look = shared(async () => {
      looks += 1;
      if (looks === 1) throw new Error("down");
      return looks;
    }, 60_000);
    await expect(look()).rejects.toThrow("down");
    expect(await Promise.all([look(), look()])).toEqual([2, 2]);
    expect(await look()).toBe(2);
  });

  test("behavior: an answer is good for a moment after it was given, however long it took", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    let looks = 0;
    let answer = (): void => undefined;
    const look = shared(() => {
      looks += 1;
      return new Promise<number>((resolve) => {
        answer = () => resolve(looks);
      });
    }, 1_000);
    const first = look();
    vi.advanceTimersByTime(900);
    answer();
    expect(await first).toBe(1);
    vi.advanceTimersByTime(900);
    expect(await look()).toBe(1);
    vi.advanceTimersByTime(101);
    const second = look();
    answer();
    expect(await second).toBe(2);
  });
});

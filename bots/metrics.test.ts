import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Vitals } from "./health/vitals.ts";
import { createMetrics } from "./metrics.ts";
import { testChainId, useLedger } from "./testing/ledger.ts";

const ledger = useLedger();

const vitals: Vitals = {
  now: 1_000,
  endpoints: [{ endpoint: "a", reason: "does not answer in time" }],
  head: { number: 10n, hash: "0x01", timestamp: 990 },
  doubts: [],
  indexed: 7n,
  balance: 2n * 10n ** 18n,
  gasPrice: 10n ** 9n,
  spend: { total: 7n * 10n ** 18n, perDay: 10n ** 18n },
  leads: true,
  trouble: undefined,
  nonceGap: 1,
  ledger: {
    pauses: [{ scope: "all", reason: "", by: "", at: new Date(0) }],
    halts: [],
    unknown: [{ keeper: "counter", count: 3 }],
    oldest: [{ keeper: "counter", seconds: 12 }],
    changes: 2,
  },
};
const metricsOf = (seen: Partial<Vitals> = {}) =>
  createMetrics({
    db: ledger.db,
    chainId: testChainId,
    keepers: ["counter"],
    look: async () => ({ ...vitals, ...seen }),
  });

const dashboard = JSON.parse(
  readFileSync(new URL("../docs/handbook/grafana/keepers.json", import.meta.url), "utf8"),
) as { panels: { title: string; targets: { expr: string }[] }[] };
const used = dashboard.panels.flatMap(({ title, targets }) =>
  targets.flatMap(({ expr }) => [...expr.matchAll(/scrip_\w+/g)].map(([name]) => [title, name] as const)),
);

describe("the dashboard", () => {
  test.each(used)("%s: %s exists", (_title, name) => {
    expect(metricsOf().names()).toContain(name);
  });

  test("shows every metric of the keepers' own", () => {
    const own = metricsOf()
      .names()
      .filter((name) => !/_(process|nodejs)_/.test(name));
    expect(own.filter((name) => !used.some(([, shown]) => shown === name))).toEqual([]);
  });
});

describe("metrics", () => {
  test("behavior: say what was seen", async () => {
    const text = await metricsOf().text();
    for (const line of [
      "scrip_keeper_leader 1",
      "scrip_keeper_head_lag_seconds 10",
      "scrip_keeper_index_lag_blocks 3",
      "scrip_keeper_endpoints_left_out 1",
      "scrip_keeper_nonce_gap 1",
      "scrip_keeper_balance_coins 2",
      "scrip_keeper_balance_runway_days 2",
      'scrip_keeper_unknown_items{keeper="counter"} 3',
      'scrip_keeper_intent_age_seconds{keeper="counter"} 12',
      'scrip_keeper_paused{scope="all"} 1',
      'scrip_keeper_intents{keeper="counter",state="planned"} 0',
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });

  test("behavior: what cannot be learnt is no number, and never an old one", async () => {
    const text = await metricsOf({ head: undefined, balance: undefined, ledger: undefined }).text();
    expect(text).toMatch(/scrip_keeper_head_lag_seconds Nan/i);
    expect(text).toMatch(/scrip_keeper_index_lag_blocks Nan/i);
    expect(text).toMatch(/scrip_keeper_balance_runway_days Nan/i);
    expect(text).toMatch(/scrip_keeper_unknown_items\{keeper="counter"\} Nan/i);
    expect(text).not.toMatch(/scrip_keeper_paused\{/);
  });
});

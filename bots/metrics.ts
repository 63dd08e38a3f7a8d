import { Counter, Gauge, Registry } from "prom-client";
import type { Database } from "./ledger/database.ts";
import { countIntents } from "./ledger/queries.ts";
import { intentStates } from "./ledger/states.ts";

export type MetricsParameters = {
  db: Database;
  chainId: number;
  keepers: readonly string[];
  leads: () => boolean;
  /** blocks between the chain's head and the index; undefined if unknown */
  indexLag: () => Promise<bigint | undefined>;
  headTimestamp: () => Promise<number | undefined>;
};

export type Metrics = {
  /** Prometheus text, read at this moment */
  text(): Promise<string>;
  wakeUps: Counter<"keeper">;
};

export const createMetrics = ({ db, chainId, keepers, leads, indexLag, headTimestamp }: MetricsParameters): Metrics => {
  const registers = [new Registry()];
  const intents = new Gauge({
    name: "scrip_keeper_intents",
    help: "Pieces of work by keeper and state",
    labelNames: ["keeper", "state"] as const,
    registers,
  });
  const leader = new Gauge({ name: "scrip_keeper_leader", help: "1 if this process holds the lease", registers });
  const lag = new Gauge({ name: "scrip_keeper_index_lag_blocks", help: "Blocks that the index is behind", registers });
  const head = new Gauge({ name: "scrip_keeper_head_timestamp_seconds", help: "Time of the chain's head", registers });
  const wakeUps = new Counter({
    name: "scrip_keeper_wake_ups_total",
    help: "How often a keeper was woken",
    labelNames: ["keeper"] as const,
    registers,
  });

  const collect = async (): Promise<void> => {
    const [counts, blocks, timestamp] = await Promise.all([countIntents(db, chainId), indexLag(), headTimestamp()]);
    for (const keeper of keepers) for (const state of intentStates) intents.set({ keeper, state }, 0);
    for (const { keeper, state, count } of counts) intents.set({ keeper, state }, count);
    leader.set(leads() ? 1 : 0);
    lag.set(blocks === undefined ? Number.NaN : Number(blocks));
    head.set(timestamp ?? Number.NaN);
  };

  return {
    wakeUps,
    text: async () => {
      await collect();
      return (await Promise.all(registers.map((registry) => registry.metrics()))).join("\n");
    },
  };
};

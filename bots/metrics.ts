import { sql } from "drizzle-orm";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { runwayDays } from "./health/spend.ts";
import type { Vitals } from "./health/vitals.ts";
import type { Database } from "./ledger/database.ts";
import { countIntents } from "./ledger/queries.ts";
import { intentStates } from "./ledger/states.ts";
import { severities } from "./notices/store.ts";

export type MetricsParameters = {
  db: Database;
  chainId: number;
  keepers: readonly string[];
  look: () => Promise<Vitals>;
};

export type Metrics = {
  /** Prometheus text, read at this moment */
  text(): Promise<string>;
  /** Every metric's name. */
  names(): string[];
  wakeUps: Counter<"keeper">;
  /** occurrences of a schedule that nobody was there for */
  missed: Counter<"job">;
};

const prefix = "scrip_keeper_";
/** wei in one unit of the chain's coin */
const coin = 1e18;

/** What Prometheus reads. Where something cannot be learnt the value is NaN, never an old one. */
export const createMetrics = ({ db, chainId, keepers, look }: MetricsParameters): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix });
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge({ name: `${prefix}${name}`, help, labelNames, registers });
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });

  const intents = gauge("intents", "Pieces of work by keeper and state", ["keeper", "state"]);
  const due = gauge("due_items", "Pieces of work that wait to be sent", ["keeper"]);
  const age = gauge("intent_age_seconds", "Age of the oldest piece of work that is not settled", ["keeper"]);
  const unknown = gauge("unknown_items", "Pieces of work of which a person must find out", ["keeper"]);
  const paused = gauge("paused", "1 for each scope that is paused", ["scope"]);
  const nonceGap = gauge("nonce_gap", "Nonces below an open one that no transaction holds");
  const headLag = gauge("head_lag_seconds", "Age of the chain's head by this machine's clock");
  const indexLag = gauge("index_lag_blocks", "Blocks that the index is behind");
  const leftOut = gauge("endpoints_left_out", "RPC endpoints that cannot be used");
  const balance = gauge("balance_coins", "Balance of the keepers' account in the chain's coin");
  const runway = gauge("balance_runway_days", "Days that the balance lasts at the last week's spend");
  const spend = gauge("spend_week_coins", "Cost of the last week's transactions in the chain's coin");
  const leader = gauge("leader", "1 if this process holds the lease");
  const changes = gauge("leader_changes_hour", "How often the lease changed hands in the last hour");
  const notices = gauge("notices_open", "Notices whose cause has not ended", ["severity"]);
  const webhooksWaiting = gauge("webhooks_waiting", "Webhooks that are to be sent, again or for the first time");
  const webhooksFailed = counter("webhooks_failed_total", "Webhook tries that no receiver took");
  const sends = counter("sends_total", "Transactions signed, replacements included", ["keeper"]);
  const reverts = counter("reverts_total", "Transactions that were mined without effect", ["keeper"]);
  const wakeUps = counter("wake_ups_total", "How often a keeper was woken", ["keeper"]);
  const missed = counter("missed_total", "Times of a schedule that passed while no keeper ran", ["job"]);

  const collectLedger = async (): Promise<void> => {
    const [counts, told, attempts] = await Promise.all([
      countIntents(db, chainId),
      countNotices(db),
      countAttempts(db, chainId),
    ]);
    for (const keeper of keepers) {
      for (const state of intentStates) intents.set({ keeper, state }, 0);
      due.set({ keeper }, 0);
    }
    for (const { keeper, state, count } of counts) {
      intents.set({ keeper, state }, count);
      if (state === "planned") due.set({ keeper }, count);
    }
    for (const severity of severities) notices.set({ severity }, told.open.get(severity) ?? 0);
    webhooksWaiting.set(told.waiting);
    webhooksFailed.reset();
    webhooksFailed.inc(told.failures);
    for (const keeper of keepers) {
      const { signed, reverted } = attempts.get(keeper) ?? { signed: 0, reverted: 0 };
      sends.remove({ keeper });
      sends.inc({ keeper }, signed);
      reverts.remove({ keeper });
      reverts.inc({ keeper }, reverted);
    }
  };

  const collectVitals = ({ now, head, indexed, endpoints, ledger, leads, ...vitals }: Vitals): void => {
    leader.set(leads ? 1 : 0);
    headLag.set(head === undefined ? Number.NaN : now - head.timestamp);
    const isKnown = head !== undefined && typeof indexed === "bigint";
    indexLag.set(isKnown ? Number(head.number - indexed) : Number.NaN);
    leftOut.set(endpoints.filter(({ reason }) => reason !== undefined).length);
    nonceGap.set(vitals.nonceGap ?? Number.NaN);
    balance.set(vitals.balance === undefined ? Number.NaN : Number(vitals.balance) / coin);
    spend.set(vitals.spend === undefined ? Number.NaN : Number(vitals.spend.total) / coin);
    runway.set(runwayOf(vitals));
    changes.set(ledger?.changes ?? Number.NaN);
    for (const one of [age, unknown, paused]) one.reset();
    for (const keeper of keepers) {
      age.set({ keeper }, ledger === undefined ? Number.NaN : 0);
      unknown.set({ keeper }, ledger === undefined ? Number.NaN : 0);
    }
    for (const { keeper, seconds } of ledger?.oldest ?? []) age.set({ keeper }, seconds);
    for (const { keeper, count } of ledger?.unknown ?? []) unknown.set({ keeper }, count);
    for (const { scope } of ledger?.pauses ?? []) paused.set({ scope }, 1);
  };

  return {
    wakeUps,
    missed,
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
    text: async () => {
      collectVitals(await look());
      // Without the database the rest is still told.
      await collectLedger().catch(() => {
        for (const one of [intents, due, notices]) one.reset();
      });
      return registry.metrics();
    },
  };
};

/** Infinite while nothing is spent, as Prometheus writes it. */
const runwayOf = ({ balance, spend }: Pick<Vitals, "balance" | "spend">): number =>
  balance === undefined || spend === undefined ? Number.NaN : (runwayDays(balance, spend) ?? Number.POSITIVE_INFINITY);

const countNotices = async (db: Database) => {
  const open = await db.execute<{ severity: string; count: string }>(
    sql`select severity, count(*) from keepers.notice where closed_at is null group by severity`,
  );
  // Every try but the one that was taken has failed.
  const sent = await db.execute<{ waiting: string; failures: string }>(sql`
    select count(*) filter (where state = 'waiting') as waiting,
           coalesce(sum(tries) - count(*) filter (where state = 'delivered'), 0) as failures
      from keepers.delivery`);
  return {
    open: new Map(open.rows.map(({ severity, count }) => [severity, Number(count)])),
    waiting: Number(sent.rows[0]?.waiting ?? 0),
    failures: Number(sent.rows[0]?.failures ?? 0),
  };
};

const countAttempts = async (db: Database, chainId: number) => {
  const { rows } = await db.execute<{ keeper: string; signed: string; reverted: string }>(sql`
    select keeper, count(*) as signed, count(*) filter (where state = 'reverted') as reverted
      from keepers.attempt where chain_id = ${chainId} group by keeper`);
  return new Map(
    rows.map(({ keeper, signed, reverted }) => [keeper, { signed: Number(signed), reverted: Number(reverted) }]),
  );
};

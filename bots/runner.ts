import { setTimeout as sleep } from "node:timers/promises";
import { BaseError } from "../sdk/errors/index.ts";
import type { Head } from "../sdk/reads/head.ts";
import { troubleOf } from "./health/vitals.ts";
import { IndexLaggingError } from "./index-reader.ts";
import type { Keeper, Watcher } from "./keeper.ts";
import type { Database } from "./ledger/database.ts";
import { LeaseLostError } from "./ledger/errors.ts";
import { acquireLease, fenced, type Lease, releaseLease, renewLease } from "./ledger/lease.ts";
import { planIntents } from "./ledger/plan.ts";
import type { Log } from "./log.ts";
import { tellSight } from "./notices/watched.ts";
import type { Schedule } from "./schedule/index.ts";
import type { Sender } from "./sender/index.ts";

export type RunnerParameters = {
  db: Database;
  chainId: number;
  account: string;
  /** unique to this process */
  holder: string;
  keepers: readonly Keeper[];
  watchers?: readonly Watcher[] | undefined;
  /** looks when "schedule" is woken */
  schedule?: Schedule | undefined;
  sender: Sender;
  readHead: () => Promise<Head>;
  log: Log;
  /** milliseconds; see `acquireLease` */
  leaseDuration: number;
  /** milliseconds between two looks at what is under way */
  pollInterval?: number | undefined;
};

/** milliseconds without a turn after which a loop counts as hung */
export const longestSilence = 120_000;

/**
 * Lets keepers and watchers look when they are woken, and the sender work while anything is under way, one after the other: no
 * two rounds overlap. Without the lease it waits.
 */
export type Runner = {
  /** The keeper or watcher looks as soon as it can; woken again before that, it still looks once. */
  wake(name: string): void;
  /** Whether this process holds the lease. */
  leads(): boolean;
  /** Milliseconds since something was last begun or ended: a long time says that the loop hangs. */
  silence(): number;
  /** Why the last round, or the last look of a keeper or watcher, failed; undefined if all ended well. */
  trouble(): string | undefined;
  /** Resolves after `stop`, when what was begun is finished and the lease given back. */
  run(): Promise<void>;
  stop(): void;
};

export const createRunner = (parameters: RunnerParameters): Runner => {
  const {
    db,
    chainId,
    account,
    holder,
    keepers,
    watchers = [],
    schedule,
    sender,
    log,
    leaseDuration,
    pollInterval = 250,
  } = parameters;
  const stopped = new AbortController();
  const woken = new Set<string>();
  let lease: Lease | undefined;
  let ring: (() => void) | undefined;
  let turnedAt = performance.now();
  let trouble: string | undefined;
  /** by the name of who looked */
  const failed = new Map<string, string>();
  /** names that are woken in a moment */
  const resting = new Set<string>();

  const turned = (): void => {
    turnedAt = performance.now();
  };

  const silence = (): number => performance.now() - turnedAt;

  const wake = (name: string): void => {
    woken.add(name);
    ring?.();
  };

  const run = async (): Promise<void> => {
    let open = 0;
    while (!stopped.signal.aborted) {
      turned();
      try {
        lease = await holdLease(lease);
        if (lease !== undefined) open = await keeping(lease, round);
        trouble = undefined;
      } catch (error) {
        if (error instanceof LeaseLostError) lease = undefined;
        if (lease === undefined) failed.clear();
        trouble = troubleOf(error);
        tell(error);
      }
      turned();
      await rest(lease === undefined || open > 0 ? pollInterval : leaseDuration / 3);
    }
    if (lease !== undefined) await giveBack(lease);
    lease = undefined;
  };

  const holdLease = async (held: Lease | undefined): Promise<Lease | undefined> => {
    if (held !== undefined) {
      await renewLease(db, held, leaseDuration);
      return held;
    }
    const taken = await acquireLease(db, { chainId, account, holder, duration: leaseDuration });
    if (taken === undefined) return undefined;
    log.info({ account, fence: taken.fence }, "leads: sends for this account from now on");
    await sender.recover(taken);
    return taken;
  };

  /**
   * Renews the lease while the work goes on, unless it hangs: over endpoints that are slow, one round may take longer than a
   * lease lasts, and leaders that take over from one another would never come to an end.
   */
  const keeping = async <T>(held: Lease, work: (held: Lease) => Promise<T>): Promise<T> => {
    const ended = new AbortController();
    const { signal } = ended;
    const renew = async (): Promise<void> => {
      while (silence() < longestSilence) {
        await sleep(leaseDuration / 3, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        // What is lost here, the next write finds out.
        await renewLease(db, held, leaseDuration).catch(() => undefined);
      }
    };
    void renew();
    try {
      return await work(held);
    } finally {
      ended.abort();
    }
  };

  /** A lease that cannot be given back expires. */
  const giveBack = (held: Lease): Promise<void> =>
    releaseLease(db, held).catch((error: unknown) => log.warn({ err: error }, "the lease could not be given back"));

  const round = async (held: Lease): Promise<number> => {
    const duties = [
      ...keepers.map((keeper) => ({ name: keeper.name, look: () => propose(held, keeper) })),
      ...watchers.map((watcher) => ({ name: watcher.name, look: () => watch(held, watcher) })),
      { name: "schedule", look: async () => schedule?.tick(held, await parameters.readHead()) },
    ];
    for (const { name, look } of duties) {
      if (stopped.signal.aborted) break;
      if (woken.delete(name)) await attend(name, look);
      turned();
    }
    return sender.pass(held);
  };

  const propose = async (held: Lease, keeper: Keeper): Promise<void> => {
    const planned = await planIntents(db, held, await keeper.propose(await parameters.readHead()));
    log.debug({ event: "round", keeper: keeper.name, planned: planned.length }, "looked");
  };

  const watch = async (held: Lease, watcher: Watcher): Promise<void> => {
    const sight = await watcher.watch(await parameters.readHead());
    await fenced(db, held, (tx) => tellSight(tx, watcher, sight));
    log.debug({ event: "round", keeper: watcher.name, seen: sight.notices.length }, "looked");
  };

  /** The trouble of one does not keep the others from looking. */
  const attend = async (name: string, look: () => Promise<void>): Promise<void> => {
    try {
      await look();
      failed.delete(name);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      if (error instanceof IndexLaggingError) failed.delete(name);
      else failed.set(name, `${name}: ${troubleOf(error)}`);
      // The index is usually late by moments only; anything else may take longer.
      wakeLater(name, pollInterval * (error instanceof IndexLaggingError ? 2 : 8));
      tell(error, name);
    }
  };

  /** Once: those that fail and are woken otherwise, too, must not be woken more and more often. */
  const wakeLater = (name: string, delay: number): void => {
    if (resting.has(name)) return;
    resting.add(name);
    const timer = setTimeout(() => {
      resting.delete(name);
      wake(name);
    }, delay);
    timer.unref();
  };

  const tell = (error: unknown, keeper?: string): void => {
    if (error instanceof IndexLaggingError) log.debug({ keeper, err: error }, error.shortMessage);
    else
      log.error(
        { keeper, err: error },
        error instanceof BaseError ? error.shortMessage : "a round failed; it is repeated",
      );
  };

  const rest = async (milliseconds: number): Promise<void> => {
    if (woken.size > 0 && lease !== undefined) milliseconds = Math.min(milliseconds, pollInterval);
    const bell = new AbortController();
    ring = () => bell.abort();
    const signal = AbortSignal.any([stopped.signal, bell.signal]);
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    ring = undefined;
  };

  return {
    wake,
    run,
    leads: () => lease !== undefined,
    silence,
    trouble: () => trouble ?? failed.values().next().value,
    stop: () => stopped.abort(),
  };
};

import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { eventually } from "../../runtime/testing/eventually.ts";
import { takeLease, testAccount, testChainId, testIntent, useLeasedLedger } from "../testing/ledger.ts";
import { block, keys, one, signed, signWork, two } from "../testing/signed-work.ts";
import {
  markBroadcast,
  markFinal,
  markMined,
  markReverted,
  markSuperseded,
  markVanished,
  recordReplacement,
  recordSigned,
} from "./attempts.ts";
import { bindChain } from "./chain.ts";
import { claim, recoverClaims, refuse, skip, stop } from "./claims.ts";
import type { Database } from "./database.ts";
import {
  IntentConflictError,
  LeaseLostError,
  LedgerChainMismatchError,
  MigrationChangedError,
  StaleStateError,
} from "./errors.ts";
import { appendEvents, verifyEvents } from "./events.ts";
import { acquireLease, fenced, type Lease, releaseLease, renewLease } from "./lease.ts";
import { migrate } from "./migrate.ts";
import { maxTries } from "./moves.ts";
import { findIntent, planIntents } from "./plan.ts";
import { countIntents, highestNonce, openAttempts, plannedIntents, settledAttempts } from "./queries.ts";
import { event } from "./schema.ts";
import { resolveUnknown } from "./unknown.ts";

const ledger = useLeasedLedger();

const stateOf = async (key: string) => (await findIntent(ledger.db, key))?.state;
const eventCount = async () => (await ledger.db.select().from(event)).length;
const signBoth = () => signWork(ledger.db, ledger.lease);

describe("migrate", () => {
  test("behavior: again is harmless, at the same time too", async () => {
    const { db: fresh } = await ledger.create();
    await Promise.all([migrate(fresh), migrate(fresh)]);
    await migrate(fresh);
    expect(await plannedIntents(fresh, testChainId, 1)).toEqual([]);
  });

  test("error: MigrationChangedError", async () => {
    await ledger.db.execute(sql`update keepers.migration set checksum = 'other'`);
    await expect(migrate(ledger.db)).rejects.toThrow(MigrationChangedError);
  });
});

describe("bindChain", () => {
  const identity = { chainId: 31337, startBlock: 3, startBlockHash: "0xaa" };

  test("behavior: the same chain again", async () => {
    await bindChain(ledger.db, identity);
    await bindChain(ledger.db, identity);
  });

  test("error: LedgerChainMismatchError for another life of the chain", async () => {
    await bindChain(ledger.db, identity);
    await expect(bindChain(ledger.db, { ...identity, startBlockHash: "0xbb" })).rejects.toThrow(
      LedgerChainMismatchError,
    );
  });

  test("error: LedgerChainMismatchError for a second chain, also when both start at once", async () => {
    const others = [1, 5, 10].map((chainId) => bindChain(ledger.db, { ...identity, chainId }));
    const ends = await Promise.allSettled([bindChain(ledger.db, identity), ...others]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    const refused = ends.find((end) => end.status === "rejected");
    expect(refused?.reason).toBeInstanceOf(LedgerChainMismatchError);
    expect(refused?.reason.message).toMatch(/The ledger's start: chain \d+, block 3 0xaa/);
  });
});

describe("planIntents", () => {
  test("behavior: planned twice is one intent", async () => {
    expect(await planIntents(ledger.db, ledger.lease, [one])).toEqual([one.key]);
    expect(await planIntents(ledger.db, ledger.lease, [one])).toEqual([]);
    expect(await plannedIntents(ledger.db, testChainId, 10)).toHaveLength(1);
    expect(await eventCount()).toBe(1);
  });

  test("behavior: known work keeps its state", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    await claim(ledger.db, ledger.lease, [one.key]);
    await planIntents(ledger.db, ledger.lease, [one]);
    expect(await stateOf(one.key)).toBe("claimed");
  });

  test("behavior: skipped work that is due again is planned again, unless a person has skipped it", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    await skip(ledger.db, ledger.lease, [one.key], "done by somebody else");
    expect(await planIntents(ledger.db, ledger.lease, [one])).toEqual([one.key]);
    expect(await findIntent(ledger.db, one.key)).toMatchObject({ state: "planned", reason: "due again" });

    await claim(ledger.db, ledger.lease, [two.key]);
    await stop(ledger.db, ledger.lease, [two.key], "too dear");
    await resolveUnknown(ledger.db, two.key, { to: "skipped", by: "Ada", note: "done by hand" });
    expect(await planIntents(ledger.db, ledger.lease, [two])).toEqual([]);
    expect(await stateOf(two.key)).toBe("skipped");
  });

  test("behavior: told and returned in the order given", async () => {
    const given = ["7", "3", "9", "1"].map((name) => testIntent(name));
    const wanted = given.map(({ key }) => key);
    expect(await planIntents(ledger.db, ledger.lease, given)).toEqual(wanted);
    const told = await ledger.db.select().from(event).orderBy(event.id);
    expect(told.map(({ intentKey }) => intentKey)).toEqual(wanted);
  });

  test("behavior: planned at the same time is one intent", async () => {
    const planned = await Promise.all([
      planIntents(ledger.db, ledger.lease, [one, two]),
      planIntents(ledger.db, ledger.lease, [two, one]),
    ]);
    expect(planned.flat().sort()).toEqual([...keys].sort());
  });

  test("error: IntentConflictError, and nothing is written", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    const conflict = planIntents(ledger.db, ledger.lease, [two, testIntent("1", { slot: "9" })]);
    await expect(conflict).rejects.toThrow(IntentConflictError);
    expect(await stateOf(two.key)).toBeUndefined();
    expect(await eventCount()).toBe(1);
  });

  test("error: IntentConflictError within one plan", async () => {
    await expect(planIntents(ledger.db, ledger.lease, [one, testIntent("1", { slot: "9" })])).rejects.toThrow(
      IntentConflictError,
    );
    expect(await stateOf(one.key)).toBeUndefined();
  });
});

describe("lease", () => {
  const take = (holder: string, duration = 60_000) =>
    acquireLease(ledger.db, { chainId: testChainId, account: testAccount, holder, duration });

  test("behavior: a second process does not get it", async () => {
    expect(await take("second")).toBeUndefined();
  });

  test("behavior: one of many gets it when it has expired", async () => {
    await renewLease(ledger.db, ledger.lease, 0);
    const taken = await Promise.all(["a", "b", "c", "d"].map((holder) => take(holder)));
    expect(taken.filter((got) => got !== undefined)).toEqual([
      expect.objectContaining({ fence: ledger.lease.fence + 1 }),
    ]);
  });

  test("behavior: given back, it is free at once", async () => {
    await releaseLease(ledger.db, ledger.lease);
    expect(await take("second")).toMatchObject({ holder: "second", fence: ledger.lease.fence + 1 });
  });

  test("error: LeaseLostError when renewed too late", async () => {
    await renewLease(ledger.db, ledger.lease, 0);
    await expect(renewLease(ledger.db, ledger.lease, 60_000)).rejects.toThrow(LeaseLostError);
  });

  test("error: LeaseLostError under the former fence of the same process", async () => {
    await renewLease(ledger.db, ledger.lease, 0);
    const again = await takeLease(ledger.db, ledger.lease.holder);
    expect(again.fence).toBe(ledger.lease.fence + 1);
    await expect(planIntents(ledger.db, ledger.lease, [one])).rejects.toThrow(LeaseLostError);
    await expect(renewLease(ledger.db, ledger.lease, 60_000)).rejects.toThrow(LeaseLostError);
    await planIntents(ledger.db, again, [one]);
  });

  test.each([
    ["under the lease", (on: Database, held: Lease, hang: () => Promise<void>) => fenced(on, held, hang)],
    [
      "at the end of the events",
      (on: Database, _: Lease, hang: () => Promise<void>) =>
        on.transaction(async (tx) => {
          await appendEvents(tx, [{ to: "proposed" }]);
          await hang();
        }),
    ],
  ])(
    "behavior: frozen in the middle of a transaction %s, a process does not keep others waiting for ever",
    async (_, write) => {
      const { db: fresh, pool: own } = await ledger.create();
      own.on("connect", (client) => client.on("error", () => undefined));
      await migrate(fresh);
      const held = await takeLease(fresh, "frozen", 1_000);
      let thaw = (): void => undefined;
      let arrive = (): void => undefined;
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const outcome = write(fresh, held, () => {
        arrive();
        return new Promise<void>((resolve) => {
          thaw = resolve;
        });
      }).then(
        () => "written",
        () => "lost",
      );
      await arrived;
      const next = await eventually(() => takeLease(fresh, "second"));
      await planIntents(fresh, next, [one]);
      thaw();
      expect(await outcome).toBe("lost");
      expect(await verifyEvents(fresh)).toBe(1);
    },
  );

  test("error: LeaseLostError for every write under a stale fence", async () => {
    const attemptId = await signBoth();
    const three = testIntent("3");
    await planIntents(ledger.db, ledger.lease, [three]);
    const before = await eventCount();
    await releaseLease(ledger.db, ledger.lease);
    await takeLease(ledger.db, "second");

    const effects = { done: keys, undone: [], reason: "" };
    const writes = [
      () => planIntents(ledger.db, ledger.lease, [testIntent("4")]),
      () => claim(ledger.db, ledger.lease, [three.key]),
      () => refuse(ledger.db, ledger.lease, keys, ""),
      () => skip(ledger.db, ledger.lease, [three.key], ""),
      () => recoverClaims(ledger.db, ledger.lease),
      () => recordSigned(ledger.db, ledger.lease, [{ keys: [three.key], signed: signed(1) }]),
      () => recordReplacement(ledger.db, ledger.lease, attemptId, signed(0, "more")),
      () => markBroadcast(ledger.db, ledger.lease, attemptId),
      () => markMined(ledger.db, ledger.lease, attemptId, block),
      () => markVanished(ledger.db, ledger.lease, attemptId),
      () => markFinal(ledger.db, ledger.lease, attemptId, effects),
      () => markReverted(ledger.db, ledger.lease, attemptId, effects),
      () => markSuperseded(ledger.db, ledger.lease, attemptId, effects),
    ];
    for (const write of writes) await expect(write()).rejects.toThrow(LeaseLostError);
    expect(await eventCount()).toBe(before);
  });
});

describe("claims", () => {
  test("behavior: claimed work is not planned any more", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    await claim(ledger.db, ledger.lease, [one.key]);
    expect((await plannedIntents(ledger.db, testChainId, 10)).map(({ key }) => key)).toEqual([two.key]);
  });

  test("error: StaleStateError when claimed twice, and nothing is written", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    await claim(ledger.db, ledger.lease, [one.key]);
    await expect(claim(ledger.db, ledger.lease, keys)).rejects.toThrow(StaleStateError);
    expect(await stateOf(two.key)).toBe("planned");
  });

  test("behavior: what another transaction moves meanwhile is judged as that one leaves it", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    let claiming: Promise<unknown> = Promise.resolve();
    await ledger.db.transaction(async (tx) => {
      await tx.execute(sql`update keepers.intent set state = 'claimed' where key = ${two.key}`);
      claiming = claim(ledger.db, ledger.lease, keys).catch((error: unknown) => error);
      await eventually(async () => {
        const { rows } = await ledger.db.execute(sql`
          select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        expect(rows).toHaveLength(1);
      });
    });
    expect(await claiming).toBeInstanceOf(StaleStateError);
    expect(await stateOf(one.key)).toBe("planned");
  });

  test("error: StaleStateError names what is not known", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    await expect(claim(ledger.db, ledger.lease, keys)).rejects.toThrow(`${two.key} is missing`);
    expect(await stateOf(one.key)).toBe("planned");
  });

  test("behavior: refused work waits, and is unknown after too many tries", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    for (let tries = 1; tries <= maxTries; tries += 1) {
      await claim(ledger.db, ledger.lease, [one.key]);
      await refuse(ledger.db, ledger.lease, [one.key], "not due");
      expect(await plannedIntents(ledger.db, testChainId, 10)).toEqual([]);
    }
    expect(await findIntent(ledger.db, one.key)).toMatchObject({
      state: "unknown",
      reason: "tried 5 times; last: not due",
    });
  });

  test("behavior: what an ended round or process has claimed is freed, and only that", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    await claim(ledger.db, ledger.lease, [one.key]);
    expect(await recoverClaims(ledger.db, ledger.lease)).toEqual([one.key]);
    await claim(ledger.db, ledger.lease, [one.key]);
    await releaseLease(ledger.db, ledger.lease);
    const next = await takeLease(ledger.db, "second");
    await claim(ledger.db, next, [two.key]);
    expect((await recoverClaims(ledger.db, next)).sort()).toEqual(keys);
    expect(await recoverClaims(ledger.db, next)).toEqual([]);
  });

  test("behavior: what the process of another account has claimed stays claimed", async () => {
    const other = await acquireLease(ledger.db, { ...ledger.lease, account: "0xb2", duration: 60_000 });
    await planIntents(ledger.db, ledger.lease, [one]);
    await planIntents(ledger.db, other ?? ledger.lease, [two]);
    await claim(ledger.db, ledger.lease, [one.key]);
    await claim(ledger.db, other ?? ledger.lease, [two.key]);
    expect(await recoverClaims(ledger.db, ledger.lease)).toEqual([one.key]);
    expect(await stateOf(two.key)).toBe("claimed");
  });
});

describe("queries", () => {
  const elsewhere = { chainId: 5, account: testAccount, holder: "first", duration: 60_000 };
  const another = { chainId: testChainId, account: "0xb2", holder: "first", duration: 60_000 };

  test("behavior: work of another chain is not done here, nor counted", async () => {
    const other = (await acquireLease(ledger.db, elsewhere)) as Lease;
    await planIntents(ledger.db, ledger.lease, [one]);
    await planIntents(ledger.db, other, [two]);
    const keysOn = async (chainId: number) => (await plannedIntents(ledger.db, chainId, 10)).map(({ key }) => key);
    expect([await keysOn(testChainId), await keysOn(5)]).toEqual([[one.key], [two.key]]);
    expect(await countIntents(ledger.db, 5)).toEqual([{ keeper: "counter", state: "planned", count: 1 }]);
  });

  test("behavior: the oldest work first, of one keeper if it is named, not before its time", async () => {
    const three = { ...testIntent("3"), keeper: "other" };
    for (const intent of [two, three, one]) await planIntents(ledger.db, ledger.lease, [intent]);
    const planned = async (keeper?: string) =>
      (await plannedIntents(ledger.db, testChainId, 10, keeper)).map(({ key }) => key);
    expect([await planned(), await planned("other")]).toEqual([[two.key, three.key, one.key], [three.key]]);
    await ledger.db.execute(
      sql`update keepers.intent set retry_at = now() + interval '1 minute' where key = ${two.key}`,
    );
    expect(await planned()).toEqual([three.key, one.key]);
    expect(await plannedIntents(ledger.db, testChainId, 1)).toMatchObject([{ key: three.key }]);
  });

  test.each([elsewhere, another])("behavior: nonces of %o are its own", async (taken) => {
    const other = (await acquireLease(ledger.db, taken)) as Lease;
    await planIntents(ledger.db, other, [one, two]);
    await claim(ledger.db, other, keys);
    const [open = 0, settled = 0] = await recordSigned(ledger.db, other, [
      { keys: [one.key], signed: signed(7) },
      { keys: [two.key], signed: signed(8) },
    ]);
    await markBroadcast(ledger.db, other, settled);
    await markMined(ledger.db, other, settled, block);
    await markFinal(ledger.db, other, settled, { done: [two.key], undone: [], reason: "" });
    const seen = async (of: Lease) => ({
      open: (await openAttempts(ledger.db, of)).map(({ id }) => id),
      highest: await highestNonce(ledger.db, of),
      settled: (await settledAttempts(ledger.db, of, [7, 8])).map(({ id }) => id),
    });
    expect(await seen(other)).toEqual({ open: [open], highest: 8, settled: [settled] });
    expect(await seen(ledger.lease)).toEqual({ open: [], highest: undefined, settled: [] });
  });

  test("behavior: of several transactions of one nonce the last signed first", async () => {
    const first = await signBoth();
    const second = await recordReplacement(ledger.db, ledger.lease, first, signed(0, "more"));
    expect((await openAttempts(ledger.db, ledger.lease)).map(({ id }) => id)).toEqual([second, first]);
  });

  test("behavior: refused again and again, it waits twice as long each time", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    const waits: number[] = [];
    for (let tries = 1; tries < maxTries; tries += 1) {
      await claim(ledger.db, ledger.lease, [one.key]);
      await refuse(ledger.db, ledger.lease, [one.key], "not due");
      const { rows } = await ledger.db.execute<{ wait: string }>(
        sql`select round(extract(epoch from retry_at - updated_at)) as wait from keepers.intent`,
      );
      waits.push(Number(rows[0]?.wait));
    }
    expect(waits).toEqual([2, 4, 8, 16]);
  });
});

import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { describe, expect, test } from "vitest";
import { resetLedger, takeLease, testChainId, testIntent, useLeasedLedger } from "../testing/ledger.ts";
import { block, keys, mineWork, one, signed, signWork, two } from "../testing/signed-work.ts";
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
import { claim, refuse } from "./claims.ts";
import { EventChainBrokenError, StaleStateError } from "./errors.ts";
import { appendEvents, verifyEvents } from "./events.ts";
import { acquireLease, type Lease } from "./lease.ts";
import { findIntent, planIntents } from "./plan.ts";
import { openAttempts } from "./queries.ts";
import { event } from "./schema.ts";

const ledger = useLeasedLedger();

const stateOf = async (key: string) => (await findIntent(ledger.db, key))?.state;
const eventCount = async () => (await ledger.db.select().from(event)).length;
const signBoth = () => signWork(ledger.db, ledger.lease);
const mineBoth = () => mineWork(ledger.db, ledger.lease);

describe("attempts", () => {
  test("behavior: signed to final", async () => {
    const attemptId = await mineBoth();
    expect(await openAttempts(ledger.db, ledger.lease)).toMatchObject([
      { id: attemptId, state: "mined", blockNumber: 7n },
    ]);
    await markFinal(ledger.db, ledger.lease, attemptId, { done: keys, undone: [], reason: "" });
    expect([await stateOf(one.key), await stateOf(two.key)]).toEqual(["final", "final"]);
    expect(await openAttempts(ledger.db, ledger.lease)).toEqual([]);
  });

  test("behavior: an intent without effect is planned again", async () => {
    const attemptId = await mineBoth();
    await markFinal(ledger.db, ledger.lease, attemptId, { done: [one.key], undone: [two.key], reason: "no effect" });
    expect(await stateOf(one.key)).toBe("final");
    expect(await findIntent(ledger.db, two.key)).toMatchObject({ state: "planned", tries: 1, reason: "no effect" });
  });

  test("behavior: reverted; what others did is skipped, the rest planned again", async () => {
    const attemptId = await mineBoth();
    await markReverted(ledger.db, ledger.lease, attemptId, { done: [one.key], undone: [two.key], reason: "reverted" });
    expect([await stateOf(one.key), await stateOf(two.key)]).toEqual(["skipped", "planned"]);
    expect(await openAttempts(ledger.db, ledger.lease)).toEqual([]);
  });

  test.each([
    ["final", markFinal],
    ["reverted", markReverted],
  ])("behavior: %s; work that lost its object meanwhile is skipped with what happened to it", async (_, mark) => {
    const attemptId = await mineBoth();
    const lost = [{ key: two.key, reason: "cancelled" }];
    await mark(ledger.db, ledger.lease, attemptId, { done: [one.key], undone: [], lost, reason: "no effect" });
    expect(await findIntent(ledger.db, two.key)).toMatchObject({ state: "skipped", tries: 0, reason: "cancelled" });
    expect(await openAttempts(ledger.db, ledger.lease)).toEqual([]);
  });

  test("behavior: a block that left the chain brings it back to broadcast", async () => {
    const attemptId = await mineBoth();
    await markVanished(ledger.db, ledger.lease, attemptId);
    expect(await openAttempts(ledger.db, ledger.lease)).toMatchObject([{ state: "broadcast", blockHash: null }]);
    expect(await stateOf(one.key)).toBe("broadcast");
    await markMined(ledger.db, ledger.lease, attemptId, block);
    expect(await stateOf(one.key)).toBe("mined");
  });

  test("behavior: a replacement shares nonce and intents; one of the two ends as superseded", async () => {
    const first = await signBoth();
    await markBroadcast(ledger.db, ledger.lease, first);
    const second = await recordReplacement(ledger.db, ledger.lease, first, signed(0, "more"));
    await markBroadcast(ledger.db, ledger.lease, second);
    await markMined(ledger.db, ledger.lease, second, block);
    await markFinal(ledger.db, ledger.lease, second, { done: keys, undone: [], reason: "" });
    expect(await stateOf(one.key)).toBe("final");
    expect(await openAttempts(ledger.db, ledger.lease)).toEqual([]);
  });

  test("error: StaleStateError for a replacement of another nonce", async () => {
    const first = await signBoth();
    await markBroadcast(ledger.db, ledger.lease, first);
    await expect(recordReplacement(ledger.db, ledger.lease, first, signed(1))).rejects.toThrow(StaleStateError);
  });

  test("behavior: superseded by a foreign transaction", async () => {
    const attemptId = await signBoth();
    await markSuperseded(ledger.db, ledger.lease, attemptId, { done: [one.key], undone: [two.key], reason: "foreign" });
    expect([await stateOf(one.key), await stateOf(two.key)]).toEqual(["skipped", "planned"]);
  });

  test("behavior: superseded by a foreign transaction, its work cancelled meanwhile", async () => {
    const attemptId = await signBoth();
    const lost = [{ key: two.key, reason: "cancelled" }];
    await markSuperseded(ledger.db, ledger.lease, attemptId, { done: [one.key], undone: [], lost, reason: "foreign" });
    expect(await findIntent(ledger.db, two.key)).toMatchObject({ state: "skipped", reason: "cancelled" });
  });

  test("behavior: several are recorded together, all or none, each with its own nonce and intents", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    await claim(ledger.db, ledger.lease, [one.key]);
    const works = [
      { keys: [one.key], signed: signed(0) },
      { keys: [two.key], signed: signed(1) },
    ];
    await expect(recordSigned(ledger.db, ledger.lease, works)).rejects.toThrow(StaleStateError);
    expect(await openAttempts(ledger.db, ledger.lease)).toEqual([]);
    await claim(ledger.db, ledger.lease, [two.key]);
    const ids = await recordSigned(ledger.db, ledger.lease, works);
    expect(await openAttempts(ledger.db, ledger.lease)).toMatchObject([
      { id: ids[0], nonce: 0 },
      { id: ids[1], nonce: 1 },
    ]);
    await markBroadcast(ledger.db, ledger.lease, ...ids);
    for (const key of keys) expect(await stateOf(key)).toBe("broadcast");
    const [first = 0, second = 0] = ids;
    await markMined(ledger.db, ledger.lease, second, block);
    expect([await stateOf(one.key), await stateOf(two.key)]).toEqual(["broadcast", "mined"]);
    await markMined(ledger.db, ledger.lease, first, block);
    await markFinal(ledger.db, ledger.lease, first, { done: [one.key], undone: [], reason: "" });
    expect([await stateOf(one.key), await stateOf(two.key)]).toEqual(["final", "mined"]);
  });

  test("behavior: what a block paid and where it stood is forgotten when it left the chain", async () => {
    const attemptId = await mineBoth();
    expect(await openAttempts(ledger.db, ledger.lease)).toMatchObject([{ ...block, state: "mined" }]);
    await markVanished(ledger.db, ledger.lease, attemptId);
    expect(await openAttempts(ledger.db, ledger.lease)).toMatchObject([
      { state: "broadcast", blockNumber: null, blockHash: null, succeeded: null, cost: null },
    ]);
  });

  test("behavior: a move costs as many statements for forty pieces of work as for two", async () => {
    const statementsOf = async (count: number): Promise<number> => {
      await resetLedger(ledger.db);
      ledger.lease = await takeLease(ledger.db, "first");
      let statements = 0;
      const counted = drizzle(ledger.pool, { logger: { logQuery: () => (statements += 1) } });
      const intents = Array.from({ length: count }, (_, index) => testIntent(`${index}`));
      const all = intents.map(({ key }) => key);
      await planIntents(counted, ledger.lease, intents);
      await claim(counted, ledger.lease, all);
      const [id = 0] = await recordSigned(counted, ledger.lease, [{ keys: all, signed: signed(0) }]);
      await markBroadcast(counted, ledger.lease, id);
      await markMined(counted, ledger.lease, id, block);
      await markFinal(counted, ledger.lease, id, { done: all, undone: [], reason: "" });
      expect(await verifyEvents(ledger.db)).toBe(6 * count + 4);
      return statements;
    };
    expect(await statementsOf(40)).toBe(await statementsOf(2));
  });

  test("error: StaleStateError for a final attempt", async () => {
    const attemptId = await mineBoth();
    await markFinal(ledger.db, ledger.lease, attemptId, { done: keys, undone: [], reason: "" });
    await expect(markVanished(ledger.db, ledger.lease, attemptId)).rejects.toThrow(StaleStateError);
    await expect(claim(ledger.db, ledger.lease, keys)).rejects.toThrow(StaleStateError);
  });
});

describe("events", () => {
  test("behavior: each move is told, in order", async () => {
    const attemptId = await mineBoth();
    await markFinal(ledger.db, ledger.lease, attemptId, { done: keys, undone: [], reason: "" });
    const told = (await ledger.db.select().from(event).orderBy(event.id)).filter(
      ({ intentKey }) => intentKey === one.key,
    );
    expect(told.map(({ fromState, toState }) => [fromState, toState])).toEqual([
      [null, "planned"],
      ["planned", "claimed"],
      ["claimed", "signed"],
      ["signed", "broadcast"],
      ["broadcast", "mined"],
      ["mined", "final"],
    ]);
    expect(await verifyEvents(ledger.db)).toBe(await eventCount());
  });

  test("behavior: writers at the same time, of several accounts: one chain", async () => {
    const leases = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const account = `0x${index}`;
        return acquireLease(ledger.db, { chainId: testChainId, account, holder: "first", duration: 60_000 });
      }),
    );
    await Promise.all(
      leases.flatMap((held, index) =>
        Array.from({ length: 5 }, (_, part) => planIntents(ledger.db, held as Lease, [testIntent(`${index} ${part}`)])),
      ),
    );
    expect(await verifyEvents(ledger.db)).toBe(30);
  });

  test("behavior: names and words as they were given, quotes and all", async () => {
    const odd = testIntent('it\'s "odd" \\ {1,2} \u00fc', { slot: "a'b\"c\\d" });
    await planIntents(ledger.db, ledger.lease, [odd]);
    await claim(ledger.db, ledger.lease, [odd.key]);
    await refuse(ledger.db, ledger.lease, [odd.key], `why, "they" said: 'no' \\ {x}`);
    expect(await findIntent(ledger.db, odd.key)).toMatchObject({
      ...odd,
      state: "planned",
      reason: `why, "they" said: 'no' \\ {x}`,
    });
    expect(await verifyEvents(ledger.db)).toBe(3);
  });

  test("error: EventChainBrokenError when a row was changed", async () => {
    await signBoth();
    await ledger.db.execute(sql`update keepers.event set to_state = 'final' where id = 2`);
    await expect(verifyEvents(ledger.db)).rejects.toThrow(EventChainBrokenError);
  });

  test.each([
    ["the work it is about", "intent_key = null"],
    ["the transaction it is about", "attempt_id = null"],
    ["the state before", "from_state = 'planned'"],
    ["the state after", "to_state = 'final'"],
    ["its words", `detail = '{"reason": "other"}'`],
    ["its time", "at = at + interval '1 millisecond'"],
    ["its hash", "hash = repeat('a', 64)"],
    ["the hash before", "previous_hash = repeat('a', 64)"],
  ])("error: EventChainBrokenError when %s was changed in any row, the last one too", async (_, change) => {
    await signBoth();
    const ofWork = sql`intent_key is not null and attempt_id is not null`;
    const { rows } = await ledger.db.execute<{ id: string }>(
      sql`select id from keepers.event where ${ofWork} order by id`,
    );
    expect(rows.length).toBeGreaterThan(1);
    await ledger.db.execute(sql`delete from keepers.event where id > ${rows[0]?.id}`);
    expect(await verifyEvents(ledger.db)).toBe(Number(rows[0]?.id));
    await ledger.db.execute(sql`update keepers.event set ${sql.raw(change)} where id = ${rows[0]?.id}`);
    await expect(verifyEvents(ledger.db)).rejects.toThrow(EventChainBrokenError);
  });

  test("behavior: the database may keep the words of an event in another order", async () => {
    await ledger.db.transaction((tx) => appendEvents(tx, [{ to: "proposed", detail: { later: "1", b: "2", a: "3" } }]));
    expect(await verifyEvents(ledger.db)).toBe(1);
  });

  test("error: EventChainBrokenError when a row was removed", async () => {
    await signBoth();
    await ledger.db.execute(sql`delete from keepers.event where id = 2`);
    await expect(verifyEvents(ledger.db)).rejects.toThrow(EventChainBrokenError);
  });

  test("error: EventChainBrokenError when a row was removed and the next one was tied to the one before", async () => {
    await signBoth();
    await ledger.db.execute(sql`delete from keepers.event where id = 2`);
    await ledger.db.execute(sql`update keepers.event set previous_hash = (select hash from keepers.event where id = 1)
      where id = 3`);
    await expect(verifyEvents(ledger.db)).rejects.toThrow(EventChainBrokenError);
  });
});

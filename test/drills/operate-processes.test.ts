import pg from "pg";
import { describe, expect, test } from "vitest";
import { expectExactlyOnce, isQuiet, readLedger, readTruth, settledLots } from "./oracle.ts";
import type { Stage } from "./stage.ts";
import { useStages } from "./stages.ts";

// Drills 13 and 14: several processes of the keepers on one Postgres. And what a process does on signals and without a key.

const openStage = useStages();

const leaseSeconds = 4;
const lease = { KEEPER_LEASE_SECONDS: `${leaseSeconds}` };
/** Stands in `/ready` of a process that does not lead. */
const standsBy = "Another process";

describe("drill 13: a second process on the same Postgres", () => {
  test("one leads; killed without warning, the other takes over within the lease; no duplicates over 1,000 items", async () => {
    const stage = await openStage();
    const { db, chainId, until, query } = stage;
    const lotIds = await stage.issueLots(1_000);
    await stage.makeDue();
    // So few at once that the kill comes in the middle of the work.
    const first = await stage.startBots(undefined, { ...lease, KEEPER_MAX_OPEN: "4" });
    await first.leads();
    const second = await stage.startBots(undefined, lease);
    await until("the second stands by", async () => (await second.get("/ready"))?.text.includes(standsBy));
    const settled = async () => settledLots(await readLedger(db, chainId)).size;
    await stage.mineUntil("a fifth is done", async () => (await settled()) >= 200);
    expect(second.hasLed()).toBe(false);

    await first.kill();
    expect(await settled()).toBeLessThan(lotIds.length);
    const [held] = await query<{ expires_at: Date }>("select expires_at from keepers.lease");
    const expiresAt = held?.expires_at.getTime() ?? Number.NaN;
    await second.leads();
    const [taken] = await query<{ at: Date; holder: string }>(
      "select at, holder from keepers.leadership order by id desc limit 1",
    );
    expect(taken?.holder).toContain(` ${second.child.pid} `);
    // Not before the lease has ended, and within a lease after it.
    expect(taken?.at.getTime()).toBeGreaterThanOrEqual(expiresAt - 1);
    expect(taken?.at.getTime()).toBeLessThan(expiresAt + leaseSeconds * 1_000);

    await stage.mineUntil("all is done", () => isQuiet(stage, lotIds));
    await expectExactlyOnce(stage, lotIds);
  });
});

describe("drill 14: the leader is frozen past its lease, then goes on", () => {
  const lost = "LeaseLostError";

  test("frozen while it prepares a signature: its writes fail, and what it signs is never broadcast", async () => {
    const stage = await openStage();
    const { until } = stage;
    const lotIds = await stage.issueLots(3);
    await stage.makeDue();
    const endpoint = await stage.endpoint();
    // It is frozen with the estimate on the wire.
    const held = endpoint.hold("eth_estimateGas");
    const frozen = await stage.startBots([endpoint.url]);
    await held.arrived;
    frozen.freeze();
    await stage.expireLease();
    const successor = await stage.startBots();
    await successor.leads();
    await stage.mineUntil("the other does the work", () => isQuiet(stage, lotIds));
    const events = await stage.query("select id from keepers.event");

    frozen.thaw();
    held.release();
    await until("it notices", async () => frozen.log().some((line) => JSON.stringify(line).includes(lost)));
    await until("it says so", async () => (await frozen.get("/ready"))?.text.includes(standsBy));
    expect(endpoint.broadcasts()).toEqual([]);
    expect(await stage.query("select id from keepers.event")).toEqual(events);
    await expectExactlyOnce(stage, lotIds);
  });

  test("frozen when the signed bytes are committed: they never leave through it", async () => {
    const stage = await openStage();
    const { db, chainId, until } = stage;
    const lotIds = await stage.issueLots(3);
    await stage.makeDue();
    await stage.holdBlocks();
    const endpoint = await stage.endpoint();
    const gate = await closeGate(stage);
    try {
      const frozen = await stage.startBots([endpoint.url]);
      const signed = await until("it has signed", async () => (await readLedger(db, chainId)).attempts[0]);
      await until("it is about to send", gate.hasVisitor);
      frozen.freeze();
      await stage.expireLease();
      const successor = await stage.startBots();
      await stage.mineUntil("the other sends the same bytes", () => isQuiet(stage, lotIds));
      expect(successor.hasLed()).toBe(true);
      expect((await readTruth(stage)).sent.map(({ hash }) => hash)).toEqual([signed.hash]);

      await gate.open();
      frozen.thaw();
      await until("it notices", async () => frozen.log().some((line) => JSON.stringify(line).includes(lost)));
      await until("it says so", async () => (await frozen.get("/ready"))?.text.includes(standsBy));
      expect(endpoint.broadcasts()).toEqual([]);
      await expectExactlyOnce(stage, lotIds);
    } finally {
      await gate.open();
    }
  });
});

/**
 * Postgres makes one renewal of the lease wait: the first one after signed bytes were committed. That is when they are
 * about to be sent. No row is locked meanwhile.
 */
const closeGate = async ({ ledgerUrl, query }: Stage) => {
  const gate = 14;
  await query("create table keepers.visitor (seen boolean not null)");
  await query("insert into keepers.visitor values (false)");
  await query(`create function keepers.wait_at_gate() returns trigger language plpgsql as $$
    begin
      if exists (select from keepers.attempt where state = 'signed') then
        perform from keepers.visitor where not seen for update skip locked;
        if found then perform pg_advisory_lock_shared(${gate}); end if;
      end if;
      return null;
    end $$`);
  await query(
    "create trigger wait_at_gate before update on keepers.lease for each statement execute function keepers.wait_at_gate()",
  );
  const keeper = new pg.Client({ connectionString: ledgerUrl });
  await keeper.connect();
  await keeper.query("select pg_advisory_lock($1)", [gate]);
  let isOpen = false;
  return {
    hasVisitor: async () =>
      (await query(`select from pg_locks where locktype = 'advisory' and objid = ${gate} and not granted`)).length > 0,
    open: async () => {
      if (isOpen) return;
      isOpen = true;
      await keeper.end();
    },
  };
};

describe("a signal", () => {
  test("SIGTERM finishes what was begun and gives the lease back at once", async () => {
    const stage = await openStage();
    const bots = await stage.startBots();
    await bots.leads();
    process.kill(bots.child.pid, "SIGTERM");
    expect(await bots.child.exited).toEqual({ code: 0, signal: null });
    expect(bots.log().at(-1)?.msg).toBe("stopped");
    const free = await stage.query("select from keepers.lease where expires_at <= clock_timestamp()");
    expect(free).toHaveLength(1);
  });

  test("a second one does not wait for an orderly end", async () => {
    const stage = await openStage();
    const endpoint = await stage.endpoint();
    const bots = await stage.startBots([endpoint.url]);
    await bots.leads();
    const held = endpoint.hold("eth_getBlockByNumber");
    await held.arrived;
    process.kill(bots.child.pid, "SIGTERM");
    await stage.until("it has heard", async () => bots.log().some(({ msg }) => msg.includes("stopping")));
    await stage.until("it ends", async () => {
      if (bots.child.exit === undefined) process.kill(bots.child.pid, "SIGTERM");
      return bots.child.exit;
    });
    expect(bots.child.exit).toEqual({ code: 143, signal: null });
  });
});

describe("an observer", () => {
  test("says what would be done, without a key, and changes nothing", async () => {
    const stage = await openStage();
    await stage.issueLots(2);
    await stage.makeDue();
    const withoutKey = { KEEPER_MODE: "observe", KEEPER_KEYSTORE: "", KEEPER_PASSWORD_FILE: "" };
    const observer = await stage.startBots(undefined, withoutKey);
    await stage.until("it has looked", async () => observer.log().some(({ event }) => event === "would-send"));
    expect(observer.log().some(({ msg }) => msg.includes("would send: Release lot"))).toBe(true);
    await observer.stop();
    expect(await stage.query("select from keepers.event")).toEqual([]);
    expect((await readTruth(stage)).releases.size).toBe(0);
  });
});

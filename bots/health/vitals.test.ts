import { sql } from "drizzle-orm";
import { numberToHex, parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { acquireLease, releaseLease } from "../ledger/lease.ts";
import { pauseKeeper } from "../ledger/pauses.ts";
import { raiseNotice } from "../notices/store.ts";
import { testIntent } from "../testing/ledger.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { judge, type Limits } from "./judge.ts";
import { readSpend } from "./spend.ts";
import { readLedgerVitals, readVitals, type VitalsParameters } from "./vitals.ts";

const world = useSenderWorld({ endpoints: 2 });

const proxy = (position: 0 | 1) => {
  const found = world.proxies[position];
  if (found === undefined) throw new Error("the world has two endpoints");
  return { ...found, host: new URL(found.url).host };
};
const rawAnswer = (method: string, ...params: unknown[]) =>
  world.node.request({ method, params } as never) as Promise<object>;
const look = (changes: Partial<VitalsParameters> = {}) =>
  readVitals({
    db: world.db,
    chain: world.chain,
    account: world.account.address,
    index: { progress: async () => 1n },
    spend: () => readSpend(world.db, world.lease),
    leads: () => true,
    trouble: () => undefined,
    clock: () => 7,
    ...changes,
  });
const limits: Limits = { account: "a", indexLag: 1_000n, skew: 1e12, runway: 0, overdue: 300, changes: 6 };
const rpcOf = async () => judge(await look(), limits).filter(({ check, level }) => check === "RPC" && level !== "ok");

describe("readVitals", () => {
  test("behavior: sees the chain, the account and the ledger", async () => {
    await pauseKeeper(world.db, "counter", "audit", "Ada");
    await world.plan(world.lease, "1");
    const seen = await look();
    expect(seen).toMatchObject({ now: 7, indexed: 1n, leads: true, nonceGap: 0, doubts: [] });
    expect(seen.head?.number).toBe(await world.node.getBlockNumber({ cacheTime: 0 }));
    expect(seen.gasPrice).toBeGreaterThan(0n);
    expect(seen.balance).toBe(await world.node.getBalance({ address: world.account.address }));
    expect(seen.endpoints.map(({ reason }) => reason)).toEqual([undefined, undefined]);
    expect(seen.ledger).toMatchObject({ pauses: [{ scope: "counter" }], unknown: [], oldest: [{ keeper: "counter" }] });
  });

  test("behavior: an endpoint that lags is named by its host; the head is that of the others", async () => {
    await world.node.mine({ blocks: 50 });
    proxy(0).lag(20);
    expect(await rpcOf()).toEqual([
      {
        check: "RPC",
        level: "warn",
        text: `Endpoint ${proxy(0).host} is 20 blocks behind. Mend it or take it out of RPC_URLS.`,
        notice: { kind: "endpoint-left-out", subject: proxy(0).host, severity: "warning" },
      },
    ]);
    expect((await look()).head?.number).toBe(await world.node.getBlockNumber({ cacheTime: 0 }));
    world.proxies[0]?.heal();
    expect(await rpcOf()).toEqual([]);
  });

  test("behavior: one that serves another chain is left out, and comes back", async () => {
    proxy(1).pretendChain(5);
    expect((await rpcOf()).map(({ notice }) => notice?.subject)).toEqual([proxy(1).host]);
    world.proxies[1]?.heal();
    expect(await rpcOf()).toEqual([]);
  });

  test("behavior: without any endpoint the rest is seen, and each endpoint says why", async () => {
    for (const position of [0, 1] as const) proxy(position).inject({ fault: { kind: "status", status: 503 } });
    const seen = await look();
    expect(seen).toMatchObject({ head: undefined, balance: undefined, nonceGap: undefined, doubts: [] });
    expect(seen.endpoints.map(({ reason }) => reason)).toEqual(["answers with HTTP 503", "answers with HTTP 503"]);
    expect(seen.ledger).toBeDefined();
    expect((await rpcOf()).map(({ level }) => level)).toEqual(["warn", "warn", "fail"]);
  });

  test("behavior: endpoints on different forks stand in the way of being ready", async () => {
    await world.node.mine({ blocks: 3 });
    const block = await rawAnswer("eth_getBlockByNumber", "latest", false);
    const result = { ...block, hash: `0x${"a".repeat(64)}` };
    proxy(1).inject({ method: "eth_getBlockByNumber", fault: { kind: "result", result } });
    const [finding] = await rpcOf();
    expect(finding).toMatchObject({ level: "fail", text: expect.stringContaining("know different blocks") });
  });

  test("behavior: what this process says of itself, and what the index does, is handed on", async () => {
    const own = { leads: () => false, trouble: () => "no room" };
    expect(await look({ ...own, index: { progress: async () => undefined } })).toMatchObject({
      ...{ leads: false, trouble: "no room", indexed: "empty" },
    });
    const silent = { progress: () => Promise.reject(new TypeError("no answer")) };
    expect(await look({ index: silent })).toMatchObject({ indexed: undefined, leads: true });
  });

  test("behavior: a nonce that waits in the pool is held by whoever signed it", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    expect((await look()).nonceGap).toBe(0);
    await world.db.execute(sql`update keepers.attempt set nonce = 2`);
    expect((await look()).nonceGap).toBe(2);
  });

  test("behavior: what cannot be read is left out", async () => {
    await world.db.execute(sql`drop schema keepers cascade`);
    expect(await look()).toMatchObject({ ledger: undefined, spend: undefined, nonceGap: undefined });
  });
});

describe("readLedgerVitals", () => {
  const of = (changes: { chainId?: number; account?: string } = {}) =>
    readLedgerVitals(world.db, { chainId: world.lease.chainId, account: world.lease.account, ...changes });
  const setIntent = (slot: string, state: string, seconds: number) =>
    world.db.execute(sql`
      update keepers.intent set state = ${state}, created_at = now() - make_interval(secs => ${seconds})
       where key = ${testIntent(slot).key}`);

  test("behavior: the age of the oldest that is not settled, and what waits for a person, of this chain", async () => {
    await world.plan(world.lease, "1", "2", "3", "4");
    await setIntent("1", "planned", 100);
    await setIntent("2", "mined", 500);
    await setIntent("3", "final", 1_000);
    await setIntent("4", "unknown", 1_000);
    const { oldest, unknown } = await of();
    expect(oldest).toEqual([{ keeper: "counter", seconds: expect.closeTo(500, -2) }]);
    expect(unknown).toEqual([{ keeper: "counter", count: 1 }]);
    expect(await of({ chainId: 1 })).toMatchObject({ oldest: [], unknown: [] });
  });

  test("behavior: how often this account changed hands in the last hour", async () => {
    const { changes: before } = await of();
    await releaseLease(world.db, world.lease);
    await world.take("second");
    expect((await of()).changes).toBe(before + 1);
    await acquireLease(world.db, { ...world.lease, account: "0xb2", duration: 60_000 });
    expect((await of()).changes).toBe(before + 1);
    await world.db.execute(sql`update keepers.leadership set at = now() - interval '61 minutes'`);
    expect((await of()).changes).toBe(0);
  });

  test("behavior: only what keeps the sender from signing is a halt", async () => {
    const notice = { subject: world.lease.account, severity: "critical", text: "Somebody else sends." } as const;
    await raiseNotice(world.db, { ...notice, kind: "account-shared" });
    expect((await of()).halts).toEqual([]);
    await raiseNotice(world.db, { ...notice, kind: "key-locked", text: "It is locked." });
    expect((await of()).halts).toEqual([{ keeper: undefined, text: "It is locked." }]);
  });
});

describe("readSpend", () => {
  test("behavior: the settled transactions of the last week, as their receipts say", async () => {
    expect(await readSpend(world.db, world.lease)).toEqual({ total: 0n, perDay: 0n });
    await world.plan(world.lease, "1", "2", "3");
    const sender = world.sender(world.chain, { confirmations: 0 });
    await sender.pass(world.lease);
    expect(await readSpend(world.db, world.lease)).toEqual({ total: 0n, perDay: 0n });
    await sender.pass(world.lease);
    const [first, second] = await world.attempts();
    const total = (first?.cost ?? 0n) + (second?.cost ?? 0n);
    expect(total).toBeGreaterThan(0n);
    expect(await readSpend(world.db, world.lease)).toEqual({ total, perDay: total });
    expect(await readSpend(world.db, { ...world.lease, account: "0x01" })).toEqual({ total: 0n, perDay: 0n });

    await world.db.execute(
      sql`update keepers.attempt set created_at = now() - interval '8 days' where id = ${first?.id}`,
    );
    expect((await readSpend(world.db, world.lease)).total).toBe(second?.cost);
    await world.db.execute(
      sql`update keepers.attempt set created_at = now() - interval '2 days' where id = ${second?.id}`,
    );
    const { total: spent, perDay } = await readSpend(world.db, world.lease);
    expect(Number(perDay) / Number(spent)).toBeCloseTo(0.5, 3);
  });

  test("behavior: counts what a rollup takes for the chain below", async () => {
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { confirmations: 0 });
    await sender.pass(world.lease);
    const [{ hash } = { hash: "0x" as const }] = await world.attempts();
    const receipt = await rawAnswer("eth_getTransactionReceipt", hash);
    const result = { ...receipt, l1Fee: numberToHex(parseEther("2")) };
    for (const one of world.proxies)
      one.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result } });
    await sender.pass(world.lease);
    expect((await readSpend(world.db, world.lease)).total).toBeGreaterThan(parseEther("2"));
  });
});

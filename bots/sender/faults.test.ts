import { sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { eventually } from "../../runtime/testing/eventually.ts";
import type { Keeper } from "../keeper.ts";
import { endSharedAccount, recordSigned } from "../ledger/attempts.ts";
import { releaseLease } from "../ledger/lease.ts";
import { planIntents } from "../ledger/plan.ts";
import { attempt } from "../ledger/schema.ts";
import { NoEndpointError } from "../rpc/errors.ts";
import { counterAddress, createCounterKeeper, testAccount } from "../testing/counter.ts";
import { testIntent } from "../testing/ledger.ts";
import { knownTransactionTexts } from "../testing/rpc-proxy.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { connectTestChain } from "../testing/sending.ts";

// What nodes and networks may do to the sender, and that each piece of work has one effect all the same.

const world = useSenderWorld({ endpoints: 3 });

describe("answers to a broadcast", () => {
  test.each(knownTransactionTexts)("behavior: %j for our own transaction, which the nodes have", async (message) => {
    await world.plan(world.lease, "1");
    world.injectAll("eth_sendRawTransaction", { kind: "error", message, forwarded: true });
    const sender = world.sender(world.chain);
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "broadcast", nonce: 0 }]);
    await world.mine(1);
    expect(await sender.pass(world.lease)).toBe(0);
    expect(await world.attempts()).toMatchObject([{ state: "final" }]);
    expect(await world.effects("1")).toBe(1);
  });

  test.each(knownTransactionTexts)("behavior: %j from nodes that do not have it is no success", async (message) => {
    await world.plan(world.lease, "1");
    world.injectAll("eth_sendRawTransaction", { kind: "error", message });
    await world.sender(world.chain).pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "signed" }]);
    world.healAll();
    await world.sender(world.chain, { confirmations: 0 }).pass(world.lease);
    await world.sender(world.chain, { confirmations: 0 }).pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "final", nonce: 0 }]);
    expect(await world.effects("1")).toBe(1);
  });

  test("behavior: taken, but all answers were lost: found by its hash, no second nonce", async () => {
    await world.plan(world.lease, "1");
    world.injectAll("eth_sendRawTransaction", { kind: "drop", forwarded: true });
    const sender = world.sender(world.chain, { confirmations: 0 });
    await sender.pass(world.lease).catch(() => undefined);
    world.healAll();
    await sender.pass(world.lease);
    expect(await sender.pass(world.lease)).toBe(0);
    expect(await world.attempts()).toMatchObject([{ state: "final", nonce: 0 }]);
    expect(await world.effects("1")).toBe(1);
  });

  test("behavior: a node that lies about taking it: sent again, the same bytes", async () => {
    const alone = await connectTestChain([world.proxies[0]?.url ?? ""]);
    await world.plan(world.lease, "1");
    world.injectAll("eth_sendRawTransaction", { kind: "result", result: `0x${"aa".repeat(32)}` });
    await world.sender(alone).pass(world.lease);
    expect(await world.effects("1")).toBe(0);
    world.healAll();
    await world.sender(alone).pass(world.lease);
    expect(await world.effects("1")).toBe(1);
    expect(await world.attempts()).toHaveLength(1);
  });
});

describe("endpoints", () => {
  test("behavior: one far behind, one without receipts: found through the third, no double send", async () => {
    await world.mine(60);
    const [stale, silent] = world.proxies;
    stale?.lag(50);
    silent?.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: null } });
    silent?.inject({ method: "eth_getTransactionByHash", fault: { kind: "result", result: null } });
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { stuckAfter: 0, gapAfter: 0 });
    for (let pass = 0; pass < 3; pass += 1) {
      await sender.pass(world.lease);
      await world.mine(1);
    }
    expect(await world.attempts()).toMatchObject([{ state: "final", nonce: 0 }]);
    expect(await world.effects("1")).toBe(1);
    expect(world.chain.endpoints()[0]?.reason).toBe("is 50 blocks behind");
  });

  test("behavior: endpoints that disagree: nothing new is signed, what is under way is followed, people are told once", async () => {
    const two = await connectTestChain(world.proxies.slice(0, 2).map(({ url }) => url));
    const sender = world.sender(two);
    await world.plan(world.lease, "1");
    await sender.pass(world.lease);
    await world.mine(1);
    const truth = (await world.node.request({
      method: "eth_getBlockByNumber" as never,
      params: ["latest", false] as never,
    })) as object;
    world.proxies[0]?.inject({
      method: "eth_getBlockByNumber",
      when: ([block]) => block === "latest",
      fault: { kind: "result", result: { ...truth, hash: `0x${"f".repeat(64)}` } },
    });
    await world.plan(world.lease, "2");
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("final");
    expect(await world.stateOf("2")).toBe("planned");
    expect(await world.notices()).toEqual([`chain-view ${world.account.address}`]);
    world.healAll();
    await sender.pass(world.lease);
    expect(await world.stateOf("2")).toBe("broadcast");
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: no endpoint left: the pass fails, people are told when it lasts, and it recovers by itself", async () => {
    await world.plan(world.lease, "1");
    for (const proxy of world.proxies) proxy.inject({ fault: { kind: "drop" } });
    const patient = world.sender(world.chain, { tellAfter: 60_000 });
    await expect(patient.pass(world.lease)).rejects.toThrow(NoEndpointError);
    expect(await world.notices()).toEqual([]);
    const sender = world.sender(world.chain);
    await expect(sender.pass(world.lease)).rejects.toThrow(NoEndpointError);
    expect(await world.notices()).toHaveLength(1);
    world.healAll();
    await sender.pass(world.lease);
    expect(await world.notices()).toEqual([]);
    expect(await world.effects("1")).toBe(1);
  });

  test("behavior: an old head: nothing new is signed, and people are told", async () => {
    const { timestamp } = await world.node.getBlock();
    const urls = world.proxies.map(({ url }) => url);
    const ahead = await connectTestChain(urls, { now: () => Number(timestamp) + 600 });
    const behind = await connectTestChain(urls, { now: () => Number(timestamp) - 600 });
    await world.plan(world.lease, "1");
    await world.sender(ahead, { maxHeadAge: 300 }).pass(world.lease);
    expect(await world.stateOf("1")).toBe("planned");
    expect(await world.notices()).toEqual([`chain-view ${world.account.address}`]);
    await world.sender(behind, { maxHeadAge: 300 }).pass(world.lease);
    expect(await world.stateOf("1")).toBe("broadcast");
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: a keeper whose questions find no answer does not stop the others", async () => {
    await planIntents(world.db, world.lease, [{ ...testIntent("1"), keeper: "silent" }, testIntent("2")]);
    const counter = createCounterKeeper(world.node);
    const silent: Keeper = { ...counter, name: "silent", standings: () => Promise.reject(new TypeError("no answer")) };
    await world.sender(world.chain, { keepers: [silent, counter] }).pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.effects("2")).toBe(1);
  });

  test("behavior: nor does one that cannot say what its transaction did", async () => {
    await planIntents(world.db, world.lease, [{ ...testIntent("1"), keeper: "silent" }, testIntent("2")]);
    const counter = createCounterKeeper(world.node);
    const standings = vi
      .fn<Keeper["standings"]>()
      .mockResolvedValueOnce(["due"])
      .mockRejectedValue(new TypeError("no"));
    const sender = world.sender(world.chain, { keepers: [{ ...counter, name: "silent", standings }, counter] });
    await sender.pass(world.lease);
    await world.mine(1);
    expect(await sender.pass(world.lease)).toBe(1);
    expect(await world.stateOf("1")).toBe("mined");
    expect(await world.stateOf("2")).toBe("final");
  });

  test.each([11, 12, 13])("behavior: random faults of all endpoints (seed %i): one effect each", async (seed) => {
    const slots = ["1", "2", "3", "4", "5", "6"];
    await world.plan(world.lease, ...slots);
    const sender = world.sender(world.chain, { stuckAfter: 2, gapAfter: 2 });
    for (const [index, proxy] of world.proxies.entries()) proxy.chaos({ seed: seed * 10 + index, share: 0.15 });
    for (let pass = 0; pass < 15; pass += 1) {
      await sender.pass(world.lease).catch(() => undefined);
      await world.mine(1);
    }
    world.healAll();
    for (let pass = 0; pass < 4; pass += 1) {
      await sender.pass(world.lease);
      await world.mine(1);
    }
    for (const slot of slots) {
      expect(await world.effects(slot)).toBe(1);
      expect(["final", "skipped"]).toContain(await world.stateOf(slot));
    }
    const nonces = (await world.attempts()).map(({ nonce }) => nonce);
    expect(await world.node.getTransactionCount({ address: world.account.address })).toBe(Math.max(...nonces) + 1);
  });
});

describe("nonces", () => {
  test("behavior: a stranger took the nonce: superseded, told, planned anew under the next only if still due", async () => {
    await world.plan(world.lease, "1", "2");
    world.injectAll("eth_sendRawTransaction", { kind: "error", message: "not now" });
    await world.sender(world.chain).pass(world.lease);
    world.healAll();
    await world.node.setStorageAt({ address: counterAddress, index: 1, value: `0x${"1".padStart(64, "0")}` });
    await world.takeNonce(0);
    await world.sender(world.chain).pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "superseded", cost: 0n }]);
    expect(await world.stateOf("1")).toBe("skipped");
    expect(await world.intentOf("2")).toMatchObject({ state: "planned", tries: 1 });
    expect(await world.notices()).toEqual([`account-shared ${world.account.address}`]);
  });

  describe("the notice of a stranger", () => {
    const told = () => [`account-shared ${world.account.address}`];
    const betray = async () => {
      await world.plan(world.lease, "1");
      world.injectAll("eth_sendRawTransaction", { kind: "error", message: "not now" });
      await world.sender(world.chain).pass(world.lease);
      await world.takeNonce(0);
      await world.sender(world.chain).pass(world.lease);
    };
    const age = (table: "notice" | "attempt", column: "raised_at" | "updated_at") =>
      world.db.execute(sql.raw(`update keepers.${table} set ${column} = now() - interval '25 hours' where id = 1`));

    test("behavior: is closed when a person has seen to it, and comes again with the next stranger", async () => {
      await betray();
      expect(await world.notices()).toEqual(told());
      await world.acknowledgeAll();
      await world.sender(world.chain).pass(world.lease);
      expect(await world.notices()).toEqual([]);
      await world.plan(world.lease, "2");
      await world.sender(world.chain).pass(world.lease);
      await world.takeNonce(1);
      await world.sender(world.chain).pass(world.lease);
      expect(await world.notices()).toEqual(told());
    });

    test("behavior: is closed after a day without another", async () => {
      await betray();
      // What the keepers supersede themselves is no stranger's work.
      world.healAll();
      await world.node.setAutomine(false);
      await world.plan(world.lease, "2");
      await world.sender(world.chain).pass(world.lease);
      await world.sender(world.chain, { stuckAfter: 0 }).pass(world.lease);
      await world.mine(1);
      await world.sender(world.chain, { confirmations: 0 }).pass(world.lease);
      expect((await world.attempts()).map(({ state }) => state).sort()).toEqual(["final", "superseded", "superseded"]);

      await age("notice", "raised_at");
      await endSharedAccount(world.db, world.lease);
      expect(await world.notices()).toEqual(told());
      await age("attempt", "updated_at");
      await endSharedAccount(world.db, { ...world.lease, account: testAccount(1).address });
      expect(await world.notices()).toEqual(told());
      await endSharedAccount(world.db, world.lease);
      expect(await world.notices()).toEqual([]);
    });

    test("behavior: stays for a day, also where the ledger was told late", async () => {
      await betray();
      await age("attempt", "updated_at");
      await world.sender(world.chain).pass(world.lease);
      expect(await world.notices()).toEqual(told());
    });
  });

  test("behavior: a gap is filled after a while, the queue drains, the count does not drift", async () => {
    await world.plan(world.lease, "1");
    // What was signed at the nonces 0 and 1 is lost, as if by a hand in the database.
    const lost = {
      hash: `0x${"cc".repeat(32)}`,
      raw: "0x",
      keeper: "sender",
      title: "lost",
      maxFeePerGas: 1n,
    } as const;
    const money = { maxPriorityFeePerGas: 1n, gasLimit: 0n, reserved: 0n, day: 0, signedAtBlock: 0n };
    await recordSigned(world.db, world.lease, [{ keys: [], signed: { ...lost, ...money, nonce: 1 } }]);
    await world.db.update(attempt).set({ state: "superseded", cost: 0n });
    const sender = world.sender(world.chain, { gapAfter: 2 });

    await sender.pass(world.lease);
    expect((await world.attempts()).map(({ nonce }) => nonce)).toEqual([1, 2]);
    await world.mine(1);
    await sender.pass(world.lease);
    expect(await world.attempts()).toHaveLength(2);
    await world.mine(1);
    await sender.pass(world.lease);
    const fillers = (await world.attempts()).slice(2);
    expect(fillers).toMatchObject([
      { keeper: "sender", nonce: 0, gasLimit: 21_000n },
      { keeper: "sender", nonce: 1 },
    ]);
    await world.mine(2);
    await sender.pass(world.lease);
    expect(await sender.pass(world.lease)).toBe(0);
    expect(await world.effects("1")).toBe(1);
    expect(await world.stateOf("1")).toBe("final");

    await world.plan(world.lease, "2");
    await sender.pass(world.lease);
    expect((await world.attempts()).at(-1)).toMatchObject({ nonce: 3 });
    expect(await world.node.getTransactionCount({ address: world.account.address })).toBe(4);
  });

  test("behavior: one liar's high or low count changes nothing", async () => {
    await world.plan(world.lease, "1");
    const fault = { kind: "result", result: "0xffff" } as const;
    world.proxies[0]?.inject({ method: "eth_getTransactionCount", fault });
    const sender = world.sender(world.chain, { gapAfter: 0 });
    await sender.pass(world.lease);
    await world.mine(1);
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ nonce: 0, state: "final" }]);
  });
});

test("behavior: frozen between signing and sending past its lease, it signs and sends nothing more", async () => {
  const slots = Array.from({ length: 18 }, (_, index) => `${index + 1}`);
  await world.plan(world.lease, ...slots);
  const held = world.proxies.map((proxy) => proxy.hold("eth_sendRawTransaction"));
  const frozen = expect(world.sender(world.chain).pass(world.lease)).rejects.toThrow("lease");
  await Promise.all(held.map(({ arrived }) => arrived));
  await releaseLease(world.db, world.lease);
  const next = await world.take("second");
  for (const { release } of held) release();
  await frozen;
  // Eight of the nine transactions were recorded together before the first left; the ninth never was.
  expect((await world.attempts()).map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => "signed"));

  const sender = world.sender(world.chain, { confirmations: 0 });
  await sender.recover(next);
  await eventually(async () => expect(await sender.pass(next)).toBe(0));
  for (const slot of slots) expect(await world.effects(slot)).toBe(1);
});

test("behavior: frozen before it sends again, past its lease, the bytes do not leave", async () => {
  await world.plan(world.lease, "1");
  world.injectAll("eth_sendRawTransaction", { kind: "error", message: "not now" });
  await world.sender(world.chain).pass(world.lease);
  world.healAll();
  const [proxy] = world.proxies;
  const alone = await connectTestChain([proxy?.url ?? ""]);
  const before = proxy?.broadcasts().length;
  const held = proxy?.hold("eth_getTransactionByHash");
  const frozen = expect(world.sender(alone).pass(world.lease)).rejects.toThrow("lease");
  await held?.arrived;
  await releaseLease(world.db, world.lease);
  held?.release();
  await frozen;
  expect(proxy?.broadcasts().length).toBe(before);
});

import { describe, expect, test } from "vitest";
import type { Keeper } from "../keeper.ts";
import { notice } from "../ledger/schema.ts";
import { openNotices } from "../notices/store.ts";
import { createCounterKeeper } from "../testing/counter.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { connectTestChain } from "../testing/sending.ts";

// What a chain that changes its mind may do to the sender, and that each piece of work has one effect all the same.

const world = useSenderWorld({ endpoints: 3 });

const reorg = async (depth: number) => {
  await world.node.request({ method: "anvil_reorg" as never, params: [depth, []] as never });
};
const hashesSent = async () => (await world.attempts()).map(({ hash }) => hash);

describe("the chain changes its mind", () => {
  test("behavior: dropped by the pool: the same bytes, then higher fees at the same nonce, one effect", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { stuckAfter: 2 });
    await sender.pass(world.lease);
    const [hash] = await hashesSent();
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await sender.pass(world.lease);
    expect(await world.node.getTransaction({ hash: hash ?? "0x" })).toMatchObject({ nonce: 0 });
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await world.mine(2);
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    expect((await world.attempts()).map(({ nonce }) => nonce)).toEqual([0, 0]);
    await world.mine(2);
    expect(await sender.pass(world.lease)).toBe(0);
    expect((await world.attempts()).map(({ state }) => state).sort()).toEqual(["final", "superseded"]);
    expect(await world.effects("1")).toBe(1);
  });

  test("behavior: three blocks vanish with the transaction: broadcast again, final only when deep", async () => {
    await world.mine(5);
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { confirmations: 5 });
    await sender.pass(world.lease);
    await world.mine(2);
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "mined", cost: expect.any(BigInt) }]);
    await world.node.setAutomine(false);
    await reorg(3);
    const [hash] = await hashesSent();
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "broadcast", cost: null, blockHash: null }]);
    await world.mine(1);
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("mined");
    await world.mine(5);
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("final");
    expect(await world.effects("1")).toBe(1);
    expect(await hashesSent()).toEqual([hash]);
  });

  test("behavior: what was final vanishes: the same bytes once more, no other", async () => {
    await world.mine(5);
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { confirmations: 0, gapAfter: 1 });
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("final");
    await world.node.setAutomine(false);
    await reorg(1);
    const [hash] = await hashesSent();
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await sender.pass(world.lease);
    await world.mine(1);
    await sender.pass(world.lease);
    await world.mine(1);
    expect(await world.effects("1")).toBe(1);
    expect(await hashesSent()).toEqual([hash]);
    const notice = { kind: "deep-reorganisation", subject: hash, severity: "critical" };
    expect(await openNotices(world.db)).toMatchObject([notice]);

    const patient = world.sender(world.chain, { confirmations: 3 });
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual([`deep-reorganisation ${hash}`]);
    await world.mine(2);
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual([`deep-reorganisation ${hash}`]);
    await world.mine(1);
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: what was final vanishes and another takes its nonce: told until a person has seen to it", async () => {
    await world.mine(5);
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { confirmations: 0, gapAfter: 1 });
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    await world.node.setAutomine(false);
    await reorg(1);
    const [hash] = await hashesSent();
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await sender.pass(world.lease);
    await world.mine(1);
    await sender.pass(world.lease);
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await world.takeNonce(0);

    const patient = world.sender(world.chain, { confirmations: 3 });
    const told = [`deep-reorganisation ${hash}`];
    await world.acknowledgeAll();
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual(told);
    await world.db.update(notice).set({ acknowledgedAt: null });
    await world.mine(3);
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual(told);
    await world.acknowledgeAll();
    const heal = world.proxies[0]?.inject({
      method: "eth_getTransactionReceipt",
      fault: { kind: "error", message: "busy" },
    });
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual(told);
    heal?.();
    await patient.pass(world.lease);
    expect(await world.notices()).toEqual([]);
  });

  test.each([
    ["one endpoint falls", 1, "final"],
    ["all endpoints fall", 3, "mined"],
  ])("behavior: %s behind in the middle of a pass: nobody does the work again", async (_, late, state) => {
    await world.plan(world.lease, "1");
    const honest = createCounterKeeper(world.chain.client);
    let isSent = false;
    const keeper: Keeper = {
      ...honest,
      standings: async (works) => {
        if (isSent) for (const proxy of world.proxies.slice(0, late)) proxy.lag(5);
        if (isSent) await world.chain.look();
        return honest.standings(works);
      },
    };
    const sender = world.sender(world.chain, { keepers: [keeper] });
    await world.mine(5);
    await sender.pass(world.lease);
    isSent = true;
    await world.mine(1);
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state }]);

    world.healAll();
    await world.sender(world.chain, { keepers: [honest] }).pass(world.lease);
    expect(await world.stateOf("1")).toBe("final");
    expect(await world.attempts()).toMatchObject([{ state: "final", withoutEffect: false }]);
  });

  test("behavior: the cause of the work vanishes: skipped, nothing sent, nobody told", async () => {
    await world.plan(world.lease, "1");
    const keeper: Keeper = {
      ...createCounterKeeper(world.node),
      standings: async (works) => works.map(() => ({ void: "the chain knows it no more" })),
    };
    await world.sender(world.chain, { keepers: [keeper] }).pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "skipped", reason: "the chain knows it no more" });
    expect(await world.attempts()).toEqual([]);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: refused only some blocks ago: waits without a try, then goes", async () => {
    await world.mine(2);
    const [proxy] = world.proxies;
    const alone = await connectTestChain([proxy?.url ?? ""]);
    const isBehind = ([, block]: readonly unknown[]) => block !== "latest";
    proxy?.inject({ method: "eth_call", when: isBehind, fault: { kind: "error", message: "reverted", code: 3 } });
    await world.plan(world.lease, "1", "2");
    const sender = world.sender(alone, { simulateBehind: 1 });
    await sender.pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.attempts()).toEqual([]);
    proxy?.heal();
    await sender.pass(world.lease);
    expect(await world.effects("1")).toBe(1);
  });
});

describe("evidence that is not there", () => {
  test("behavior: receipts that nobody gives do not make a mined transaction vanish", async () => {
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { confirmations: 3 });
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("mined");
    world.injectAll("eth_getTransactionReceipt", { kind: "drop" });
    await sender.pass(world.lease).catch(() => undefined);
    expect(await world.stateOf("1")).toBe("mined");
  });

  test("behavior: a node without receipts that shows it in a block: nobody took the nonce", async () => {
    const [proxy] = world.proxies;
    const alone = await connectTestChain([proxy?.url ?? ""]);
    await world.plan(world.lease, "1");
    const sender = world.sender(alone);
    await sender.pass(world.lease);
    await world.mine(3);
    proxy?.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: null } });
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "broadcast" }]);
    proxy?.heal();
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("final");
  });

  test("behavior: a node in whose pool it waits though its nonce is used: nobody took the nonce", async () => {
    const [proxy] = world.proxies;
    const alone = await connectTestChain([proxy?.url ?? ""]);
    await world.plan(world.lease, "1");
    const sender = world.sender(alone);
    await sender.pass(world.lease);
    await world.mine(3);
    const [{ hash } = { hash: "" }] = await world.attempts();
    proxy?.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: null } });
    const waiting = { kind: "result", result: { hash, blockNumber: null } } as const;
    proxy?.inject({ method: "eth_getTransactionByHash", fault: waiting });
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "broadcast" }]);
    expect(await world.notices()).toEqual([]);
    proxy?.heal();
    await sender.pass(world.lease);
    expect(await world.stateOf("1")).toBe("final");
  });

  test("behavior: no replacement on an old head", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    const { timestamp } = await world.node.getBlock();
    const urls = world.proxies.map(({ url }) => url);
    const old = await connectTestChain(urls, { now: () => Number(timestamp) + 600 });
    await world.sender(old, { stuckAfter: 0, maxHeadAge: 300 }).pass(world.lease);
    expect(await world.attempts()).toHaveLength(1);
    await world.sender(old, { stuckAfter: 0 }).pass(world.lease);
    expect(await world.attempts()).toHaveLength(2);
  });
});

import { describe, expect, test, vi } from "vitest";
import type { Keeper } from "../keeper.ts";
import { attempt, intent } from "../ledger/schema.ts";
import { createCounterKeeper, testAccount } from "../testing/counter.ts";
import { testIntent } from "../testing/ledger.ts";
import { useSenderWorld } from "../testing/sender-world.ts";

// By which block it is decided what became of a transaction.

const world = useSenderWorld();

test("behavior: what a transaction did is read of the very head, where no block on top of it is asked for", async () => {
  await world.plan(world.lease, "1");
  const sender = world.sender(world.chain, { confirmations: 0, keepers: [createCounterKeeper(world.chain.client)] });
  await sender.pass(world.lease);
  await sender.pass(world.lease);
  expect(await world.attempts()).toMatchObject([{ state: "final", withoutEffect: false }]);
  expect(await world.stateOf("1")).toBe("final");
});

test("behavior: found in another block than before, it is known to be there at once", async () => {
  await world.mine(2);
  await world.plan(world.lease, "1");
  const sender = world.sender(world.chain, { confirmations: 3 });
  await sender.pass(world.lease);
  await sender.pass(world.lease);
  const [before] = await world.attempts();
  if (before?.state !== "mined") throw new TypeError(`it is ${before?.state}`);
  await world.node.request({ method: "anvil_reorg" as never, params: [1, []] as never });
  await world.node.sendRawTransaction({ serializedTransaction: before.raw });
  const { blockHash } = await world.node.getTransactionReceipt({ hash: before.hash });
  expect(blockHash).not.toBe(before.blockHash);
  await sender.pass(world.lease);
  expect(await world.attempts()).toMatchObject([{ state: "mined", blockHash }]);
  expect(await world.stateOf("1")).toBe("mined");
});

test("behavior: no answer on its receipt is none: its own nonce is not a stranger's, whatever else is not found", async () => {
  const [proxy] = world.proxies;
  await world.plan(world.lease, "1");
  const sender = world.sender(world.chain);
  await sender.pass(world.lease);
  await world.mine(3);
  proxy?.inject({ method: "eth_getTransactionReceipt", fault: { kind: "error", message: "busy" } });
  proxy?.inject({ method: "eth_getTransactionByHash", fault: { kind: "result", result: null } });
  await sender.pass(world.lease);
  expect(await world.attempts()).toMatchObject([{ state: "broadcast" }]);
  expect(await world.notices()).toEqual([]);
  proxy?.heal();
  await sender.pass(world.lease);
  expect(await world.stateOf("1")).toBe("final");
});

test("behavior: what left before its process could note it is noted, and its fees rise like any other's", async () => {
  await world.node.setAutomine(false);
  await world.plan(world.lease, "1");
  const sender = world.sender(world.chain, { stuckAfter: 0 });
  await sender.pass(world.lease);
  await world.db.update(attempt).set({ state: "signed" });
  await world.db.update(intent).set({ state: "signed" });
  await sender.pass(world.lease);
  expect(await world.attempts()).toMatchObject([{ state: "broadcast" }]);
  expect(await world.stateOf("1")).toBe("broadcast");
  await sender.pass(world.lease);
  expect(await world.attempts()).toHaveLength(2);
});

test("behavior: fees rise when it has waited for so many blocks, counted from its signature", async () => {
  await world.mine(10);
  await world.node.setAutomine(false);
  await world.plan(world.lease, "1");
  const sender = world.sender(world.chain, { stuckAfter: 2 });
  for (const signed of [1, 1, 2]) {
    await sender.pass(world.lease);
    expect(await world.attempts()).toHaveLength(signed);
    for (const { hash } of await world.attempts()) await world.node.dropTransaction({ hash });
    await world.mine(1);
  }
});

test("behavior: refused when blocks have become dearer than it offers: higher fees, and the work stays with it", async () => {
  const [proxy] = world.proxies;
  const message = "max fee per gas less than block base fee";
  await world.plan(world.lease, "1");
  proxy?.inject({ method: "eth_sendRawTransaction", fault: { kind: "error", message } });
  const sender = world.sender(world.chain, { giveUpAfter: 2 });
  await sender.pass(world.lease);
  await world.node.setNextBlockBaseFeePerGas({ baseFeePerGas: 20_000_000_000n });
  await world.mine(1);
  await sender.pass(world.lease);
  expect(await world.attempts()).toHaveLength(1);
  await sender.pass(world.lease);
  const [first, second] = await world.attempts();
  expect(first).toMatchObject({ nonce: 0, state: "signed" });
  expect(second).toMatchObject({ nonce: 0, state: "signed" });
  expect(second?.maxFeePerGas).toBeGreaterThan(first?.maxFeePerGas ?? 0n);
  proxy?.heal();
  await world.sender(world.chain).pass(world.lease);
  expect(await world.effects("1")).toBe(1);
});

test("behavior: a replacement is paid for instead of what it replaces, not beside it", async () => {
  await world.node.setAutomine(false);
  await world.plan(world.lease, "1");
  await world.sender(world.chain).pass(world.lease);
  const [{ reserved } = { reserved: 0n }] = await world.attempts();
  const both = 2n * reserved;
  await world.sender(world.chain, { stuckAfter: 0, budgets: { item: both - 1n, day: both - 1n } }).pass(world.lease);
  const [, replacement] = await world.attempts();
  expect(replacement).toMatchObject({ nonce: 0, state: "broadcast" });
  expect(reserved + (replacement?.reserved ?? 0n)).toBeGreaterThan(both);
});

test("behavior: mined, and nobody may do it any more: it is not done, and waits", async () => {
  const honest = createCounterKeeper(world.node);
  const standings = vi
    .fn<Keeper["standings"]>()
    .mockResolvedValueOnce(["due"])
    .mockResolvedValue([{ held: "the gateway is paused" }]);
  const sender = world.sender(world.chain, { keepers: [{ ...honest, standings }] });
  await world.plan(world.lease, "1");
  await sender.pass(world.lease);
  await world.mine(1);
  await sender.pass(world.lease);
  expect(await world.attempts()).toMatchObject([{ state: "final", withoutEffect: true }]);
  expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 1 });
});

test("behavior: mined, and a part of it without effect: that part is planned again, and its keeper makes progress", async () => {
  const standings = vi
    .fn<Keeper["standings"]>()
    .mockResolvedValueOnce(["due", "due"])
    .mockImplementation(async (works) => works.map(({ key }) => (key === testIntent("1").key ? "done" : "early")));
  const sender = world.sender(world.chain, { keepers: [{ ...createCounterKeeper(world.node), standings }] });
  await world.plan(world.lease, "1", "2");
  await sender.pass(world.lease);
  await world.mine(1);
  await sender.pass(world.lease);
  expect(await world.attempts()).toMatchObject([{ state: "final", withoutEffect: false }]);
  expect(await world.stateOf("1")).toBe("final");
  expect(await world.intentOf("2")).toMatchObject({ state: "planned", tries: 1 });
});

describe("a nonce that a stranger took", () => {
  /** A transaction waits, and somebody else with the account's key was faster. */
  const take = async () => {
    const [proxy] = world.proxies;
    await world.plan(world.lease, "1");
    proxy?.inject({ method: "eth_sendRawTransaction", fault: { kind: "error", message: "not now" } });
    await world.sender(world.chain).pass(world.lease);
    proxy?.heal();
    const serializedTransaction = await world.account.signTransaction({
      ...{ chainId: world.anvil.chainId, to: testAccount(1).address, nonce: 0, gas: 21_000n, type: "eip1559" },
      ...{ maxFeePerGas: 10_000_000_000n, maxPriorityFeePerGas: 1n },
    });
    await world.node.sendRawTransaction({ serializedTransaction });
  };

  test("behavior: is lost when the stranger's transaction is deep, not before: its block may still vanish", async () => {
    await take();
    const patient = world.sender(world.chain, { confirmations: 3 });
    for (const block of [0, 1, 2]) {
      await patient.pass(world.lease);
      expect(await world.attempts(), `${block} blocks on top`).toMatchObject([{ state: "signed" }]);
      expect(await world.notices()).toEqual([]);
      await world.mine(1);
    }
    await patient.pass(world.lease);
    expect((await world.attempts())[0]).toMatchObject({ nonce: 0, state: "superseded" });
    expect(await world.notices()).toEqual([`account-shared ${world.account.address}`]);
  });
});

import { sql } from "drizzle-orm";
import { type Hex, numberToHex, parseEther, parseGwei } from "viem";
import { describe, expect, test } from "vitest";
import type { Keeper } from "../keeper.ts";
import { spentOnDay, spentOnItems } from "../ledger/spending.ts";
import { createCounterKeeper } from "../testing/counter.ts";
import { testIntent } from "../testing/ledger.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { dayOf } from "./budget.ts";

// What the sender may spend, and that it stops there alone.

const world = useSenderWorld();

const counter = (): Keeper => createCounterKeeper(world.node);
const setBaseFee = (gwei: string) => world.node.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei(gwei) });
const today = async () => dayOf(Number((await world.node.getBlock()).timestamp));

describe("budgets", () => {
  test("behavior: the worst cost is kept back with the signed bytes, the receipt settles it", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1", "2");
    const sender = world.sender(world.chain);
    await sender.pass(world.lease);
    const [signed] = await world.attempts();
    expect(signed?.reserved).toBe((signed?.gasLimit ?? 0n) * (signed?.maxFeePerGas ?? 0n));
    expect(await spentOnDay(world.db, world.lease, await today())).toBe(signed?.reserved);
    await world.mine(1);
    await sender.pass(world.lease);
    const receipt = await world.node.getTransactionReceipt({ hash: signed?.hash ?? "0x" });
    const cost = receipt.gasUsed * receipt.effectiveGasPrice;
    expect(await spentOnDay(world.db, world.lease, await today())).toBe(cost);
    expect(cost).toBeLessThan(signed?.reserved ?? 0n);
    const items = await spentOnItems(world.db, [testIntent("1").key, testIntent("2").key]);
    expect([...items.values()]).toEqual([(cost + 1n) / 2n, (cost + 1n) / 2n]);
  });

  test("behavior: what a rollup takes for the chain below it counts, in the day's budget too", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { budgets: { item: parseEther("9"), day: parseEther("3") } });
    await sender.pass(world.lease);
    await world.mine(1);
    const [{ hash } = { hash: "0x" as const }] = await world.attempts();
    const receipt = (await world.node.request({
      ...{ method: "eth_getTransactionReceipt", params: [hash] },
    } as never)) as { gasUsed: Hex; effectiveGasPrice: Hex };
    const result = { ...receipt, l1Fee: numberToHex(parseEther("3")) };
    world.proxies[0]?.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result } });
    await world.plan(world.lease, "2");
    await sender.pass(world.lease);
    const gas = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice);
    expect(await spentOnDay(world.db, world.lease, await today())).toBe(gas + parseEther("3"));
    expect(await world.attempts()).toHaveLength(1);
    expect(await world.notices()).toEqual([`day-budget ${world.account.address}`]);
  });

  test("behavior: of several attempts of one nonce the dearest alone is kept back", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    await world.sender(world.chain, { stuckAfter: 0 }).pass(world.lease);
    const [first, second] = await world.attempts();
    expect(second?.reserved).toBeGreaterThan(first?.reserved ?? 0n);
    expect(await spentOnDay(world.db, world.lease, await today())).toBe(second?.reserved);
    expect((await spentOnItems(world.db, [testIntent("1").key])).get(testIntent("1").key)).toBe(second?.reserved);
    expect(await spentOnDay(world.db, world.lease, await today(), 0)).toBe(0n);
    expect(await spentOnItems(world.db, [testIntent("1").key], 0)).toEqual(new Map());
    expect(await spentOnDay(world.db, world.lease, (await today()) + 1)).toBe(0n);
  });

  test("behavior: the day's budget: what is under way ends, nothing new is signed, told once, goes on tomorrow", async () => {
    await world.plan(world.lease, "1", "2", "3", "4", "5");
    const first = world.sender(world.chain, { maxOpen: 1 });
    await first.pass(world.lease);
    await world.mine(1);
    await first.pass(world.lease);
    await world.db.execute(sql`update keepers.attempt set cost = 1e18 where nonce = 0`);
    await world.mine(1);
    const sender = world.sender(world.chain, { budgets: { item: parseEther("2"), day: parseEther("1") } });
    expect(await sender.pass(world.lease)).toBe(0);
    await sender.pass(world.lease);
    expect(await world.stateOf("3")).toBe("final");
    expect(await world.intentOf("5")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.attempts()).toHaveLength(2);
    expect(await world.notices()).toEqual([`day-budget ${world.account.address}`]);

    await world.node.increaseTime({ seconds: 86_400 });
    await world.mine(1);
    await sender.pass(world.lease);
    expect(await world.stateOf("5")).toBe("broadcast");
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: the day's budget for one: of several that are judged together one is signed", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    const worst = (await world.attempts())[0]?.reserved ?? 0n;
    await world.plan(world.lease, "2", "3", "4");
    const one = { ...counter(), batchSize: 1 };
    const budgets = { item: parseEther("1"), day: 2n * worst + worst / 2n };
    const sender = world.sender(world.chain, { keepers: [one], budgets });
    expect(await sender.pass(world.lease)).toBe(2);
    expect(await world.notices()).toEqual([`day-budget ${world.account.address}`]);
    expect(await sender.pass(world.lease)).toBe(2);
  });

  test("behavior: the day's budget too small for the next: a cheaper one behind it does not overtake", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    const worst = (await world.attempts())[0]?.reserved ?? 0n;
    await world.plan(world.lease, "2", "3", "4");
    const budgets = { item: parseEther("1"), day: 2n * worst };
    const cheapAlone = await world.sender(world.chain, { budgets: { ...budgets, day: 100n * worst }, maxOpen: 2 });
    expect(await world.sender(world.chain, { budgets }).pass(world.lease)).toBe(1);
    expect(await cheapAlone.pass(world.lease)).toBe(2);
  });

  test("behavior: no replacement beyond the day's budget, nor an item's", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    const reserved = (await world.attempts())[0]?.reserved ?? 0n;
    for (const budgets of [
      { item: parseEther("1"), day: reserved },
      { item: reserved, day: parseEther("1") },
    ]) {
      await world.sender(world.chain, { stuckAfter: 0, budgets }).pass(world.lease);
      expect(await world.attempts()).toHaveLength(1);
    }
    await world.sender(world.chain, { stuckAfter: 0 }).pass(world.lease);
    expect(await world.attempts()).toHaveLength(2);
  });

  test("behavior: beyond an item's budget: that one is unknown, the others go on", async () => {
    await world.plan(world.lease, "1");
    const blind: Keeper = { ...counter(), standings: async (works) => works.map(() => "due") };
    const first = world.sender(world.chain, { keepers: [blind], confirmations: 0 });
    await first.pass(world.lease);
    await first.pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 1 });

    await world.plan(world.lease, "2");
    await world.db.execute(sql`update keepers.intent set retry_at = null`);
    const share = ((await world.attempts())[0]?.reserved ?? 0n) * 2n;
    const budgets = { item: share, day: parseEther("1") };
    await world.db.execute(sql`update keepers.attempt set cost = ${`${share}`}`);
    await world.sender(world.chain, { keepers: [blind], budgets }).pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({
      state: "unknown",
      reason: expect.stringContaining("KEEPER_ITEM_BUDGET"),
    });
    expect(await world.effects("2")).toBe(1);
    expect(await world.notices()).toEqual([`unknown-intent ${testIntent("1").key}`]);
  });

  test("behavior: what a transaction was for cannot be read: it is not settled, and the pass fails", async () => {
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain);
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    await world.mine(1);
    await world.db.execute(sql`alter table keepers.attempt_intent rename column intent_key to lost`);
    await expect(sender.pass(world.lease)).rejects.toThrow();
    expect(await world.stateOf("1")).toBe("mined");
  });

  test("behavior: a budget that cannot be read allows nothing", async () => {
    await world.plan(world.lease, "1");
    await world.db.execute(sql`alter table keepers.attempt rename column cost to lost`);
    await expect(world.sender(world.chain).pass(world.lease)).rejects.toThrow();
    expect(world.proxies[0]?.count("eth_sendRawTransaction")).toBe(world.proxies[0]?.broadcasts().length);
    expect(await world.node.getTransactionCount({ address: world.account.address })).toBe(0);
    expect(await world.stateOf("1")).toBe("planned");
  });
});

describe("the fee cap", () => {
  test("behavior: the market above it: nothing signed, nothing bumped, told once; goes on when it falls", async () => {
    await world.node.setAutomine(false);
    const sender = world.sender(world.chain, { maxFee: parseGwei("30"), stuckAfter: 1 });
    await world.plan(world.lease, "1");
    await sender.pass(world.lease);
    const [hash] = (await world.attempts()).map((row) => row.hash);
    await world.node.dropTransaction({ hash: hash ?? "0x" });
    await setBaseFee("600");
    await world.mine(1);
    await sender.pass(world.lease);
    await world.plan(world.lease, "2");
    for (let pass = 0; pass < 3; pass += 1) {
      await setBaseFee("600");
      await world.mine(1);
      await sender.pass(world.lease);
    }
    expect(await world.attempts()).toHaveLength(1);
    expect(await world.intentOf("2")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.notices()).toEqual([`fee-cap ${world.account.address}`]);

    await setBaseFee("1");
    await world.mine(1);
    await sender.pass(world.lease);
    expect(await world.notices()).toEqual([]);
    await setBaseFee("1");
    await world.mine(1);
    await setBaseFee("1");
    await world.mine(2);
    await sender.pass(world.lease);
    for (const slot of ["1", "2"]) expect(await world.effects(slot)).toBe(1);
  });

  test("behavior: no transaction ever offers more", async () => {
    await world.node.setAutomine(false);
    const maxFee = parseGwei("4");
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { maxFee, stuckAfter: 0 });
    for (let pass = 0; pass < 12; pass += 1) await sender.pass(world.lease);
    const fees = (await world.attempts()).map(({ maxFeePerGas }) => maxFeePerGas);
    expect(fees.length).toBeGreaterThan(1);
    expect(fees.length).toBeLessThan(11);
    for (const fee of fees) expect(fee).toBeLessThanOrEqual(maxFee);
    expect(await world.notices()).toEqual([]);
  });
});

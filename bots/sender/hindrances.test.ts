import { sql } from "drizzle-orm";
import { concatHex, encodeErrorResult, type Hex, numberToHex, parseEther } from "viem";
import { describe, expect, test, vi } from "vitest";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import type { Signer } from "../../runtime/signer.ts";
import { readLedgerVitals } from "../health/vitals.ts";
import type { Keeper } from "../keeper.ts";
import { claim } from "../ledger/claims.ts";
import { LeaseLostError } from "../ledger/errors.ts";
import { acquireLease, releaseLease } from "../ledger/lease.ts";
import { pauseKeeper, resumeKeeper } from "../ledger/pauses.ts";
import { planIntents } from "../ledger/plan.ts";
import { openNotices } from "../notices/store.ts";
import { counterAddress, counterCode, createCounterKeeper } from "../testing/counter.ts";
import { testChainId, testIntent } from "../testing/ledger.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { connectTestChain } from "../testing/sending.ts";
import { createTeller, workBarred } from "./hindrances.ts";
import type { SenderParameters } from "./index.ts";

// What keeps the sender from signing at all: nothing new leaves, no work is held against itself, people are told once.

const world = useSenderWorld();

const eventCount = async () =>
  Number((await world.db.execute<{ n: string }>(sql`select count(*) as n from keepers.event`)).rows[0]?.n);
const halts = async () =>
  (await readLedgerVitals(world.db, { chainId: testChainId, account: world.account.address })).halts.map(
    ({ keeper }) => keeper,
  );

/** A key that can be locked. */
const createLock = (): Signer & { locked: boolean } => {
  const lock = {
    address: world.account.address,
    locked: true,
    signTransaction: async (transaction: Parameters<Signer["signTransaction"]>[0]): Promise<Hex> => {
      if (lock.locked) throw new TypeError("the key is locked");
      return world.account.signTransaction(transaction);
    },
  };
  return lock;
};

const permission = 8;
const notPermitted = encodeErrorResult({
  abi: securityTokenAbi,
  errorName: "SecurityToken_NotPermitted",
  args: [counterAddress, permission],
});
/** Reverts with the 68 bytes that follow its code, whatever it is asked. */
const barringCode = concatHex(["0x6044600a5f3960445ffd", notPermitted]);
const bar = () => world.node.setCode({ address: counterAddress, bytecode: barringCode });
const unbar = () => world.node.setCode({ address: counterAddress, bytecode: counterCode });
const counter = (changes: Partial<Keeper> = {}): Keeper => ({
  ...createCounterKeeper(world.node),
  barredBy: ["SecurityToken_NotPermitted"],
  ...changes,
});

describe("a key that does not sign", () => {
  const told = () => [`key-locked ${world.account.address}`];

  test("behavior: what is under way ends, nothing is claimed, one notice for all work; goes on when it signs", async () => {
    const account = createLock();
    const other = counter({ name: "other" });
    const sender = world.sender(world.chain, { account, keepers: [counter(), other] });
    await world.plan(world.lease, "1");
    account.locked = false;
    await sender.pass(world.lease);
    await world.mine();
    account.locked = true;
    await world.plan(world.lease, "2", "3", "4");
    await planIntents(world.db, world.lease, [{ ...testIntent("5"), keeper: "other" }]);
    const signTransaction = vi.spyOn(account, "signTransaction");
    expect(await sender.pass(world.lease)).toBe(0);
    expect(await world.stateOf("1")).toBe("final");
    // Who cannot sign one cannot sign the next.
    expect(signTransaction).toHaveBeenCalledOnce();
    const before = await eventCount();
    await sender.pass(world.lease);
    expect(await world.intentOf("2")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.attempts()).toHaveLength(1);
    expect(await eventCount()).toBe(before);
    expect(await world.notices()).toEqual(told());
    expect(await halts()).toEqual([undefined]);

    account.locked = false;
    await sender.pass(world.lease);
    for (const slot of ["2", "3", "4", "5"]) expect(await world.effects(slot)).toBe(1);
    expect(await world.notices()).toEqual([]);
    expect(await halts()).toEqual([]);
  });

  test("behavior: no replacement, and the pass goes on", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    const sender = world.sender(world.chain, { account: createLock(), stuckAfter: 0 });
    expect(await sender.pass(world.lease)).toBe(1);
    expect(await world.attempts()).toHaveLength(1);
    expect(await world.notices()).toEqual(told());
  });

  test("behavior: no filler, and the pass goes on", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    // As if another had signed for nonce 0 and was lost.
    await world.db.execute(sql`update keepers.attempt set nonce = 1`);
    const sender = world.sender(world.chain, { account: createLock(), gapAfter: 0 });
    expect(await sender.pass(world.lease)).toBe(1);
    expect(await world.attempts()).toHaveLength(1);
    expect(await world.notices()).toEqual(told());
  });
});

describe("work that the contracts let nobody do", () => {
  test("behavior: waits without having tried, one notice, others go on; goes on when they let it", async () => {
    const call = vi.fn(counter().call);
    const other = counter({ name: "other", standings: async (works) => works.map(() => "early") });
    const sender = world.sender(world.chain, { keepers: [counter({ call }), other] });
    await world.plan(world.lease, "1", "2", "3");
    await bar();
    for (let pass = 0; pass < 6; pass += 1) await sender.pass(world.lease);
    for (const slot of ["1", "2", "3"])
      expect(await world.intentOf(slot)).toMatchObject({ state: "planned", tries: 0, retryAt: null });
    // Two batches, and neither is taken apart.
    expect(call).toHaveBeenCalledTimes(12);
    expect(await world.attempts()).toEqual([]);
    expect(await world.notices()).toEqual(["work-barred counter"]);
    expect(await halts()).toEqual(["counter"]);

    await unbar();
    await sender.pass(world.lease);
    for (const slot of ["1", "2", "3"]) expect(await world.effects(slot)).toBe(1);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: the same refusal is the work's own where the keeper does not say otherwise", async () => {
    await world.plan(world.lease, "1");
    await bar();
    await world.sender(world.chain, { keepers: [counter({ barredBy: [] })] }).pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 1 });
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: what was under way and is refused in its block trips no breaker and has not tried", async () => {
    const sender = world.sender(world.chain, { keepers: [counter({ batchSize: 1 })] });
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1", "2", "3", "4");
    await sender.pass(world.lease);
    // Before their block the call would have been good: what refuses them comes in between.
    await bar();
    await world.mine(2);
    expect(await sender.pass(world.lease)).toBe(0);
    expect((await world.attempts()).map(({ state }) => state)).toEqual(Array(4).fill("reverted"));
    // Nor does it count for the breaker later.
    expect((await world.attempts()).map(({ withoutEffect }) => withoutEffect)).toEqual(Array(4).fill(null));
    const tried = await world.intentOf("4");
    expect(tried).toMatchObject({ state: "planned", tries: 0 });
    // The reason is the contract's own, in the ledger as in what people are told.
    expect(await openNotices(world.db)).toMatchObject([
      { kind: "work-barred", subject: "counter", text: expect.stringContaining(`(${tried?.reason})`) },
    ]);
    const pauses = await world.db.execute(sql`select * from keepers.pause`);
    expect(pauses.rows).toEqual([]);

    await world.node.setAutomine(true);
    await unbar();
    await sender.pass(world.lease);
    // The node mines a moment after it answers.
    await world.mine(1);
    for (const slot of ["1", "2", "3", "4"]) expect(await world.effects(slot)).toBe(1);
  });

  test.each([
    ["before", 0n],
    ["after", 1n],
  ])("behavior: where the call is refused %s its block alone, that is why it was refused in it", async (_, other) => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { keepers: [counter()] });
    await sender.pass(world.lease);
    await bar();
    await world.mine(2);
    const [{ hash } = { hash: "0x" as const }] = await world.attempts();
    const { blockNumber } = await world.node.getTransactionReceipt({ hash });
    const isOther = ([, block]: readonly unknown[]) => block === numberToHex(blockNumber - other);
    world.proxies[0]?.inject({ method: "eth_call", when: isOther, fault: { kind: "result", result: "0x" } });
    await sender.pass(world.lease);
    expect(await world.attempts()).toMatchObject([{ state: "reverted" }]);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
  });

  test("behavior: of two keepers people are told of each, and each ends by itself", async () => {
    const freed = { other: false };
    const other = counter({
      name: "other",
      standings: async (works) => works.map(() => (freed.other ? "early" : "due")),
    });
    const sender = world.sender(world.chain, { keepers: [counter(), other] });
    await world.plan(world.lease, "1");
    await planIntents(world.db, world.lease, [{ ...testIntent("2"), keeper: "other" }]);
    await bar();
    await sender.pass(world.lease);
    expect(await halts()).toEqual(["counter", "other"]);
    freed.other = true;
    await sender.pass(world.lease);
    expect(await halts()).toEqual(["counter"]);
  });

  test("behavior: a keeper that had no turn stays as it was told", async () => {
    const late = counter({ name: "late", barredBy: ["SecurityToken_NotPermitted"] });
    const sender = world.sender(world.chain, { keepers: [counter({ batchSize: 1 }), late], maxOpen: 1 });
    await planIntents(world.db, world.lease, [{ ...testIntent("9"), keeper: "late" }]);
    await bar();
    await sender.pass(world.lease);
    expect(await world.notices()).toEqual(["work-barred late"]);
    await unbar();
    await world.plan(world.lease, "1", "2");
    await sender.pass(world.lease);
    expect(await world.effects("9")).toBe(0);
    expect(await world.notices()).toEqual(["work-barred late"]);
  });
});

test("behavior: what a pass that failed left claimed is done by the next one, under the same lead", async () => {
  await world.plan(world.lease, "1");
  const sender = world.sender(world.chain);
  await sender.recover(world.lease);
  await claim(world.db, world.lease, [testIntent("1").key]);
  await sender.pass(world.lease);
  expect(await world.effects("1")).toBe(1);
});

describe("a missing nonce", () => {
  /** As if another had signed for the nonces below and was lost. */
  const lose = async (below: number) => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    await world.db.execute(sql`update keepers.attempt set nonce = ${below}`);
  };
  const fillers = async () => (await world.attempts()).slice(1).map(({ keeper, nonce }) => [keeper, nonce]);
  const farAhead = async () => {
    const { timestamp } = await world.node.getBlock();
    const urls = world.proxies.map(({ url }) => url);
    return connectTestChain(urls, { now: () => Number(timestamp) + 600 });
  };

  test.each<[string, string, Partial<SenderParameters>]>([
    ["fees are above the cap", "fee-cap", { maxFee: 1n }],
    ["the day's budget is spent", "day-budget", { budgets: { item: parseEther("1"), day: 1n } }],
    ["the newest block is old", "chain-view", { maxHeadAge: 300 }],
  ])("behavior: is filled when something may be signed again, not while %s; people are told", async (...row) => {
    const [, kind, changes] = row;
    await lose(1);
    const seenBy = changes.maxHeadAge === undefined ? world.chain : await farAhead();
    await world.sender(seenBy, { gapAfter: 0, ...changes }).pass(world.lease);
    expect(await fillers()).toEqual([]);
    expect(await world.notices()).toEqual([`${kind} ${world.account.address}`]);
    await world.sender(world.chain, { gapAfter: 0 }).pass(world.lease);
    expect(await fillers()).toEqual([["sender", 0]]);
  });

  test("behavior: its filler offers what the market asks, and no more than the cap, dear as blocks may become", async () => {
    await lose(1);
    const { baseFeePerGas } = await world.node.getBlock();
    const tip = await world.node.estimateMaxPriorityFeePerGas();
    const maxFee = (baseFeePerGas ?? 0n) + tip + 1n;
    await world.sender(world.chain, { gapAfter: 0, maxFee }).pass(world.lease);
    expect(tip).toBeGreaterThan(0n);
    expect((await world.attempts())[1]).toMatchObject({ maxFeePerGas: maxFee, maxPriorityFeePerGas: tip });
  });

  test("behavior: is filled when it has been missed for so many blocks, high as the chain may be", async () => {
    await world.mine(5);
    await lose(1);
    const [{ hash } = { hash: "0x" as const }] = await world.attempts();
    await world.node.dropTransaction({ hash });
    const sender = world.sender(world.chain, { gapAfter: 2 });
    for (const expected of [[], [], [["sender", 0]]]) {
      await sender.pass(world.lease);
      expect(await fillers()).toEqual(expected);
      await world.node.dropTransaction({ hash });
      await world.mine();
    }
  });

  test("behavior: nor while all keepers are paused; a pause of one does not matter", async () => {
    await lose(1);
    await pauseKeeper(world.db, "all", "audit", "Ada");
    await world.sender(world.chain, { gapAfter: 0 }).pass(world.lease);
    expect(await fillers()).toEqual([]);
    await resumeKeeper(world.db, "all", "Ada");
    await pauseKeeper(world.db, "counter", "audit", "Ada");
    await world.sender(world.chain, { gapAfter: 0 }).pass(world.lease);
    expect(await fillers()).toEqual([["sender", 0]]);
  });

  test("error: LeaseLostError where the lead is lost while a filler is signed, and it does not leave", async () => {
    await lose(1);
    const signTransaction: Signer["signTransaction"] = async (transaction) => {
      await releaseLease(world.db, world.lease);
      return world.account.signTransaction(transaction);
    };
    const account = { address: world.account.address, signTransaction };
    const sender = world.sender(world.chain, { account, gapAfter: 1 });
    await sender.pass(world.lease);
    const [{ hash } = { hash: "0x" as const }] = await world.attempts();
    await world.node.dropTransaction({ hash });
    await world.mine();
    // What was under way is sent again, the filler is not.
    const sent = world.proxies[0]?.broadcasts().length ?? 0;
    await expect(sender.pass(world.lease)).rejects.toThrow(LeaseLostError);
    expect(await fillers()).toEqual([]);
    expect(world.proxies[0]?.broadcasts()).toHaveLength(sent + 1);
  });

  test("behavior: of many, no more are filled at once than may be open", async () => {
    await lose(5);
    await world.sender(world.chain, { gapAfter: 0, maxOpen: 2 }).pass(world.lease);
    expect(await fillers()).toEqual([
      ["sender", 0],
      ["sender", 1],
    ]);
  });
});

describe("what is told of the account", () => {
  test("behavior: ends with the next signature, though not all work had its turn", async () => {
    const item = parseEther("1");
    await world.plan(world.lease, "1", "2", "3", "4", "5");
    await world.sender(world.chain, { budgets: { item, day: 1n } }).pass(world.lease);
    expect(await world.notices()).toEqual([`day-budget ${world.account.address}`]);
    await world.sender(world.chain, { budgets: { item, day: item }, maxOpen: 1 }).pass(world.lease);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: ends when there is nothing left to be signed", async () => {
    await world.plan(world.lease, "1");
    const poor = world.sender(world.chain, { budgets: { item: parseEther("1"), day: 1n } });
    await poor.pass(world.lease);
    const done = counter({ standings: async (works) => works.map(() => "done") });
    await world.sender(world.chain, { keepers: [done] }).pass(world.lease);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: a chain that cannot be relied on is a halt of all work", async () => {
    const { timestamp } = await world.node.getBlock();
    const late = await connectTestChain(
      world.proxies.map(({ url }) => url),
      { now: () => Number(timestamp) + 600 },
    );
    await world.plan(world.lease, "1");
    await world.sender(late, { maxHeadAge: 300 }).pass(world.lease);
    expect(await halts()).toEqual([undefined]);
    expect(await openNotices(world.db)).toMatchObject([
      { kind: "chain-view", severity: "critical", text: expect.stringContaining("600 s old") },
    ]);
  });

  test("behavior: is not of another account", async () => {
    await world.plan(world.lease, "1");
    await world.sender(world.chain, { budgets: { item: parseEther("1"), day: 1n } }).pass(world.lease);
    expect((await readLedgerVitals(world.db, { chainId: testChainId, account: counterAddress })).halts).toEqual([]);
  });
});

describe("the teller", () => {
  const barred = (account: string) => ({ notices: [workBarred("counter", account, "paused")], complete: true });
  const nothing = { notices: [], complete: true };

  test("behavior: asks the ledger on a change only", async () => {
    const transaction = vi.spyOn(world.db, "transaction");
    const teller = createTeller(world.db);
    for (let pass = 0; pass < 3; pass += 1) await teller.tell(world.lease, "counter", nothing);
    expect(transaction).toHaveBeenCalledOnce();
    transaction.mockRestore();
    await teller.tell(world.lease, "counter", barred(world.lease.account));
    await teller.tell(world.lease, "counter", nothing);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: what a former leader told is closed when all was looked at, not before", async () => {
    await createTeller(world.db).tell(world.lease, "counter", barred(world.lease.account));
    const teller = createTeller(world.db);
    await teller.tell(world.lease, "counter", { notices: [], complete: false });
    expect(await world.notices()).toEqual(["work-barred counter"]);
    await teller.tell(world.lease, "counter", nothing);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: what another process told while this one did not lead is closed, too", async () => {
    const sender = world.sender(world.chain);
    await sender.pass(world.lease);
    await createTeller(world.db).tell(world.lease, "counter", barred(world.lease.account));
    await sender.recover(world.lease);
    await sender.pass(world.lease);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: of a keeper that works for two accounts, each tells its own", async () => {
    const second = await acquireLease(world.db, { ...world.lease, account: counterAddress, duration: 60_000 });
    await createTeller(world.db).tell(world.lease, "counter", barred(world.lease.account));
    await createTeller(world.db).tell(second ?? world.lease, "counter", nothing);
    expect(await world.notices()).toEqual(["work-barred counter"]);
  });

  test("error: LeaseLostError from who no longer leads, and nobody is told", async () => {
    await releaseLease(world.db, world.lease);
    await expect(createTeller(world.db).tell(world.lease, "counter", barred(world.lease.account))).rejects.toThrow(
      LeaseLostError,
    );
    expect(await world.notices()).toEqual([]);
  });
});

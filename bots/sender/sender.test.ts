import { type LocalAccount, parseTransaction } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import type { Keeper } from "../keeper.ts";
import { recordSigned } from "../ledger/attempts.ts";
import { claim } from "../ledger/claims.ts";
import type { Database } from "../ledger/database.ts";
import { LeaseLostError } from "../ledger/errors.ts";
import { verifyEvents } from "../ledger/events.ts";
import { acquireLease, type Lease, releaseLease, renewLease } from "../ledger/lease.ts";
import { findIntent, planIntents } from "../ledger/plan.ts";
import { plannedIntents } from "../ledger/queries.ts";
import { attempt } from "../ledger/schema.ts";
import { createLog } from "../log.ts";
import type { Chain } from "../rpc/chain.ts";
import {
  counterAddress,
  counterCode,
  createCounterKeeper,
  effectsOf,
  restore,
  testAccount,
  testClientOf,
} from "../testing/counter.ts";
import { resetLedger, startTestDatabases, type TestDatabases, testChainId, testIntent } from "../testing/ledger.ts";
import { type RpcProxy, type RpcRule, startRpcProxy } from "../testing/rpc-proxy.ts";
import { connectTestChain, testLimits } from "../testing/sending.ts";
import { createSender, type Sender, type SenderParameters } from "./index.ts";

const account: LocalAccount = testAccount(0);
const stranger: LocalAccount = testAccount(1);
const log = createLog("silent");

let databases: TestDatabases;
let anvil: Anvil;
let proxy: RpcProxy;
let chain: Chain;
let client: ReturnType<typeof testClientOf>;
let db: Database;
let lease: Lease;
let snapshot: `0x${string}`;

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
  anvil = await startAnvil();
  proxy = await startRpcProxy(anvil.url);
  chain = await connectTestChain([proxy.url]);
  client = testClientOf(anvil.url);
  await client.setCode({ address: counterAddress, bytecode: counterCode });
});
afterAll(async () => {
  await proxy.stop();
  await anvil.stop();
  await databases.stop();
});
beforeEach(async () => {
  snapshot = await client.snapshot();
  await resetLedger(db);
  lease = await take("first");
});
afterEach(async () => {
  proxy.heal();
  await restore(client, snapshot);
  await verifyEvents(db);
});

const take = async (holder: string, duration = 60_000): Promise<Lease> => {
  const taken = await acquireLease(db, { chainId: testChainId, account: account.address, holder, duration });
  expect(taken).toBeDefined();
  return taken as Lease;
};

const sender = (changes: Partial<SenderParameters> = {}): Sender =>
  createSender({
    db,
    chain,
    account,
    ...testLimits,
    confirmations: 1,
    keepers: [createCounterKeeper(client)],
    log,
    leaseDuration: 60_000,
    ...changes,
  });

const plan = (...slots: string[]) =>
  planIntents(
    db,
    lease,
    slots.map((slot) => testIntent(slot)),
  );
const stateOf = async (slot: string) => (await findIntent(db, testIntent(slot).key))?.state;
const effects = (slot: string) => effectsOf(client, slot);
const attempts = () => db.select().from(attempt).orderBy(attempt.id);
const mine = (blocks: number) => client.mine({ blocks });

/** The node takes nothing. */
const refuseSending: RpcRule = { method: "eth_sendRawTransaction", fault: { kind: "error", message: "not now" } };

class Crash extends Error {}

describe("pass", () => {
  test("behavior: each piece of work has one effect, in as few transactions as may be", async () => {
    await plan("1", "2", "3");
    expect(await sender().pass(lease)).toBe(2);
    expect(await sender().pass(lease)).toBe(1);
    await mine(1);
    expect(await sender().pass(lease)).toBe(0);
    for (const slot of ["1", "2", "3"]) {
      expect(await effects(slot)).toBe(1);
      expect(await stateOf(slot)).toBe("final");
    }
    expect(await attempts()).toHaveLength(2);
  });

  test("behavior: nothing is final before its confirmations", async () => {
    await plan("1");
    const careful = sender({ confirmations: 3 });
    await careful.pass(lease);
    await mine(2);
    expect(await careful.pass(lease)).toBe(1);
    expect(await stateOf("1")).toBe("mined");
    await mine(1);
    expect(await careful.pass(lease)).toBe(0);
    expect(await stateOf("1")).toBe("final");
  });

  test("behavior: what somebody else did is skipped, and nothing is sent", async () => {
    await plan("1");
    await client.setStorageAt({ address: counterAddress, index: 1, value: `0x${"1".padStart(64, "0")}` });
    await sender().pass(lease);
    expect(await stateOf("1")).toBe("skipped");
    expect(await attempts()).toEqual([]);
  });

  test("behavior: what is early waits", async () => {
    await plan("1");
    const keeper: Keeper = { ...createCounterKeeper(client), standings: async (works) => works.map(() => "early") };
    await sender({ keepers: [keeper] }).pass(lease);
    expect(await stateOf("1")).toBe("planned");
    expect(await attempts()).toEqual([]);
  });

  test("behavior: what the contract refuses in simulation is never sent", async () => {
    await plan("0");
    await sender().pass(lease);
    expect(await findIntent(db, testIntent("0").key)).toMatchObject({ state: "planned", tries: 1 });
    expect(await attempts()).toEqual([]);
    expect(await client.getTransactionCount({ address: account.address })).toBe(0);
  });

  test("behavior: a refusal counts, whatever the estimate says", async () => {
    await plan("0");
    proxy.inject({ method: "eth_estimateGas", fault: { kind: "result", result: "0x1869f" } });
    await sender().pass(lease);
    expect(await attempts()).toEqual([]);
  });

  test("behavior: gives the reserve that a keeper wants for each piece of work", async () => {
    await plan("1", "2");
    await sender({ keepers: [{ ...createCounterKeeper(client), gasPerWork: 500_000n }] }).pass(lease);
    const [sent] = await attempts();
    const gas = parseTransaction(sent?.raw ?? "0x").gas ?? 0n;
    expect(gas).toBeGreaterThan(1_021_000n);
    expect(gas).toBeLessThan(1_200_000n);
  });

  test("behavior: mined without effect is planned again, not final", async () => {
    await plan("1");
    const blind: Keeper = { ...createCounterKeeper(client), standings: async (works) => works.map(() => "due") };
    const blinded = sender({ keepers: [blind], confirmations: 0 });
    await blinded.pass(lease);
    await blinded.pass(lease);
    expect(await findIntent(db, testIntent("1").key)).toMatchObject({
      state: "planned",
      tries: 1,
      reason: "mined without effect",
    });
  });

  test("behavior: mined, and its object lost meanwhile: not done, and not tried again", async () => {
    await plan("1");
    const standings = vi
      .fn<Keeper["standings"]>()
      .mockResolvedValueOnce(["due"])
      .mockResolvedValue([{ void: "cancelled" }]);
    const overtaken = sender({ keepers: [{ ...createCounterKeeper(client), standings }], confirmations: 0 });
    await overtaken.pass(lease);
    await overtaken.pass(lease);
    expect(await findIntent(db, testIntent("1").key)).toMatchObject({
      state: "skipped",
      tries: 0,
      reason: "cancelled",
    });
    // That says nothing against its keeper.
    expect(await attempts()).toMatchObject([{ state: "final", withoutEffect: false }]);
  });

  test("behavior: a silent node leaves the work planned, without a try counted", async () => {
    await plan("1");
    const silent: Keeper = { ...createCounterKeeper(client), call: () => Promise.reject(new Crash("no answer")) };
    await sender({ keepers: [silent] }).pass(lease);
    expect(await findIntent(db, testIntent("1").key)).toMatchObject({ state: "planned", tries: 0 });
  });
});

describe("crashes", () => {
  test("behavior: stopped between signing and sending, the same bytes leave after the restart", async () => {
    await plan("1");
    proxy.inject(refuseSending);
    await sender().pass(lease);
    proxy.heal();
    const [signed] = await attempts();
    expect(signed).toMatchObject({ state: "signed", nonce: 0 });
    expect(await effects("1")).toBe(0);
    await releaseLease(db, lease);

    const next = await take("second");
    const restarted = sender({ confirmations: 0 });
    await restarted.recover(next);
    await restarted.pass(next);
    await restarted.pass(next);
    expect(await client.getTransactionReceipt({ hash: signed?.hash ?? "0x" })).toMatchObject({ status: "success" });
    expect(await attempts()).toHaveLength(1);
    expect(await effects("1")).toBe(1);
    expect(await stateOf("1")).toBe("final");
  });

  test("behavior: stopped between sending and noting it, nothing is sent again", async () => {
    await plan("1");
    const before = proxy.broadcasts().length;
    const held = proxy.hold("eth_sendRawTransaction");
    const passed = expect(sender().pass(lease)).rejects.toThrow(LeaseLostError);
    await held.arrived;
    await releaseLease(db, lease);
    held.release();
    await passed;
    expect(await attempts()).toMatchObject([{ state: "signed" }]);

    const next = await take("second");
    await sender({ confirmations: 0 }).pass(next);
    expect(proxy.broadcasts()).toHaveLength(before + 1);
    expect(await effects("1")).toBe(1);
    expect(await stateOf("1")).toBe("final");
  });

  test("behavior: stopped after claiming, the next process frees the work and uses the same nonce", async () => {
    await plan("1");
    await claim(db, lease, [testIntent("1").key]);
    await releaseLease(db, lease);
    const next = await take("second");
    const restarted = sender();
    await restarted.recover(next);
    await restarted.pass(next);
    expect(await attempts()).toMatchObject([{ nonce: 0 }]);
    expect(await effects("1")).toBe(1);
  });

  test("behavior: the node took it and the answer was lost", async () => {
    await plan("1");
    proxy.inject({ method: "eth_sendRawTransaction", fault: { kind: "drop", forwarded: true } });
    await sender().pass(lease);
    await sender({ confirmations: 0 }).pass(lease);
    expect(await stateOf("1")).toBe("final");
    expect(await attempts()).toHaveLength(1);
  });
});

describe("a key that fails", () => {
  test("behavior: what was signed before leaves, the rest stays planned without a try, no nonce is lost", async () => {
    const slots = Array.from({ length: 18 }, (_, index) => `${index + 1}`);
    await plan(...slots);
    let signatures = 0;
    const failing: LocalAccount = {
      ...account,
      signTransaction: (async (transaction) => {
        signatures += 1;
        if (signatures === 2) throw new Crash("the key service is away");
        return account.signTransaction(transaction);
      }) as LocalAccount["signTransaction"],
    };
    await sender({ account: failing }).pass(lease);
    expect(await attempts()).toMatchObject([{ nonce: 0, state: "broadcast" }]);
    expect(signatures).toBe(2);
    const left = await plannedIntents(db, testChainId, 100);
    expect(left.map(({ tries }) => tries)).toEqual(Array.from({ length: 16 }, () => 0));
    await sender({ account: failing }).pass(lease);
    expect((await attempts()).map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const slot of slots) expect(await effects(slot)).toBe(1);
  });
});

describe("nonces", () => {
  test("behavior: counts what the node has not mined yet", async () => {
    await client.setAutomine(false);
    await plan("1", "2", "3");
    await sender().pass(lease);
    expect((await attempts()).map(({ nonce }) => nonce)).toEqual([0, 1]);
    await plan("4");
    await sender().pass(lease);
    expect((await attempts()).map(({ nonce }) => nonce)).toEqual([0, 1, 2]);
  });

  test("behavior: no more nonces are open at once than allowed", async () => {
    await client.setAutomine(false);
    await plan("1", "2", "3", "4", "5");
    expect(await sender({ maxOpen: 2 }).pass(lease)).toBe(2);
    expect(await sender({ maxOpen: 2 }).pass(lease)).toBe(2);
  });

  test("behavior: a foreign transaction took the nonce: planned again under the next, one effect", async () => {
    await plan("1");
    proxy.inject(refuseSending);
    await sender().pass(lease);
    proxy.heal();
    const foreign = await account.signTransaction({
      chainId: testChainId,
      to: stranger.address,
      nonce: 0,
      gas: 21_000n,
      maxFeePerGas: 10_000_000_000n,
      maxPriorityFeePerGas: 1n,
      type: "eip1559",
    });
    await client.sendRawTransaction({ serializedTransaction: foreign });
    await mine(1);
    await sender().pass(lease);
    expect(await attempts()).toMatchObject([{ state: "superseded" }]);
    expect(await findIntent(db, testIntent("1").key)).toMatchObject({ state: "planned", tries: 1 });
  });
});

describe("the mempool and the chain change their minds", () => {
  test("behavior: dropped from the pool, the same bytes are sent again", async () => {
    await client.setAutomine(false);
    await plan("1");
    await sender().pass(lease);
    const [sent] = await attempts();
    await client.dropTransaction({ hash: sent?.hash ?? "0x" });
    await sender().pass(lease);
    await mine(1);
    await sender({ confirmations: 0 }).pass(lease);
    expect(await attempts()).toMatchObject([{ hash: sent?.hash, state: "final" }]);
    expect(await effects("1")).toBe(1);
  });

  test("behavior: waiting too long, it is replaced at the same nonce with both fees 12.5 % higher", async () => {
    await client.setAutomine(false);
    await plan("1");
    await sender().pass(lease);
    const [first] = await attempts();
    await sender({ stuckAfter: 0 }).pass(lease);
    const [, second] = await attempts();
    expect(second?.nonce).toBe(first?.nonce);
    expect((second?.maxFeePerGas ?? 0n) * 1000n).toBeGreaterThanOrEqual((first?.maxFeePerGas ?? 0n) * 1125n);
    expect((second?.maxPriorityFeePerGas ?? 0n) * 1000n).toBeGreaterThanOrEqual(
      (first?.maxPriorityFeePerGas ?? 0n) * 1125n,
    );
    await mine(1);
    await sender({ confirmations: 0 }).pass(lease);
    expect((await attempts()).map(({ state }) => state)).toEqual(["superseded", "final"]);
    expect(await effects("1")).toBe(1);
  });

  test("behavior: a reorganisation removes the block: sent again, final only when deep", async () => {
    await plan("1");
    const careful = sender({ confirmations: 2 });
    await careful.pass(lease);
    await careful.pass(lease);
    expect(await stateOf("1")).toBe("mined");
    await client.setAutomine(false);
    await client.request({ method: "anvil_reorg" as never, params: [1, []] as never });
    const [sent] = await attempts();
    await client.dropTransaction({ hash: sent?.hash ?? "0x" });
    expect(await effects("1")).toBe(0);
    await careful.pass(lease);
    expect(await stateOf("1")).toBe("broadcast");
    await mine(3);
    await careful.pass(lease);
    expect(await stateOf("1")).toBe("final");
    expect(await effects("1")).toBe(1);
    expect(await attempts()).toHaveLength(1);
  });
});

describe("two senders on one account", () => {
  test("behavior: the second waits", async () => {
    const parameters = { chainId: testChainId, account: account.address, holder: "second", duration: 60_000 };
    expect(await acquireLease(db, parameters)).toBeUndefined();
    await releaseLease(db, lease);
    expect(await acquireLease(db, parameters)).toMatchObject({ holder: "second" });
  });

  test("behavior: a frozen sender that lost its lease sends nothing", async () => {
    await plan("1");
    await renewLease(db, lease, 0);
    const next = await take("second");
    await expect(sender().pass(lease)).rejects.toThrow(LeaseLostError);
    expect(await attempts()).toEqual([]);
    await sender().pass(next);
    expect(await effects("1")).toBe(1);
  });

  test("behavior: one that loses its lease while signing broadcasts nothing", async () => {
    await plan("1");
    const slow: Keeper = {
      ...createCounterKeeper(client),
      call: async (works) => {
        const call = await createCounterKeeper(client).call(works);
        await releaseLease(db, lease);
        await take("second");
        return call;
      },
    };
    await expect(sender({ keepers: [slow] }).pass(lease)).rejects.toThrow(LeaseLostError);
    expect(await attempts()).toEqual([]);
    expect(await client.getTransactionCount({ address: account.address })).toBe(0);
  });

  test("error: LeaseLostError when a stale holder records a signature", async () => {
    await plan("1");
    await claim(db, lease, [testIntent("1").key]);
    await releaseLease(db, lease);
    await take("second");
    const signed = {
      nonce: 0,
      hash: "0x01",
      raw: "0x02",
      keeper: "counter",
      title: "",
      maxFeePerGas: 1n,
      maxPriorityFeePerGas: 1n,
      signedAtBlock: 0n,
      gasLimit: 1n,
      reserved: 1n,
      day: 0,
    } as const;
    await expect(recordSigned(db, lease, [{ keys: [testIntent("1").key], signed }])).rejects.toThrow(LeaseLostError);
  });
});

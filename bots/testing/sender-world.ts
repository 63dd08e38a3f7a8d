import type { LocalAccount } from "viem";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import type { Database } from "../ledger/database.ts";
import { verifyEvents } from "../ledger/events.ts";
import { acquireLease, type Lease } from "../ledger/lease.ts";
import { findIntent, planIntents } from "../ledger/plan.ts";
import { attempt } from "../ledger/schema.ts";
import { createLog } from "../log.ts";
import { acknowledgeNotice, openNotices } from "../notices/store.ts";
import type { Chain } from "../rpc/chain.ts";
import { createSender, type Sender, type SenderParameters } from "../sender/index.ts";
import {
  counterAddress,
  counterCode,
  createCounterKeeper,
  effectsOf,
  restore,
  testAccount,
  testClientOf,
} from "./counter.ts";
import { resetLedger, startTestDatabases, testChainId, testIntent } from "./ledger.ts";
import { type RpcFault, type RpcProxy, startRpcProxy } from "./rpc-proxy.ts";
import { connectTestChain, testLimits } from "./sending.ts";

/** A chain with the counter, a ledger, and endpoints of the chain that can be made to misbehave. */
export type SenderWorld = {
  anvil: Anvil;
  db: Database;
  /** the chain itself, past all endpoints */
  node: ReturnType<typeof testClientOf>;
  proxies: readonly RpcProxy[];
  account: LocalAccount;
  /** Fresh ledger and chain, all endpoints well, and the lease. */
  begin(): Promise<{ lease: Lease; chain: Chain }>;
  take(holder: string): Promise<Lease>;
  /** 1 block if nothing else is said */
  mine(blocks?: number | undefined): Promise<void>;
  /** Somebody else, with the account's key. */
  takeNonce(nonce: number): Promise<void>;
  injectAll(method: string, fault: RpcFault): void;
  healAll(): void;
  /** A person takes care of every open notice. */
  acknowledgeAll(): Promise<void>;
  sender(chain: Chain, changes?: Partial<SenderParameters>): Sender;
  plan(lease: Lease, ...slots: string[]): Promise<void>;
  intentOf(slot: string): ReturnType<typeof findIntent>;
  stateOf(slot: string): Promise<string | undefined>;
  effects(slot: string): Promise<number>;
  attempts(): Promise<(typeof attempt.$inferSelect)[]>;
  /** `kind subject` of each open notice */
  notices(): Promise<string[]>;
  stop(): Promise<void>;
};

export type SenderWorldOptions = { endpoints?: number | undefined };

export const startSenderWorld = async ({ endpoints = 1 }: SenderWorldOptions = {}): Promise<SenderWorld> => {
  const databases = await startTestDatabases();
  const { db } = await databases.create();
  const anvil = await startAnvil();
  const node = testClientOf(anvil.url);
  await node.setCode({ address: counterAddress, bytecode: counterCode });
  const proxies = await Promise.all(Array.from({ length: endpoints }, () => startRpcProxy(anvil.url)));
  const account = testAccount(0);
  let snapshot = await node.snapshot();

  const take = async (holder: string): Promise<Lease> => {
    const taken = await acquireLease(db, { chainId: testChainId, account: account.address, holder, duration: 60_000 });
    if (taken === undefined) throw new LeaseHeldError();
    return taken;
  };
  const mine = (blocks = 1) => node.mine({ blocks });
  const healAll = (): void => {
    for (const proxy of proxies) proxy.heal();
  };
  const intentOf = (slot: string) => findIntent(db, testIntent(slot).key);

  return {
    anvil,
    db,
    node,
    proxies,
    account,
    take,
    mine,
    takeNonce: async (nonce) => {
      const serializedTransaction = await account.signTransaction({
        ...{ chainId: anvil.chainId, to: testAccount(1).address, nonce, gas: 21_000n, type: "eip1559" },
        ...{ maxFeePerGas: 10_000_000_000n, maxPriorityFeePerGas: 1n },
      });
      await node.sendRawTransaction({ serializedTransaction });
      await mine();
    },
    injectAll: (method, fault) => {
      for (const proxy of proxies) proxy.inject({ method, fault });
    },
    healAll,
    acknowledgeAll: async () => {
      for (const { id } of await openNotices(db)) await acknowledgeNotice(db, { id, by: "Ada" });
    },
    begin: async () => {
      healAll();
      await restore(node, snapshot);
      // A snapshot does not hold it.
      await node.setNextBlockBaseFeePerGas({ baseFeePerGas: firstBaseFee });
      snapshot = await node.snapshot();
      await resetLedger(db);
      return { lease: await take("first"), chain: await connectTestChain(proxies.map(({ url }) => url)) };
    },
    sender: (chain, changes = {}) =>
      createSender({
        db,
        chain,
        account,
        confirmations: 1,
        keepers: [createCounterKeeper(node)],
        log: createLog("silent"),
        leaseDuration: 60_000,
        ...testLimits,
        ...changes,
      }),
    plan: async (lease, ...slots) => {
      await planIntents(
        db,
        lease,
        slots.map((slot) => testIntent(slot)),
      );
    },
    intentOf,
    stateOf: async (slot) => (await intentOf(slot))?.state,
    effects: (slot) => effectsOf(node, slot),
    attempts: () => db.select().from(attempt).orderBy(attempt.id),
    notices: async () => (await openNotices(db)).map(({ kind, subject }) => `${kind} ${subject}`),
    stop: async () => {
      for (const proxy of proxies) await proxy.stop();
      await anvil.stop();
      await databases.stop();
    },
  };
};

/** A world for the tests of a file: before each it begins anew; at the end no row of the audit trail was touched. */
export const useSenderWorld = (options: SenderWorldOptions = {}): SenderWorld & { lease: Lease; chain: Chain } => {
  const world = {} as SenderWorld & { lease: Lease; chain: Chain };
  beforeAll(async () => {
    Object.assign(world, await startSenderWorld(options));
  });
  beforeEach(async () => {
    Object.assign(world, await world.begin());
  });
  afterAll(async () => {
    await verifyEvents(world.db);
    await world.stop();
  });
  return world;
};

/** wei, with which anvil begins */
const firstBaseFee = 1_000_000_000n;

class LeaseHeldError extends Error {}

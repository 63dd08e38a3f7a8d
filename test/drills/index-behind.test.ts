import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { createIntake } from "../../bots/approvals/intake.ts";
import { readConfig } from "../../bots/config.ts";
import { judge } from "../../bots/health/judge.ts";
import { createMonitor } from "../../bots/health/monitor.ts";
import { createIndexReader, IndexLaggingError } from "../../bots/index-reader.ts";
import { countIntents } from "../../bots/ledger/queries.ts";
import { createLockupUnlocker } from "../../bots/lockup-unlocker/index.ts";
import { createLog } from "../../bots/log.ts";
import { openNotices } from "../../bots/notices/store.ts";
import { limitsOf, lookOf } from "../../bots/parts.ts";
import { setInvestorLimits } from "../../sdk/actions/issuer/setInvestorLimits.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { cast, startWorld, type World } from "../indexer/world.ts";
import { type Keepers, keeperAccount, startKeepers } from "./keepers.ts";

// Drills 19 and 21: the host's clock is wrong; the index is late, wrong or gone. One chain for both, in this order.

let world: World;
let keepers: Keepers;

const deployment = () => ({ modules: [], ...world.contracts });

beforeAll(async () => {
  world = await startWorld();
  await world.issue(cast.ann.address, 1_000n);
  keepers = await startKeepers(world, {
    keepersOf: (parts) => [createLockupUnlocker({ ...parts, deployment: deployment() })],
  });
});

afterAll(async () => {
  await keepers?.stop();
  await world?.stop();
});

afterEach(() => vi.useRealTimers());

const chainTime = async () => (await readHead(keepers.client)).timestamp;
const sent = () => world.client.getTransactionCount({ address: keeperAccount.address });
const synced = async () => world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));

const passTo = async (time: number) => {
  await world.client.setNextBlockTimestamp({ timestamp: BigInt(time) });
  await world.client.mine({ blocks: 1 });
};

/** Sets this machine's clock against the chain's. */
const setHost = async (skew: number) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(((await chainTime()) + skew) * 1_000);
};

const isReleased = async (lotId: bigint) =>
  (
    await world.client.readContract({
      address: world.contracts.lockup,
      abi: lockupModuleAbi,
      functionName: "getLot",
      args: [lotId],
    })
  ).released;

describe("drill 19: the host's clock is ten minutes off", () => {
  test("nothing is sent before it is due on chain, and nothing later for it", async () => {
    const lockupEnd = (await chainTime()) + 300;
    await world.lock(cast.ann.address, 10n, lockupEnd);
    await passTo(lockupEnd - 1);
    await synced();

    await setHost(600);
    expect(await keepers.round()).toEqual([]);
    expect([await sent(), await isReleased(1n)]).toEqual([0, false]);

    await passTo(lockupEnd);
    await synced();
    await setHost(-600);
    expect(await keepers.round()).toHaveLength(1);
    expect([await sent(), await isReleased(1n)]).toEqual([1, true]);
  });

  test("people are told, once, and that it has ended", async () => {
    const { chain, db } = keepers;
    const { chainId } = world.contracts;
    const account = keeperAccount.address;
    const index = createIndexReader({ pool: keepers.indexPool, schema: world.index.viewsSchema, chainId, maxLag: 5n });
    const config = readConfig({ RPC_URLS: world.client.transport.url }, { needsKey: false });
    const look = async () => judge(await lookOf({ chain, db, index, account })(), limitsOf(config, account));
    const monitor = createMonitor({ db, log: createLog("silent"), leads: () => true, look });
    const told = async () => (await openNotices(db)).map(({ kind }) => kind);
    for (const skew of [600, -600]) {
      await setHost(skew);
      for (let look = 0; look < 4; look += 1) await monitor.look();
      expect(await told()).toEqual(["clock-skew"]);
      await setHost(0);
      await monitor.look();
      expect(await told()).toEqual([]);
    }
  });

  test("deadlines of calls to be signed are the chain's", async () => {
    const intake = createIntake({ client: keepers.client, db: keepers.db, deployment: deployment() });
    const { data } = setInvestorLimits({ issuer: world.contracts.issuer, limits: [50, 0, 0, 0, 0, 0, 0, 0] });
    const call = { multisig: world.contracts.issuer, authority: 1, target: world.contracts.issuer, data };
    const propose = async (salt: number, deadline: number) =>
      intake.propose({ ...call, salt: `0x${`${salt}`.padStart(64, "0")}`, deadline } as never);
    const now = await chainTime();
    await setHost(600);
    await expect(propose(1, now + 60)).resolves.toBeDefined();
    await setHost(-600);
    await expect(propose(2, now - 1)).rejects.toThrow("deadline has passed");
  });
});

describe("drill 21: the index is late, wrong or gone", () => {
  test("a row that is some blocks old is a hint: what was done meanwhile is not done again", async () => {
    const lockupEnd = (await chainTime()) + 100;
    for (const amount of [20n, 30n]) await world.lock(cast.ann.address, amount, lockupEnd);
    await world.lock(cast.ann.address, 40n, lockupEnd + 100);
    await passTo(lockupEnd);
    await synced();
    await world.index.stop();

    const { lockup } = world.contracts;
    const release = { to: lockup, abi: lockupModuleAbi, functionName: "release", args: [[2n]] } as const;
    await world.send(cast.stranger, release);
    const [key, ...others] = await keepers.round();
    expect([key?.split(":")[3], others]).toEqual(["3", []]);
    expect(await isReleased(3n)).toBe(true);
  });

  test("200 blocks behind, it pauses, though it would know of work", async () => {
    await world.client.mine({ blocks: 200 });
    await passTo((await chainTime()) + 100);
    const before = await sent();
    await expect(keepers.round()).rejects.toThrow(IndexLaggingError);
    expect([await sent(), await isReleased(4n)]).toEqual([before, false]);
  });

  test("wiped, it pauses; the ledger keeps what was done", async () => {
    await keepers.indexPool.query(`drop schema ${world.index.viewsSchema} cascade`);
    const before = await sent();
    await expect(keepers.round()).rejects.toThrow(IndexLaggingError);
    expect(await sent()).toBe(before);
    expect(await countIntents(keepers.db, world.contracts.chainId)).toEqual([
      { keeper: "lockup-unlocker", state: "final", count: 2 },
    ]);
  });
});

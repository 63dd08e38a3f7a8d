import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeFunctionData, formatEther, parseGwei } from "viem";
import { afterEach, describe, expect, test } from "vitest";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import type { RpcProxy } from "../../bots/testing/rpc-proxy.ts";
import { cast } from "../indexer/world.ts";
import type { Bots } from "./bots.ts";
import { type KeyService, startKeyService } from "./key-service.ts";
import { expectExactlyOnce, isQuiet, readLedger, readTruth } from "./oracle.ts";
import type { BotsChanges, Stage } from "./stage.ts";
import { useStages } from "./stages.ts";

// Drill 25: whatever ends the signing in the middle of the queue, what is under way is confirmed, nothing new is signed,
// /ready is red, and people are told once.

const openStage = useStages();
let keyService: KeyService | undefined;

afterEach(async () => {
  await keyService?.stop();
  keyService = undefined;
});

const day = 86_400;
/** batches of 25 */
const lots = 150;
/** transactions that wait in the pool when the trouble comes */
const underWay = 3;
/** blocks and looks in which nothing new may be signed */
const patience = 12;

type Scene = { stage: Stage; lotIds: readonly bigint[]; endpoint: RpcProxy };

/** Six batches are due, on a chain that makes no block by itself. */
const set = async (behind?: number): Promise<Scene> => {
  const stage = await openStage({ behind });
  const lotIds = await stage.issueLots(lots);
  await stage.makeDue();
  await stage.holdBlocks();
  return { stage, lotIds, endpoint: await stage.endpoint() };
};

/** The keepers have begun: as much as may wait is in the pool. */
const begin = async ({ stage, endpoint }: Scene, changes: BotsChanges = {}): Promise<Bots> => {
  const bots = await stage.startBots([endpoint.url], { KEEPER_MAX_OPEN: `${underWay}`, ...changes });
  await stage.until("they have begun", async () => (await attemptsOf(stage, "broadcast")).length === underWay);
  return bots;
};

const attemptsOf = async ({ db, chainId }: Stage, ...states: string[]) =>
  (await readLedger(db, chainId)).attempts.filter(({ state }) => states.length === 0 || states.includes(state));

const notices = ({ query }: Stage) =>
  query<{ kind: string; subject: string }>("select kind, subject from keepers.notice order by id");

/** What is promised of each trouble while it lasts. @param because stands in `/ready` */
const expectHalt = async (
  { stage, endpoint }: Scene,
  bots: Bots,
  { kind, subject, because }: { kind: string; subject: string; because: string },
): Promise<void> => {
  const { db, chainId } = stage;
  await stage.mineUntil("what is under way is at its end", async () => {
    const open = await attemptsOf(stage, "signed", "broadcast", "mined");
    return open.length === 0 && (await notices(stage)).length > 0;
  });
  const signed = await attemptsOf(stage);
  const broadcasts = endpoint.broadcasts().length;
  for (let block = 0; block < patience; block += 1) {
    await stage.client.mine({ blocks: 1 });
    const asked = endpoint.count("eth_getBlockByNumber");
    await stage.until("the keepers look", async () => endpoint.count("eth_getBlockByNumber") > asked + 1);
  }
  expect(await attemptsOf(stage)).toEqual(signed);
  expect(endpoint.broadcasts()).toHaveLength(broadcasts);

  const { intents } = await readLedger(db, chainId);
  const waiting = intents.filter(({ state }) => state === "planned");
  expect(waiting.length).toBeGreaterThan(0);
  expect(intents.filter(({ state }) => state !== "planned" && state !== "final")).toEqual([]);
  expect(waiting.every(({ tries }) => tries === 0)).toBe(true);
  expect(await bots.get("/ready")).toMatchObject({ status: 503, text: expect.stringContaining(because) });
  expect((await bots.get("/health"))?.status).toBe(200);
  expect(await notices(stage)).toEqual([{ kind, subject }]);
};

/** The one command that answers a newcomer's question, in its first line. */
const expectExplained = async ({ db, chainId, command }: Stage, because: string): Promise<void> => {
  const waiting = (await readLedger(db, chainId)).intents.find(({ state }) => state === "planned");
  const explained = await command(["explain", "lot", `${waiting?.payload.lotId}`]);
  expect(explained.code).toBe(0);
  expect(explained.text.split("\n", 1)[0]).toContain(because);
};

/** The trouble is over: everything is done, and people know. */
const expectToGoOn = async ({ stage, lotIds }: Scene, bots: Bots): Promise<void> => {
  await stage.mineUntil("all is done", () => isQuiet(stage, lotIds));
  await stage.isReady(bots);
  await stage.mineUntil("people are told that it has ended", async () => {
    const open = await stage.query("select kind from keepers.notice where closed_at is null");
    return open.length === 0;
  });
  await expectExactlyOnce(stage, lotIds);
};

describe("drill 25: what ends the signing in the middle of the queue", () => {
  test("a person pauses", async () => {
    const scene = await set();
    const { stage } = scene;
    const bots = await begin(scene);
    const paused = await stage.command(["pause", "--reason", "drill", "--by", "anna", "--json"]);
    expect(paused).toMatchObject({ code: 0 });
    await expectHalt(scene, bots, { kind: "paused", subject: "all", because: "paused by anna: drill" });
    await expectExplained(stage, "paused by anna: drill");
    // What was under way was confirmed, no more and no less.
    expect((await attemptsOf(stage)).map(({ state }) => state)).toEqual(Array(underWay).fill("final"));
    const doctor = await stage.command(["doctor"]);
    expect(doctor.code).toBe(4);
    expect(doctor.text).toMatch(/FAIL +pause/);

    expect((await stage.command(["resume", "--by", "anna"])).code).toBe(0);
    await expectToGoOn(scene, bots);
  });

  test("the contracts let nobody release any more: the module is detached, and attached again", async () => {
    const scene = await set();
    const { client, deployment } = scene.stage;
    const byOwner = async (functionName: "attachModule" | "detachModule") => {
      const args = [deployment.token, deployment.lockup] as const;
      const data = encodeFunctionData({ abi: issuingEntityAbi, functionName, args });
      const first = { maxFeePerGas: parseGwei("500"), maxPriorityFeePerGas: parseGwei("100"), gas: 1_000_000n };
      const hash = await client.sendTransaction({ account: cast.owner, to: deployment.issuer, data, ...first });
      await client.mine({ blocks: 1 });
      expect((await client.getTransactionReceipt({ hash })).status).toBe("success");
    };
    const bots = await begin(scene);
    // In the block that takes what is under way, and before it.
    await byOwner("detachModule");
    const because = "The contracts let nobody do the work of lockup-unlocker now";
    await expectHalt(scene, bots, { kind: "work-barred", subject: "lockup-unlocker", because });
    await expectExplained(scene.stage, because);
    expect((await attemptsOf(scene.stage)).map(({ state }) => state)).toEqual(Array(underWay).fill("reverted"));
    expect((await readTruth(scene.stage)).releases.size).toBe(0);

    await byOwner("attachModule");
    await expectToGoOn(scene, bots);
  });

  test("the key is locked in its service, and unlocked again", async () => {
    const scene = await set();
    const { account, privateKey } = scene.stage;
    keyService = await startKeyService(privateKey);
    const bots = await begin(scene, {
      entry: "test/drills/keepers-of-service.ts",
      KEY_SERVICE: keyService.url,
      KEY_ADDRESS: account,
    });
    keyService.lock();
    await expectHalt(scene, bots, { kind: "key-locked", subject: account, because: "does not sign" });
    expect((await attemptsOf(scene.stage)).map(({ state }) => state)).toEqual(Array(underWay).fill("final"));
    expect(keyService.refusals()).toBeGreaterThan(1);

    keyService.unlock();
    await expectToGoOn(scene, bots);
  });

  test("the key cannot be opened after a restart: nothing starts, nothing is lost", async () => {
    const scene = await set();
    const { stage, endpoint } = scene;
    const first = await begin(scene);
    await first.kill();
    await stage.client.mine({ blocks: 1 });
    const before = await readLedger(stage.db, stage.chainId);
    const wrong = join(stage.folder, "wrong");
    writeFileSync(wrong, "another\n", { mode: 0o600 });
    const refused = await stage.startBots([endpoint.url], { KEEPER_PASSWORD_FILE: wrong });
    expect((await refused.child.exited).code).toBe(1);
    const [fatal] = refused.log().filter(({ level }) => level === "fatal");
    expect(fatal?.msg).toContain("does not open");
    expect(await readLedger(stage.db, stage.chainId)).toEqual(before);

    await stage.expireLease();
    await expectToGoOn(scene, await stage.startBots([endpoint.url]));
  });

  test("the day's budget is spent: it goes on tomorrow", async () => {
    const scene = await set(day - 3_600);
    const { stage } = scene;
    const { client } = stage;
    const first = await begin(scene);
    const [{ reserved = 0n } = {}] = await attemptsOf(stage);
    await first.kill();
    await stage.expireLease();
    const enoughForSome = { KEEPER_DAY_BUDGET: formatEther((reserved * 33n) / 10n), KEEPER_MAX_SKEW: `${day}` };
    const bots = await stage.startBots([scene.endpoint.url], { KEEPER_MAX_OPEN: `${underWay}`, ...enoughForSome });
    const because = "The day's budget leaves no room";
    await expectHalt(scene, bots, { kind: "day-budget", subject: stage.account, because });
    const today = await attemptsOf(stage);
    expect(today.length).toBeGreaterThanOrEqual(underWay);
    expect(new Set(today.map(({ state }) => state))).toEqual(new Set(["final"]));

    const tomorrow = async () => {
      const { timestamp } = await client.getBlock();
      await client.setNextBlockTimestamp({ timestamp: (timestamp / BigInt(day) + 1n) * BigInt(day) });
      await client.mine({ blocks: 1 });
    };
    await tomorrow();
    await stage.mineUntil("it goes on", async () => (await attemptsOf(stage)).length > today.length);
    await bots.stop();
    await expectToGoOn(scene, await stage.startBots([scene.endpoint.url], { KEEPER_MAX_SKEW: `${day}` }));
  });
});

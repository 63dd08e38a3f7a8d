import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { isAddressEqual, parseEventLogs, zeroAddress } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { randomOf } from "../../bots/testing/rpc-proxy.ts";
import { indexDatabaseName, readStartHash, VIEWS_SCHEMA } from "../../runtime/index-identity.ts";
import { startIndex } from "../../runtime/index-process.ts";
import { freePort } from "../../runtime/ports.ts";
import { recreateDatabase } from "../../runtime/postgres.ts";
import { faultsOf, isIdle, isQuiet, readTruth } from "../drills/oracle.ts";
import { startRestartablePostgres } from "../drills/postgres.ts";
import { openStage, releaseAll } from "../drills/stage.ts";
import {
  deepestReorg,
  type Fault,
  type Field,
  faults,
  type Ground,
  issue,
  longestLock,
  pause,
  type Random,
} from "./faults.ts";

export type SoakParameters = {
  /** draws faults, their order and their lengths */
  seed: number;
  /** how long faults happen; setting up and judging come on top */
  seconds: number;
  /** told what happens */
  say: (line: string) => void;
};

export type SoakOutcome = {
  seed: number;
  /** how often each fault happened */
  happened: Readonly<Record<string, number>>;
  /** on each chain: lots that became due, and how many of them people released before the keepers */
  chains: readonly { name: string; lots: number; byOthers: number; transactions: number }[];
  /** ways in which chain, ledger and index do not show each lot released exactly once */
  wrong: readonly string[];
};

/** name, chain id, processes of keepers */
const chains = [
  ["A", 31_337, 2],
  ["B", 31_338, 1],
] as const;
/** lots that each chain has from the beginning; the faults bring more */
const firstLots = 40;
/** milliseconds between two blocks */
const blockTime = 400;

/**
 * Lets faults happen at random to three processes of keepers on two chains and one Postgres, then leaves them in peace
 * and judges: of every lot that is due exactly one effect, ledger and chain the same, nothing unknown, the chain of
 * events whole, and the real index agrees. The same seed draws the same faults; what the processes make of them in
 * their time may differ.
 */
export const soak = async ({ seed, seconds, say }: SoakParameters): Promise<SoakOutcome> => {
  const releases: (() => Promise<void>)[] = [];
  try {
    const folder = mkdtempSync(join(tmpdir(), "scrip-soak-"));
    releases.push(async () => rmSync(folder, { recursive: true, force: true }));
    const postgres = await startRestartablePostgres(folder);
    releases.push(postgres.stop);
    const open = async ([name, chainId, processes]: (typeof chains)[number]): Promise<Ground> => {
      const ground = await openGround({ name, chainId, processes, databaseUrl: postgres.url });
      releases.push(ground.close);
      return ground;
    };
    const grounds = await allOf(chains.map(open));
    const field: Field = { grounds, postgres, random: drawsOf(seed) };
    const happened = await disturb(field, seconds, say);
    say("Peace: the keepers settle what is left.");
    await allOf(grounds.map(settle));
    say("Quiet: chain, ledger and index are compared.");
    const results = await allOf(grounds.map((ground) => judge(ground, postgres.url)));
    return {
      seed,
      happened,
      chains: results.map(({ wrong, ...result }) => result),
      wrong: results.flatMap(({ name, wrong }) => wrong.map((line) => `chain ${name}: ${line}`)),
    };
  } finally {
    await releaseAll(releases.reverse());
  }
};

/** Waits for all of them, though one fails: nothing goes on behind the back of whoever cleans up. */
export const allOf = async <T>(works: readonly Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(works);
  return Promise.all(works);
};

/** Cleans up if the work fails; what was begun would otherwise keep this process alive. */
export const orElse = async <T>(cleanUp: () => Promise<void>, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    await cleanUp().catch(() => undefined);
    throw error;
  }
};

const openGround = async (parameters: { name: string; chainId: number; processes: number; databaseUrl: string }) => {
  const { name, chainId, processes, databaseUrl } = parameters;
  const confirmations = deepestReorg + 1;
  const stage = await openStage({ databaseUrl, chainId, confirmations, behind: 0 });
  const { endpoints, bots } = await orElse(stage.close, async () => {
    const opened = [await stage.endpoint(), await stage.endpoint()];
    const urls = opened.map(({ url }) => url);
    const started = await allOf(Array.from({ length: processes }, () => stage.startBots(urls)));
    await issue(stage, firstLots, 10);
    await stage.holdBlocks();
    return { endpoints: opened, bots: started };
  });

  let turn: Promise<unknown> = Promise.resolve();
  const still = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };
  let closed = false;
  const ground: Ground = { name, stage, endpoints, bots, still, baseFee: undefined, foreign: [] };
  const makeBlocks = async (): Promise<void> => {
    while (!closed) {
      await still(async () => {
        if (ground.baseFee !== undefined) {
          await stage.client.setNextBlockBaseFeePerGas({ baseFeePerGas: ground.baseFee });
        }
        await stage.client.mine({ blocks: 1 });
      });
      await pause(blockTime);
    }
  };
  const making = makeBlocks().catch((error: unknown) => {
    if (!closed) throw error;
  });
  const close = async (): Promise<void> => {
    closed = true;
    await making;
    await stage.close();
  };
  return Object.assign(ground, { close });
};

/** Two chains have their faults side by side, one after another on each. */
const disturb = async (field: Field, seconds: number, say: (line: string) => void) => {
  const end = Date.now() + seconds * 1000;
  const happened: Record<string, number> = {};
  const { random, grounds } = field;
  while (Date.now() < end) {
    const ground = random.one(grounds);
    const fault = draw(random);
    say(`${fault.name} (chain ${ground.name})`);
    happened[fault.name] = (happened[fault.name] ?? 0) + 1;
    await fault.happen(field, ground);
    await pause(random.between(0, 600));
  }
  return happened;
};

const drawsOf = (seed: number): Random => {
  const next = randomOf(seed);
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return { between, one: (values) => values[between(0, values.length - 1)] as (typeof values)[number] };
};

const draw = (random: Random): Fault => {
  const all = faults.flatMap((fault) => Array.from({ length: fault.weight }, () => fault));
  return random.one(all);
};

const eventsOf = <Name extends "LotLocked" | "LotReleased">({ stage }: Ground, eventName: Name) => {
  const { client, deployment } = stage;
  const logs = client.getLogs({ address: deployment.lockup, fromBlock: BigInt(deployment.startBlock) });
  return logs.then((found) => parseEventLogs({ abi: lockupModuleAbi, eventName, logs: found }));
};

/** Every lot that the chain has; the model of what must be done. */
const lotsOf = async (ground: Ground): Promise<bigint[]> =>
  (await eventsOf(ground, "LotLocked")).map(({ args }) => args.lotId);

/** All lots are due, the faults are over, and blocks come; the keepers do the rest. */
const settle = async (ground: Ground): Promise<void> => {
  const { stage, endpoints, still } = ground;
  ground.baseFee = undefined;
  for (const endpoint of endpoints) endpoint.heal();
  await still(async () => {
    await stage.client.increaseTime({ seconds: longestLock + 1 });
    await stage.client.mine({ blocks: 1 });
  });
  const isSettled = async (): Promise<boolean> => {
    // What is asked of the node here, it does not answer the keepers: the ledger first, and not too often.
    await pause(2_000);
    if (!(await isIdle(stage))) return false;
    const lotIds = await lotsOf(ground);
    const released = await releasesOf(ground);
    const own = lotIds.filter((lotId) => released.get(lotId) !== "others");
    return lotIds.every((lotId) => released.has(lotId)) && isQuiet(stage, own);
  };
  await stage.until(`chain ${ground.name} is quiet`, isSettled);
};

/** Who released each lot. */
const releasesOf = async (ground: Ground): Promise<Map<bigint, "keepers" | "others">> => {
  const { client, account } = ground.stage;
  const released = await eventsOf(ground, "LotReleased");
  const hashes = [...new Set(released.map(({ transactionHash }) => transactionHash))];
  const senders = await Promise.all(hashes.map(async (hash) => (await client.getTransaction({ hash })).from));
  const isOwn = new Map(hashes.map((hash, index) => [hash, isAddressEqual(senders[index] ?? zeroAddress, account)]));
  return new Map(
    released.map(({ args, transactionHash }) => [args.lotId, isOwn.get(transactionHash) ? "keepers" : "others"]),
  );
};

const judge = async (ground: Ground, databaseUrl: string) => {
  const { stage, name, foreign } = ground;
  const lotIds = await lotsOf(ground);
  const others = [...(await releasesOf(ground))].filter(([, by]) => by === "others").map(([lotId]) => lotId);
  const { sent } = await readTruth(stage);
  return {
    name,
    lots: lotIds.length,
    byOthers: others.length,
    transactions: sent.length,
    wrong: [
      ...(await faultsOf(stage, lotIds, { foreign, others, clockWentBack: true })),
      ...(await indexFaults(ground, databaseUrl, lotIds)),
    ],
  };
};

/** The real index, begun now, must show what the chain shows. */
const indexFaults = async ({ stage }: Ground, databaseUrl: string, lotIds: readonly bigint[]): Promise<string[]> => {
  const { client, rpcUrl, deployment, deploymentPath } = stage;
  await stage.index.stop();
  await recreateDatabase(databaseUrl, indexDatabaseName(await readStartHash([rpcUrl], deployment)));
  const index = await startIndex({ rpcUrls: [rpcUrl], deploymentPath, databaseUrl, port: await freePort() });
  const reader = new pg.Client({ connectionString: index.databaseUrl });
  try {
    await index.syncedTo(await client.getBlockNumber({ cacheTime: 0 }));
    await reader.connect();
    const { rows } = await reader.query<{ lot_id: string }>(`select lot_id from ${VIEWS_SCHEMA}.lot where released`);
    const released = new Set(rows.map((row) => row.lot_id));
    return lotIds.flatMap((lotId) =>
      released.has(`${lotId}`) ? [] : [`the index does not show lot ${lotId} released`],
    );
  } finally {
    await reader.end();
    await index.stop();
  }
};

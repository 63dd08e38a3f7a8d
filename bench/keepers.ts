// `npm run bench`: a thousand due lots from due to final on a chain with a block a second. Prints a table, then JSON.
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { keccak256, toHex } from "viem";
import { z } from "zod";
import { type Intent, intentKey } from "../bots/intent.ts";
import { markBroadcast, markFinal, markMined, recordSigned } from "../bots/ledger/attempts.ts";
import { claim } from "../bots/ledger/claims.ts";
import type { Database } from "../bots/ledger/database.ts";
import { acquireLease } from "../bots/ledger/lease.ts";
import { planIntents } from "../bots/ledger/plan.ts";
import { startPostgres } from "../runtime/postgres.ts";
import { faultsOf, isQuiet, readLedger, readTruth } from "../test/drills/oracle.ts";
import { openStage, type Stage } from "../test/drills/stage.ts";

const { values } = parseArgs({ options: { items: { type: "string" }, block: { type: "string" } } });
const { items, block: blockSeconds } = z
  .object({
    items: z.coerce.number().int().positive().default(1_000),
    block: z.coerce.number().int().positive().default(1),
  })
  .parse(values);
const confirmations = 3;
const timeout = 600_000;

type Arrival = { number: bigint; at: number };

/** Notes when each block came, and what the process holds in memory. */
const watch = (stage: Stage, pid: number) => {
  const arrivals: Arrival[] = [];
  const memory: number[] = [];
  let watching = true;
  const turn = async (): Promise<void> => {
    while (watching) {
      const number = await stage.client.getBlockNumber({ cacheTime: 0 });
      if (number !== arrivals.at(-1)?.number) {
        arrivals.push({ number, at: Date.now() });
        memory.push(residentMegabytes(pid));
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  const turning = turn();
  return {
    arrivals,
    memory,
    end: async () => {
      watching = false;
      await turning;
    },
  };
};

/** Of Linux; elsewhere not a number. */
const residentMegabytes = (pid: number): number => {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
};

const headAt = (arrivals: readonly Arrival[], at: number): bigint =>
  arrivals.findLast((arrival) => arrival.at <= at)?.number ?? 0n;

const measureRun = async (stage: Stage) => {
  const lotIds = await stage.issueLots(items);
  const bots = await stage.startBots([stage.rpcUrl], { CONFIRMATIONS: `${confirmations}`, LOG_LEVEL: "info" });
  await bots.leads();
  await stage.client.setAutomine(false);
  await stage.client.setIntervalMining({ interval: blockSeconds });
  const before = await ledgerBytes(stage);
  const watched = watch(stage, bots.child.pid);
  await stage.makeDue();
  const dueBlock = await stage.client.getBlockNumber({ cacheTime: 0 });
  const begun = Date.now();
  await stage.until("all items are final", () => isQuiet(stage, lotIds), timeout);
  const seconds = (Date.now() - begun) / 1000;
  await watched.end();
  const bytes = (await ledgerBytes(stage)) - before;
  await bots.stop();
  await stage.client.setIntervalMining({ interval: 0 });

  const truth = await readTruth(stage);
  const { attempts } = await readLedger(stage.db, stage.chainId);
  const finals = await stage.query<{ at: Date; block: string }>(
    `select event.at, attempt.block_number as block
       from keepers.event join keepers.attempt on attempt.id = event.attempt_id
      where event.intent_key is not null and event.to_state = 'final'`,
  );
  const rows = finals.map(({ at, block }) => {
    const final = headAt(watched.arrivals, at.getTime());
    return {
      mined: Number(BigInt(block) - dueBlock),
      beyond: Number(final - BigInt(block)) - confirmations,
      total: Number(final - dueBlock),
    };
  });
  const carried = truth.sent.flatMap(({ lotIds: ids, succeeded }) => (succeeded ? [...ids] : []));
  return {
    items: lotIds.length,
    transactions: attempts.length,
    seconds: round(seconds),
    duplicates: carried.length - new Set(carried).size,
    faults: await faultsOf(stage, lotIds),
    /** blocks from the one in which the items became due to the one that carries the release */
    blocksUntilMined: spread(rows.map(({ mined }) => mined)),
    /** blocks after the one that makes the release deep enough */
    blocksBeyondConfirmations: spread(rows.map(({ beyond }) => beyond)),
    blocksFromDueToFinal: spread(rows.map(({ total }) => total)),
    memoryMegabytes: {
      first: watched.memory[0] ?? 0,
      peak: Math.max(...watched.memory),
      last: watched.memory.at(-1) ?? 0,
    },
    ledgerBytesPerItem: Math.round(bytes / lotIds.length),
  };
};

const ledgerBytes = async ({ query }: Stage): Promise<number> => {
  const [row] = await query<{ bytes: string }>(
    `select sum(pg_total_relation_size(pg_class.oid)) as bytes
       from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'keepers' and relkind = 'r'`,
  );
  return Number(row?.bytes ?? 0);
};

/** The ledger's own part: every move of an item's life, in batches, with nothing in between. */
const measureLedger = async (db: Database, chainId: number, batchSize = 25) => {
  const lease = await acquireLease(db, { chainId, account: "bench", holder: "bench", duration: timeout });
  if (lease === undefined) throw new Error("The lease of the benchmark's own account is taken.");
  const intents = Array.from({ length: items }, (_, index): Intent => {
    const key = intentKey({ chainId, contract: "0xbe7c", kind: "release", subject: `${index}`, occurrence: 1 });
    return { key, keeper: "bench", batch: "release", payload: { lotId: `${index}` }, title: `Release lot ${index}` };
  });
  const begun = performance.now();
  await planIntents(db, lease, intents);
  for (let start = 0; start < items; start += batchSize) {
    const keys = intents.slice(start, start + batchSize).map(({ key }) => key);
    await claim(db, lease, keys);
    const hash = keccak256(toHex(start));
    const id = await recordSigned(db, lease, keys, {
      ...{ nonce: start, hash, raw: hash, keeper: "bench", title: "bench", signedAtBlock: 1n },
      ...{ maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, gasLimit: 1n, reserved: 1n, day: 1 },
    });
    await markBroadcast(db, lease, id);
    await markMined(db, lease, id, { blockNumber: 1n, blockHash: hash, succeeded: true, cost: 1n });
    await markFinal(db, lease, id, { done: keys, undone: [], reason: "" });
  }
  return round((performance.now() - begun) / items);
};

const spread = (numbers: readonly number[]) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? Number.NaN };
};

const round = (number: number): number => Math.round(number * 100) / 100;

const postgres = await startPostgres();
try {
  const stage = await openStage({ databaseUrl: postgres.url, confirmations });
  const scratch = await openStage({ databaseUrl: postgres.url, confirmations });
  try {
    const run = await measureRun(stage);
    const result = {
      ...run,
      blockSeconds,
      confirmations,
      ledgerMillisecondsPerItem: await measureLedger(scratch.db, scratch.chainId),
      cores: cpus().length,
    };
    const plain = Object.entries(result).filter(([name]) => name !== "faults");
    console.table(
      Object.fromEntries(
        plain.map(([name, value]) => [
          name,
          typeof value === "object"
            ? Object.entries(value)
                .map(([part, number]) => `${part} ${number}`)
                .join(", ")
            : value,
        ]),
      ),
    );
    for (const fault of run.faults) console.error(fault);
    console.log(JSON.stringify(result));
    process.exitCode = run.faults.length + run.duplicates === 0 ? 0 : 1;
  } finally {
    await stage.close();
    await scratch.close();
  }
} finally {
  await postgres.stop();
}

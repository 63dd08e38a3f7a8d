import { performance } from "node:perf_hooks";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { keccak256, toHex } from "viem";
import { type Intent, intentKey } from "../bots/intent.ts";
import { markBroadcast, markFinal, markMined, recordSigned } from "../bots/ledger/attempts.ts";
import { claim } from "../bots/ledger/claims.ts";
import { acquireLease } from "../bots/ledger/lease.ts";
import { migrate } from "../bots/ledger/migrate.ts";
import { planIntents } from "../bots/ledger/plan.ts";
import { ensureDatabase } from "../runtime/postgres.ts";

export type LedgerFigures = {
  millisecondsPerItem: number;
  /** statements for each item, begin and commit included: each is a journey to the database and back */
  statementsPerItem: number;
};

const chainId = 1;
/** as the lock-up unlocker's */
const batchSize = 25;

/** The ledger's own part: every move of an item's life, in batches, with nothing in between. */
export const measureLedger = async (databaseUrl: string, items: number): Promise<LedgerFigures> => {
  const pool = new pg.Pool({ connectionString: await ensureDatabase(databaseUrl, "bench_ledger"), max: 5 });
  let statements = 0;
  const count = (): void => {
    statements += 1;
  };
  try {
    const db = drizzle(pool, { logger: { logQuery: count } });
    await migrate(db);
    const lease = await acquireLease(db, { chainId, account: "bench", holder: "bench", duration: 3_600_000 });
    if (lease === undefined) throw new Error("The lease of the benchmark's own account is taken.");
    const intents = Array.from({ length: items }, (_, index): Intent => {
      const key = intentKey({ chainId, contract: "0xbe7c", kind: "release", subject: `${index}`, occurrence: 1 });
      return { key, keeper: "bench", batch: "release", payload: { lotId: `${index}` }, title: `Release lot ${index}` };
    });
    statements = 0;
    const begun = performance.now();
    await planIntents(db, lease, intents);
    for (let start = 0; start < items; start += batchSize) {
      const keys = intents.slice(start, start + batchSize).map(({ key }) => key);
      await claim(db, lease, keys);
      const hash = keccak256(toHex(start));
      const signed = {
        ...{ nonce: start, hash, raw: hash, keeper: "bench", title: "bench", signedAtBlock: 1n },
        ...{ maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, gasLimit: 1n, reserved: 1n, day: 1 },
      };
      const [id = 0] = await recordSigned(db, lease, [{ keys, signed }]);
      await markBroadcast(db, lease, id);
      await markMined(db, lease, id, { blockNumber: 1n, blockHash: hash, succeeded: true, cost: 1n });
      await markFinal(db, lease, id, { done: keys, undone: [], reason: "" });
    }
    const milliseconds = performance.now() - begun;
    return { millisecondsPerItem: milliseconds / items, statementsPerItem: statements / items };
  } finally {
    await pool.end();
  }
};

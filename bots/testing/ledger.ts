import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createTestDatabase } from "../../runtime/testing/postgres.ts";
import { type Intent, intentKey } from "../intent.ts";
import { type Database, databaseOf } from "../ledger/database.ts";
import { acquireLease, type Lease } from "../ledger/lease.ts";
import { migrate } from "../ledger/migrate.ts";

export const testChainId = 31337;
export const testAccount = "0x00000000000000000000000000000000000000a1";

export type TestDatabases = {
  /** an empty database of its own, on the same server */
  create(): Promise<{ db: Database; pool: pg.Pool; url: string }>;
  stop(): Promise<void>;
};

/** Databases of a test file, on the Postgres that all files share. */
export const startTestDatabases = async (): Promise<TestDatabases> => {
  const pools: pg.Pool[] = [];
  const drops: (() => Promise<void>)[] = [];
  return {
    create: async () => {
      const { url, drop } = await createTestDatabase();
      drops.push(drop);
      const pool = new pg.Pool({ connectionString: url });
      // The database may be gone before the pool's idle connections are.
      pool.on("error", () => undefined);
      pools.push(pool);
      return { db: databaseOf(pool), pool, url };
    },
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      for (const drop of drops) await drop();
    },
  };
};

/** An empty ledger in a database that former tests may have used. */
export const resetLedger = async (db: Database): Promise<void> => {
  await db.execute(sql`drop schema if exists keepers cascade`);
  await migrate(db);
};

export const takeLease = async (db: Database, holder: string, duration = 60_000): Promise<Lease> => {
  const lease = await acquireLease(db, { chainId: testChainId, account: testAccount, holder, duration });
  if (lease === undefined) throw new LeaseHeldError();
  return lease;
};

class LeaseHeldError extends Error {}

export type TestLedger = Awaited<ReturnType<TestDatabases["create"]>> & Pick<TestDatabases, "create">;

/** A ledger for the tests of a file: before each it is empty. */
export const useLedger = (): TestLedger => {
  const ledger = {} as TestLedger;
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await startTestDatabases();
    Object.assign(ledger, await databases.create(), { create: databases.create });
  });
  beforeEach(() => resetLedger(ledger.db));
  afterAll(() => databases.stop());
  return ledger;
};

/** The same, and before each test the lease on it is taken. */
export const useLeasedLedger = (): TestLedger & { lease: Lease } => {
  const ledger = useLedger() as TestLedger & { lease: Lease };
  beforeEach(async () => {
    ledger.lease = await takeLease(ledger.db, "first");
  });
  return ledger;
};

export const testIntent = (subject: string, payload: Record<string, string> = { slot: subject }): Intent => ({
  key: intentKey({ chainId: testChainId, contract: "0xC0", kind: "count", subject, occurrence: 1 }),
  keeper: "counter",
  batch: "count",
  payload,
  title: `Count ${subject}`,
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestDatabases, type TestDatabases } from "../../bots/testing/ledger.ts";
import { eventually } from "../../runtime/testing/eventually.ts";
import { openPool } from "./pool.ts";

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
});
afterAll(() => databases.stop());

test("openPool: a connection that is cut off between two queries of its user, or while idle, does not end the process", async () => {
  const { url, pool: other } = await databases.create();
  const pool = openPool(url, 2);
  const client = await pool.connect();
  const idle = await pool.connect();
  idle.release();
  await client.query("begin");
  await other.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await expect(client.query("select 1")).rejects.toThrow();
  client.release(true);
  await eventually(async () => expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]));
  await pool.end();
});

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { acquireLock, readLock } from "./lock.ts";
import {
  DataDirectoryInUseError,
  databaseUrl,
  ensureDatabase,
  openDatabase,
  type Postgres,
  recreateDatabase,
  startPostgres,
} from "./postgres.ts";
import { isAlive, startProcess, stopAll } from "./process.ts";
import { eventually } from "./testing/eventually.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-postgres-test-"));
afterEach(() => stopAll());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const query = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};
const answers = (url: string) => query(url, "select 1 as one").catch(() => undefined);

describe("startPostgres", () => {
  it("serves, and leaves no folder when it was temporary", async () => {
    const postgres = await startPostgres();
    const [row] = (await query(postgres.url, "select current_setting('data_directory') as path")) as { path: string }[];
    expect(existsSync(row?.path as string)).toBe(true);
    await postgres.stop();
    expect(existsSync(row?.path as string)).toBe(false);
    expect(await answers(postgres.url)).toBeUndefined();
  });

  it("keeps its rows when it is persistent", async () => {
    const dataDir = join(folder, "kept");
    const first = await startPostgres({ dataDir });
    await query(first.url, "create table kept as select 7 as number");
    await first.stop();
    expect(existsSync(join(dataDir, "lock"))).toBe(false);
    const second = await startPostgres({ dataDir });
    expect(await query(second.url, "select number from kept")).toEqual([{ number: 7 }]);
    await second.stop();
  });

  it("refuses a folder that a live process uses, naming it, and lets that one go on", async () => {
    const dataDir = join(folder, "shared");
    const first = await startPostgres({ dataDir });
    const second = startPostgres({ dataDir });
    await expect(second).rejects.toThrow(DataDirectoryInUseError);
    await expect(second).rejects.toThrow(`(pid ${process.pid})`);
    expect(await answers(first.url)).toBeDefined();
    expect(statSync(join(dataDir, "lock")).mode & 0o077).toBe(0);
    await first.stop();
  });

  it("takes over the lock of a process that is gone", async () => {
    const dataDir = join(folder, "abandoned");
    await (await startPostgres({ dataDir })).stop();
    writeFileSync(join(dataDir, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, name: "node gone.ts", born: "" }));
    const postgres = await startPostgres({ dataDir });
    expect(JSON.parse(readFileSync(join(dataDir, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
    await postgres.stop();
  });

  it("leaves the lock of its successor alone when it is killed", async () => {
    const dataDir = join(folder, "killed");
    const module = JSON.stringify(new URL("./postgres.ts", import.meta.url).href);
    const script = `import { startPostgres } from ${module};
      await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
      console.log("started");`;
    const file = join(folder, "owner.mts");
    writeFileSync(file, script);
    const owner = await startProcess({ name: "owner", command: process.execPath, args: ["--import", "tsx", file] });
    await owner.waitForLine(/started/, 60_000);
    const children = childrenOf(owner.pid);
    expect(children.length).toBeGreaterThan(1);

    process.kill(owner.pid, "SIGKILL");
    await owner.exited;
    const lock = acquireLock(join(dataDir, "lock"), () => new Error("the owner is dead"));
    await eventually(() => expect(children.filter(isAlive)).toEqual([]));
    expect(readLock(lock.path)?.pid).toBe(process.pid);
    lock.release();
  });
});

/** The server, and the guard that ends it. */
const childrenOf = (parent: number): number[] =>
  execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));

describe("databases", () => {
  it("are joined by others while their owner runs, and DATABASE_URL replaces them", async () => {
    const dataDir = join(folder, "joined");
    const other = "postgres://user:secret@db.example:5432/scrip";
    expect(() => databaseUrl({ dataDir })).toThrow("set DATABASE_URL");
    const owner = await openDatabase({ dataDir });
    const guest: Postgres = await openDatabase({ dataDir });
    expect(guest.url).toBe(owner.url);
    expect(databaseUrl({ dataDir })).toBe(owner.url);
    expect(databaseUrl({ dataDir, databaseUrl: other })).toBe(other);
    await guest.stop();
    expect(await answers(owner.url)).toBeDefined();
    await owner.stop();
  });

  it("are created once and emptied on demand", async () => {
    const { url, stop } = await startPostgres();
    const [first, second] = await Promise.all([ensureDatabase(url, 'odd "name"'), ensureDatabase(url, 'odd "name"')]);
    expect(first).toBe(second);
    await query(first, "create table t ()");
    const stillConnected = new pg.Client({ connectionString: first });
    stillConnected.on("error", () => {});
    await stillConnected.connect();
    const again = await recreateDatabase(url, 'odd "name"');
    expect(await query(again, "select 1 from pg_tables where tablename = 't'")).toEqual([]);
    await stop();
  });
});

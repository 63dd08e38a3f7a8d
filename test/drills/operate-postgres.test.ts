import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";
import { openDatabase, type Postgres, startPostgres } from "../../runtime/postgres.ts";
import { type Child, startProcess } from "../../runtime/process.ts";
import { openStage, query, type Stage, startDoor, until } from "./operate-stage.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-drill-postgres-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const holderScript = `
  import { startPostgres } from "./runtime/postgres.ts";
  try {
    await startPostgres({ dataDir: process.env.DATA_DIR });
    console.log("holds");
    setInterval(() => undefined, 1_000);
  } catch (error) {
    console.log("refused: " + error.message);
  }`;
const startHolder = (dataDir: string): Promise<Child> =>
  startProcess({
    name: "a holder of the data directory",
    command: process.execPath,
    args: ["--import", "tsx", "--input-type=module", "-e", holderScript],
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
  });

describe("drill 15: a second process on the same data directory", () => {
  test("refuses to start, and names the holder's program and pid", async () => {
    const dataDir = join(folder, "held");
    const first = await startHolder(dataDir);
    await first.waitForLine(/^holds$/, 60_000);
    const second = await startHolder(dataDir);
    const [line] = await second.waitForLine(/^refused: .*/, 60_000);
    expect(line).toMatch(new RegExp(`in use by node.* \\(pid ${first.pid}\\)`));
    await second.stop();
    await expect(startPostgres({ dataDir })).rejects.toThrow(`(pid ${first.pid})`);
    // Who does not insist on a server of its own joins the holder's.
    const joined = await openDatabase({ dataDir });
    expect(await query(joined.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await first.stop();
  }, 120_000);
});

describe("drill 16: Postgres restarts mid-batch, or its disk is full", () => {
  let postgres: Postgres;
  let door: Awaited<ReturnType<typeof startDoor>>;
  let stage: Stage;
  const dataDir = join(folder, "restarted");
  let made = 0;

  beforeAll(async () => {
    postgres = await startPostgres({ dataDir });
    door = await startDoor(() => postgres.url);
    // A Postgres that comes back has another port: everybody goes through the door.
    stage = await openStage(door.urlOf("postgres"));
  });
  afterAll(async () => {
    await stage.stop();
    await door.stop();
    await postgres.stop();
  });

  const finals = async (): Promise<number> => {
    const rows = await query<{ count: string }>(
      stage.ledger,
      "select count(*) from keepers.intent where state = 'final'",
    );
    return Number(rows[0]?.count);
  };
  const expectOneEffectEach = async () => {
    const releases = await stage.releases();
    expect(releases.size).toBe(made);
    expect([...releases.values()].filter((count) => count !== 1)).toEqual([]);
  };

  test("restarted mid-batch: every transaction on chain is a committed row; not ready meanwhile; it recovers by itself", async () => {
    await stage.makeDueLots(300);
    made += 300;
    const keepers = await stage.startKeepers({ KEEPER_MAX_OPEN: "4" });
    await until("it has begun", async () => (await finals().catch(() => 0)) > 0);
    await postgres.stop();
    expect((await stage.releases()).size).toBeLessThan(made);
    await until("it is not ready", async () => {
      const ready = await keepers.ask("/ready");
      return ready?.status === 503 && ready.body.includes("The database does not answer");
    });
    expect((await keepers.ask("/health"))?.status).toBe(200);
    const sent = await stage.client.getTransactionCount({ address: stage.account });
    postgres = await startPostgres({ dataDir });
    const rows = await query<{ count: string }>(stage.ledger, "select count(distinct nonce) from keepers.attempt");
    expect(Number(rows[0]?.count)).toBeGreaterThanOrEqual(sent);
    await until("all is done", async () => (await finals()) === made, 120);
    await until("it is ready again", async () => (await keepers.ask("/ready"))?.status === 200);
    await expectOneEffectEach();
    await keepers.child.stop();
  }, 240_000);

  test("a full disk: nothing is sent without its row; not ready meanwhile; it recovers by itself", async () => {
    const keepers = await stage.startKeepers();
    await until("it is ready", async () => (await keepers.ask("/ready"))?.status === 200);
    // What Postgres answers when it cannot extend a table's file, with its own code.
    await query(
      stage.ledger,
      `create function keepers.disk_full() returns trigger language plpgsql as $$
         begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`,
    );
    await query(
      stage.ledger,
      "create trigger disk_full before insert on keepers.attempt execute function keepers.disk_full()",
    );
    const before = await stage.client.getTransactionCount({ address: stage.account });
    await stage.makeDueLots(30);
    made += 30;
    await until("it is not ready, and says why", async () =>
      (await keepers.ask("/ready"))?.body.includes("No space left on device"),
    );
    await until("people are told once", async () => {
      const open = await query<{ kind: string }>(
        stage.ledger,
        "select kind from keepers.notice where closed_at is null and kind = 'rounds-fail'",
      );
      return open.length === 1;
    });
    expect(await stage.client.getTransactionCount({ address: stage.account, blockTag: "pending" })).toBe(before);
    await query(stage.ledger, "drop trigger disk_full on keepers.attempt");
    await until("all is done", async () => (await finals()) === made, 120);
    await until("it is ready again", async () => (await keepers.ask("/ready"))?.status === 200);
    await expectOneEffectEach();
    await keepers.child.stop();
  }, 240_000);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";
import { openDatabase, startPostgres } from "../../runtime/postgres.ts";
import { type Child, startProcess } from "../../runtime/process.ts";
import { LAST_LIMIT } from "../../runtime/testing/eventually.ts";
import { expectExactlyOnce, isQuiet, readLedger, readTruth, settledLots } from "./oracle.ts";
import { type RestartablePostgres, startRestartablePostgres } from "./postgres.ts";
import { openStage, type Stage } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-drill-postgres-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const holderScript = `
  import { startPostgres } from "./runtime/postgres.ts";
  try {
    await startPostgres({ dataDir: process.env.DATA_DIR });
    process.stdout.write("holds\\n");
    setInterval(() => undefined, 1_000);
  } catch (error) {
    process.stdout.write("refused: " + error.message + "\\n");
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
    await first.waitForLine(/^holds$/, LAST_LIMIT);
    const second = await startHolder(dataDir);
    const [line] = await second.waitForLine(/^refused: .*/, LAST_LIMIT);
    expect(line).toMatch(new RegExp(`in use by node.* \\(pid ${first.pid}\\)`));
    await second.stop();
    await expect(startPostgres({ dataDir })).rejects.toThrow(`(pid ${first.pid})`);
    // Who does not insist on a server of its own joins the holder's.
    const joined = new pg.Client({ connectionString: (await openDatabase({ dataDir })).url });
    await joined.connect();
    expect((await joined.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await joined.end();
    await first.stop();
  });
});

describe("drill 16: Postgres restarts in the middle of a batch, or its disk is full", () => {
  let postgres: RestartablePostgres;
  let stage: Stage | undefined;

  beforeAll(async () => {
    postgres = await startRestartablePostgres(join(folder, "restarted"));
  });
  afterEach(() => stage?.close());
  afterAll(() => postgres.stop());

  test("restarted: nothing is sent meanwhile, each transaction is a committed row; not ready; it recovers by itself", async () => {
    stage = await openStage({ databaseUrl: postgres.url });
    const { db, chainId, until, mineUntil } = stage;
    const lotIds = await stage.issueLots(150);
    await stage.makeDue();
    await stage.holdBlocks();
    const endpoint = await stage.endpoint();
    const bots = await stage.startBots([endpoint.url], { KEEPER_MAX_OPEN: "2" });
    await mineUntil("it has begun", async () => settledLots(await readLedger(db, chainId)).size > 0);
    await postgres.halt();
    const sent = endpoint.broadcasts().length;
    await mineUntil("it is not ready", async () => {
      const ready = await bots.get("/ready");
      return ready?.status === 503 && ready.text.includes("The database does not answer");
    });
    expect((await bots.get("/health"))?.status).toBe(200);
    const onChain = (await readTruth(stage)).sent;
    expect(endpoint.broadcasts()).toHaveLength(sent);
    expect(onChain.flatMap((one) => one.lotIds).length).toBeLessThan(lotIds.length);

    await postgres.start();
    const rows = (await until("it answers", () => readLedger(db, chainId).catch(() => undefined))).attempts;
    const committed = new Set(rows.map(({ hash }) => hash));
    for (const { hash } of onChain) expect(committed).toContain(hash);
    await mineUntil("all is done", () => isQuiet(stage as Stage, lotIds).catch(() => false));
    await stage.isReady(bots);
    await expectExactlyOnce(stage, lotIds);
  });

  test("a full disk: nothing is sent without its row; not ready meanwhile; it recovers by itself", async () => {
    stage = await openStage({ databaseUrl: postgres.url });
    const { query, until } = stage;
    const endpoint = await stage.endpoint();
    const bots = await stage.startBots([endpoint.url]);
    await stage.isReady(bots);
    // What Postgres answers when it cannot extend a table's file, with its own code.
    await query(
      `create function keepers.disk_full() returns trigger language plpgsql as $$
         begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`,
    );
    await query("create trigger disk_full before insert on keepers.attempt execute function keepers.disk_full()");
    const lotIds = await stage.issueLots(30);
    await stage.makeDue();
    await until("it is not ready, and says why", async () =>
      (await bots.get("/ready"))?.text.includes("No space left on device"),
    );
    const told = () => query("select kind from keepers.notice where closed_at is null");
    await until("people are told", async () => (await told()).length > 0);
    expect(await told()).toEqual([{ kind: "rounds-fail" }]);
    expect(endpoint.broadcasts()).toEqual([]);
    await query("drop trigger disk_full on keepers.attempt");
    await stage.mineUntil("all is done", () => isQuiet(stage as Stage, lotIds));
    await stage.isReady(bots);
    await until("people are told that it has ended", async () => (await told()).length === 0);
    await expectExactlyOnce(stage, lotIds);
  });
});

import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expectExactlyOnce, isQuiet } from "./oracle.ts";
import { type RestartablePostgres, startRestartablePostgres } from "./postgres.ts";
import { openStage, type Stage } from "./stage.ts";

// The file system is really full here. Where none may be mounted, `operate-postgres.test.ts` has Postgres' own error.

const folder = mkdtempSync(join(tmpdir(), "scrip-drill-disk-"));
const disk = join(folder, "disk");
const megabytes = 160;

const mountSmallDisk = (): boolean => {
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", disk], { stdio: "pipe" });
    return true;
  } catch (error) {
    process.stderr.write(
      `DRILL 16 IS NOT RUN ON A FULL DISK: no file system of ${megabytes} MB may be mounted here. ${error}\n`,
    );
    return false;
  }
};
const isMounted = mountSmallDisk();
const filler = join(disk, "filler");

/** Writes until the file system takes nothing more. */
const fill = (): void => {
  const file = openSync(filler, "w");
  const page = Buffer.alloc(4_096);
  try {
    for (;;) writeSync(file, page);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(file);
  }
};

let postgres: RestartablePostgres | undefined;
let stage: Stage | undefined;

beforeAll(async () => {
  if (isMounted) postgres = await startRestartablePostgres(join(disk, "postgres"));
});
afterEach(() => stage?.close());
afterAll(async () => {
  await postgres?.stop();
  if (isMounted) execFileSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!isMounted)(
  "drill 16: the disk is full: nothing is sent without its row; not ready, and it says why; it recovers when there is room",
  async () => {
    stage = await openStage({ databaseUrl: postgres?.url ?? "" });
    const { until } = stage;
    const endpoint = await stage.endpoint();
    const bots = await stage.startBots([endpoint.url]);
    await stage.isReady(bots);
    const lotIds = await stage.issueLots(400);
    await stage.index.syncedTo(await stage.client.getBlockNumber({ cacheTime: 0 }));
    fill();
    await stage.makeDue();
    await until("it is not ready, and says why", async () =>
      (await bots.get("/ready"))?.text.includes("No space left on device"),
    );
    expect((await bots.get("/health"))?.status).toBe(200);
    expect(endpoint.broadcasts()).toEqual([]);

    rmSync(filler);
    await stage.mineUntil("all is done", () => isQuiet(stage as Stage, lotIds).catch(() => false));
    await stage.isReady(bots);
    await expectExactlyOnce(stage, lotIds);
  },
);

import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type Postgres, startPostgres } from "../../runtime/postgres.ts";
import { expectExactlyOnce, isQuiet, readLedger, settledLots } from "./oracle.ts";
import { openStage, type Stage } from "./stage.ts";

vi.setConfig({ testTimeout: 150_000 });

let postgres: Postgres;
let stage: Stage | undefined;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(() => stage?.close());
afterAll(() => postgres.stop());

test("drill 13: of two processes one leads; killed in the middle of a thousand items, the other takes over and nothing is done twice", async () => {
  stage = await openStage({ databaseUrl: postgres.url });
  const { db, chainId } = stage;
  const lotIds = await stage.issueLots(1_000);
  await stage.makeDue();
  const first = await stage.startBots();
  await first.leads();
  const second = await stage.startBots();
  await stage.mineUntil("a part is done", async () => settledLots(await readLedger(db, chainId)).size >= 200);
  expect(second.log().some(({ msg }) => msg.startsWith("leads"))).toBe(false);
  await first.kill();
  expect(settledLots(await readLedger(db, chainId)).size).toBeLessThan(1_000);

  await stage.expireLease();
  await stage.mineUntil("the rest is done", () => isQuiet(stage as Stage, lotIds), 120_000);
  const fences = new Set((await readLedger(db, chainId)).attempts.map(({ fence }) => fence));
  expect(fences).toEqual(new Set([1, 2]));
  await expectExactlyOnce(stage, lotIds);
});

import { expect, test } from "vitest";
import { expectExactlyOnce, isQuiet, readLedger, readTruth } from "./oracle.ts";
import type { Stage } from "./stage.ts";
import { useStages } from "./stages.ts";

const openStage = useStages();

const statesOf = async ({ query }: Stage, key: string): Promise<string[]> =>
  (
    await query<{ to_state: string }>("select to_state from keepers.event where intent_key = $1 order by id", [key])
  ).map((row) => row.to_state);

test("drill 10: a reorg of three blocks takes a mined release out: the same bytes go out again, once, and become final deep enough", async () => {
  const stage = await openStage({ confirmations: 5 });
  const { client, chainId, db } = stage;
  const lotIds = await stage.issueLots(3);
  await stage.makeDue();
  await stage.holdBlocks();
  const endpoint = await stage.endpoint();
  await stage.startBots([endpoint.url]);
  const attemptIs = (state: string) => async () => (await readLedger(db, chainId)).attempts[0]?.state === state;
  await stage.until("it is in the pool", attemptIs("broadcast"));
  await client.mine({ blocks: 3 });
  await stage.until("it is mined", attemptIs("mined"));

  await client.request({ method: "anvil_reorg", params: [3, []] } as never);
  expect((await readTruth(stage)).sent).toEqual([]);
  await stage.until("it is back in the pool", attemptIs("broadcast"));
  await stage.until("the node has it again", async () => (await client.getTxpoolStatus()).pending === 1);
  await client.mine({ blocks: 1 });
  await stage.until("it is mined again", attemptIs("mined"));
  await client.mine({ blocks: 4 });
  const asked = endpoint.count("eth_getTransactionReceipt");
  await stage.until("it looks again", async () => endpoint.count("eth_getTransactionReceipt") > asked + 2);
  expect((await readLedger(db, chainId)).attempts.map(({ state }) => state)).toEqual(["mined"]);
  await stage.mineUntil("it is final", () => isQuiet(stage, lotIds));

  const { attempts, intents } = await readLedger(db, chainId);
  expect(attempts).toHaveLength(1);
  const [first] = intents;
  const trail = await statesOf(stage, first?.key ?? "");
  expect(trail).toEqual(["planned", "claimed", "signed", "broadcast", "mined", "broadcast", "mined", "final"]);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 11: a reorg takes out what made the work due: nothing is sent, nobody is told, and the work is done if it comes back", async () => {
  const stage = await openStage({ realIndex: true });
  const { client, chainId, db } = stage;
  const before = await client.getBlockNumber({ cacheTime: 0 });
  await stage.issueLots(3);
  await stage.makeDue();
  await stage.holdBlocks();
  const endpoint = await stage.endpoint();
  // The work is planned and not yet sent when the reorg comes.
  await stage.query(`insert into keepers.pause (scope, reason, "by") values ('all', 'until the reorg', 'drill')`);
  await stage.startBots([endpoint.url]);
  await stage.until("the work is planned", async () => (await readLedger(db, chainId)).intents.length === 3);

  const depth = Number((await client.getBlockNumber({ cacheTime: 0 })) - before);
  await client.request({ method: "anvil_reorg", params: [depth, []] } as never);
  await stage.query("delete from keepers.pause");
  const settled = async () => {
    const { intents } = await readLedger(db, chainId);
    return intents.length === 3 && intents.every(({ state }) => state === "skipped");
  };
  await stage.mineUntil("the work is cancelled", settled);
  expect(endpoint.broadcasts()).toEqual([]);
  expect((await readLedger(db, chainId)).attempts).toEqual([]);
  expect(await stage.query("select kind from keepers.notice")).toEqual([]);

  await client.setAutomine(true);
  const again = await stage.issueLots(3);
  await stage.makeDue();
  await stage.mineUntil("the lots are released", async () => {
    const { releases } = await readTruth(stage);
    return again.every((lotId) => releases.has(lotId)) && isQuiet(stage, again);
  });
  await expectExactlyOnce(stage, again);
});

test("drill 10: a reorg sets the clock back: what was sent when due is mined before, without effect, and done once when due again", async () => {
  const stage = await openStage({ confirmations: 3 });
  const { client, chainId, db } = stage;
  const lotIds = await stage.issueLots(3);
  await stage.holdBlocks();
  await stage.makeDue();
  await stage.startBots();
  const attemptIs = (state: string) => async () => (await readLedger(db, chainId)).attempts[0]?.state === state;
  await stage.until("it is in the pool", attemptIs("broadcast"));
  await client.mine({ blocks: 1 });
  await stage.until("it is mined", attemptIs("mined"));

  await client.request({ method: "anvil_reorg", params: [2, []] } as never);
  await stage.until("the node has it again", async () => (await client.getTxpoolStatus()).pending === 1);
  await stage.mineUntil("it is mined, too early, and settled", attemptIs("final"));
  const stands = async () => (await readLedger(db, chainId)).intents.map(({ state, tries }) => [state, tries]);
  expect(await stands()).toEqual(lotIds.map(() => ["planned", 1]));
  expect((await readTruth(stage)).releases.size).toBe(0);
  expect(await stage.query("select kind from keepers.notice")).toEqual([]);

  await stage.makeDue();
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  expect((await readLedger(db, chainId)).attempts.map(({ withoutEffect }) => withoutEffect)).toEqual([true, false]);
  await expectExactlyOnce(stage, lotIds, { clockWentBack: true });
});

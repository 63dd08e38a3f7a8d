import { concat, getAbiItem, type Hex, toFunctionSelector } from "viem";
import { expect, test } from "vitest";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { readLedger, readTruth } from "./oracle.ts";
import { useStages } from "./stages.ts";

const openStage = useStages();

/**
 * A contract for which up to three lots that it is asked about are due since second 1 (`workStates`), and every other answer
 * is the same lot, never released, ten units. It takes releases and changes nothing.
 */
const stuckLockup: Hex = concat([
  // 0x20 is where `workStates` is answered
  "0x5f3560e01c63",
  toFunctionSelector(getAbiItem({ abi: lockupModuleAbi, name: "workStates" })),
  "0x14602057",
  "0x60a15f526001602052600a60605260805ff3",
  // as many states as ids, which are counted at 0x44
  "0x5b60205f52604435602052",
  "0x6003604052600160605260036080526001",
  "0x60a052600360c052600160e052",
  "0x60443560061b6040015ff3",
]);

test("drill 23: transactions that are mined and change nothing trip a breaker after the third, and cost nothing from then on", async () => {
  const stage = await openStage();
  const { client, deployment, account, db, chainId } = stage;
  await stage.issueLots(3);
  await stage.makeDue();
  await client.setCode({ address: deployment.lockup, bytecode: stuckLockup });
  const bots = await stage.startBots();
  const paused = () => stage.query<{ scope: string }>("select scope from keepers.pause");
  await stage.mineUntil("the breaker trips", async () => (await paused()).length > 0);
  expect((await readTruth(stage)).sent).toHaveLength(3);

  const [balance, head] = [
    await client.getBalance({ address: account }),
    await client.getBlockNumber({ cacheTime: 0 }),
  ];
  await stage.mineUntil("the chain goes on", async () => (await client.getBlockNumber({ cacheTime: 0 })) > head + 30n);
  expect(await client.getBalance({ address: account })).toBe(balance);
  expect((await readLedger(db, chainId)).attempts.map(({ state }) => state)).toEqual(["final", "final", "final"]);
  // One notice of the breaker: /ready knows of the pause, and people are not told of it twice. The gateway's watcher tells
  // of the source that gives no list.
  await stage.mineUntil("it is not ready", async () =>
    (await bots.get("/ready"))?.text.includes("mined without effect"),
  );
  const notices = await stage.query<{ kind: string }>("select kind from keepers.notice order by kind");
  expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(["no-progress", "search-cut-short"]));
  expect(notices).toHaveLength(2);
});

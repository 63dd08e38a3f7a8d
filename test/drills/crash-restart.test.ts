import { sql } from "drizzle-orm";
import { keccak256 } from "viem";
import { expect, test } from "vitest";
import { expectExactlyOnce, isQuiet, readLedger, readTruth } from "./oracle.ts";
import { useStages } from "./stages.ts";

const openStage = useStages();

/** Lots that are due on a chain that makes no block by itself, and an endpoint between it and the keepers. */
const set = async (lots: number) => {
  const stage = await openStage();
  const lotIds = await stage.issueLots(lots);
  await stage.makeDue();
  await stage.holdBlocks();
  return { stage, lotIds, endpoint: await stage.endpoint() };
};

test("drill 1: killed between the commit of signed bytes and the broadcast, the keepers send the same bytes after the restart", async () => {
  const { stage, lotIds, endpoint } = await set(3);
  const held = endpoint.hold("eth_sendRawTransaction");
  const first = await stage.startBots([endpoint.url]);
  await held.arrived;
  await first.kill();
  endpoint.inject({ method: "eth_sendRawTransaction", fault: { kind: "drop" }, times: 1 });
  held.release();

  const [committed, ...more] = (await readLedger(stage.db, stage.chainId)).attempts;
  expect(more).toEqual([]);
  expect(committed?.state).toBe("signed");
  expect((await stage.client.getTxpoolStatus()).pending).toBe(0);

  await stage.expireLease();
  const sentBefore = endpoint.broadcasts().length;
  await stage.startBots([endpoint.url]);
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  const sentAfter = endpoint.broadcasts().slice(sentBefore);
  expect(new Set(sentAfter.map((raw) => keccak256(raw)))).toEqual(new Set([committed?.hash]));
  expect((await readLedger(stage.db, stage.chainId)).attempts).toHaveLength(1);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 2: killed between the broadcast and the receipt, the keepers find the transaction mined and send nothing", async () => {
  const { stage, lotIds, endpoint } = await set(3);
  const first = await stage.startBots([endpoint.url]);
  await stage.until(
    "it is in the pool",
    async () => (await readLedger(stage.db, stage.chainId)).attempts[0]?.state === "broadcast",
  );
  await first.kill();
  await stage.client.mine({ blocks: 1 });

  const sentBefore = endpoint.broadcasts().length;
  await stage.expireLease();
  await stage.startBots([endpoint.url]);
  await stage.mineUntil("it is final", () => isQuiet(stage, lotIds));
  expect(endpoint.broadcasts()).toHaveLength(sentBefore);
  expect((await readTruth(stage)).sent).toHaveLength(1);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 2: killed when the node has the bytes and has not answered, the keepers look the hash up and sign nothing new", async () => {
  const { stage, lotIds, endpoint } = await set(3);
  const held = endpoint.hold("eth_sendRawTransaction");
  const first = await stage.startBots([endpoint.url]);
  await held.arrived;
  for (const serializedTransaction of endpoint.broadcasts()) {
    await stage.client.sendRawTransaction({ serializedTransaction });
  }
  await first.kill();
  await stage.client.mine({ blocks: 1 });
  endpoint.inject({ method: "eth_sendRawTransaction", fault: { kind: "drop" }, times: 1 });
  held.release();

  const sentBefore = endpoint.broadcasts().length;
  await stage.expireLease();
  await stage.startBots([endpoint.url]);
  await stage.mineUntil("it is final", () => isQuiet(stage, lotIds));
  expect(endpoint.broadcasts()).toHaveLength(sentBefore);
  expect((await readLedger(stage.db, stage.chainId)).attempts).toHaveLength(1);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 3: killed when the work is claimed and nothing signed, the keepers use the same nonce and leave no gap", async () => {
  const { stage, lotIds, endpoint } = await set(3);
  // Signed bytes cannot be written while another transaction holds the table: that is where the process dies.
  await stage.db.transaction(async (tx) => {
    await tx.execute(sql`lock table keepers.attempt in share mode`);
    const first = await stage.startBots([endpoint.url]);
    await stage.until("the work is claimed", async () =>
      (await readLedger(stage.db, stage.chainId)).intents.some(({ state }) => state === "claimed"),
    );
    await first.kill();
  });
  const claimed = await readLedger(stage.db, stage.chainId);
  expect(claimed.attempts).toEqual([]);
  expect(new Set(claimed.intents.map(({ state }) => state))).toEqual(new Set(["claimed"]));

  await stage.expireLease();
  await stage.startBots([endpoint.url]);
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  expect((await readTruth(stage)).sent.map(({ nonce }) => nonce)).toEqual([0]);
  await expectExactlyOnce(stage, lotIds);
});

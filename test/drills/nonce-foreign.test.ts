import { encodeFunctionData, type Hex, keccak256, parseGwei, parseTransaction } from "viem";
import { expect, test } from "vitest";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { expectExactlyOnce, isQuiet, readLedger, readTruth } from "./oracle.ts";
import type { Stage } from "./stage.ts";
import { useStages } from "./stages.ts";

const openStage = useStages();

/** Somebody who has the keepers' key sends with it. */
const sendByHand = async ({ client, signer, chainId, deployment }: Stage, nonce: number, lotIds: readonly bigint[]) => {
  const data = encodeFunctionData({ abi: lockupModuleAbi, functionName: "release", args: [lotIds] });
  const isWork = lotIds.length > 0;
  const serializedTransaction = await signer.signTransaction({
    type: "eip1559",
    chainId,
    nonce,
    gas: 500_000n,
    maxFeePerGas: parseGwei("20"),
    maxPriorityFeePerGas: parseGwei("2"),
    to: isWork ? deployment.lockup : signer.address,
    data: isWork ? data : "0x",
  });
  return client.sendRawTransaction({ serializedTransaction });
};

const openNotices = ({ query }: Stage) =>
  query<{ kind: string; subject: string }>("select kind, subject from keepers.notice where closed_at is null");

test("drill 6: a foreign transaction takes the nonce: superseded, done anew only where the chain still says due, and people are told", async () => {
  const stage = await openStage();
  const [done, open] = await stage.issueLots(2);
  const lotIds = [done ?? 0n, open ?? 0n];
  await stage.makeDue();
  await stage.holdBlocks();
  const endpoint = await stage.endpoint();
  const held = endpoint.hold("eth_sendRawTransaction");
  await stage.startBots([endpoint.url]);
  await held.arrived;
  const foreign = await sendByHand(stage, 0, [done ?? 0n]);
  await stage.client.mine({ blocks: 1 });
  held.release();

  await stage.mineUntil("both lots are settled", () => isQuiet(stage, lotIds));
  const { attempts, intents } = await readLedger(stage.db, stage.chainId);
  expect(attempts.map(({ nonce, state }) => [nonce, state])).toEqual([
    [0, "superseded"],
    [1, "final"],
  ]);
  expect(intents.map(({ payload, state }) => [payload.lotId, state])).toEqual([
    [`${done}`, "skipped"],
    [`${open}`, "final"],
  ]);
  const told = (await openNotices(stage)).map(({ kind, subject }) => [kind, subject]);
  expect(told).toEqual([["account-shared", stage.account]]);
  await expectExactlyOnce(stage, lotIds, { foreign: [foreign], others: [done ?? 0n] });
});

test("drill 7: dropped from the pool, the bytes go out again; stuck there, the fees rise by an eighth at the same nonce; one effect", async () => {
  const stage = await openStage();
  const { client, chainId, db } = stage;
  const lotIds = await stage.issueLots(3);
  await stage.makeDue();
  await stage.holdBlocks();
  const endpoint = await stage.endpoint();
  await stage.startBots([endpoint.url]);
  const first = await stage.until("it is in the pool", async () => {
    const [attempt] = (await readLedger(db, chainId)).attempts;
    return attempt?.state === "broadcast" ? attempt : undefined;
  });

  const sent = endpoint.broadcasts().length;
  await client.dropTransaction({ hash: first.hash });
  await stage.until("it is sent again", async () => (await client.getTxpoolStatus()).pending === 1);
  expect(
    endpoint
      .broadcasts()
      .slice(sent)
      .map((raw) => keccak256(raw)),
  ).toEqual([first.hash]);

  const replaced = await stage.until("the fees are raised", async () => {
    const { attempts } = await readLedger(db, chainId);
    if (attempts.length > 1) return attempts;
    await client.setNextBlockBaseFeePerGas({ baseFeePerGas: first.maxFeePerGas * 2n });
    await client.mine({ blocks: 1 });
    return undefined;
  });
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  for (const [index, { nonce, maxFeePerGas, maxPriorityFeePerGas }] of replaced.slice(1).entries()) {
    const before = replaced[index];
    expect(nonce).toBe(first.nonce);
    expect(maxFeePerGas * 1000n).toBeGreaterThanOrEqual((before?.maxFeePerGas ?? 0n) * 1125n);
    expect(maxPriorityFeePerGas * 1000n).toBeGreaterThanOrEqual((before?.maxPriorityFeePerGas ?? 0n) * 1125n);
  }
  expect((await readTruth(stage)).sent).toHaveLength(1);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 8: the base fee rises twentyfold for half an hour: bumps end at the cap, nothing is signed, one notice says so, and work goes on when it falls", async () => {
  // So far behind that half an hour later it is not ahead of the world.
  const stage = await openStage({ behind: 3_600 });
  const { client, chainId, db } = stage;
  const cap = parseGwei("5");
  const secondsPerBlock = 60;
  const early = await stage.issueLots(3);
  await stage.makeDue();
  await stage.holdBlocks();
  const endpoint = await stage.endpoint();
  const bots = await stage.startBots([endpoint.url], { KEEPER_MAX_FEE: "5", KEEPER_MAX_SKEW: "7200" });
  await stage.until("the first is in the pool", async () =>
    (await readLedger(db, chainId)).attempts.some(({ state }) => state === "broadcast"),
  );
  const dearBlocks = async (count: number): Promise<void> => {
    for (let block = 0; block < count; block += 1) {
      await client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("20") });
      await client.increaseTime({ seconds: secondsPerBlock });
      await client.mine({ blocks: 1 });
      const asked = endpoint.count("eth_getBlockByNumber");
      await stage?.until("the keepers look", async () => endpoint.count("eth_getBlockByNumber") > asked + 1);
    }
  };
  const begun = (await client.getBlock()).timestamp;
  await dearBlocks(24);
  const told = [{ kind: "fee-cap", subject: stage.account }];
  expect(await openNotices(stage)).toEqual(told);
  expect(await bots.get("/ready")).toMatchObject({ status: 503, text: expect.stringContaining("KEEPER_MAX_FEE") });
  const atCap = await readLedger(db, chainId);
  for (const { maxFeePerGas } of atCap.attempts) expect(maxFeePerGas).toBeLessThanOrEqual(cap);
  const sent = new Set(endpoint.broadcasts().map((raw: Hex) => parseTransaction(raw).nonce));
  expect(sent).toEqual(new Set([0]));
  await dearBlocks(6);
  expect((await client.getBlock()).timestamp - begun).toBeGreaterThanOrEqual(1_800n);
  expect((await readLedger(db, chainId)).attempts).toHaveLength(atCap.attempts.length);
  expect(await openNotices(stage)).toEqual(told);

  await stage.mineUntil("fees have fallen and the lots are released", () => isQuiet(stage, early));
  await stage.mineUntil("the notice is closed", async () => (await openNotices(stage)).length === 0);
  await expectExactlyOnce(stage, early);
});

test("drill 9: a gap below a waiting transaction is filled by a transfer of nothing, and the queue drains", async () => {
  const stage = await openStage({ confirmations: 3 });
  const { client, chainId, db } = stage;
  await stage.issueLots(3);
  await stage.makeDue();
  await stage.holdBlocks();
  // A transaction by hand takes nonce 0 and leaves the chain again with its block: nonce 1 waits for ever.
  const foreign = await sendByHand(stage, 0, []);
  await client.mine({ blocks: 1 });
  const endpoint = await stage.endpoint();
  await stage.startBots([endpoint.url]);
  await stage.until("nonce 1 is in the pool", async () =>
    (await readLedger(db, chainId)).attempts.some(({ nonce, state }) => nonce === 1 && state === "broadcast"),
  );
  await client.request({ method: "anvil_reorg", params: [1, []] } as never);
  await client.dropTransaction({ hash: foreign }).catch(() => undefined);
  expect(await client.getTransactionCount({ address: stage.account })).toBe(0);

  const lotIds = [1n, 2n, 3n];
  await stage.mineUntil("the queue drains", () => isQuiet(stage, lotIds));

  const { sent } = await readTruth(stage);
  expect(sent.map(({ nonce, lotIds: carried }) => [nonce, carried.length])).toEqual([
    [0, 0],
    [1, 3],
  ]);
  const filler = (await readLedger(db, chainId)).attempts.find(({ nonce }) => nonce === 0);
  expect(filler?.keeper).toBe("sender");
  expect(parseTransaction(filler?.raw ?? "0x02").value ?? 0n).toBe(0n);

  await client.setAutomine(true);
  const later = await stage.issueLots(2);
  await stage.makeDue();
  await stage.mineUntil("later work goes out too", () => isQuiet(stage, later));
  expect((await readTruth(stage)).sent.map(({ nonce }) => nonce)).toEqual([0, 1, 2]);
  await expectExactlyOnce(stage, [...lotIds, ...later]);
});

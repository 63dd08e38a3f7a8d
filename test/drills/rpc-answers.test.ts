import { keccak256 } from "viem";
import { expect, test } from "vitest";
import { knownTransactionTexts } from "../../bots/testing/rpc-proxy.ts";
import { expectExactlyOnce, isQuiet, readLedger, readTruth } from "./oracle.ts";
import { useStages } from "./stages.ts";

const openStage = useStages();

test("drill 4: the answer to a broadcast is lost though the node took it: found by its hash, no second nonce", async () => {
  const stage = await openStage();
  const lotIds = await stage.issueLots(3);
  await stage.makeDue();
  const endpoint = await stage.endpoint();
  endpoint.inject({ method: "eth_sendRawTransaction", fault: { kind: "drop", forwarded: true }, times: 3 });
  await stage.startBots([endpoint.url]);
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));

  expect(new Set(endpoint.broadcasts().map((raw) => keccak256(raw))).size).toBe(1);
  expect((await readLedger(stage.db, stage.chainId)).attempts).toHaveLength(1);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 5: what a node says of a transaction that it has, or says that it has, counts for nothing: its hash is looked up", async () => {
  const stage = await openStage();
  const endpoint = await stage.endpoint();
  await stage.startBots([endpoint.url]);
  const lotIds: bigint[] = [];
  for (const forwarded of [true, false]) {
    for (const message of knownTransactionTexts) {
      endpoint.inject({
        method: "eth_sendRawTransaction",
        fault: { kind: "error", code: -32_000, message, forwarded },
        times: 1,
      });
      const issued = await stage.issueLots(2);
      await stage.makeDue();
      await stage.mineUntil(`"${message}", ${forwarded}`, () => isQuiet(stage, issued));
      lotIds.push(...issued);
    }
  }
  const { attempts, intents } = await readLedger(stage.db, stage.chainId);
  expect(attempts.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(intents.every(({ tries }) => tries === 0)).toBe(true);
  await expectExactlyOnce(stage, lotIds);
});

test("drill 20: an endpoint of another chain ends the start, by name; one that lags and one without receipts do no harm", async () => {
  const stage = await openStage();
  const [lagging, blind, foreign] = [await stage.endpoint(), await stage.endpoint(), await stage.endpoint()];
  await stage.client.mine({ blocks: 60 });
  lagging.lag(50);
  blind.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: null } });
  foreign.pretendChain(1);
  const lotIds = await stage.issueLots(30);
  await stage.makeDue();

  const refused = await stage.startBots([lagging.url, blind.url, foreign.url]);
  expect((await refused.child.exited).code).not.toBe(0);
  expect(refused.log().some(({ level, msg }) => level === "fatal" && /chain/.test(msg))).toBe(true);
  expect([lagging, blind, foreign].flatMap((endpoint) => endpoint.broadcasts())).toEqual([]);

  await stage.startBots([lagging.url, blind.url, stage.rpcUrl]);
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  const truth = await readTruth(stage);
  expect(truth.sent).toHaveLength((await readLedger(stage.db, stage.chainId)).attempts.length);
  await expectExactlyOnce(stage, lotIds);
});

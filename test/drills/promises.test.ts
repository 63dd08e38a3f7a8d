import { expect, test } from "vitest";
import { expectExactlyOnce, isQuiet, readLedger } from "./oracle.ts";
import { useStages } from "./stages.ts";

// Promises of the handbook that no single fault proves: when work is done, when people hear that it is not, what is asked
// of the endpoints.

const openStage = useStages();

/** What every public endpoint serves, of any provider: no subscriptions, no traces, no node's own methods. */
const publicMethods = [
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_maxPriorityFeePerGas",
  "eth_sendRawTransaction",
];

test("drill 20: while all is well, work is final two blocks and the confirmations after it is due, and public methods are enough", async () => {
  const confirmations = 3;
  const stage = await openStage({ confirmations });
  const { client, db, chainId } = stage;
  const endpoint = await stage.endpoint();
  await stage.startBots([endpoint.url]).then((bots) => bots.leads());
  const lotIds = await stage.issueLots(60);
  await stage.holdBlocks();
  await stage.makeDue();
  const due = await client.getBlockNumber({ cacheTime: 0 });
  // A block comes when the keepers have done what they can at the one before.
  await stage.until("it is sent", async () => {
    const { attempts, intents } = await readLedger(db, chainId);
    return (
      intents.length === lotIds.length && intents.every(({ state }) => state === "broadcast") && attempts.length > 0
    );
  });
  for (let block = 0; block <= confirmations; block += 1) {
    await client.mine({ blocks: 1 });
    const asked = endpoint.count("eth_getTransactionReceipt");
    await stage.until("it looks", async () => endpoint.count("eth_getTransactionReceipt") > asked);
  }
  await stage.until("it is final", () => isQuiet(stage, lotIds));
  const blocks = (await client.getBlockNumber({ cacheTime: 0 })) - due;
  expect(Number(blocks)).toBeLessThanOrEqual(2 + confirmations);
  expect([...endpoint.methods()].filter((method) => !publicMethods.includes(method))).toEqual([]);
  await expectExactlyOnce(stage, lotIds);
});

/** seconds that the one block of confirmation may take */
const secondsOfBlock = 15;

test("drill 7: what is not done people hear within five minutes, once, and that it has ended", async () => {
  const stage = await openStage({ confirmations: 1 });
  const { db, chainId, query, until } = stage;
  const lotIds = await stage.issueLots(60);
  await stage.makeDue();
  await stage.holdBlocks();
  await stage.startBots();
  await until("it is sent", async () => (await readLedger(db, chainId)).attempts.length > 0);
  const told = () => query<{ kind: string; subject: string }>("select kind, subject from keepers.notice order by id");
  // That is the time that passes.
  await query("update keepers.intent set created_at = created_at - make_interval(secs => $1)", [300 + secondsOfBlock]);
  await until("people are told", async () => (await told()).length > 0);
  expect(await told()).toEqual([{ kind: "overdue", subject: "lockup-unlocker" }]);

  await stage.mineUntil("all is done", () => isQuiet(stage, lotIds));
  await until("people are told that it has ended", async () => {
    const open = await query("select kind from keepers.notice where closed_at is null");
    return open.length === 0;
  });
  await expectExactlyOnce(stage, lotIds);
});

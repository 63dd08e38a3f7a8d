import { decodeFunctionData, type Hex, parseTransaction } from "viem";
import { expect, test } from "vitest";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { expectExactlyOnce, isQuiet, readLedger } from "./oracle.ts";
import { useStages } from "./stages.ts";

// Drill 27 with processes that are killed in the middle of it, and drill 28: a chain on which nothing costs anything.

const openStage = useStages();

const words = "tx fee (1.20 ether) exceeds the configured cap (1.00 ether)";
/** lots that the nodes take in one transaction */
const taken = 10;

/** 0: no release, but a transfer of nothing */
const lotsOf = (raw: Hex): number => {
  const { data } = parseTransaction(raw);
  if (data === undefined || data === "0x") return 0;
  const { args } = decodeFunctionData({ abi: lockupModuleAbi, data });
  return (args as readonly [readonly bigint[]])[0].length;
};

test("drill 27: killed at every step of giving a refused transaction up, the keepers do each piece of work once", async () => {
  const stage = await openStage();
  const { db, chainId, query } = stage;
  const endpoint = await stage.endpoint();
  endpoint.inject({
    method: "eth_sendRawTransaction",
    when: ([raw]) => lotsOf(raw as Hex) > taken,
    fault: { kind: "error", message: words },
  });
  const lotIds = await stage.issueLots(25);
  await stage.makeDue();
  await stage.holdBlocks();

  const attempts = async () => (await readLedger(db, chainId)).attempts;
  const fillers = async () => (await attempts()).filter(({ keeper }) => keeper === "sender");
  const isFiller = (wanted: string) => async () => (await fillers()).some(({ state }) => state === wanted);
  /** Runs the keepers until then, and kills them. */
  const killOnce = async (reached: () => Promise<unknown>): Promise<void> => {
    const bots = await stage.startBots([endpoint.url]);
    await reached();
    await bots.kill();
    await stage.expireLease();
  };
  await killOnce(() =>
    stage.until("it is refused", async () => (await attempts()).some(({ refusals }) => refusals > 0)),
  );
  await killOnce(() => stage.until("its nonce is to be filled", async () => (await fillers()).length > 0));
  await killOnce(async () => {
    await stage.until("the filler is in the pool", isFiller("broadcast"));
    await stage.client.mine({ blocks: 1 });
    await stage.until("the filler is mined", isFiller("mined"));
  });
  await killOnce(() =>
    stage.mineUntil("the work is put back", async () =>
      (await readLedger(db, chainId)).intents.some(({ batchLimit }) => batchLimit !== null),
    ),
  );
  await stage.startBots([endpoint.url]);
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  await expectExactlyOnce(stage, lotIds);

  const refused = (await attempts()).filter(({ refusals }) => refusals > 0);
  expect(new Set(refused.map(({ state }) => state))).toEqual(new Set(["superseded"]));
  // 25, then 13; those of 7 and less are taken.
  expect(refused.map(({ raw }) => lotsOf(raw))).toEqual(expect.arrayContaining([25, 13]));
  const told = () =>
    query<{ text: string; closed_at: Date | null }>(
      "select text, closed_at from keepers.notice where kind = 'transaction-refused'",
    );
  await stage.until("people are told that it has ended", async () =>
    (await told()).every(({ closed_at }) => closed_at !== null),
  );
  for (const { text } of await told()) expect(text).toContain(words);
});

test("drill 28: on a chain without fees an empty account does all work, and the keepers are ready", async () => {
  const stage = await openStage();
  const { client, account } = stage;
  const lotIds = await stage.issueLots(30);
  await stage.makeDue();
  await stage.abolishFees();
  expect(await client.getBalance({ address: account })).toBe(0n);
  const bots = await stage.startBots();
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  await stage.isReady(bots);
  expect(await client.getBalance({ address: account })).toBe(0n);
  await expectExactlyOnce(stage, lotIds);
  const doctor = await stage.command(["doctor"]);
  expect(doctor.text).toMatch(/^ok +balance .*transactions cost nothing here/m);
  await bots.stop();
  const explained = await stage.command(["explain", "lot", `${lotIds[0]}`, "--json"]);
  expect(explained.text).not.toContain("account is empty");
  expect(await stage.query("select kind from keepers.notice")).toEqual([]);
});

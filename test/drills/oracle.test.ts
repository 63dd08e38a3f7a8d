import { type SQL, sql } from "drizzle-orm";
import { encodeFunctionData, type Hex, parseGwei } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import type { Database } from "../../bots/ledger/database.ts";
import { sharedPostgres } from "../../runtime/testing/postgres.ts";
import { cast } from "../indexer/world.ts";
import { expectExactlyOnce, faultsOf, isQuiet, type Judged, NotExactlyOnceError, readTruth } from "./oracle.ts";
import { openStage, type Stage } from "./stage.ts";

// The judge of the drills is given worlds that are wrong, each in one way, and must see it.

let stage: Stage;
let lotIds: bigint[];
let hash: Hex;

beforeAll(async () => {
  stage = await openStage({ databaseUrl: sharedPostgres() });
  lotIds = await stage.issueLots(3);
  await stage.makeDue();
  const bots = await stage.startBots();
  await stage.mineUntil("the lots are released", () => isQuiet(stage, lotIds));
  await bots.stop();
  hash = (await readTruth(stage)).sent[0]?.hash ?? "0x";
});
afterAll(() => stage.close());

class RolledBack extends Error {}

/** What the judge says while the ledger is changed so; the change is undone. */
const withLedger = async (...changes: readonly SQL[]): Promise<string[]> => {
  let faults: string[] = [];
  const changed = stage.db.transaction(async (tx) => {
    for (const change of changes) await tx.execute(change);
    faults = await faultsOf({ ...stage, db: tx as unknown as Database }, lotIds);
    throw new RolledBack();
  });
  await expect(changed).rejects.toThrow(RolledBack);
  return faults;
};

const withClient = (changes: Partial<Judged["client"]>): Promise<string[]> =>
  faultsOf({ ...stage, client: { ...stage.client, ...changes } as Judged["client"] }, lotIds);

test("a world that is right has no fault", async () => {
  expect(await faultsOf(stage, lotIds)).toEqual([]);
  await expectExactlyOnce(stage, lotIds);
});

describe("a ledger that is wrong", () => {
  const last = sql`(select max(id) from keepers.event)`;
  test.each<[string, readonly SQL[], RegExp]>([
    [
      "an attempt is missing",
      [sql`delete from keepers.attempt_intent`, sql`delete from keepers.attempt`],
      /transaction 0x\w+ is not in the ledger/,
    ],
    [
      "an attempt stands as reverted that was mined",
      [sql`update keepers.attempt set state = 'reverted'`],
      /transaction 0x\w+ is reverted in the ledger, final on chain/,
    ],
    [
      "an attempt stands in another block",
      [sql`update keepers.attempt set block_hash = '0x00'`],
      /transaction 0x\w+ is in block 0x\w+, not 0x00/,
    ],
    ["an attempt is open", [sql`update keepers.attempt set state = 'broadcast'`], /attempt 0x\w+ is still broadcast/],
    [
      "an attempt is said to be mined that is not on chain",
      [sql`update keepers.attempt set hash = '0x99'`],
      /attempt 0x99 is final, on chain: false/,
    ],
    [
      "an attempt is said to be superseded that is on chain",
      [sql`update keepers.attempt set state = 'superseded'`],
      /attempt 0x\w+ is superseded, on chain: true/,
    ],
    ["an intent is open", [sql`update keepers.intent set state = 'claimed'`], /is still claimed/],
    ["an intent is unknown", [sql`update keepers.intent set state = 'unknown'`], /is still unknown/],
    [
      "an intent is final without a transaction of its own",
      [sql`delete from keepers.attempt_intent`],
      /is final, and no transaction of its own did it/,
    ],
    [
      "an intent is skipped, and nobody did it",
      [sql`update keepers.intent set state = 'skipped', payload = '{"lotId": "99"}'`],
      /is skipped, and nobody did it/,
    ],
    ["an event was taken out", [sql`delete from keepers.event where id = 2`], /EventChainBrokenError/],
    [
      "an event was changed",
      [sql`update keepers.event set detail = '{"reason": "none"}' where id = 3`],
      /EventChainBrokenError/,
    ],
    [
      "the end of the events was cut off",
      [sql`delete from keepers.event where id = ${last}`],
      /and its last event says/,
    ],
    ["there are no events", [sql`delete from keepers.event`], /and its last event says nothing/],
  ])("%s", async (_, changes, fault) => {
    const faults = await withLedger(...changes);
    expect(faults.filter((text) => fault.test(text))).not.toEqual([]);
  });
});

describe("a chain that is wrong", () => {
  test("a lot was released twice", async () => {
    const getLogs = async (...parameters: Parameters<Judged["client"]["getLogs"]>) => {
      const logs = await stage.client.getLogs(...parameters);
      return [...logs, ...logs];
    };
    const faults = await withClient({ getLogs: getLogs as unknown as Judged["client"]["getLogs"] });
    expect(faults).toEqual(lotIds.map((lotId) => `lot ${lotId} was released 2 times`));
  });

  test("a lot was not released", async () => {
    const [first = 0n] = await stage.issueLots(1);
    expect(await faultsOf(stage, [...lotIds, first])).toEqual([
      `lot ${first} was released 0 times`,
      `lot ${first} was sent in 0 mined transactions`,
    ]);
  });

  test("a transaction of the account is unknown to the ledger, and is a second one for the same work", async () => {
    const snapshot = await stage.client.snapshot();
    const data = encodeFunctionData({ abi: lockupModuleAbi, functionName: "release", args: [lotIds] });
    const serializedTransaction = await stage.signer.signTransaction({
      type: "eip1559",
      chainId: stage.chainId,
      nonce: 1,
      gas: 500_000n,
      maxFeePerGas: parseGwei("20"),
      to: stage.deployment.lockup,
      data,
    });
    const second = await stage.client.sendRawTransaction({ serializedTransaction });
    await stage.client.waitForTransactionReceipt({ hash: second });
    const faults = await faultsOf(stage, lotIds);
    await stage.client.revert({ id: snapshot });
    expect(faults).toEqual([
      ...lotIds.map((lotId) => `lot ${lotId} was sent in 2 mined transactions`),
      `transaction ${second} is not in the ledger`,
    ]);
  });

  type Sent = { to: Hex; value: bigint; input: Hex };
  test.each<[string, (sent: Sent) => Partial<Sent>]>([
    ["money to somebody", () => ({ to: cast.stranger.address, input: "0x", value: 1n })],
    ["money to itself", () => ({ to: stage.account, input: "0x", value: 1n })],
    ["money with a release", () => ({ value: 1n })],
    ["another function", () => ({ input: "0x12345678" })],
    ["data to itself", () => ({ to: stage.account, input: "0x12" })],
    ["another contract", () => ({ to: stage.deployment.token })],
  ])("a transaction of the account is none that keepers may send: %s", async (_, change) => {
    const getBlock = async (parameters: { blockNumber: bigint }) => {
      const block = await stage.client.getBlock({ ...parameters, includeTransactions: true });
      const transactions = block.transactions.map((sent) =>
        sent.hash === hash
          ? { ...sent, ...change({ to: sent.to ?? "0x", value: sent.value, input: sent.input }) }
          : sent,
      );
      return { ...block, transactions };
    };
    const faults = await withClient({ getBlock: getBlock as unknown as Judged["client"]["getBlock"] });
    expect(faults).toContain(`transaction ${hash} is none that keepers may send`);
  });

  test("what the ledger calls final has left the chain", async () => {
    const getBlock = async (parameters: { blockNumber: bigint }) => {
      const block = await stage.client.getBlock({ ...parameters, includeTransactions: true });
      return { ...block, transactions: block.transactions.filter((transaction) => transaction.hash !== hash) };
    };
    const faults = await withClient({ getBlock: getBlock as unknown as Judged["client"]["getBlock"] });
    expect(faults).toContain(`attempt ${hash} is final, on chain: false`);
    expect(faults).toContain(`lot ${lotIds[0]} was sent in 0 mined transactions`);
  });
});

describe("what others have done", () => {
  test("is no fault where it was foreseen, and one where it was not", async () => {
    const [lotId = 0n] = await stage.issueLots(1);
    await stage.makeDue();
    const data = encodeFunctionData({ abi: lockupModuleAbi, functionName: "release", args: [[lotId]] });
    const byHand = await stage.client.sendTransaction({ account: cast.stranger, to: stage.deployment.lockup, data });
    await stage.client.waitForTransactionReceipt({ hash: byHand });
    expect(await faultsOf(stage, [...lotIds, lotId], { others: [lotId] })).toEqual([]);
    await expect(expectExactlyOnce(stage, [...lotIds, lotId])).rejects.toThrow(NotExactlyOnceError);
  });
});

import { asc } from "drizzle-orm";
import { type Address, type Hex, numberToHex, parseTransaction, zeroAddress } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { createDistributionRunner } from "../../bots/distribution-runner/index.ts";
import { attempt, intent, notice } from "../../bots/ledger/schema.ts";
import { createLockupUnlocker } from "../../bots/lockup-unlocker/index.ts";
import { payDistribution } from "../../sdk/actions/distribution/pay.ts";
import { startWorld, type World } from "../indexer/world.ts";
import { createHolders, declareRounds, passTo, paymentsOf, readDistribution } from "./dividends.ts";
import { type Keepers, keeperAccount, startKeepers } from "./keepers.ts";

// Drill 26: a chain that caps the gas of a transaction, and a node that estimates whole runs, as geth and reth do.
// Drill 27: nodes that refuse a transaction for ever.

const holders = 131;
/** payment units for each holder, in each round */
const each = 20n;

let world: World;
let keepers: Keepers;
const accounts: Address[] = Array.from({ length: holders }, (_, place) =>
  numberToHex(0xcccc_0001 + place, { size: 20 }),
);

beforeAll(async () => {
  world = await startWorld();
  await createHolders(world, accounts);
});
beforeEach(async () => {
  keepers = await startKeepers(world, {
    keepersOf: (parts) => {
      const deployment = { modules: [], ...world.contracts };
      return [createDistributionRunner({ ...parts, deployment }), createLockupUnlocker({ ...parts, deployment })];
    },
  });
});
afterEach(() => keepers.stop());
afterAll(() => world?.stop());

/** An open dividend to all, and one lot that is due behind it. @returns their ids */
const makeDue = async (): Promise<{ id: bigint; lotId: bigint }> => {
  const [id] = (await declareRounds(world, 1, each * BigInt(holders))) as [bigint];
  const { paymentDate } = await readDistribution(world, id);
  const lockupEnd = Number(paymentDate) + 60;
  await world.lock(accounts[0] as Address, 1n, lockupEnd);
  const { address, abi } = { address: world.contracts.lockup, abi: lockupModuleAbi };
  const lotId = await world.client.readContract({ address, abi, functionName: "lotCount" });
  await passTo(world, Number(paymentDate));
  await world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
  expect(await keepers.round()).toHaveLength(1);
  await passTo(world, lockupEnd);
  return { id, lotId };
};

const expectAllDone = async ({ id, lotId }: { id: bigint; lotId: bigint }): Promise<void> => {
  const { paid, withheld } = await paymentsOf(world, id);
  expect(paid).toHaveLength(holders);
  expect(new Set(paid.map(({ args }) => args.account)).size).toBe(holders);
  expect(withheld).toEqual([]);
  const released = await world.client.getContractEvents({
    address: world.contracts.lockup,
    abi: lockupModuleAbi,
    eventName: "LotReleased",
    args: { lotId },
    fromBlock: 0n,
  });
  expect(released).toHaveLength(1);
  const states = await keepers.db.selectDistinct({ state: intent.state, tries: intent.tries }).from(intent);
  expect(states).toEqual([{ state: "final", tries: 0 }]);
};

const attempts = () => keepers.db.select().from(attempt).orderBy(asc(attempt.id));
const gasOf = (raw: Hex): bigint => parseTransaction(raw).gas ?? 0n;

test("drill 26: a dividend of many positions is paid through a node that estimates whole runs, and the lot behind it is released", async () => {
  const due = await makeDue();
  const positions = accounts.slice(0, 60).map((account) => ({ custodian: zeroAddress, account }));
  const { distribution } = world.contracts;
  const { to, data } = payDistribution({ distribution, distributionId: due.id, positions });
  const question = { account: keeperAccount.address, to, data };
  const own = await world.client.estimateGas(question);
  // A whole run of sixty, of which anvil's own estimate pays hardly anybody.
  expect(await keepers.chain.client.estimateGas(question)).toBeGreaterThan(4n * own);
  await keepers.work();
  await expectAllDone(due);
  const sent = await attempts();
  for (const { raw } of sent) expect(gasOf(raw)).toBeLessThanOrEqual(2n ** 24n);
  expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(["final"]));
  // Open, three batches, close; the lot.
  expect(sent).toHaveLength(6);
  expect(await keepers.db.select().from(notice)).toEqual([]);
});

/** gas that the refusing nodes allow one transaction */
const allowed = 5_000_000n;

describe("drill 27: what every endpoint refuses is done in smaller transactions, everybody is paid once, and nothing is stuck behind it", () => {
  test.each([
    ["a cap that the node names", `transaction gas limit too high (cap: ${allowed}, tx: 16777216)`],
    ["a node that gives no reason", "rejected"],
  ])("%s", async (_, words) => {
    const due = await makeDue();
    keepers.endpoint.inject({
      method: "eth_sendRawTransaction",
      when: ([raw]) => gasOf(raw as Hex) > allowed,
      fault: { kind: "error", message: words },
    });
    await keepers.work();
    await expectAllDone(due);

    const sent = await attempts();
    const refused = sent.filter(({ refusals }) => refusals > 0);
    expect(refused.length).toBeGreaterThan(0);
    for (const { state, refusal, raw } of refused) {
      expect({ state, refusal }).toEqual({ state: "superseded", refusal: words });
      expect(gasOf(raw)).toBeGreaterThan(allowed);
    }
    for (const { raw } of sent.filter(({ state }) => state === "final"))
      expect(gasOf(raw)).toBeLessThanOrEqual(allowed);

    const told = await keepers.db.select().from(notice);
    expect(told.length).toBeGreaterThan(0);
    for (const { kind, text, closedAt } of told) {
      expect(kind).toBe("transaction-refused");
      expect(text).toContain(words);
      expect(closedAt).not.toBeNull();
    }
  });
});

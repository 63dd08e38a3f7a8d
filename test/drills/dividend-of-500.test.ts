import { readFileSync } from "node:fs";
import { ne } from "drizzle-orm";
import { type Abi, type Address, encodeDeployData, type Hex, numberToHex, parseTransaction } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { createDistributionRunner } from "../../bots/distribution-runner/index.ts";
import { countIntents } from "../../bots/ledger/queries.ts";
import { attempt, intent } from "../../bots/ledger/schema.ts";
import { cast, startWorld, type World } from "../indexer/world.ts";
import { createHolders, day, declareRounds, idOf, now, passTo, paymentsOf, readDistribution } from "./dividends.ts";
import { type Keepers, keeperAccount, startKeepers } from "./keepers.ts";

// Drill 22: a dividend for 500 holders, of whom one is frozen and one cannot be paid. And drill 17 with real payments.

const holders = 500;
/** payment units for each holder, in each round */
const each = 20n;
const [frozen, bombing] = [137, 300];
/** bytes with which the bombing holder refuses */
const bombSize = 60_000n;

let world: World;
let keepers: Keepers;
let accounts: Address[];

const startRunner = () =>
  startKeepers(world, {
    keepersOf: (parts) => [createDistributionRunner({ ...parts, deployment: { modules: [], ...world.contracts } })],
  });

beforeAll(async () => {
  world = await startWorld();
  const bomb = await deployBomb();
  accounts = Array.from({ length: holders }, (_, place) =>
    place + 1 === bombing ? bomb : numberToHex(0xaaaa_0000 + place + 1, { size: 20 }),
  );
  await createHolders(world, accounts);
  keepers = await startRunner();
});

afterAll(async () => {
  await keepers?.stop();
  await world?.stop();
});

const deployBomb = async (): Promise<Address> => {
  const file = new URL("../../out/HostileReceivers.sol/BombingReceiver.json", import.meta.url);
  const { abi, bytecode } = JSON.parse(readFileSync(file, "utf8")) as { abi: Abi; bytecode: { object: Hex } };
  const bomb = await world.deployCode(encodeDeployData({ abi, bytecode: bytecode.object, args: [cast.owner.address] }));
  await world.send(cast.owner, {
    to: bomb,
    abi: [
      {
        type: "function",
        name: "setSize",
        inputs: [{ name: "size", type: "uint256" }],
        outputs: [],
        stateMutability: "nonpayable",
      },
    ] as const,
    functionName: "setSize",
    args: [bombSize],
  });
  return bomb;
};

const freeze = () =>
  world.send(cast.owner, {
    to: world.contracts.issuer,
    abi: issuingEntityAbi,
    functionName: "setInvestorRestriction",
    args: [idOf(frozen), true],
  });

test("drill 22: 498 are paid, 2 recorded with reasons, the round ends, and a second run pays nobody", async () => {
  const [id] = (await declareRounds(world, 1, each * BigInt(holders))) as [bigint];
  await freeze();
  await passTo(world, (await readDistribution(world, id)).paymentDate);
  expect(await keepers.work()).toHaveLength(holders + 1);
  // Over the withheld it closes only after the grace period.
  const { state, openedAt } = await readDistribution(world, id);
  expect(state).toBe(3);
  await passTo(world, openedAt + 14 * day);
  expect(await keepers.work()).toHaveLength(1);

  const { paid, withheld } = await paymentsOf(world, id);
  expect(paid).toHaveLength(holders - 2);
  expect(new Set(paid.map(({ args }) => args.account)).size).toBe(holders - 2);
  // Restricted, and payment failed.
  expect(
    withheld.map(({ args }) => [args.account?.toLowerCase(), args.reason]).sort((a, b) => Number(a[1]) - Number(b[1])),
  ).toEqual([
    [accounts[frozen - 1]?.toLowerCase(), 0],
    [accounts[bombing - 1]?.toLowerCase(), 1],
  ]);
  expect(await readDistribution(world, id)).toMatchObject({ state: 4, paid: each * BigInt(holders - 2) });
  const unlike = await keepers.db.select().from(intent).where(ne(intent.state, "final"));
  expect(unlike.map(({ title, state, reason }) => ({ title, state, reason }))).toEqual([]);
  expect(await countIntents(keepers.db, world.contracts.chainId)).toEqual([
    { keeper: "distribution-runner", state: "final", count: holders + 2 },
  ]);

  const limits = (await keepers.db.select({ raw: attempt.raw }).from(attempt)).map(
    ({ raw }) => parseTransaction(raw).gas ?? 0n,
  );
  for (const limit of limits) expect(limit).toBeLessThanOrEqual(2n ** 24n);
  expect(limits).toHaveLength(2 + Math.ceil(holders / 60));

  const nonce = () => world.client.getTransactionCount({ address: keeperAccount.address });
  const before = await nonce();
  expect(await keepers.work()).toEqual([]);
  // Nor does a ledger that knows nothing of it.
  const anew = await startRunner();
  try {
    expect(await anew.work()).toEqual([]);
  } finally {
    await anew.stop();
  }
  expect(await nonce()).toBe(before);
});

test("drill 17: three dates that passed while the keepers were down are opened, paid and closed, each with its own keys", async () => {
  const ids = await declareRounds(world, 3, each * BigInt(holders));
  await passTo(world, (await readDistribution(world, ids.at(-1) as bigint)).paymentDate + 1);
  const first = await keepers.work();
  await passTo(world, (await now(world)) + 14 * day);
  expect(new Set([...first, ...(await keepers.work())]).size).toBe(3 * (holders + 2));

  const rounds = await Promise.all(
    ids.map(async (id) => {
      const { paid, withheld } = await paymentsOf(world, id);
      expect([paid.length, withheld.length]).toEqual([holders - 2, 2]);
      const blocks = [...paid, ...withheld].map(({ blockNumber }) => blockNumber).sort((a, b) => Number(a - b));
      return blocks[0] as bigint;
    }),
  );
  const opened = await world.client.getContractEvents({
    address: world.contracts.distribution,
    abi: distributionModuleAbi,
    eventName: "DistributionOpened",
    fromBlock: 0n,
  });
  for (const [place, id] of ids.entries()) {
    const block = opened.find(({ args }) => args.distributionId === id)?.blockNumber as bigint;
    expect(rounds[place]).toBeGreaterThan(block);
  }
});

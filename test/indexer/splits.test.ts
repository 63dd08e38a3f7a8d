import pg from "pg";
import { type Address, getAddress, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { bringForward } from "../../sdk/actions/token/bringForward.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { split } from "../../sdk/actions/token/split.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { partitionOf } from "../../sdk/partitions.ts";
import { cast, startWorld, type World } from "./world.ts";

const TIMEOUT = 600_000;
const { owner, ann, bob } = cast;
const FOUNDERS = partitionOf("FOUNDERS");

type Waiting = { positions: { custodian: Address | null; account: Address }[] };

/** Ann holds 101, of which 20 at the custodian and 7 among the founders' shares; Bob holds 50. */
describe("the index over splits", { timeout: TIMEOUT }, () => {
  let world: World;
  let database: pg.Client;

  beforeAll(async () => {
    world = await startWorld();
    database = new pg.Client({
      connectionString: world.index.databaseUrl,
      options: `-c search_path=${world.index.viewsSchema}`,
    });
    await database.connect();
    const { token, custodian } = world.contracts;
    await world.act(owner, setPartition({ token, partition: FOUNDERS, lockedUntil: 0, description: "" }));
    await world.act(owner, issue({ token, to: ann.address, amount: 94n, data: "0x" }));
    await world.act(owner, issueByPartition({ token, partition: FOUNDERS, to: ann.address, amount: 7n, data: "0x" }));
    await world.act(owner, issue({ token, to: bob.address, amount: 50n, data: "0x" }));
    await world.act(ann, transfer({ token, to: custodian, amount: 20n }));
  }, TIMEOUT);

  afterAll(async () => {
    await database?.end();
    await world?.stop();
  }, TIMEOUT);

  it("shows what the chain shows after a split that leaves no fraction, of positions that nobody touched too", async () => {
    const { token } = world.contracts;
    await world.act(owner, split({ token, numerator: 3, denominator: 1 }));
    await expectEqualToChain();
    expect(await splits()).toMatchObject([{ epoch: 1, numerator: 3, denominator: 1, exact: true, rest: "0" }]);
    expect(await waiting()).toEqual([]);

    await world.act(ann, transfer({ token, to: bob.address, amount: 10n }));
    await expectEqualToChain();
  });

  it("names who waits after a split that leaves fractions, until all are brought forward", async () => {
    const { token } = world.contracts;
    await world.act(owner, split({ token, numerator: 2, denominator: 7 }));
    await expectPositionsEqualToChain();
    expect(await splits()).toMatchObject([{ epoch: 2, exact: false, rest: "453", finishedAt: null }, { epoch: 1 }]);
    const positions = await waiting();
    expect(positions).toHaveLength(3);

    await world.act(bob, bringForward({ token, positions: positions.slice(0, 1) }));
    expect(await waiting()).toEqual(positions.slice(1));
    await world.act(bob, bringForward({ token, positions }));
    expect(await waiting()).toEqual([]);
    expect(await splits()).toMatchObject([{ epoch: 2, rest: "0", finishedAt: expect.any(Number) }, { epoch: 1 }]);
    await expectEqualToChain();

    await world.act(ann, transfer({ token, to: bob.address, amount: 1n }));
    await expectEqualToChain();
  });

  const synced = async () => world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
  const splits = async () => {
    await synced();
    return ((await world.ask("/splits")).body as { splits: object[] }).splits;
  };
  const waiting = async () => {
    await synced();
    const { positions } = (await world.ask("/splits/open")).body as Waiting;
    return positions.map(({ custodian, account }) => ({
      custodian: custodian ?? zeroAddress,
      partition: zeroHash,
      account,
    }));
  };

  async function expectEqualToChain(): Promise<void> {
    await expectPositionsEqualToChain();
    const { rows } = await database.query("select total_supply from token where address = $1", [
      world.contracts.token.toLowerCase(),
    ]);
    expect(rows[0]?.total_supply).toBe(`${await read("totalSupply")}`);
  }

  async function expectPositionsEqualToChain(): Promise<void> {
    await synced();
    const { rows } = await database.query(
      "select custodian, account, balance from holding order by custodian, account",
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const { custodian, account, balance } of rows) {
      const held =
        custodian === zeroAddress
          ? await read("balanceOf", getAddress(account))
          : await read("custodyBalanceOf", getAddress(custodian), getAddress(account));
      expect(balance, `${account} at ${custodian}`).toBe(`${held}`);
    }
    const { rows: apart } = await database.query("select partition, account, balance from partition_holding");
    expect(apart).toHaveLength(1);
    for (const { partition, account, balance } of apart) {
      expect(balance).toBe(`${await read("balanceOfByPartition", partition, getAddress(account))}`);
    }
  }

  const read = (functionName: string, ...args: readonly unknown[]): Promise<unknown> =>
    world.client.readContract({ address: world.contracts.token, abi: securityTokenAbi, functionName, args } as never);
});

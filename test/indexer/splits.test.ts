import { readFileSync } from "node:fs";
import pg from "pg";
import { type Address, encodeFunctionData, getAddress, type Hex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { addToken } from "../../sdk/actions/issuer/addToken.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { bringForward } from "../../sdk/actions/token/bringForward.ts";
import { forcedTransfer } from "../../sdk/actions/token/forcedTransfer.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { redeemFrom } from "../../sdk/actions/token/redeemFrom.ts";
import { setFrozenTokens } from "../../sdk/actions/token/setFrozenTokens.ts";
import { split } from "../../sdk/actions/token/split.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { type LotEvent, lotsOf } from "../../sdk/lots.ts";
import { partitionOf } from "../../sdk/partitions.ts";
import { cast, startWorld, type World } from "./world.ts";

const { owner, ann, annsOther, bob } = cast;
const FOUNDERS = partitionOf("FOUNDERS");

type Waiting = { positions: { custodian: Address | null; account: Address }[] };
type Position = { custodian: Address; partition: Hex; account: Address };

/** The vectors of lots that have a split, and who holds them here. */
const holders = new Map([
  ["ada", ann],
  ["ada 2", annsOther],
  ["ben", bob],
]);
const holderOf = (name: string) => holders.get(name) as typeof ann;
const vectors = (
  JSON.parse(readFileSync(new URL("../vectors/lots.json", import.meta.url), "utf8")) as {
    vectors: { name: string; events: { kind: string }[]; lots: Record<string, { amount: string }[]> }[];
  }
).vectors.filter(({ events }) => events.some(({ kind }) => kind === "split"));

/** Ann holds 101, of which 20 at the custodian and 7 among the founders' shares; Bob holds 50. */
describe("the index over splits", () => {
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
  });

  afterAll(async () => {
    await database?.end();
    await world?.stop();
  });

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

  it("shows what is kept of each position as the chain does, split after split", async () => {
    const { token, custodian, issuer, lockup } = world.contracts;
    const module = await world.deployCode(encumberingModule());
    const attach = { functionName: "attachModule", args: [token, module] } as const;
    await world.send(owner, { to: issuer, abi: issuingEntityAbi, ...attach });
    const inDefault = { custodian: zeroAddress, partition: zeroHash, account: ann.address };
    await encumber(module, inDefault, 4n);
    await encumber(module, { ...inDefault, custodian }, 5n);
    await encumber(module, { ...inDefault, partition: FOUNDERS }, 5n);
    const { timestamp } = await world.client.getBlock();
    const end = Number(timestamp) + 1_000;
    await world.lock(ann.address, 4n, end);
    await world.lock(ann.address, 7n, end + 1_000_000);
    await world.act(owner, setFrozenTokens({ token, account: ann.address, amount: 7n }));
    await world.act(owner, setFrozenTokens({ token, account: bob.address, amount: 5n }));
    await expectKeptEqualToChain();

    await world.act(owner, split({ token, numerator: 1, denominator: 3 }));
    await expectKeptEqualToChain();
    await world.act(bob, bringForward({ token, positions: await waiting() }));

    // The first lot and a part of what is frozen go: what stays has a fraction that no event told in whole shares.
    await world.client.setNextBlockTimestamp({ timestamp: BigInt(end) });
    await world.send(bob, { to: lockup, abi: lockupModuleAbi, functionName: "release", args: [[1n]] });
    const held = (await read("balanceOf", bob.address)) as bigint;
    await world.act(owner, forcedTransfer({ token, from: bob.address, to: ann.address, amount: held - 1n }));
    await expectKeptEqualToChain();

    for (const [numerator, denominator] of [
      [3, 1],
      [2, 5],
      [5, 1],
    ] as const) {
      await world.act(owner, split({ token, numerator, denominator }));
      await world.act(bob, bringForward({ token, positions: await waiting() }));
      await expectKeptEqualToChain();
    }
  });

  it.each(vectors)("holds what the lots add up to: $name", async ({ events, lots }) => {
    const { issuer, office } = world.contracts;
    const token = await world.deploy("SecurityToken", [issuer, office, "Vector AG", `V${Date.now()}`, 0]);
    await world.act(owner, addToken({ issuer, token }));
    const played = events.map(lotEventOf);
    for (const [index, event] of played.entries()) await play(token, event, played.slice(0, index));
    await synced();
    const { rows } = await database.query<{ account: string; balance: string }>(
      "select account, balance from holding where token = $1 and balance > 0",
      [token.toLowerCase()],
    );
    const sums = Object.entries(lots).map(([name, held]) => [
      holderOf(name).address.toLowerCase(),
      held.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString(),
    ]);
    expect(new Map(rows.map(({ account, balance }) => [account, balance]))).toEqual(
      new Map(sums as [string, string][]),
    );
  });

  async function play(token: Address, event: LotEvent, before: readonly LotEvent[]): Promise<void> {
    if (event.kind === "issue") {
      await world.act(owner, issue({ token, to: holderOf(event.to).address, amount: event.amount, data: "0x" }));
    } else if (event.kind === "redeem") {
      await world.act(owner, redeemFrom({ token, account: holderOf(event.from).address, amount: event.amount }));
    } else if (event.kind === "split") {
      await world.act(
        owner,
        split({ token, numerator: Number(event.numerator), denominator: Number(event.denominator) }),
      );
      await world.act(bob, bringForward({ token, positions: await waiting(`?token=${token}`) }));
    } else if (event.kind === "undo") {
      const forced = before[event.event] as LotEvent & { kind: "transfer" };
      const returned = heldBy(forced.from, [...before, event]) - heldBy(forced.from, before);
      await force(token, forced.to, forced.from, returned);
    } else if (event.forced) {
      await force(token, event.from, event.to, event.amount);
    } else {
      const to = holderOf(event.to).address;
      await world.act(holderOf(event.from), transfer({ token, to, amount: event.amount }));
    }
  }

  const force = (token: Address, from: string, to: string, amount: bigint) =>
    world.act(owner, forcedTransfer({ token, from: holderOf(from).address, to: holderOf(to).address, amount }));

  /** Sent in the module's name. */
  async function encumber(module: Address, position: Position, amount: bigint): Promise<void> {
    const args = [position, amount] as const;
    const data = encodeFunctionData({ abi: securityTokenAbi, functionName: "encumberPosition", args });
    await world.client.impersonateAccount({ address: module });
    await world.client.setBalance({ address: module, value: 10n ** 18n });
    const hash = await world.client.sendTransaction({ account: module, to: world.contracts.token, data });
    const { status } = await world.client.waitForTransactionReceipt({ hash });
    expect(status).toBe("success");
  }

  async function expectKeptEqualToChain(): Promise<void> {
    await synced();
    const rowsOf = async (table: string) => (await database.query(`select * from ${table}`)).rows;
    const encumbrances = await rowsOf("encumbrance");
    expect(encumbrances).toHaveLength(2);
    for (const { account, module, amount } of encumbrances) {
      expect(amount, `of ${account} by ${module}`).toBe(`${await read("encumbranceOf", account, module)}`);
    }
    const elsewhere = await rowsOf("position_encumbrance");
    expect(elsewhere).toHaveLength(2);
    for (const { custodian, partition, account, module, amount } of elsewhere) {
      const kept = await read("encumbranceOfPosition", { custodian, partition, account }, module);
      expect(amount, `of ${account} at ${custodian} in ${partition}`).toBe(`${kept}`);
    }
    const frozen = await rowsOf("frozen_amount");
    expect(frozen).toHaveLength(2);
    for (const { account, amount } of frozen) {
      expect(amount, `frozen of ${account}`).toBe(`${await read("getFrozenTokens", account)}`);
      const { body } = await world.ask(`/holders/${account}`);
      expect(body).toMatchObject({ encumbered: `${await read("encumberedBalanceOf", account)}` });
    }
  }

  const synced = async () => world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
  const splits = async () => {
    await synced();
    return ((await world.ask("/splits")).body as { splits: object[] }).splits;
  };
  const waiting = async (query = "") => {
    await synced();
    const { positions } = (await world.ask(`/splits/open${query}`)).body as Waiting;
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

const lotEventOf = (event: Record<string, unknown>): LotEvent =>
  Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      ["amount", "numerator", "denominator"].includes(key) ? BigInt(value as string) : value,
    ]),
  ) as LotEvent;

const heldBy = (name: string, events: readonly LotEvent[]): bigint =>
  (lotsOf(events).get(name) ?? []).reduce((sum, { amount }) => sum + amount, 0n);

/** Serves every token, refuses nothing and may encumber: answers every question with one and two. */
function encumberingModule(): Hex {
  // Puts the code into memory and returns it.
  return "0x6e6001600052600260205260406000f3600052600f6011f3";
}

import { type Address, type Hex, zeroAddress } from "viem";
import { expect } from "vitest";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { cast, type World } from "./world.ts";

/** Whoever may hold something directly in the tests, besides the treasury. */
const holders = [cast.ann, cast.annsOther, cast.bob, cast.cora, cast.stranger].map(({ address }) => address);
const operators = [cast.owner, cast.cora, cast.stranger].map(({ address }) => address);

interface CapTable {
  asOf: { block: number };
  total: string;
  holders: { account: Address; custodian: Address | null; balance: string }[];
}

interface Holder {
  successor: Address | null;
  currentAccount: Address;
  sweepable: boolean;
  balance: string;
  frozen: string;
  encumbered: string;
  free: string;
  partitions: { partition: Hex; balance: string; ownLock: number | null }[];
  operators: { operator: Address; partition: Hex | null }[];
}

interface Positions {
  total: string;
  positions: { custodian: Address | null; partition: Hex; balance: string }[];
}

/** Compares each figure that the index gives of a token with the token's own views. */
export function reconcilerOf(world: World, token: Address) {
  const { client, contracts } = world;
  const accounts = [...holders, contracts.issuer];
  const read = { address: token, abi: securityTokenAbi } as const;
  const lower = (address: string) => address.toLowerCase();
  const synced = async () => {
    const head = await client.getBlockNumber({ cacheTime: 0 });
    await world.index.syncedTo(head);
    return head;
  };
  const ask = async <T>(path: string): Promise<T> => {
    const { status, body } = await world.ask(path);
    expect({ path, status, body }).toMatchObject({ status: 200 });
    return body as T;
  };

  const sharesOnChain = async (partition: Hex, blockNumber: bigint): Promise<Map<string, bigint>> => {
    const shares = new Map<string, bigint>();
    for (const account of accounts) {
      const args = [partition, account] as const;
      const balance = await client.readContract({
        ...read,
        functionName: "balanceOfByPartition",
        args,
        blockNumber,
      });
      if (balance > 0n) shares.set(lower(account), balance);
    }
    return shares;
  };
  /** Balances, supply and positions of each partition as they were at a moment, which lies in a block. */
  const reconcileMoment = async (moment: string, block: bigint) => {
    const blockNumber = block;
    const partitions = await client.readContract({ ...read, functionName: "partitions" });
    for (const partition of partitions) {
      const where = `token=${token}&partition=${partition}&${moment}`;
      const table = await ask<CapTable>(`/cap-table?${where}`);
      const direct = table.holders.filter(({ custodian }) => custodian === null);
      expect(new Map(direct.map(({ account, balance }) => [account, BigInt(balance)])), where).toEqual(
        await sharesOnChain(partition, block),
      );
      const supply = await client.readContract({
        ...read,
        functionName: "totalSupplyByPartition",
        args: [partition],
        blockNumber,
      });
      expect(BigInt(table.total), where).toBe(supply);
      expect(await ask(`/supply?${where}`)).toMatchObject({ total: supply.toString(), partition });
    }
    const whole = await ask<CapTable>(`/cap-table?token=${token}&${moment}`);
    expect(BigInt(whole.total)).toBe(await client.readContract({ ...read, functionName: "totalSupply", blockNumber }));
    for (const account of accounts) {
      const { positions, total } = await ask<Positions>(`/holders/${account}/positions?token=${token}&${moment}`);
      const kept = await client.readContract({
        ...read,
        functionName: "custodyBalanceOf",
        args: [contracts.custodian, account],
        blockNumber,
      });
      const direct = await client.readContract({ ...read, functionName: "balanceOf", args: [account], blockNumber });
      expect(BigInt(total)).toBe(direct + kept);
      const inCustody = positions.filter(({ custodian }) => custodian !== null);
      expect(inCustody.reduce((sum, { balance }) => sum + BigInt(balance), 0n)).toBe(kept);
    }
  };

  /** Of an account that the index does not know. */
  const holdsSomething = async (account: Address): Promise<boolean> => {
    const [direct, frozen] = await Promise.all([
      client.readContract({ ...read, functionName: "balanceOf", args: [account] }),
      client.readContract({ ...read, functionName: "getFrozenTokens", args: [account] }),
    ]);
    return direct + frozen > 0n;
  };

  const reconcileHolder = async (account: Address, partitions: readonly Hex[]) => {
    const { status, body } = await world.ask(`/holders/${account}?token=${token}`);
    if (status === 404) return expect(await holdsSomething(account)).toBe(false);
    const told = body as Holder;
    const [frozen, encumbered, balance, successor, currentAccount, sweepable] = await Promise.all([
      client.readContract({ ...read, functionName: "getFrozenTokens", args: [account] }),
      client.readContract({ ...read, functionName: "encumberedBalanceOf", args: [account] }),
      client.readContract({ ...read, functionName: "balanceOf", args: [account] }),
      client.readContract({ ...read, functionName: "successorOf", args: [account] }),
      client.readContract({ ...read, functionName: "currentAccountOf", args: [account] }),
      client.readContract({ ...read, functionName: "isSweepable", args: [account] }),
    ]);
    expect(told).toMatchObject({
      frozen: frozen.toString(),
      encumbered: encumbered.toString(),
      balance: balance.toString(),
      successor: successor === zeroAddress ? null : lower(successor),
      currentAccount: lower(currentAccount),
      sweepable,
    });
    for (const partition of partitions) {
      const row = told.partitions.find((candidate) => candidate.partition === partition);
      const args = [partition, account] as const;
      const held = await client.readContract({ ...read, functionName: "balanceOfByPartition", args });
      const lock = await client.readContract({ ...read, functionName: "positionLockOf", args });
      expect(BigInt(row?.balance ?? 0)).toBe(held);
      expect(row?.ownLock ?? 0, `${account} ${partition}`).toBe(lock);
      for (const operator of operators) {
        const may = await client.readContract({
          ...read,
          functionName: "isOperatorForPartition",
          args: [partition, operator, account],
        });
        const rows = told.operators.filter((candidate) => candidate.operator === lower(operator));
        expect(rows.some((candidate) => candidate.partition === null || candidate.partition === partition)).toBe(may);
      }
    }
  };

  return {
    /** All that is told of the past, at the end of a block. */
    at: async (block: bigint) => {
      await synced();
      await reconcileMoment(`at-block=${block}`, block);
    },
    /** The same at the end of a second, which lies in the block. */
    atTime: async (time: bigint, block: bigint) => {
      await synced();
      await reconcileMoment(`at-time=${time}`, block);
    },
    /** All that is told of now. */
    now: async () => {
      await reconcileMoment("", await synced());
      const partitions = await client.readContract({ ...read, functionName: "partitions" });
      const listed = await ask<{ partitions: object[] }>(`/partitions?token=${token}`);
      expect(listed.partitions).toHaveLength(partitions.length);
      for (const partition of partitions) {
        const [, supply, lockedUntil, description] = await client.readContract({
          ...read,
          functionName: "getPartition",
          args: [partition],
        });
        const exchanges: Hex[] = [];
        for (const other of partitions) {
          const args = [partition, other] as const;
          if (await client.readContract({ ...read, functionName: "isPartitionExchangeOpen", args }))
            exchanges.push(other);
        }
        expect(listed.partitions).toContainEqual(
          expect.objectContaining({
            partition,
            supply: supply.toString(),
            lockedUntil: lockedUntil === 0 ? null : lockedUntil,
            description,
            exchanges: exchanges.sort(),
          }),
        );
      }
      for (const account of accounts) await reconcileHolder(account, partitions);
    },
  };
}

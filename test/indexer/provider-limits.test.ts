import pg from "pg";
import type { Log } from "viem";
import { afterEach, describe, expect, it } from "vitest";
import { forward, type Provider, type ProviderRequest, startProvider } from "../../runtime/testing/provider.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { cast, startWorld, type World, type WorldParameters } from "./world.ts";

/** Ponder knows no part of it. */
const WORDS = "Der Weg ist zu weit.";
const MAX_BLOCKS = 20;
const MAX_LOGS = 3;
const { owner, ann, bob } = cast;

/** Block numbers of a question for the logs of a range; undefined of any other question. */
const rangeOf = ({ method, params }: ProviderRequest): [number, number] | undefined => {
  if (method !== "eth_getLogs") return undefined;
  const { fromBlock, toBlock } = params[0] as { fromBlock?: string; toBlock?: string };
  return fromBlock && toBlock ? [Number(fromBlock), Number(toBlock)] : undefined;
};
const sizeOf = ([from, to]: [number, number]): number => to - from + 1;

describe("the index reads everything from a provider that limits its answers", () => {
  let world: World | undefined;
  let provider: Provider;
  let refusals = 0;

  /** A node whose provider refuses what `isTooMuch` says, in words of its own. */
  const stingy =
    (isTooMuch: (range: [number, number], logs: readonly unknown[]) => boolean): WorldParameters["provider"] =>
    async (chainUrl) => {
      refusals = 0;
      provider = await startProvider(async (request) => {
        const reply = await forward(chainUrl, request);
        const range = rangeOf(request);
        const { result } = reply.body as { result?: unknown };
        if (range === undefined || !isTooMuch(range, result as unknown[])) return reply;
        refusals += 1;
        return { body: { jsonrpc: "2.0", id: request.id, error: { code: -1, message: WORDS } } };
      });
      return provider;
    };

  /** 120 blocks, with more transfers in 20 of them than the provider gives logs. */
  const before: WorldParameters["before"] = async (client, { token }) => {
    const act = async (account: typeof ann, { to, data }: { to: `0x${string}`; data: `0x${string}` }) =>
      client.waitForTransactionReceipt({ hash: await client.sendTransaction({ account, to, data }) });
    await act(owner, issue({ token, to: ann.address, amount: 1_000n, data: "0x" }));
    for (let i = 0; i < 15; i += 1) {
      await act(ann, transfer({ token, to: bob.address, amount: 1n }));
      await client.mine({ blocks: 3 });
    }
    await client.mine({ blocks: 60 });
  };

  const expectEveryRow = async ({ client, contracts, index }: World): Promise<void> => {
    const head = await client.getBlockNumber({ cacheTime: 0 });
    await index.syncedTo(head);
    const logs = await client.getLogs({ fromBlock: BigInt(contracts.startBlock), toBlock: head });
    const database = new pg.Client({ connectionString: index.databaseUrl });
    await database.connect();
    const { rows } = await database
      .query(`select block_number, log_index from ${index.viewsSchema}.audit_event order by block_number, log_index`)
      .finally(() => database.end());
    const kept = rows.map((row) => `${row.block_number}/${row.log_index}`);
    expect(kept).toEqual(logs.map(({ blockNumber, logIndex }: Log) => `${blockNumber}/${logIndex}`));
  };

  afterEach(async () => {
    await world?.stop();
    world = undefined;
  });

  it("by the number of blocks", async () => {
    world = await startWorld({ before, provider: stingy((range) => sizeOf(range) > MAX_BLOCKS) });
    await expectEveryRow(world);
    expect(refusals).toBeGreaterThan(0);
  });

  it("by the number of logs, and asks for no more blocks than are set", async () => {
    const provided = stingy((_, logs) => logs.length > MAX_LOGS);
    world = await startWorld({ before, provider: provided, logsRange: MAX_BLOCKS });
    await expectEveryRow(world);
    expect(refusals).toBeGreaterThan(0);
    const sizes = provider.requests.map((request) => sizeOf(rangeOf(request) ?? [1, 1]));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_BLOCKS);
  });
});

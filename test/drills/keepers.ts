import pg from "pg";
import { createPublicClient, http, type PublicClient } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { createIndexReader } from "../../bots/index-reader.ts";
import type { Keeper } from "../../bots/keeper.ts";
import { databaseOf } from "../../bots/ledger/database.ts";
import { acquireLease, type Lease } from "../../bots/ledger/lease.ts";
import { migrate } from "../../bots/ledger/migrate.ts";
import { planIntents } from "../../bots/ledger/plan.ts";
import { createLog } from "../../bots/log.ts";
import { createSender } from "../../bots/sender/index.ts";
import { startRpcProxy } from "../../bots/testing/rpc-proxy.ts";
import { connectTestChain, testLimits } from "../../bots/testing/sending.ts";
import { DEVELOPMENT_MNEMONIC } from "../../runtime/anvil.ts";
import { createTestDatabase } from "../../runtime/testing/postgres.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { World } from "../indexer/world.ts";

export const keeperAccount = mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex: 8 });

type Parts = { client: PublicClient; index: ReturnType<typeof createIndexReader>; log: ReturnType<typeof createLog> };

/** An empty ledger, a sender and keepers on a world's chain and index, driven round by round. */
export type Keepers = Awaited<ReturnType<typeof startKeepers>>;

export const startKeepers = async (
  world: World,
  { keepersOf, maxLag = 5n }: { keepersOf: (parts: Parts) => Keeper[]; maxLag?: bigint },
) => {
  const { chainId } = world.contracts;
  const { url, drop } = await createTestDatabase();
  const pools = [new pg.Pool({ connectionString: url }), new pg.Pool({ connectionString: world.index.databaseUrl })];
  for (const pool of pools) pool.on("error", () => undefined);
  const [pool, indexPool] = pools as [pg.Pool, pg.Pool];
  const db = databaseOf(pool);
  await migrate(db);

  const client: PublicClient = createPublicClient({
    transport: http(world.client.transport.url, { batch: { batchSize: 100 } }),
    cacheTime: 0,
  });
  const log = createLog("silent");
  const index = createIndexReader({ pool: indexPool, schema: world.index.viewsSchema, chainId, maxLag });
  const keepers = keepersOf({ client, index, log });
  const leaseDuration = 600_000;
  const account = keeperAccount;
  // An endpoint that estimates as geth and reth do, and obeys a test.
  const endpoint = await startRpcProxy(world.client.transport.url as string);
  const chain = await connectTestChain([endpoint.url]);
  const sender = createSender({ db, chain, account, confirmations: 0, keepers, log, leaseDuration, ...testLimits });
  const lease = await acquireLease(db, { chainId, account: account.address, holder: "first", duration: leaseDuration });

  /** Each keeper looks once; what it proposes is sent and followed to its end. @returns the keys that were new */
  const round = async (): Promise<string[]> => {
    const planned: string[] = [];
    for (const keeper of keepers) {
      planned.push(...(await planIntents(db, lease as Lease, await keeper.propose(await readHead(client)))));
    }
    await sender.pass(lease as Lease);
    while ((await sender.pass(lease as Lease)) > 0);
    return planned;
  };

  return {
    db,
    endpoint,
    indexPool,
    chain,
    client,
    keepers,
    round,
    /** Rounds on an index that has caught up, until nothing is new. @returns every key, in order */
    work: async (): Promise<string[]> => {
      const keys: string[] = [];
      for (let idle = false; !idle; ) {
        await world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
        const planned = await round();
        keys.push(...planned);
        idle = planned.length === 0;
      }
      return keys;
    },
    stop: async () => {
      await Promise.all(pools.map((open) => open.end()));
      await endpoint.stop();
      await drop();
    },
  };
};

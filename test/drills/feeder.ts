import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type pg from "pg";
import { createPublicClient, type Hex, http, type PublicClient, parseEventLogs } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import * as schema from "../../ponder.schema.ts";
import { indexDatabaseName, readStartHash, VIEWS_SCHEMA } from "../../runtime/index-identity.ts";
import { ensureDatabase } from "../../runtime/postgres.ts";
import type { Deployment } from "../../sdk/types.ts";
import { openPool } from "./pool.ts";
import { until } from "./until.ts";

/**
 * A double of the index for drills whose subject is the sender: the tables of `ponder.schema.ts`, of which only `lot`
 * has rows, kept from the chain's own events. It follows reorgs by starting over. Starting the real index takes ten
 * seconds a world; drill 11, the drills of `index-*` and the end of each soak use that one.
 */
export type Feeder = {
  /** Stands still, as an index that is stuck. */
  pause(): void;
  resume(): void;
  /** Waits until it shows this block. */
  syncedTo(blockNumber: bigint): Promise<void>;
  stop(): Promise<void>;
};

/** milliseconds between two looks at the chain */
const interval = 100;

export const startFeeder = async (parameters: {
  rpcUrl: string;
  deployment: Deployment;
  databaseUrl: string;
}): Promise<Feeder> => {
  const { rpcUrl, deployment, databaseUrl } = parameters;
  const name = indexDatabaseName(await readStartHash([rpcUrl], deployment));
  const pool = openPool(await ensureDatabase(databaseUrl, name), 1);
  await pool.query(createTables());
  const follow = follower(createPublicClient({ transport: http(rpcUrl), cacheTime: 0 }), pool, deployment);

  let paused = false;
  let stopped = false;
  const turn = async (): Promise<void> => {
    while (!stopped) {
      // A chain or database that does not answer is asked again.
      if (!paused) await follow().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  };
  await follow();
  const turning = turn();
  return {
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    syncedTo: async (blockNumber) => {
      await until(`the double of the index shows block ${blockNumber}`, () => follow.shows() >= blockNumber);
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      await turning;
      await pool.end();
    },
  };
};

const createTables = (): string => {
  const tables = Object.values<unknown>(schema).filter((value) => is(value, PgTable));
  const statements = tables.map((table) => {
    const { name, columns } = getTableConfig(table);
    const list = columns.map((column) => `"${column.name}" ${typeOf(column.getSQLType())}`);
    return `create table if not exists ${VIEWS_SCHEMA}."${name}" (${list.join(", ")});`;
  });
  return [
    `create schema if not exists ${VIEWS_SCHEMA};`,
    ...statements,
    `create table if not exists ${VIEWS_SCHEMA}._ponder_checkpoint (chain_id bigint primary key, latest_checkpoint text not null);`,
  ].join("\n");
};

const plainTypes = /^(text|numeric|boolean|integer|bigint|jsonb?)/;

/** Enumerations are text enough for a double. */
const typeOf = (type: string): string => (plainTypes.test(type) ? type : "text");

type Seen = { number: bigint; hash: Hex };

type Follower = (() => Promise<void>) & {
  /** the newest block that the tables show */
  shows(): bigint;
};

const follower = (client: PublicClient, pool: pg.Pool, { chainId, startBlock, lockup }: Deployment): Follower => {
  let seen: Seen | undefined;

  const isStillThere = async ({ number, hash }: Seen): Promise<boolean> =>
    client.getBlock({ blockNumber: number }).then(
      (block) => block.hash === hash,
      () => false,
    );

  const follow = async (): Promise<void> => {
    const head = await client.getBlock();
    if (head.hash === seen?.hash) return;
    const known = seen !== undefined && (await isStillThere(seen)) ? seen : undefined;
    const fromBlock = known === undefined ? BigInt(startBlock) : known.number + 1n;
    const logs = await client.getLogs({ address: lockup, fromBlock, toBlock: head.number });
    if (!(await isStillThere(head))) return;

    const events = parseEventLogs({ abi: lockupModuleAbi, logs });
    const connection = await pool.connect();
    try {
      await connection.query("begin");
      if (known === undefined) await connection.query(`delete from ${VIEWS_SCHEMA}.lot`);
      for (const { eventName, args, transactionHash } of events) {
        if (eventName === "LotLocked") {
          await connection.query(
            `insert into ${VIEWS_SCHEMA}.lot (lockup, lot_id, account, amount, lockup_end, released, locked_tx)
             values ($1, $2, $3, $4, $5, false, $6)`,
            [
              lockup.toLowerCase(),
              args.lotId,
              args.account.toLowerCase(),
              args.amount,
              args.lockupEnd,
              transactionHash,
            ],
          );
        }
        if (eventName === "LotReleased") {
          await connection.query(`update ${VIEWS_SCHEMA}.lot set released = true, released_tx = $1 where lot_id = $2`, [
            transactionHash,
            args.lotId,
          ]);
        }
      }
      await connection.query(
        `insert into ${VIEWS_SCHEMA}._ponder_checkpoint values ($1, $2)
         on conflict (chain_id) do update set latest_checkpoint = excluded.latest_checkpoint`,
        [chainId, checkpointOf(chainId, head)],
      );
      await connection.query("commit");
      connection.release();
    } catch (error) {
      connection.release(true);
      throw error;
    }
    seen = { number: head.number, hash: head.hash };
  };
  return Object.assign(follow, { shows: () => seen?.number ?? -1n });
};

/** As Ponder writes them: time, chain, block, transaction, kind, event. */
const checkpointOf = (chainId: number, { number, timestamp }: { number: bigint; timestamp: bigint }): string =>
  [
    [timestamp, 10],
    [chainId, 16],
    [number, 16],
    [0, 16],
    [0, 1],
    [0, 16],
  ]
    .map(([value, digits]) => `${value}`.padStart(Number(digits), "0"))
    .join("");

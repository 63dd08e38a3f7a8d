import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * Selected in a transaction that holds what other processes wait for: a process that is frozen within it loses the
 * transaction after five seconds, and they go on.
 */
export const unlessSilent = sql<string>`set_config('idle_in_transaction_session_timeout', '5000', true)`;

export const databaseOf = (pool: pg.Pool): Database => drizzle(pool);

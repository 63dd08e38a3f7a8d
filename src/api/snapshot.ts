import { db } from "ponder:api";
import * as schema from "ponder:schema";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { pgTable } from "drizzle-orm/pg-core";
import { asc, eq } from "ponder";
import { ApiError, UnavailableError } from "./errors.ts";

/** How far the index has come. */
export interface Head {
  readonly block: bigint;
  readonly time: bigint;
}

type Database = NodePgDatabase<typeof schema>;

/** One consistent view of the index: no query sees a block that another does not. */
export interface Snapshot {
  readonly db: Pick<Database, "select" | "selectDistinct" | "with" | "$with" | "execute">;
  readonly head: Head;
  /** The issuer that this index is about. */
  readonly issuer: typeof schema.issuer.$inferSelect;
  /** Whose investors and accounts the index knows, and its place at the issuer. */
  readonly registrar: Pick<typeof schema.issuerRegistrar.$inferSelect, "registrar" | "index">;
}

/** Ponder's own table of progress. */
const checkpoint = pgTable("_ponder_checkpoint", (t) => ({ latest: t.varchar("latest_checkpoint").notNull() }));

export async function withSnapshot<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  // Ponder's type hides transactions, because on PGlite they would block its writer. This is always Postgres.
  const postgres = db as unknown as Database;
  const outcome = await postgres.transaction(async (tx) => settle(tx, read), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
  if ("refusal" in outcome) throw outcome.refusal;
  return outcome.value;
}

/** Ponder repeats a transaction that throws, as if the database had failed; a refusal must not look like that. */
async function settle<T>(
  tx: Database,
  read: (snapshot: Snapshot) => Promise<T>,
): Promise<{ value: T } | { refusal: ApiError }> {
  try {
    const [progress] = await tx.select().from(checkpoint);
    const [issuer] = await tx.select().from(schema.issuer).limit(1);
    const [registrar] = await tx
      .select()
      .from(schema.issuerRegistrar)
      .where(eq(schema.issuerRegistrar.indexed, true))
      .orderBy(asc(schema.issuerRegistrar.index))
      .limit(1);
    if (!progress || !issuer || !registrar)
      throw new UnavailableError("The index has not reached the deployment yet. Ask again soon.");
    return { value: await read({ db: tx, head: decode(progress.latest), issuer, registrar }) };
  } catch (error) {
    if (error instanceof ApiError) return { refusal: error };
    throw error;
  }
}

/** A checkpoint begins with time (10 digits), chain (16) and block (16). */
function decode(latest: string): Head {
  return { time: BigInt(latest.slice(0, 10)), block: BigInt(latest.slice(26, 42)) };
}

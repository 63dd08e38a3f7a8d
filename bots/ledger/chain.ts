import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { LedgerChainMismatchError } from "./errors.ts";
import { chain } from "./schema.ts";

export type ChainIdentity = { chainId: number; startBlock: number; startBlockHash: string };

/** any fixed number: of keepers of two chains that start together on an empty ledger, one gets it */
const bindingLock = 7_239_104_119;

/**
 * Binds the ledger to one chain at the first start: pauses, notices and scheduled times are those of all its keepers.
 *
 * @throws LedgerChainMismatchError if it belongs to another chain, or to a former life of this one
 */
export const bindChain = (db: Database, identity: ChainIdentity): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${bindingLock})`);
    const bound = await tx.select().from(chain);
    if (bound.length === 0) await tx.insert(chain).values(identity);
    const other = bound.map(nameOf).find((name) => name !== nameOf(identity));
    if (other !== undefined) throw new LedgerChainMismatchError(other, nameOf(identity));
  });

const nameOf = ({ chainId, startBlock, startBlockHash }: ChainIdentity): string =>
  `chain ${chainId}, block ${startBlock} ${startBlockHash}`;

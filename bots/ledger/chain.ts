import { eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { LedgerChainMismatchError } from "./errors.ts";
import { chain } from "./schema.ts";

export type ChainIdentity = { chainId: number; startBlock: number; startBlockHash: string };

/** Binds the ledger to a chain at the first start. @throws LedgerChainMismatchError if it belongs to another one */
export const bindChain = async (db: Database, identity: ChainIdentity): Promise<void> => {
  await db.insert(chain).values(identity).onConflictDoNothing();
  const [known] = await db.select().from(chain).where(eq(chain.chainId, identity.chainId));
  const text = ({ startBlock, startBlockHash }: ChainIdentity) => `${startBlock} ${startBlockHash}`;
  if (known === undefined || text(known) !== text(identity)) {
    throw new LedgerChainMismatchError(identity.chainId, known === undefined ? "none" : text(known), text(identity));
  }
};

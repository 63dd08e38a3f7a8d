import { and, eq, gt, sql } from "drizzle-orm";
import { type Database, type Transaction, unlessSilent } from "./database.ts";
import { LeaseLostError } from "./errors.ts";
import { lease } from "./schema.ts";

/** The right to write for an account. Valid while the row has this fence and has not expired, by the database's clock. */
export type Lease = {
  chainId: number;
  account: string;
  fence: number;
  holder: string;
};

export type AcquireLeaseParameters = {
  chainId: number;
  account: string;
  /** unique to this process */
  holder: string;
  /** milliseconds without renewal after which another process may take over */
  duration: number;
};

/** Takes the lease if it is free or has expired; undefined while another process holds it. */
export const acquireLease = async (
  db: Database,
  { chainId, account, holder, duration }: AcquireLeaseParameters,
): Promise<Lease | undefined> => {
  const expiresAt = expiry(duration);
  const [row] = await db
    .insert(lease)
    .values({ chainId, account, fence: 1, holder, expiresAt })
    .onConflictDoUpdate({
      target: [lease.chainId, lease.account],
      set: { fence: sql`${lease.fence} + 1`, holder, expiresAt },
      setWhere: sql`${lease.expiresAt} <= clock_timestamp()`,
    })
    .returning({ fence: lease.fence });
  return row === undefined ? undefined : { chainId, account, fence: row.fence, holder };
};

/** Keeps the lease for another `duration`. @throws LeaseLostError if it has expired or passed to another process */
export const renewLease = async (db: Database, held: Lease, duration: number): Promise<void> => {
  const renewed = await db
    .update(lease)
    .set({ expiresAt: expiry(duration) })
    .where(isValid(held))
    .returning({ fence: lease.fence });
  if (renewed.length === 0) throw new LeaseLostError(held.account, held.fence);
};

/** Gives the lease back at once. */
export const releaseLease = async (db: Database, held: Lease): Promise<void> => {
  await db.update(lease).set({ expiresAt: sql`clock_timestamp()` }).where(isValid(held));
};

/**
 * Runs writes in one transaction that commits only under the lease: the row is locked against a take-over meanwhile,
 * though not for a process that is frozen.
 *
 * @throws LeaseLostError and nothing is written
 */
export const fenced = <T>(db: Database, held: Lease, write: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    const valid = await tx
      .select({ fence: lease.fence, limit: unlessSilent })
      .from(lease)
      .where(isValid(held))
      .for("share");
    if (valid.length === 0) throw new LeaseLostError(held.account, held.fence);
    return write(tx);
  });

const isValid = ({ chainId, account, fence, holder }: Lease) =>
  and(
    eq(lease.chainId, chainId),
    eq(lease.account, account),
    eq(lease.fence, fence),
    eq(lease.holder, holder),
    gt(lease.expiresAt, sql`clock_timestamp()`),
  );

const expiry = (duration: number) => sql`clock_timestamp() + make_interval(secs => ${duration / 1000})`;

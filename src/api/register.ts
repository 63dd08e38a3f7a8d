import { account, custodian, holdingChange, partitionHoldingChange } from "ponder:schema";
import { and, eq, gt, inArray, lte, not } from "ponder";
import { type Hex, zeroAddress, zeroHash } from "viem";
import type { Snapshot } from "./snapshot.ts";
import type { Token } from "./tokens.ts";

/** A position of the register, never a custodian's own: those who own what it keeps stand in its place. */
export interface RegisterRow {
  readonly account: Hex;
  readonly custodian: Hex;
  readonly investorId: bigint | null;
  readonly balance: bigint;
}

/** What of a position stands in one partition. */
export interface ShareRow extends RegisterRow {
  readonly partition: Hex;
}

/**
 * Who owned something of a token at the end of a block, largest first. The balances add up to the total supply.
 * @param holder only its positions; a custodian has none
 */
export async function registerAt(
  { db, registrar }: Snapshot,
  token: Token,
  block: bigint,
  holder?: Hex | undefined,
): Promise<RegisterRow[]> {
  const custodians = db
    .select({ address: custodian.address })
    .from(custodian)
    .where(eq(custodian.issuer, token.issuer));
  const kept = and(eq(holdingChange.custodian, zeroAddress), inArray(holdingChange.account, custodians));
  const rows = await db
    .select({
      account: holdingChange.account,
      custodian: holdingChange.custodian,
      investorId: account.investorId,
      balance: holdingChange.balance,
    })
    .from(holdingChange)
    .leftJoin(account, and(eq(account.registrar, registrar.registrar), eq(account.address, holdingChange.account)))
    .where(
      and(
        eq(holdingChange.token, token.address),
        lte(holdingChange.blockNumber, block),
        gt(holdingChange.untilBlock, block),
        gt(holdingChange.balance, 0n),
        holder === undefined ? undefined : eq(holdingChange.account, holder),
        not(kept as NonNullable<typeof kept>),
      ),
    );
  return rows.sort(bySize);
}

/** The register by partitions. What stands in no other one is the default partition's. */
export async function sharesAt(
  snapshot: Snapshot,
  token: Token,
  block: bigint,
  holder?: Hex | undefined,
): Promise<ShareRow[]> {
  const whole = await registerAt(snapshot, token, block, holder);
  const apart = await sharesApartAt(snapshot, token, block, holder);
  const sums = new Map<Hex, bigint>();
  for (const { account, balance } of apart) sums.set(account, (sums.get(account) ?? 0n) + balance);
  const rest = whole.map((row) => ({ ...row, partition: zeroHash, balance: row.balance - apartOf(row, sums) }));
  return [...rest.filter(({ balance }) => balance > 0n), ...apart].sort(bySize);
}

/** The register, or what of it stands in one partition. */
export async function registerOf(
  snapshot: Snapshot,
  token: Token,
  block: bigint,
  partition: Hex | undefined,
): Promise<RegisterRow[]> {
  if (partition === undefined) return registerAt(snapshot, token, block);
  return (await sharesAt(snapshot, token, block)).filter((row) => row.partition === partition);
}

/** What stood in other partitions than the default one: held directly, always. */
async function sharesApartAt(
  { db, registrar }: Snapshot,
  token: Token,
  block: bigint,
  holder: Hex | undefined,
): Promise<ShareRow[]> {
  const rows = await db
    .select({
      account: partitionHoldingChange.account,
      investorId: account.investorId,
      partition: partitionHoldingChange.partition,
      balance: partitionHoldingChange.balance,
    })
    .from(partitionHoldingChange)
    .leftJoin(
      account,
      and(eq(account.registrar, registrar.registrar), eq(account.address, partitionHoldingChange.account)),
    )
    .where(
      and(
        eq(partitionHoldingChange.token, token.address),
        lte(partitionHoldingChange.blockNumber, block),
        gt(partitionHoldingChange.untilBlock, block),
        gt(partitionHoldingChange.balance, 0n),
        holder === undefined ? undefined : eq(partitionHoldingChange.account, holder),
      ),
    );
  return rows.map((row) => ({ ...row, custodian: zeroAddress }));
}

/** Custodians keep the default partition only. */
function apartOf({ account, custodian }: RegisterRow, sums: ReadonlyMap<Hex, bigint>): bigint {
  return custodian === zeroAddress ? (sums.get(account) ?? 0n) : 0n;
}

export function isTreasury(token: Token, row: RegisterRow): boolean {
  return row.account === token.issuer && row.custodian === zeroAddress;
}

export function sum(rows: readonly { readonly balance: bigint }[]): bigint {
  return rows.reduce((total, { balance }) => total + balance, 0n);
}

function bySize(a: RegisterRow, b: RegisterRow): number {
  if (a.balance !== b.balance) return a.balance > b.balance ? -1 : 1;
  return placeOf(a) < placeOf(b) ? -1 : 1;
}

function placeOf({ account, custodian, partition = zeroHash }: RegisterRow & { partition?: Hex }): string {
  return account + custodian + partition;
}

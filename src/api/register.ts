import { account, custodian, holdingChange } from "ponder:schema";
import { and, eq, gt, inArray, lte, not } from "ponder";
import { type Hex, zeroAddress } from "viem";
import type { Snapshot } from "./snapshot.ts";
import type { Token } from "./tokens.ts";

/** A position of the register, never a custodian's own: those who own what it keeps stand in its place. */
export interface RegisterRow {
  readonly account: Hex;
  readonly custodian: Hex;
  readonly investorId: Hex | null;
  readonly balance: bigint;
}

/** Who owned something of a token at the end of a block, largest first. The balances add up to the total supply. */
export async function registerAt({ db }: Snapshot, token: Token, block: bigint): Promise<RegisterRow[]> {
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
    .leftJoin(account, eq(account.address, holdingChange.account))
    .where(
      and(
        eq(holdingChange.token, token.address),
        lte(holdingChange.blockNumber, block),
        gt(holdingChange.untilBlock, block),
        gt(holdingChange.balance, 0n),
        not(kept as NonNullable<typeof kept>),
      ),
    );
  return rows.sort(bySize);
}

export function isTreasury(token: Token, row: RegisterRow): boolean {
  return row.account === token.issuer && row.custodian === zeroAddress;
}

export function sum(rows: readonly { readonly balance: bigint }[]): bigint {
  return rows.reduce((total, { balance }) => total + balance, 0n);
}

function bySize(a: RegisterRow, b: RegisterRow): number {
  if (a.balance !== b.balance) return a.balance > b.balance ? -1 : 1;
  const [nameA, nameB] = [a.account + a.custodian, b.account + b.custodian];
  return nameA < nameB ? -1 : 1;
}

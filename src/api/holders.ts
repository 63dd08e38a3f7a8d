import { account, encumbrance, holding, tokenModule } from "ponder:schema";
import { and, asc, eq, gt, sql } from "ponder";
import { type Hex, zeroAddress } from "viem";
import { z } from "zod";
import { NotFoundError } from "./errors.ts";
import { custodianOf } from "./register.ts";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { addressInput, amount, custodianOrNull, hex } from "./values.ts";

/** PERMISSION_ENCUMBER of src/types/Modules.sol. */
const PERMISSION_ENCUMBER = 2;

const answer = z.object({
  account: hex,
  investorId: hex.nullable(),
  restricted: z.boolean().meta({ description: "The registrar has restricted the account itself." }),
  treasury: z.boolean(),
  balance: amount.meta({ description: "Held directly." }),
  encumbered: amount.meta({ description: "Part of it that cannot be sent now." }),
  free: amount,
  encumbrances: z.array(z.object({ module: hex, amount })),
  positions: z.array(z.object({ custodian: custodianOrNull, balance: amount })),
});

export const holderRoute = defineRoute({
  path: "/holders/{account}",
  summary: "What an account holds now, directly and through custodians, and what of it is locked up.",
  params: { account: addressInput },
  query: {},
  answer,
  read: async (snapshot, { params }) => {
    const { db, token } = snapshot;
    const [bound] = await db.select().from(account).where(eq(account.address, params.account));
    const positions = await db
      .select()
      .from(holding)
      .where(and(eq(holding.token, token.address), eq(holding.account, params.account)))
      .orderBy(asc(holding.custodian));
    if (!bound && positions.length === 0) {
      throw new NotFoundError(`Account ${params.account} is not registered and never held anything.`);
    }

    const encumbrances = await encumbrancesOf(snapshot, params.account);
    const balance = positions.find(({ custodian }) => custodian === zeroAddress)?.balance ?? 0n;
    const encumbered = encumbrances.reduce((total, { amount }) => total + amount, 0n);
    return {
      account: params.account,
      investorId: bound?.investorId ?? null,
      restricted: bound?.restricted ?? false,
      treasury: params.account === token.issuer,
      balance: balance.toString(),
      encumbered: encumbered.toString(),
      free: (balance - encumbered).toString(),
      encumbrances: encumbrances.map(({ module, amount }) => ({ module, amount: amount.toString() })),
      positions: positions
        .filter((position) => position.balance > 0n)
        .map((position) => ({ custodian: custodianOf(position.custodian), balance: position.balance.toString() })),
    };
  },
});

/** What modules encumber that are attached and may. */
async function encumbrancesOf({ db, token }: Snapshot, holder: Hex): Promise<{ module: Hex; amount: bigint }[]> {
  return db
    .select({ module: encumbrance.module, amount: encumbrance.amount })
    .from(encumbrance)
    .innerJoin(tokenModule, and(eq(tokenModule.token, encumbrance.token), eq(tokenModule.module, encumbrance.module)))
    .where(
      and(
        eq(encumbrance.token, token.address),
        eq(encumbrance.account, holder),
        gt(encumbrance.amount, 0n),
        eq(tokenModule.attached, true),
        sql`${tokenModule.permissions} & ${PERMISSION_ENCUMBER} <> 0`,
      ),
    )
    .orderBy(asc(encumbrance.module));
}

import { account, encumbrance, holding, tokenModule } from "ponder:schema";
import { and, asc, eq, gt } from "ponder";
import { type Hex, zeroAddress } from "viem";
import { z } from "zod";
import { NotFoundError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { hasPermission, PERMISSION_ENCUMBER, type Token, tokenInput, tokenOf } from "./tokens.ts";
import { addressInput, amount, custodianOrNull, hex, nullIfZero } from "./values.ts";

const answer = z.object({
  token: hex,
  account: hex,
  investorId: hex.nullable(),
  restricted: z.boolean().meta({ description: "The registrar has restricted the account itself." }),
  suspended: z.boolean().meta({ description: "A supervisor has suspended the account itself." }),
  treasury: z.boolean(),
  balance: amount.meta({ description: "Held directly." }),
  encumbered: amount.meta({ description: "Part of it that cannot be sent now." }),
  free: amount,
  encumbrances: z.array(z.object({ module: hex, amount })),
  positions: z.array(z.object({ custodian: custodianOrNull, balance: amount })),
});

export const holderRoute = defineRoute({
  path: "/holders/{account}",
  summary: "What an account holds of a token now, directly and through custodians, and what of it is locked up.",
  params: { account: addressInput },
  query: tokenInput,
  answer,
  read: async (snapshot, { params, query }) => {
    const { db } = snapshot;
    const token = await tokenOf(snapshot, query.token);
    const [bound] = await db.select().from(account).where(eq(account.address, params.account));
    const positions = await db
      .select()
      .from(holding)
      .where(and(eq(holding.token, token.address), eq(holding.account, params.account)))
      .orderBy(asc(holding.custodian));
    if (!bound && positions.length === 0) {
      throw new NotFoundError(`Account ${params.account} is not registered and never held anything.`);
    }

    const encumbrances = await encumbrancesOf(snapshot, token, params.account);
    const balance = positions.find(({ custodian }) => custodian === zeroAddress)?.balance ?? 0n;
    const encumbered = encumbrances.reduce((total, { amount }) => total + amount, 0n);
    return {
      token: token.address,
      account: params.account,
      investorId: bound?.investorId ?? null,
      restricted: bound?.restricted ?? false,
      suspended: bound?.suspended ?? false,
      treasury: params.account === token.issuer,
      balance: balance.toString(),
      encumbered: encumbered.toString(),
      free: (balance - encumbered).toString(),
      encumbrances: encumbrances.map(({ module, amount }) => ({ module, amount: amount.toString() })),
      positions: positions
        .filter((position) => position.balance > 0n)
        .map((position) => ({ custodian: nullIfZero(position.custodian), balance: position.balance.toString() })),
    };
  },
});

/** What modules encumber that are attached and may. */
async function encumbrancesOf({ db }: Snapshot, token: Token, holder: Hex): Promise<{ module: Hex; amount: bigint }[]> {
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
        hasPermission(PERMISSION_ENCUMBER),
      ),
    )
    .orderBy(asc(encumbrance.module));
}

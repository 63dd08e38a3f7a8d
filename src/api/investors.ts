import { account, holding, investor, issuerInvestor, suspension } from "ponder:schema";
import { and, asc, eq, gt, inArray, lte, sql } from "ponder";
import type { Hex } from "viem";
import { z } from "zod";
import { NotFoundError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { presentSuspension, suspensionAnswer } from "./suspensions.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import {
  amount,
  countInput,
  custodianOrNull,
  flagInput,
  hex,
  investorIdInput,
  nullIfZero,
  pageInput,
  time,
  timeInput,
} from "./values.ts";

const investorAnswer = z.object({
  id: hex,
  country: z.int().meta({ description: "ISO 3166-1 numeric." }),
  region: z.string().meta({ description: "ISO 3166-2 subdivision; empty if none." }),
  rating: z.int().meta({ description: "As registered, whether or not it has lapsed." }),
  expiresAt: time.meta({ description: "First second at which the accreditation no longer holds." }),
  lapsed: z.boolean().meta({ description: "The expiry was marked on chain." }),
  authority: z.int(),
  restricted: z.boolean().meta({ description: "By its registrar authority." }),
  suspended: z.boolean().meta({ description: "By order of a supervisor, whatever the registrar authority says." }),
  frozen: z.boolean().meta({ description: "By the issuer." }),
  counted: z
    .boolean()
    .meta({ description: "Counts for the issuer's limits: holds something anywhere, or is admitted." }),
  admitted: z.boolean().meta({ description: "Has a place whether or not it holds anything." }),
});

interface Joined {
  readonly investor: typeof investor.$inferSelect;
  readonly issuer_investor: typeof issuerInvestor.$inferSelect | null;
}

function present({ investor, issuer_investor: known }: Joined): z.input<typeof investorAnswer> {
  const { id, country, region, rating, expiresAt, lapsed, authority, restricted, suspended } = investor;
  return {
    id,
    country,
    region,
    rating,
    expiresAt: Number(expiresAt),
    lapsed,
    authority,
    restricted,
    suspended,
    frozen: known?.frozen ?? false,
    counted: known?.counted ?? false,
    admitted: known?.admitted ?? false,
  };
}

export const investorsRoute = defineRoute({
  path: "/investors",
  summary: "Registered investors, in order of their ids.",
  params: {},
  query: {
    country: countInput.optional().meta({ description: "ISO 3166-1 numeric." }),
    rating: countInput.optional(),
    lapsed: flagInput.optional(),
    suspended: flagInput.optional(),
    admitted: flagInput.optional(),
    "expires-by": timeInput.optional().meta({ description: "Accreditation ended by this second (Unix time)." }),
    ...pageInput,
  },
  answer: z.object({ investors: z.array(investorAnswer) }),
  read: async ({ db, issuer }, { query }) => {
    const { country, rating, lapsed, suspended, admitted, "expires-by": expiresBy, limit, offset } = query;
    const rows = await db
      .select()
      .from(investor)
      .leftJoin(
        issuerInvestor,
        and(eq(issuerInvestor.issuer, issuer.address), eq(issuerInvestor.investorId, investor.id)),
      )
      .where(
        and(
          country === undefined ? undefined : eq(investor.country, country),
          rating === undefined ? undefined : eq(investor.rating, rating),
          lapsed === undefined ? undefined : eq(investor.lapsed, lapsed),
          suspended === undefined ? undefined : eq(investor.suspended, suspended),
          admitted === undefined ? undefined : sql`coalesce(${issuerInvestor.admitted}, false) = ${admitted}`,
          expiresBy === undefined ? undefined : lte(investor.expiresAt, expiresBy),
        ),
      )
      .orderBy(asc(investor.id))
      .limit(limit)
      .offset(offset);
    return { investors: rows.map(present) };
  },
});

export const investorRoute = defineRoute({
  path: "/investors/{id}",
  summary: "One investor with its accounts and what they hold of a token.",
  params: { id: investorIdInput },
  query: tokenInput,
  answer: investorAnswer.extend({
    suspension: suspensionAnswer.nullable(),
    accounts: z.array(
      z.object({
        account: hex,
        index: z.int(),
        restricted: z.boolean(),
        suspended: z.boolean(),
        suspension: suspensionAnswer.nullable(),
      }),
    ),
    token: hex.meta({ description: "Of which the positions are." }),
    positions: z.array(z.object({ account: hex, custodian: custodianOrNull, balance: amount })),
    total: amount,
  }),
  read: async (snapshot, { params: { id }, query }) => {
    const { db, issuer } = snapshot;
    const token = await tokenOf(snapshot, query.token);
    const [found] = await db
      .select()
      .from(investor)
      .leftJoin(
        issuerInvestor,
        and(eq(issuerInvestor.issuer, issuer.address), eq(issuerInvestor.investorId, investor.id)),
      )
      .where(eq(investor.id, id));
    if (!found) throw new NotFoundError(`Investor ${id} is not registered.`);

    const accounts = await db.select().from(account).where(eq(account.investorId, id)).orderBy(asc(account.index));
    const positions = await db
      .select({ account: holding.account, custodian: holding.custodian, balance: holding.balance })
      .from(holding)
      .innerJoin(account, eq(account.address, holding.account))
      .where(and(eq(holding.token, token.address), eq(account.investorId, id), gt(holding.balance, 0n)))
      .orderBy(asc(account.index), asc(holding.custodian));
    const orders = await suspensionsOf(snapshot, [id, ...accounts.map(({ address }) => address)]);
    return {
      ...present(found),
      suspension: orders.get(id) ?? null,
      accounts: accounts.map(({ address, index, restricted, suspended }) => ({
        account: address,
        index,
        restricted,
        suspended,
        suspension: orders.get(address) ?? null,
      })),
      token: token.address,
      positions: positions.map((position) => ({
        account: position.account,
        custodian: nullIfZero(position.custodian),
        balance: position.balance.toString(),
      })),
      total: positions.reduce((total, { balance }) => total + balance, 0n).toString(),
    };
  },
});

/** The suspensions in force, by whom they are about. */
async function suspensionsOf(
  { db }: Snapshot,
  subjects: readonly Hex[],
): Promise<Map<Hex, z.input<typeof suspensionAnswer>>> {
  const rows = await db
    .select()
    .from(suspension)
    .where(and(inArray(suspension.subject, [...subjects]), eq(suspension.active, true)));
  return new Map(rows.map((row) => [row.subject, presentSuspension(row)]));
}

import { account, holding, investor, issuerInvestor } from "ponder:schema";
import { and, asc, eq, gt, lte } from "ponder";
import { z } from "zod";
import { NotFoundError } from "./errors.ts";
import { custodianOf } from "./register.ts";
import { defineRoute } from "./route.ts";
import { amount, countInput, custodianOrNull, hex, investorIdInput, pageInput, time, timeInput } from "./values.ts";

const flagInput = z.enum(["true", "false"], 'must be "true" or "false"').transform((value) => value === "true");

const investorAnswer = z.object({
  id: hex,
  country: z.int().meta({ description: "ISO 3166-1 numeric." }),
  region: z.string().meta({ description: "ISO 3166-2 subdivision; empty if none." }),
  rating: z.int().meta({ description: "As registered, whether or not it has lapsed." }),
  expiresAt: time.meta({ description: "First second at which the accreditation no longer holds." }),
  lapsed: z.boolean().meta({ description: "The expiry was marked on chain." }),
  authority: z.int(),
  restricted: z.boolean().meta({ description: "By the registrar." }),
  frozen: z.boolean().meta({ description: "By the issuer." }),
  counted: z.boolean().meta({ description: "Counts for the issuer's limits: holds something anywhere." }),
});

interface Joined {
  readonly investor: typeof investor.$inferSelect;
  readonly issuer_investor: typeof issuerInvestor.$inferSelect | null;
}

function present({ investor, issuer_investor: known }: Joined): z.input<typeof investorAnswer> {
  const { id, country, region, rating, expiresAt, lapsed, authority, restricted } = investor;
  return {
    id,
    country,
    region,
    rating,
    expiresAt: Number(expiresAt),
    lapsed,
    authority,
    restricted,
    frozen: known?.frozen ?? false,
    counted: known?.counted ?? false,
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
    "expires-by": timeInput.optional().meta({ description: "Accreditation ended by this second (Unix time)." }),
    ...pageInput,
  },
  answer: z.object({ investors: z.array(investorAnswer) }),
  read: async ({ db, token }, { query }) => {
    const { country, rating, lapsed, "expires-by": expiresBy, limit, offset } = query;
    const rows = await db
      .select()
      .from(investor)
      .leftJoin(
        issuerInvestor,
        and(eq(issuerInvestor.issuer, token.issuer), eq(issuerInvestor.investorId, investor.id)),
      )
      .where(
        and(
          country === undefined ? undefined : eq(investor.country, country),
          rating === undefined ? undefined : eq(investor.rating, rating),
          lapsed === undefined ? undefined : eq(investor.lapsed, lapsed),
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
  summary: "One investor with its accounts and what they hold.",
  params: { id: investorIdInput },
  query: {},
  answer: investorAnswer.extend({
    accounts: z.array(z.object({ account: hex, index: z.int(), restricted: z.boolean() })),
    positions: z.array(z.object({ account: hex, custodian: custodianOrNull, balance: amount })),
    total: amount,
  }),
  read: async ({ db, token }, { params: { id } }) => {
    const [found] = await db
      .select()
      .from(investor)
      .leftJoin(
        issuerInvestor,
        and(eq(issuerInvestor.issuer, token.issuer), eq(issuerInvestor.investorId, investor.id)),
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
    return {
      ...present(found),
      accounts: accounts.map(({ address, index, restricted }) => ({ account: address, index, restricted })),
      positions: positions.map((position) => ({
        account: position.account,
        custodian: custodianOf(position.custodian),
        balance: position.balance.toString(),
      })),
      total: positions.reduce((total, { balance }) => total + balance, 0n).toString(),
    };
  },
});

import { account, holding, investor, issuerInvestor, suspension } from "ponder:schema";
import type { SQL } from "drizzle-orm";
import { alias, and, asc, eq, exists, gt, inArray, lte, ne, notExists, or, sql } from "ponder";
import { zeroHash } from "viem";
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
  hashInput,
  hex,
  investorId,
  investorIdInput,
  nullIfZero,
  pageInput,
  time,
  timeInput,
} from "./values.ts";

const investorAnswer = z.object({
  id: investorId,
  key: z.int().meta({ description: "As the issuer names it in events and calls: registrar's place:8 | id:32." }),
  registrar: hex,
  identityHash: hex.meta({ description: "Who it is: a salted hash. Investors with the same one are the same person." }),
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

function present(
  { registrar: { index } }: Snapshot,
  { investor, issuer_investor: known }: Joined,
): z.input<typeof investorAnswer> {
  const { registrar, id, identityHash, country, region, rating, expiresAt, lapsed, authority, restricted, suspended } =
    investor;
  return {
    id: Number(id),
    key: index * 2 ** 32 + Number(id),
    registrar,
    identityHash,
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
    identity: hashInput.optional().meta({ description: "Whose identity hash is this one." }),
    duplicates: flagInput
      .optional()
      .meta({ description: "Whether another investor has the same identity hash; one of zero is none." }),
    "expires-by": timeInput.optional().meta({ description: "Accreditation ended by this second (Unix time)." }),
    ...pageInput,
  },
  answer: z.object({ investors: z.array(investorAnswer) }),
  read: async (snapshot, { query }) => {
    const { db, registrar } = snapshot;
    const { country, rating, lapsed, suspended, admitted, identity, duplicates } = query;
    const { "expires-by": expiresBy, limit, offset } = query;
    const rows = await db
      .select()
      .from(investor)
      .leftJoin(issuerInvestor, isKnownTo(snapshot))
      .where(
        and(
          eq(investor.registrar, registrar.registrar),
          country === undefined ? undefined : eq(investor.country, country),
          rating === undefined ? undefined : eq(investor.rating, rating),
          lapsed === undefined ? undefined : eq(investor.lapsed, lapsed),
          suspended === undefined ? undefined : eq(investor.suspended, suspended),
          admitted === undefined ? undefined : sql`coalesce(${issuerInvestor.admitted}, false) = ${admitted}`,
          identity === undefined ? undefined : eq(investor.identityHash, identity),
          duplicates === undefined ? undefined : duplicates ? exists(twins(db)) : notExists(twins(db)),
          expiresBy === undefined ? undefined : lte(investor.expiresAt, expiresBy),
        ),
      )
      .orderBy(asc(investor.id))
      .limit(limit)
      .offset(offset);
    return { investors: rows.map((row) => present(snapshot, row)) };
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
        boundAt: time,
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
    const { db, registrar } = snapshot;
    const token = await tokenOf(snapshot, query.token);
    const [found] = await db
      .select()
      .from(investor)
      .leftJoin(issuerInvestor, isKnownTo(snapshot))
      .where(and(eq(investor.registrar, registrar.registrar), eq(investor.id, id)));
    if (!found) throw new NotFoundError(`Investor ${id} is not registered.`);

    const isItsOwn = and(eq(account.registrar, registrar.registrar), eq(account.investorId, id));
    const accounts = await db
      .select()
      .from(account)
      .where(isItsOwn)
      .orderBy(asc(account.boundAt), asc(account.address));
    const positions = await db
      .select({ account: holding.account, custodian: holding.custodian, balance: holding.balance })
      .from(holding)
      .innerJoin(account, eq(account.address, holding.account))
      .where(and(eq(holding.token, token.address), isItsOwn, gt(holding.balance, 0n)))
      .orderBy(asc(account.boundAt), asc(account.address), asc(holding.custodian));
    const orders = await suspensionsOf(snapshot, [id.toString(), ...accounts.map(({ address }) => address)]);
    return {
      ...present(snapshot, found),
      suspension: orders.get(id.toString()) ?? null,
      accounts: accounts.map(({ address, boundAt, restricted, suspended }) => ({
        account: address,
        boundAt: Number(boundAt),
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

/** Joins investors with what the issuer knows of them. */
function isKnownTo({ issuer, registrar }: Snapshot): SQL | undefined {
  return and(
    eq(issuerInvestor.issuer, issuer.address),
    eq(issuerInvestor.registrarIndex, registrar.index),
    eq(issuerInvestor.investorId, investor.id),
  );
}

/** Other investors, of any registrar, with the same identity hash. */
function twins(db: Snapshot["db"]) {
  const twin = alias(investor, "twin");
  return db
    .select({ id: twin.id })
    .from(twin)
    .where(
      and(
        ne(investor.identityHash, zeroHash),
        eq(twin.identityHash, investor.identityHash),
        or(ne(twin.registrar, investor.registrar), ne(twin.id, investor.id)),
      ),
    );
}

/** The suspensions in force, by whom they are about. */
async function suspensionsOf(
  { db, registrar }: Snapshot,
  subjects: readonly string[],
): Promise<Map<string, z.input<typeof suspensionAnswer>>> {
  const rows = await db
    .select()
    .from(suspension)
    .where(
      and(
        eq(suspension.registrar, registrar.registrar),
        inArray(suspension.subject, [...subjects]),
        eq(suspension.active, true),
      ),
    );
  return new Map(rows.map((row) => [row.subject, presentSuspension(row)]));
}

import { announcedModule, issuerModule, token, tokenCreation, tokenModule, tokenRenaming } from "ponder:schema";
import type { SQL } from "drizzle-orm";
import { and, asc, eq, sql } from "ponder";
import { type Hex, zeroAddress } from "viem";
import { z } from "zod";
import { BadRequestError, NotFoundError, UnavailableError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { amount, hex, time } from "./values.ts";

export type Token = typeof token.$inferSelect;

/** Of src/types/Modules.sol. */
export const PERMISSION_ENCUMBER = 2;
export const PERMISSION_RECORD_DATE = 4;
export const PERMISSION_SETTLE = 32;

/** Which of the issuer's tokens is meant. */
export const tokenInput = {
  token: z
    .string()
    .min(1, "must be the address or the symbol of a token")
    .optional()
    .meta({ description: "Address or symbol of a token. May be left out while the issuer has one only." }),
};

/**
 * The token that a request names, or the only one.
 * @throws BadRequestError that names the tokens there are
 */
export async function tokenOf({ db }: Snapshot, named: string | undefined): Promise<Token> {
  const tokens = await db.select().from(token).orderBy(asc(token.address));
  if (tokens.length === 0) throw new NotFoundError("The issuer has no token yet.");
  const meant = named === undefined ? tokens : tokens.filter((known) => isNamed(known, named));

  const [found, another] = meant;
  const known = tokens.map(({ symbol, address }) => `${symbol} (${address})`).join(", ");
  if (!found) return refuse(`"${named}" is no token of this issuer. There are: ${known}`);
  if (!another) return found;
  return named === undefined
    ? refuse(`must be given, because there are several: ${known}`)
    : refuse(`"${named}" is the symbol of several tokens. Give an address: ${known}`);
}

/**
 * Modules that the token has, or has had, with a permission.
 * @throws UnavailableError if the index does not read one of them: what it told would be silently missing
 */
export async function modulesOf({ db }: Snapshot, { address }: Token, permission: number): Promise<Hex[]> {
  const modules = await db
    .select()
    .from(tokenModule)
    .where(and(eq(tokenModule.token, address), hasPermission(permission)));
  const unread = modules.find(({ indexed }) => !indexed);
  if (unread) {
    throw new UnavailableError(
      `The index does not read module ${unread.module} of this token. Add it to "modules" in the deployment record.`,
    );
  }
  return modules.map(({ module }) => module);
}

export function hasPermission(permission: number): SQL {
  return sql`${tokenModule.permissions} & ${permission} <> 0`;
}

export const tokensRoute = defineRoute({
  path: "/tokens",
  summary: "The issuer's tokens, in order of their symbols.",
  params: {},
  query: {},
  answer: z.object({
    tokens: z.array(
      z.object({
        token: hex,
        name: z.string(),
        symbol: z.string(),
        formerNames: z
          .array(z.object({ name: z.string(), symbol: z.string(), until: time, tx: hex }))
          .meta({ description: "Oldest first." }),
        contractUri: z.string().nullable().meta({ description: "Where wallets find what to show (ERC-7572)." }),
        decimals: z.int(),
        totalSupply: amount,
        paused: z.boolean().meta({ description: "This token alone, or all of the issuer's." }),
        legallyApproved: z.boolean().meta({ description: "False: a supervisor's approval has ended." }),
        expiryStopsSending: z.boolean().meta({ description: "Who has expired can no longer send." }),
        authorizedSupply: amount.nullable().meta({ description: "Limit of the supply; null: none." }),
        granularity: amount.meta({ description: "Amounts are multiples of it." }),
        issuanceFinished: z.boolean().meta({ description: "Nothing more will ever be issued." }),
        original: hex.nullable().meta({ description: "Whose code this clone runs; null: its own." }),
        modules: z.array(
          z.object({
            module: hex,
            attached: z.boolean(),
            indexed: z.boolean().meta({ description: "It stands in the deployment record." }),
            ofIssuer: z.boolean().meta({ description: "The issuer attaches it to every token." }),
            reserved: amount.meta({ description: "What of the authorised supply only this module may issue." }),
          }),
        ),
        announcedModules: z
          .array(
            z.object({
              module: hex,
              hooks: z.int(),
              permissions: z.int(),
              dueAt: time,
              ofIssuer: z.boolean().meta({ description: "It comes to every token." }),
            }),
          )
          .meta({ description: "May be attached from `dueAt` on, within 30 days." }),
      }),
    ),
  }),
  read: async ({ db, issuer }) => {
    const tokens = await db.select().from(token).orderBy(asc(token.symbol), asc(token.address));
    const modules = await db.select().from(tokenModule).orderBy(asc(tokenModule.module));
    const shared = await db.select().from(issuerModule).where(eq(issuerModule.attached, true));
    const announced = await db.select().from(announcedModule).orderBy(asc(announcedModule.dueAt));
    const renamings = await db
      .select()
      .from(tokenRenaming)
      .orderBy(asc(tokenRenaming.blockNumber), asc(tokenRenaming.logIndex));
    const creations = await db.select().from(tokenCreation);
    return {
      tokens: tokens.map((row) => ({
        token: row.address,
        name: row.name,
        symbol: row.symbol,
        formerNames: renamings
          .filter(({ token }) => token === row.address)
          .map(({ formerName, formerSymbol, timestamp, tx }) => ({
            name: formerName,
            symbol: formerSymbol,
            until: Number(timestamp),
            tx,
          })),
        contractUri: row.contractUri === "" ? null : row.contractUri,
        decimals: row.decimals,
        totalSupply: row.totalSupply.toString(),
        paused: row.restricted || issuer.restricted,
        legallyApproved: row.legallyApproved,
        expiryStopsSending: row.expiryStopsSending,
        authorizedSupply: row.authorizedSupply === 0n ? null : row.authorizedSupply.toString(),
        granularity: row.granularity.toString(),
        issuanceFinished: row.issuanceFinished,
        original: creations.find(({ token }) => token === row.address)?.original ?? null,
        modules: modules
          .filter(({ token }) => token === row.address)
          .map(({ module, attached, indexed, reserved }) => ({
            module,
            attached,
            indexed,
            ofIssuer: shared.some((common) => common.module === module),
            reserved: reserved.toString(),
          })),
        announcedModules: announced
          .filter(({ token }) => token === row.address || token === zeroAddress)
          .map(({ token, module, hooks, permissions, dueAt }) => ({
            module,
            hooks,
            permissions,
            dueAt: Number(dueAt),
            ofIssuer: token === zeroAddress,
          })),
      })),
    };
  },
});

/** A symbol is taken as it is written, an address in any case. */
function isNamed({ address, symbol }: Token, named: string): boolean {
  return named === symbol || named.toLowerCase() === address;
}

function refuse(problem: string): never {
  throw new BadRequestError([{ field: "token", problem }]);
}

import type { documentVersion, factStatement } from "ponder:schema";
import type { SQL } from "drizzle-orm";
import { and, eq, isNull } from "ponder";
import { type Address, zeroAddress } from "viem";
import { z } from "zod";
import type { Snapshot } from "./snapshot.ts";
import { tokenOf } from "./tokens.ts";
import { hex, time } from "./values.ts";

/** What something published is about; everything if it is left out. */
export const aboutInput = {
  token: z.string().min(1, "must be the address or the symbol of a token").optional().meta({
    description: "Address or symbol of a token, or the zero address: about the issuer itself. Left out: all.",
  }),
};

export const tokenOrNull = hex.nullable().meta({ description: "Null: about the issuer itself." });

/**
 * What a request is about, as it stands in the tables; undefined for everything.
 * @throws BadRequestError if it names no token
 */
export async function aboutOf(snapshot: Snapshot, named: string | undefined): Promise<Address | undefined> {
  if (named === undefined || named === zeroAddress) return named;
  return (await tokenOf(snapshot, named)).address;
}

/** Documents and facts have versions; one stands until another takes its place or it is removed. */
type Versioned = typeof documentVersion | typeof factStatement;

export const endFields = { stands: z.boolean(), supersededAt: time.nullable(), removedAt: time.nullable() };

export const endOf = ({ supersededAt, removedAt }: Versioned["$inferSelect"]) => ({
  stands: supersededAt === null && removedAt === null,
  supersededAt: supersededAt === null ? null : Number(supersededAt),
  removedAt: removedAt === null ? null : Number(removedAt),
});

/** Rows about one token or the issuer itself; about everything if undefined. */
export const isAbout = (table: Versioned, about: Address | undefined): SQL | undefined =>
  about === undefined ? undefined : eq(table.token, about);

export const standsAbout = (table: Versioned, about: Address | undefined): SQL | undefined =>
  and(isNull(table.supersededAt), isNull(table.removedAt), isAbout(table, about));

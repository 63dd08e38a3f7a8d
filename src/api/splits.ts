import { custodian, holdingChange, split, splitPosition } from "ponder:schema";
import { and, asc, desc, eq, gt, isNull, notExists, sql } from "ponder";
import { zeroAddress } from "viem";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import { amount, hex, nullIfZero, pageInput, time } from "./values.ts";

export const splitsRoute = defineRoute({
  path: "/splits",
  summary: "Splits of a token, newest first, and whether each is finished.",
  params: {},
  query: { ...tokenInput, ...pageInput },
  answer: z.object({
    token: hex,
    splits: z.array(
      z.object({
        epoch: z.int().meta({ description: "From 1." }),
        numerator: z.int(),
        denominator: z.int().meta({ description: "This many old shares became `numerator`." }),
        exact: z.boolean().meta({ description: "No position had a fraction." }),
        supplyBefore: amount,
        supplyAfter: amount.meta({ description: "With the fractions that were not known yet." }),
        rest: amount.meta({ description: "Old shares in positions that were not brought forward." }),
        reopened: z.boolean().meta({ description: "The owner let shares move before the rest was zero." }),
        splitAt: time,
        finishedAt: time.nullable(),
        tx: hex,
      }),
    ),
  }),
  read: async (snapshot, { query: { token: named, limit, offset } }) => {
    const token = await tokenOf(snapshot, named);
    const rows = await snapshot.db
      .select()
      .from(split)
      .where(eq(split.token, token.address))
      .orderBy(desc(split.epoch))
      .limit(limit)
      .offset(offset);
    return {
      token: token.address,
      splits: rows.map((row) => ({
        epoch: row.epoch,
        numerator: row.numerator,
        denominator: row.denominator,
        exact: row.exact,
        supplyBefore: row.supplyBefore.toString(),
        supplyAfter: row.supplyAfter.toString(),
        rest: row.rest.toString(),
        reopened: row.reopened,
        splitAt: Number(row.timestamp),
        finishedAt: row.finishedAt === null ? null : Number(row.finishedAt),
        tx: row.tx,
      })),
    };
  },
});

export const openSplitRoute = defineRoute({
  path: "/splits/open",
  summary: "Positions that wait to be brought forward over the last split that left fractions; anyone may send them.",
  params: {},
  query: { ...tokenInput, ...pageInput },
  answer: z.object({
    token: hex,
    positions: z.array(
      z.object({
        custodian: hex.nullable().meta({ description: "Null: all that the account holds directly." }),
        account: hex,
      }),
    ),
  }),
  read: async (snapshot, { query: { token: named, limit, offset } }) => {
    const token = await tokenOf(snapshot, named);
    const { db } = snapshot;
    const isBrought = db
      .select({ one: sql`1` })
      .from(splitPosition)
      .where(
        and(
          eq(splitPosition.token, split.token),
          eq(splitPosition.epoch, split.epoch),
          eq(splitPosition.custodian, holdingChange.custodian),
          eq(splitPosition.account, holdingChange.account),
        ),
      );
    const isTotal = db
      .select({ one: sql`1` })
      .from(custodian)
      .where(and(eq(custodian.address, holdingChange.account), eq(holdingChange.custodian, zeroAddress)));
    const rows = await db
      .select({ custodian: holdingChange.custodian, account: holdingChange.account })
      .from(holdingChange)
      .innerJoin(
        split,
        and(
          eq(split.token, holdingChange.token),
          eq(split.blockNumber, holdingChange.blockNumber),
          eq(split.logIndex, holdingChange.logIndex),
        ),
      )
      .where(
        and(
          eq(split.token, token.address),
          gt(split.rest, 0n),
          isNull(split.finishedAt),
          notExists(isBrought),
          notExists(isTotal),
        ),
      )
      .orderBy(asc(holdingChange.custodian), asc(holdingChange.account))
      .limit(limit)
      .offset(offset);
    return {
      token: token.address,
      positions: rows.map((row) => ({ custodian: nullIfZero(row.custodian), account: row.account })),
    };
  },
});

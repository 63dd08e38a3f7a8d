import { lot } from "ponder:schema";
import { and, asc, eq, lte } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { addressInput, amount, bigId, hex, pageInput, time, timeInput } from "./values.ts";

const answer = z.object({
  lots: z.array(
    z.object({
      lotId: bigId,
      account: hex,
      amount,
      lockupEnd: time.meta({ description: "First second at which the amount may be sent." }),
      released: z.boolean(),
      releasedAmount: amount.nullable().meta({ description: "Less than the amount if a controller took from it." }),
      lockedTx: hex,
      releasedTx: hex.nullable(),
    }),
  ),
});

export const lotsRoute = defineRoute({
  path: "/lots",
  summary: "Lock-up lots, in order of their end.",
  params: {},
  query: {
    account: addressInput.optional(),
    "due-at": timeInput.optional().meta({ description: "Only lots to be released at this second (Unix time)." }),
    ...pageInput,
  },
  answer,
  read: async ({ db }, { query: { account, "due-at": dueAt, limit, offset } }) => {
    const rows = await db
      .select()
      .from(lot)
      .where(
        and(
          account === undefined ? undefined : eq(lot.account, account),
          dueAt === undefined ? undefined : and(eq(lot.released, false), lte(lot.lockupEnd, dueAt)),
        ),
      )
      .orderBy(asc(lot.lockupEnd), asc(lot.lotId))
      .limit(limit)
      .offset(offset);
    return {
      lots: rows.map((row) => ({
        lotId: row.lotId.toString(),
        account: row.account,
        amount: row.amount.toString(),
        lockupEnd: Number(row.lockupEnd),
        released: row.released,
        releasedAmount: row.releasedAmount?.toString() ?? null,
        lockedTx: row.lockedTx,
        releasedTx: row.releasedTx,
      })),
    };
  },
});

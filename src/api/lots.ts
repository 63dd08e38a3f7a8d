import { lot } from "ponder:schema";
import { and, asc, eq, inArray, lte } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { modulesOf, PERMISSION_ENCUMBER, tokenInput, tokenOf } from "./tokens.ts";
import { addressInput, amount, bigId, hex, pageInput, time, timeInput } from "./values.ts";

const answer = z.object({
  token: hex,
  lots: z.array(
    z.object({
      module: hex,
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
  summary: "Lock-up lots of a token, in order of their end.",
  params: {},
  query: {
    ...tokenInput,
    account: addressInput.optional(),
    "due-at": timeInput.optional().meta({ description: "Only lots to be released at this second (Unix time)." }),
    ...pageInput,
  },
  answer,
  read: async (snapshot, { query: { token: named, account, "due-at": dueAt, limit, offset } }) => {
    const token = await tokenOf(snapshot, named);
    const modules = await modulesOf(snapshot, token, PERMISSION_ENCUMBER);
    const rows = await snapshot.db
      .select()
      .from(lot)
      .where(
        and(
          inArray(lot.lockup, modules),
          account === undefined ? undefined : eq(lot.account, account),
          dueAt === undefined ? undefined : and(eq(lot.released, false), lte(lot.lockupEnd, dueAt)),
        ),
      )
      .orderBy(asc(lot.lockupEnd), asc(lot.lotId), asc(lot.lockup))
      .limit(limit)
      .offset(offset);
    return {
      token: token.address,
      lots: rows.map((row) => ({
        module: row.lockup,
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

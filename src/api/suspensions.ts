import { suspension } from "ponder:schema";
import { asc, desc, eq } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { hex, investorId, pageInput, presentSubject, textOf, textOrNull, time } from "./values.ts";

export const suspensionAnswer = z.object({
  authority: z.int().meta({ description: "Supervisor that imposed or renewed it." }),
  since: time.meta({ description: "When it was imposed, or renewed last." }),
  memo: hex,
  memoText: textOrNull,
  tx: hex,
});

export function presentSuspension(row: typeof suspension.$inferSelect): z.input<typeof suspensionAnswer> {
  const { authority, changedAt, memo, tx } = row;
  return { authority, since: Number(changedAt), memo, memoText: textOf(memo), tx };
}

export const suspensionsRoute = defineRoute({
  path: "/suspensions",
  summary: "Orders of supervisors in force, newest first; on accounts that are bound to nobody, too.",
  params: {},
  query: pageInput,
  answer: z.object({
    suspensions: z.array(
      suspensionAnswer.extend({
        investorId: investorId.nullable(),
        account: hex.nullable().meta({ description: "Null if it is on an investor." }),
      }),
    ),
  }),
  read: async ({ db }, { query: { limit, offset } }) => {
    const rows = await db
      .select()
      .from(suspension)
      .where(eq(suspension.active, true))
      .orderBy(desc(suspension.changedAt), asc(suspension.subject))
      .limit(limit)
      .offset(offset);
    return {
      suspensions: rows.map((row) => ({ ...presentSubject(row.subject), ...presentSuspension(row) })),
    };
  },
});

import { plannedDateState, plannedRecordDate, recordDate } from "ponder:schema";
import { asc, eq, inArray } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { modulesOf, PERMISSION_RECORD_DATE, tokenInput, tokenOf } from "./tokens.ts";
import { bigId, hex, time } from "./values.ts";

export const recordDatesRoute = defineRoute({
  path: "/record-dates",
  summary: "Record dates that a token has announced, and those that modules plan beyond its horizon.",
  params: {},
  query: tokenInput,
  answer: z.object({
    token: hex,
    announced: z.array(
      z.object({
        recordDate: time,
        passed: z.boolean().meta({ description: "Its second is over: balances at it are fixed." }),
        announcedAt: time,
        tx: hex,
      }),
    ),
    planned: z.array(
      z.object({
        module: hex,
        id: bigId.meta({ description: "The distribution that needs it." }),
        recordDate: time,
        state: z.enum(plannedDateState.enumValues).meta({
          description: "Missed: it passed before anybody announced it. Dropped: what needed it was cancelled.",
        }),
        plannedAt: time,
        tx: hex.meta({ description: "Of the last change." }),
      }),
    ),
  }),
  read: async (snapshot, { query }) => {
    const { db, head } = snapshot;
    const token = await tokenOf(snapshot, query.token);
    const announced = await db
      .select()
      .from(recordDate)
      .where(eq(recordDate.token, token.address))
      .orderBy(asc(recordDate.recordDate));
    const planned = await db
      .select()
      .from(plannedRecordDate)
      .where(inArray(plannedRecordDate.module, await modulesOf(snapshot, token, PERMISSION_RECORD_DATE)))
      .orderBy(asc(plannedRecordDate.recordDate), asc(plannedRecordDate.module), asc(plannedRecordDate.id));
    return {
      token: token.address,
      announced: announced.map((row) => ({
        recordDate: Number(row.recordDate),
        passed: head.time > row.recordDate,
        announcedAt: Number(row.announcedAt),
        tx: row.tx,
      })),
      planned: planned.map((row) => ({
        module: row.module,
        id: row.id.toString(),
        recordDate: Number(row.recordDate),
        state: row.state,
        plannedAt: Number(row.plannedAt),
        tx: row.tx,
      })),
    };
  },
});

import { auditEvent } from "ponder:schema";
import { and, desc, eq } from "ponder";
import { z } from "zod";
import { defineRoute } from "./route.ts";
import { addressInput, block, hex, pageInput, time } from "./values.ts";

const answer = z.object({
  events: z.array(
    z.object({
      block,
      logIndex: z.int(),
      time,
      tx: hex,
      contract: hex,
      name: z.string(),
      args: z
        .record(z.string(), z.unknown())
        .meta({ description: "By name. Integers of more than 48 bits are decimal strings." }),
    }),
  ),
});

export const eventsRoute = defineRoute({
  path: "/events",
  summary: "The audit trail: every event of every contract, newest first.",
  params: {},
  query: {
    name: z
      .string()
      .regex(/^[A-Z][A-Za-z]*$/, 'must be the name of an event, such as "Transfer"')
      .optional(),
    contract: addressInput.optional(),
    ...pageInput,
  },
  answer,
  read: async ({ db }, { query: { name, contract, limit, offset } }) => {
    const rows = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          name === undefined ? undefined : eq(auditEvent.name, name),
          contract === undefined ? undefined : eq(auditEvent.contract, contract),
        ),
      )
      .orderBy(desc(auditEvent.blockNumber), desc(auditEvent.logIndex))
      .limit(limit)
      .offset(offset);
    return {
      events: rows.map(({ blockNumber, timestamp, ...row }) => ({
        ...row,
        block: Number(blockNumber),
        time: Number(timestamp),
      })),
    };
  },
});

import { announcement } from "ponder:schema";
import { and, desc, eq } from "ponder";
import { z } from "zod";
import { aboutInput, aboutOf, tokenOrNull } from "./dossier.ts";
import { NotFoundError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import { bigId, hex, idInput, nameInput, nameText, nullIfZero, pageInput, textOrNull, time } from "./values.ts";

const announcementAnswer = z.object({
  number: bigId,
  token: tokenOrNull,
  kind: hex,
  kindText: textOrNull,
  titleHash: hex,
  contentHash: hex.meta({ description: "Hash of what the URI leads to." }),
  uri: z.string(),
  publishedAt: time,
  effectiveAt: time.meta({ description: "When what is announced takes effect." }),
  withdraws: bigId.nullable(),
  withdrawnBy: bigId.nullable().meta({ description: "Null while it stands." }),
  tx: hex,
});

export const announcementsRoute = defineRoute({
  path: "/announcements",
  summary: "What the issuer has announced, newest first, withdrawn or not.",
  params: {},
  query: { ...aboutInput, kind: nameInput.optional(), ...pageInput },
  answer: z.object({ announcements: z.array(announcementAnswer) }),
  read: async (snapshot, { query: { token, kind, limit, offset } }) => {
    const about = await aboutOf(snapshot, token);
    const rows = await snapshot.db
      .select()
      .from(announcement)
      .where(
        and(
          about === undefined ? undefined : eq(announcement.token, about),
          kind === undefined ? undefined : eq(announcement.kind, kind),
        ),
      )
      .orderBy(desc(announcement.number))
      .limit(limit)
      .offset(offset);
    return { announcements: rows.map(present) };
  },
});

export const announcementRoute = defineRoute({
  path: "/announcements/{number}",
  summary: "One announcement.",
  params: { number: idInput },
  query: {},
  answer: announcementAnswer,
  read: async ({ db }, { params: { number } }) => {
    const [found] = await db.select().from(announcement).where(eq(announcement.number, number));
    if (!found) throw new NotFoundError(`Announcement ${number} was not published.`);
    return present(found);
  },
});

function present(row: typeof announcement.$inferSelect): z.input<typeof announcementAnswer> {
  return {
    number: row.number.toString(),
    token: nullIfZero(row.token),
    kind: row.kind,
    kindText: nameText(row.kind),
    titleHash: row.titleHash,
    contentHash: row.contentHash,
    uri: row.uri,
    publishedAt: Number(row.publishedAt),
    effectiveAt: Number(row.effectiveAt),
    withdraws: row.withdraws?.toString() ?? null,
    withdrawnBy: row.withdrawnBy?.toString() ?? null,
    tx: row.tx,
  };
}

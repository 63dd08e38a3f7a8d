import { documentVersion } from "ponder:schema";
import { and, asc, desc, eq } from "ponder";
import { z } from "zod";
import { aboutInput, aboutOf, endFields, endOf, isAbout, standsAbout, tokenOrNull } from "./dossier.ts";
import { NotFoundError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import { hex, nameInput, nameText, nullIfZero, pageInput, textOrNull, time } from "./values.ts";

const documentAnswer = z.object({
  token: tokenOrNull,
  name: hex,
  nameText: textOrNull,
  version: z.int().meta({ description: "From 1, never used again." }),
  uri: z.string(),
  documentHash: hex.meta({ description: "Hash of what the URI leads to." }),
  publishedAt: time,
  tx: hex.meta({ description: "That published it." }),
});

const versionAnswer = documentAnswer.extend(endFields);

type VersionRow = typeof documentVersion.$inferSelect;

export const documentsRoute = defineRoute({
  path: "/documents",
  summary: "Documents that the issuer has published and not removed, by what they are about and name.",
  params: {},
  query: { ...aboutInput, ...pageInput },
  answer: z.object({ documents: z.array(documentAnswer) }),
  read: async (snapshot, { query: { token, limit, offset } }) => {
    const about = await aboutOf(snapshot, token);
    const rows = await snapshot.db
      .select()
      .from(documentVersion)
      .where(standsAbout(documentVersion, about))
      .orderBy(asc(documentVersion.token), asc(documentVersion.name))
      .limit(limit)
      .offset(offset);
    return { documents: rows.map(present) };
  },
});

export const documentRoute = defineRoute({
  path: "/documents/{name}",
  summary: "All versions of a document, newest first, removed or not.",
  params: { name: nameInput },
  query: aboutInput,
  answer: z.object({ versions: z.array(versionAnswer) }),
  read: async (snapshot, { params: { name }, query: { token } }) => {
    const about = await aboutOf(snapshot, token);
    const rows = await snapshot.db
      .select()
      .from(documentVersion)
      .where(and(eq(documentVersion.name, name), isAbout(documentVersion, about)))
      .orderBy(asc(documentVersion.token), desc(documentVersion.version));
    if (rows.length === 0) throw new NotFoundError(`Document ${nameText(name) ?? name} was never published.`);
    return { versions: rows.map(presentVersion) };
  },
});

function present(row: VersionRow): z.input<typeof documentAnswer> {
  return {
    token: nullIfZero(row.token),
    name: row.name,
    nameText: nameText(row.name),
    version: Number(row.version),
    uri: row.uri,
    documentHash: row.documentHash,
    publishedAt: Number(row.publishedAt),
    tx: row.tx,
  };
}

function presentVersion(row: VersionRow): z.input<typeof versionAnswer> {
  return { ...present(row), ...endOf(row) };
}

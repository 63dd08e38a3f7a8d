import { factStatement } from "ponder:schema";
import { and, asc, desc, eq } from "ponder";
import { z } from "zod";
import { aboutInput, aboutOf, endFields, endOf, isAbout, standsAbout, tokenOrNull } from "./dossier.ts";
import { NotFoundError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import { hex, nameInput, nameText, nullIfZero, pageInput, textOf, textOrNull, time } from "./values.ts";

const factAnswer = z.object({
  token: tokenOrNull,
  key: hex,
  keyText: textOrNull,
  value: hex,
  valueText: textOrNull,
  statedAt: time,
  tx: hex.meta({ description: "That stated it." }),
});

const statementAnswer = factAnswer.extend(endFields);

type StatementRow = typeof factStatement.$inferSelect;

export const factsRoute = defineRoute({
  path: "/facts",
  summary: "Facts that the issuer states, such as ISIN and LEI, by what they are about and key.",
  params: {},
  query: { ...aboutInput, ...pageInput },
  answer: z.object({ facts: z.array(factAnswer) }),
  read: async (snapshot, { query: { token, limit, offset } }) => {
    const about = await aboutOf(snapshot, token);
    const rows = await snapshot.db
      .select()
      .from(factStatement)
      .where(standsAbout(factStatement, about))
      .orderBy(asc(factStatement.token), asc(factStatement.key))
      .limit(limit)
      .offset(offset);
    return { facts: rows.map(present) };
  },
});

export const factRoute = defineRoute({
  path: "/facts/{key}",
  summary: "All values that a fact has had, newest first, removed or not.",
  params: { key: nameInput },
  query: aboutInput,
  answer: z.object({ statements: z.array(statementAnswer) }),
  read: async (snapshot, { params: { key }, query: { token } }) => {
    const about = await aboutOf(snapshot, token);
    const rows = await snapshot.db
      .select()
      .from(factStatement)
      .where(and(eq(factStatement.key, key), isAbout(factStatement, about)))
      .orderBy(asc(factStatement.token), desc(factStatement.number));
    if (rows.length === 0) throw new NotFoundError(`Fact ${nameText(key) ?? key} was never stated.`);
    return { statements: rows.map(presentStatement) };
  },
});

function present(row: StatementRow): z.input<typeof factAnswer> {
  return {
    token: nullIfZero(row.token),
    key: row.key,
    keyText: nameText(row.key),
    value: row.value,
    valueText: textOf(row.value),
    statedAt: Number(row.statedAt),
    tx: row.tx,
  };
}

function presentStatement(row: StatementRow): z.input<typeof statementAnswer> {
  return { ...present(row), ...endOf(row) };
}

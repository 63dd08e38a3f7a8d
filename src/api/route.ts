import { type Context, Hono } from "hono";
import { z } from "zod";
import { ApiError, BadRequestError, type FieldProblem } from "./errors.ts";
import { type Snapshot, withSnapshot } from "./snapshot.ts";

type Fields = Readonly<Record<string, z.ZodType>>;

interface RouteParameters<Params extends Fields, Query extends Fields, Answer extends z.ZodType> {
  /** As OpenAPI writes it: `/holders/{account}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly answer: Answer;
  readonly read: (
    snapshot: Snapshot,
    input: { params: z.output<z.ZodObject<Params>>; query: z.output<z.ZodObject<Query>> },
  ) => Promise<z.input<Answer>>;
}

/** A GET of the API: what it takes, what it answers, and how it is documented, in one place. */
export interface Route {
  readonly path: `/${string}`;
  readonly summary: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly answer: z.ZodType;
  readonly handle: (c: Context) => Promise<Response>;
}

/** Unknown query fields are refused: a misspelt filter must not look like none. */
export function defineRoute<Params extends Fields, Query extends Fields, Answer extends z.ZodType>(
  route: RouteParameters<Params, Query, Answer>,
): Route {
  const params = z.strictObject(route.params);
  const query = z.strictObject(route.query);
  return {
    path: route.path,
    summary: route.summary,
    params,
    query,
    answer: route.answer,
    handle: async (c) => {
      const input = { params: parse(params, c.req.param()), query: parse(query, singleValues(c)) };
      return c.json((await withSnapshot((snapshot) => route.read(snapshot, input))) as object);
    },
  };
}

export function mount(routes: readonly Route[]): Hono {
  const app = new Hono();
  for (const { path, handle } of routes) app.get(path.replaceAll(/\{(\w+)\}/g, ":$1"), handle);
  app.onError((error, c) => {
    if (!(error instanceof ApiError)) throw error;
    return c.json({ error: error.message, problems: error.problems }, error.status);
  });
  return app;
}

function parse<schema extends z.ZodType>(schema: schema, value: unknown): z.output<schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BadRequestError(result.error.issues.flatMap(problemsOf));
}

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((field) => ({ field, problem: "is not known here" }));
  return [{ field: issue.path.join("."), problem: issue.message }];
}

function singleValues(c: Context): Record<string, string> {
  const entries = Object.entries(c.req.queries()).map(([field, values]) => {
    const [value = "", second] = values;
    if (second !== undefined) throw new BadRequestError([{ field, problem: "must be given once" }]);
    return [field, value] as const;
  });
  return Object.fromEntries(entries);
}

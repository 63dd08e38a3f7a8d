import { z } from "zod";
import type { Route } from "./route.ts";

const problemSchema = z.object({
  error: z.string().meta({ description: "What is wrong and how to mend it." }),
  problems: z.array(z.object({ field: z.string(), problem: z.string() })),
});

/** The OpenAPI document of the routes, made from the schemas that check them. */
export function openApiOf(routes: readonly Route[]): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "Scrip index",
      version: "1",
      description:
        "The register of one issuer's securities. Amounts are decimal strings in smallest units, times Unix seconds, hex lower-case.",
    },
    paths: Object.fromEntries(routes.map((route) => [route.path, { get: operation(route) }])),
    components: { schemas: { Problem: jsonSchema(problemSchema, "output") } },
  };
}

function operation({ summary, params, query, answer }: Route): object {
  const problem = (description: string) => ({ description, ...json({ $ref: "#/components/schemas/Problem" }) });
  return {
    summary,
    parameters: [...parameters(params, "path"), ...parameters(query, "query")],
    responses: {
      200: { description: summary, ...json(jsonSchema(answer, "output")) },
      400: problem("A field of the request is wrong."),
      404: problem("It does not exist."),
      503: problem("The index is not ready."),
    },
  };
}

function parameters(fields: z.ZodObject, place: "path" | "query"): object[] {
  return Object.entries(fields.shape).map(([name, field]) => {
    const { description, default: _default, ...schema } = jsonSchema(field as z.ZodType, "input");
    return { name, in: place, required: place === "path", ...(description ? { description } : {}), schema };
  });
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function json(schema: object): object {
  return { content: { "application/json": { schema } } };
}

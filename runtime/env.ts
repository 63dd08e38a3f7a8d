import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import { z } from "zod";
import { PROJECT_ROOT } from "./binaries.ts";
import { RuntimeError } from "./errors.ts";

/** One or more environment values are missing or wrong. Names all of them and never shows a value. */
export class EnvironmentError extends RuntimeError {
  override readonly name: string = "EnvironmentError";
  constructor(problems: readonly string[]) {
    super("The environment is not usable. Mend these values in .env (see .env.example) or in the environment:", {
      details: problems,
    });
  }
}

/** Values of `.env` below those of the environment itself. An empty value counts as absent. */
export const loadEnv = (file: string = join(PROJECT_ROOT, ".env")): Record<string, string> => {
  const fromFile = existsSync(file) ? parse(readFileSync(file)) : {};
  const merged = Object.entries({ ...fromFile, ...process.env });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => (entry[1] ?? "").trim() !== ""));
};

/**
 * Reads and checks the environment once, at the start of a program. Schemas say what would be right in their messages;
 * `describe()` adds what the value is for.
 *
 * @example
 * ```ts
 * const env = readEnv({ RPC_URLS: rpcUrls, INDEX_PORT: port.default(42069) });
 * ```
 * @throws EnvironmentError that names every wrong value at once
 */
export const readEnv = <Shape extends z.ZodRawShape>(
  shape: Shape,
  values: Record<string, string | undefined> = loadEnv(),
): z.output<z.ZodObject<Shape>> => {
  const result = z.object(shape).safeParse(values);
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map((issue) => explain(issue, shape, values)));
};

const explain = (issue: z.core.$ZodIssue, shape: z.ZodRawShape, values: Record<string, string | undefined>): string => {
  const name = String(issue.path[0]);
  const purpose = describe(shape[name]);
  const value = values[name];
  const problem = value === undefined ? "is missing" : `is wrong: ${redact(issue.message, value)}`;
  return `${name} ${problem}${purpose ? ` (${purpose})` : ""}`;
};

/** What the schema says it is for, perhaps below `default` or `optional`. */
const describe = (schema: z.core.$ZodType | undefined): string | undefined => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return describe(schema.unwrap());
  return schema instanceof z.ZodType ? schema.description : undefined;
};

/** A message of ours or of zod may quote the value, which may be a secret. */
const redact = (message: string, value: string): string =>
  value.length < 4 ? message : message.replaceAll(value, "…");

/** A TCP port. */
export const portValue = z.coerce
  .number({ error: "expected a port number" })
  .int("expected a whole port number")
  .min(1, "expected a port from 1 to 65535")
  .max(65_535, "expected a port from 1 to 65535")
  .describe("a TCP port, such as 42069");

/** Comma-separated JSON-RPC endpoints of one chain. */
export const rpcUrlsValue = z
  .string()
  .transform((text) => text.split(",").map((url) => url.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: "expected http(s) URLs, separated by commas" })).min(1))
  .describe("JSON-RPC endpoints, such as http://127.0.0.1:8545");

/** A Postgres connection string. */
export const databaseUrlValue = z
  .url({ protocol: /^postgres(ql)?$/, error: "expected postgres://user:password@host:port/database" })
  .describe("Postgres, such as postgres://user:password@host:5432/database; leave it empty for the embedded one");

/** A file that exists. */
export const fileValue = z
  .string()
  .refine((path) => existsSync(path), { error: "expected the path of a file that exists" })
  .describe("the path of a file");

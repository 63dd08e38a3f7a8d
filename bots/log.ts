import { pino } from "pino";
import { BaseError } from "../sdk/errors/index.ts";

export type Log = pino.Logger;

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

/** Fields that are never shown, whatever they hold. */
const secretFields =
  /pass(word|phrase)?$|private_?key|secret|mnemonic|^raw$|serialized_?transaction|authorization|cookie|token$|api_?key/i;
/** Fields whose 32 bytes are public: hashes and names of what happened on chain. */
const publicFields = /hash$|^replaces$|^key$|^subject$|^id$/i;
const hidden = "[hidden]";

/**
 * One line a message, as JSON, on standard output or on `stream`. Whatever is logged, in a message, its arguments, a
 * field however deep, an error or a child's bindings, is cleaned of secrets.
 *
 * @param known secrets of this process, such as `secretsOf` its URLs: they are taken out wherever they stand
 */
export const createLog = (level: LogLevel, stream?: pino.DestinationStream, known: readonly string[] = []): Log => {
  const target = stream ?? pino.destination({ fd: 1, sync: true });
  const write = (line: string): void => {
    target.write(without(line, known));
  };
  const log: Log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: cleanFields },
      // Errors are plain fields when they come here.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const cleaned = args.map((argument, place) =>
            typeof argument === "string" || place > 0 ? cleanValue(argument) : argument,
          );
          const [first, ...rest] = cleaned;
          // An error alone becomes the field `err`, so that it is cleaned like every other one.
          const given = first instanceof Error ? { err: first } : first;
          if (given !== first && rest.length === 0) rest.push(serializeError(first).message);
          method.apply(this, [given, ...rest] as unknown as Parameters<typeof method>);
        },
      },
    },
    { write },
  );
  // Pino's own formatter of bindings is not asked for those of children.
  const { child, setBindings } = log;
  return Object.assign(log, {
    child(this: Log, fields: pino.Bindings, options?: pino.ChildLoggerOptions) {
      return Reflect.apply(child, this, [cleanFields(fields), options]);
    },
    setBindings(this: Log, fields: pino.Bindings) {
      Reflect.apply(setBindings, this, [cleanFields(fields)]);
    },
  });
};

/** The parts of a URL that may be secret: user, password, path and query, as they stand in it and decoded. */
export const secretsOf = (url: string): string[] => {
  const { username, password, pathname, searchParams } = new URL(url);
  const parts = [username, password, ...pathname.split("/"), ...searchParams.values()];
  const decoded = parts.flatMap((part) => [part, decodeURIComponentOr(part)]);
  return [...new Set(decoded)].filter((part) => part.length >= shortestSecret);
};

/** shorter parts of a URL, such as `v2`, would hide ordinary words */
const shortestSecret = 8;

const decodeURIComponentOr = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A secret also stands in a line as JSON writes it. */
const without = (line: string, known: readonly string[]): string =>
  known.reduce(
    (text, secret) => text.replaceAll(secret, hidden).replaceAll(JSON.stringify(secret).slice(1, -1), hidden),
    line,
  );

const deepest = 8;

const cleanFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanField(name, value, 0)]));

const cleanField = (name: string, value: unknown, depth: number): unknown => {
  if (secretFields.test(name)) return hidden;
  if (typeof value === "string" && publicFields.test(name)) return withoutUrls(value);
  return cleanValue(value, depth);
};

const cleanValue = (value: unknown, depth = 0): unknown => {
  if (typeof value === "string") return withoutSecrets(value);
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return serializeError(value);
  if (value instanceof URL) return withoutSecrets(value.href);
  if (value instanceof Date) return value;
  if (depth >= deepest) return "[too deep]";
  if (ArrayBuffer.isView(value)) return "[bytes]";
  if (value instanceof Map || value instanceof Set) return cleanValue([...value], depth + 1);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleanField(name, inner, depth + 1)]));
};

export type SerializedError = {
  name: string;
  message: string;
  details?: readonly string[] | undefined;
  cause?: SerializedError | undefined;
};

/** An error without stack, without the secrets that libraries put into their texts. */
export const serializeError = (error: unknown): SerializedError => {
  if (!(error instanceof Error)) return { name: "NotAnError", message: withoutSecrets(textOf(error)) };
  const { name, cause } = error;
  const message = withoutSecrets("shortMessage" in error ? String(error.shortMessage) : error.message);
  const details = error instanceof BaseError ? error.details.map(withoutSecrets) : [];
  return {
    name,
    message,
    ...(details.length === 0 ? {} : { details }),
    ...(cause === undefined ? {} : { cause: serializeError(cause) }),
  };
};

const textOf = (thrown: unknown): string => {
  if (typeof thrown === "string") return thrown;
  return typeof thrown === "object" ? "something that is no error was thrown" : String(thrown);
};

/**
 * Takes secrets out of a text: of URLs only scheme and host stay, because keys of RPC providers stand in user, path and
 * query; 32 bytes of hex could be a key; what follows `Bearer`, or `password=` and its like, is hidden.
 */
export const withoutSecrets = (text: string): string => withoutUrls(text).replaceAll(words32, "[32 bytes]");

const withoutUrls = (text: string): string =>
  text
    .replaceAll(urls, hostOnly)
    .replaceAll(credentials, `${hidden}@`)
    .replaceAll(bearers, `$1 ${hidden}`)
    .replaceAll(assignments, `$1${hidden}`);

const urls = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`\\]+/gi;
const credentials = /[^\s/@:"']+:[^\s/@"']+@(?=[\w[])/g;
const bearers = /\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi;
const assignments =
  /\b((?:password|passwd|pwd|secret|token|api[_-]?key|mnemonic)\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&]+)/gi;
const words32 = /(?<![0-9a-fA-F])(0x)?[0-9a-fA-F]{64}(?![0-9a-fA-F])/g;

const hostOnly = (url: string): string => {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return "[url]";
  }
};

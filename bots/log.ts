import { pino } from "pino";

export type Log = pino.Logger;

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

/** Names under which a secret could ever be logged. */
const secrets = [
  "password",
  "privateKey",
  "private_key",
  "secret",
  "mnemonic",
  "raw",
  "serializedTransaction",
  "authorization",
];

/** One line a message, as JSON, on standard output or on `stream`. Secrets are left out, wherever they stand. */
export const createLog = (level: LogLevel, stream?: pino.DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: "[hidden]" },
      serializers: { err: serializeError },
      hooks: {
        logMethod(args, method) {
          const last = args.length - 1;
          if (typeof args[last] === "string") args[last] = withoutSecrets(args[last]);
          method.apply(this, args);
        },
      },
    },
    stream ?? pino.destination({ fd: 1, sync: true }),
  );

export type SerializedError = { name: string; message: string; cause?: SerializedError | undefined };

/** An error without stack, without the secrets that libraries put into their texts. */
export const serializeError = (error: unknown): SerializedError => {
  if (!(error instanceof Error)) return { name: "NotAnError", message: withoutSecrets(String(error)) };
  const { name, cause } = error;
  const message = withoutSecrets("shortMessage" in error ? String(error.shortMessage) : error.message);
  return cause === undefined ? { name, message } : { name, message, cause: serializeError(cause) };
};

/**
 * Takes secrets out of a text: of URLs only scheme and host stay, because keys of RPC providers stand in user, path and
 * query; 32 bytes of hex could be a key.
 */
export const withoutSecrets = (text: string): string =>
  text.replaceAll(urls, hostOnly).replaceAll(/\b(0x)?[0-9a-fA-F]{64}\b/g, "[32 bytes]");

const urls = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`]+/gi;

const hostOnly = (url: string): string => {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return "[url]";
  }
};

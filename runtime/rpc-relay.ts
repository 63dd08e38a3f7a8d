import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type BlockRange, LogRanges, type LogsAnswer } from "./log-ranges.ts";
import { LOCALHOST } from "./ports.ts";
import { hold } from "./process.ts";

export interface RpcRelayParameters {
  /** JSON-RPC endpoints of one chain. */
  rpcUrls: readonly string[];
  /** Most blocks that the providers give logs of in one answer. Undefined: the relay finds out. */
  maxBlocks?: number | undefined;
}

export interface RpcRelay {
  /** One for each endpoint, in the same order. */
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** What a provider sent. */
interface Reply {
  readonly status: number;
  readonly text: string;
}

interface RpcReply {
  readonly result?: unknown;
  readonly error?: { readonly code?: unknown; readonly message?: unknown } | null;
}

interface Request {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/** Words that make Ponder halve the range of its question (`@ponder/utils`, getLogsRetryHelper). */
const ASK_FOR_LESS = "query exceeds max results";
const JSON_HEADERS = { "content-type": "application/json" };
const TOO_MANY_REQUESTS = 429;
/** Refusals that have nothing to do with the number of blocks: the key is wrong, or the rate is exceeded. */
const NOT_ABOUT_SIZE: readonly unknown[] = [401, 403, TOO_MANY_REQUESTS];
const ABOUT_RATE = /rate.?limit|too many requests|per second|throttl/i;

/**
 * Stands between Ponder and the providers, on 127.0.0.1, and passes everything through but questions for logs of a
 * range of blocks: of these it makes questions that the provider answers. Ponder itself does so only when a provider
 * refuses in words that it knows. The paths hold a secret: nobody else on this machine can use the providers' keys.
 */
export const startRpcRelay = async ({ rpcUrls, maxBlocks }: RpcRelayParameters): Promise<RpcRelay> => {
  const endpoints = new Map(rpcUrls.map((url) => [`/${randomUUID()}`, { url, ranges: new LogRanges(maxBlocks) }]));
  const server = createServer((request, response) => {
    const endpoint = endpoints.get(request.url ?? "");
    if (endpoint) void serve(request, response, endpoint);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, LOCALHOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const letGo = hold({ name: "the relay to the JSON-RPC endpoints", release: close });
  return {
    urls: [...endpoints.keys()].map((path) => `http://${LOCALHOST}:${port}${path}`),
    stop: async () => {
      letGo();
      await close();
    },
  };
};

interface Endpoint {
  readonly url: string;
  readonly ranges: LogRanges;
}

const serve = async (request: IncomingMessage, response: ServerResponse, endpoint: Endpoint): Promise<void> => {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { status, text } = await answer(request, endpoint, gone.signal).catch((cause: unknown) =>
    unreachable(endpoint, cause),
  );
  if (!gone.signal.aborted) response.writeHead(status, JSON_HEADERS).end(text);
};

const answer = async (request: IncomingMessage, endpoint: Endpoint, signal: AbortSignal): Promise<Reply> => {
  const text = await bodyOf(request);
  const asked = parse(text) as Request | undefined;
  const filter = asked?.method === "eth_getLogs" ? rangeFilterOf(asked.params) : undefined;
  return filter && asked ? answerLogs(asked.id, filter, endpoint, signal) : post(endpoint.url, text, signal);
};

type RangeFilter = BlockRange & { readonly filter: object };

/** The filter of a question for the logs of numbered blocks; undefined if it is about one block by its hash or name. */
const rangeFilterOf = (params: unknown): RangeFilter | undefined => {
  const filter = Array.isArray(params) ? (params[0] as { fromBlock?: unknown; toBlock?: unknown } | null) : undefined;
  const [from, to] = [blockNumber(filter?.fromBlock), blockNumber(filter?.toBlock)];
  return filter && from !== undefined && to !== undefined && from <= to ? { filter, from, to } : undefined;
};

const blockNumber = (value: unknown): number | undefined =>
  typeof value === "string" && /^0x[0-9a-f]{1,13}$/i.test(value) ? Number(value) : undefined;

const answerLogs = async (
  id: unknown,
  { filter, from, to }: RangeFilter,
  { url, ranges }: Endpoint,
  signal: AbortSignal,
): Promise<Reply> => {
  let whole: Reply | undefined;
  const ask = async (piece: BlockRange): Promise<LogsAnswer<Reply>> => {
    const where = { fromBlock: `0x${piece.from.toString(16)}`, toBlock: `0x${piece.to.toString(16)}` };
    const body = { jsonrpc: "2.0", id, method: "eth_getLogs", params: [{ ...filter, ...where }] };
    // Ponder has waited too long for this piece.
    const late = () => ranges.shrink(piece);
    signal.addEventListener("abort", late);
    try {
      const reply = await post(url, JSON.stringify(body), signal);
      const judged = judge(reply);
      if (judged.kind === "logs" && piece.from === from && piece.to === to) whole = reply;
      return judged;
    } finally {
      signal.removeEventListener("abort", late);
    }
  };
  const answer = await ranges.collect({ from, to }, ask);
  if (answer.kind === "logs") return whole ?? rpcReply(id, { result: answer.logs });
  if (answer.kind === "tooLarge") return rpcReply(id, { error: { code: -32005, message: ASK_FOR_LESS } });
  return from === to ? answer.refusal : unknownToPonder(answer.refusal);
};

/**
 * The same words with other spaces. Smaller questions were refused as well: Ponder must not halve this one on account
 * of words that it knows. Of two blocks it would make ranges of no blocks, without end.
 */
const unknownToPonder = ({ status, text }: Reply): Reply => ({
  status,
  text: (JSON.stringify(parse(text)) ?? text).replaceAll(" ", "\u00a0"),
});

const judge = (reply: Reply): LogsAnswer<Reply> => {
  const { result, error } = (parse(reply.text) ?? {}) as RpcReply;
  if (Array.isArray(result)) return { kind: "logs", logs: result };
  const isAboutElse =
    NOT_ABOUT_SIZE.includes(reply.status) || error?.code === TOO_MANY_REQUESTS || ABOUT_RATE.test(`${error?.message}`);
  return { kind: isAboutElse ? "failed" : "refused", refusal: reply };
};

const rpcReply = (id: unknown, content: object): Reply => ({
  status: 200,
  text: JSON.stringify({ jsonrpc: "2.0", id, ...content }),
});

const post = async (url: string, body: string, signal: AbortSignal): Promise<Reply> => {
  const response = await fetch(url, { method: "POST", headers: JSON_HEADERS, body, signal });
  return { status: response.status, text: await response.text() };
};

const unreachable = ({ url }: Endpoint, cause: unknown): Reply => {
  const reason = cause instanceof Error ? `${cause.message} ${cause.cause ?? ""}`.trim() : String(cause);
  const message = `${new URL(url).host} does not answer: ${reason}`;
  return { status: 502, text: JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32603, message } }) };
};

/** Undefined if it is no JSON. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
};

import {
  createPublicClient,
  custom,
  HttpRequestError,
  http,
  LimitExceededRpcError,
  type PublicClient,
  RpcRequestError,
  TimeoutError,
} from "viem";
import type { Log } from "../log.ts";
import { EndpointTimeoutError, NonsenseError } from "./errors.ts";

export type Request = { method: string; params?: unknown };

/** One JSON-RPC endpoint, and whether it can be relied on now. */
export type Endpoint = {
  /** host of its URL; keys of providers stand in the rest */
  name: string;
  /** Asks it, and leaves it out if it misbehaves. @throws as viem's transports, EndpointTimeoutError, NonsenseError */
  request(request: Request): Promise<unknown>;
  /** viem's reads through this endpoint alone */
  client: PublicClient;
  /** Why it is left out; undefined if it is not. */
  reason(): string | undefined;
  /** Whether it may be asked how it is: those that fail are left alone for a while. */
  isDue(): boolean;
  /** `resting`: not to be asked again for a while, longer each time */
  leaveOut(reason: string, how: "resting" | "watched"): void;
  takeBack(): void;
};

export type EndpointParameters = {
  url: string;
  name: string;
  /** milliseconds after which an answer is given up */
  timeout: number;
  /** milliseconds for which an endpoint that fails for the first time is left alone */
  firstRest: number;
  log: Log;
};

const longestRest = 60_000;

export const createEndpoint = ({ url, name, timeout, firstRest, log }: EndpointParameters): Endpoint => {
  const transport = http(url, { timeout, retryCount: 0, batch: { batchSize: 100 } })({});
  let out: { reason: string; until: number } | undefined;
  let strikes = 0;

  const leaveOut: Endpoint["leaveOut"] = (reason, how) => {
    if (out?.reason !== reason) log.warn({ endpoint: name, reason }, `RPC endpoint left out: it ${reason}`);
    const rest = how === "watched" ? 0 : Math.min(longestRest, firstRest * 2 ** Math.min(strikes, 10));
    if (how === "resting") strikes += 1;
    out = { reason, until: performance.now() + rest };
  };

  const takeBack = (): void => {
    if (out !== undefined) log.info({ endpoint: name }, "RPC endpoint is well again");
    out = undefined;
    strikes = 0;
  };

  const request = async ({ method, params }: Request): Promise<unknown> => {
    try {
      const asked = transport.request({ method, params } as never) as Promise<unknown>;
      const late = () => new EndpointTimeoutError(name, method, timeout);
      const result = await withDeadline(asked, timeout, late);
      if (!isAnswer(method, result)) throw new NonsenseError(name, method);
      return result;
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== undefined) leaveOut(fault, "resting");
      throw error;
    }
  };

  const provider = { request: request as never };
  return {
    name,
    request,
    // Every question is about the newest block: nothing may be answered from memory.
    client: createPublicClient({ transport: custom(provider, { retryCount: 0 }), cacheTime: 0 }),
    reason: () => out?.reason,
    isDue: () => out === undefined || performance.now() >= out.until,
    leaveOut,
    takeBack,
  };
};

/** How an endpoint failed to answer; undefined if it answered, though perhaps with an error. */
export const faultOf = (error: unknown): string | undefined => {
  const causes = causesOf(error);
  const find = <T>(type: new (...args: never[]) => T): T | undefined =>
    causes.find((cause): cause is T => cause instanceof type);

  if (find(TimeoutError) ?? find(EndpointTimeoutError)) return "does not answer in time";
  if (find(LimitExceededRpcError)) return "is asked too often";
  const failed = find(HttpRequestError);
  if (failed !== undefined)
    return failed.status === undefined ? "cannot be reached" : `answers with HTTP ${failed.status}`;
  return find(RpcRequestError) === undefined ? "answers nonsense" : undefined;
};

const causesOf = (error: unknown): unknown[] => {
  const causes: unknown[] = [];
  for (let at = error; at instanceof Error && causes.length < 20; at = at.cause) causes.push(at);
  return causes;
};

/** Methods that have an answer at all times, as hex. What others answer may be missing on one node only. */
const alwaysHex = new Set([
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getCode",
  "eth_getStorageAt",
  "eth_getTransactionCount",
  "eth_maxPriorityFeePerGas",
  "eth_sendRawTransaction",
]);

const isAnswer = (method: string, result: unknown): boolean => {
  if (alwaysHex.has(method)) return typeof result === "string" && /^0x[0-9a-fA-F]*$/.test(result);
  if (method === "eth_getLogs") return Array.isArray(result);
  return result === null || typeof result === "object" || typeof result === "string";
};

/** The hard end of a request: viem's own ends with the header of the answer. */
const withDeadline = async <T>(asked: Promise<T>, milliseconds: number, late: () => Error): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([asked, deadline]);
  } finally {
    clearTimeout(timer);
  }
};

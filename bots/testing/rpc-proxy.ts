import { Agent, createServer, type IncomingMessage, request as requestOf, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import { LOCALHOST } from "../../runtime/ports.ts";

/**
 * A JSON-RPC endpoint in this process, before a real node, that misbehaves as a test wishes. Without rules it passes
 * everything through, but for estimates of gas: see `Estimation`.
 *
 * ```ts
 * const proxy = await startRpcProxy(anvil.url);
 * proxy.inject({ method: "eth_sendRawTransaction", fault: { kind: "drop", forwarded: true }, times: 1 });
 * proxy.lag(50);
 * ```
 */
export type RpcProxy = {
  url: string;
  /** Adds a rule; of those that fit a request the one added last counts. @returns takes the rule away again */
  inject(rule: RpcRule): () => void;
  /** Keeps requests of a method back. They are not forwarded before `release`. */
  hold(method: string): Held;
  /** Answers as a node that is so many blocks behind the chain; 0 ends it. */
  lag(blocks: number): void;
  /** Answers as a node that stands still at the chain's head of now. */
  freeze(): Promise<void>;
  /** Says that it serves this chain; undefined ends it. */
  pretendChain(chainId: number | undefined): void;
  /** Draws faults at random, the same ones for the same seed and order of requests. */
  chaos(parameters: ChaosParameters): void;
  /** Ends rules, holding, lag, pretence and chaos; counts stay. */
  heal(): void;
  /** Every method that was asked. */
  methods(): ReadonlySet<string>;
  /** How often a method was asked; without a name, how many requests there were. */
  count(method?: string): number;
  /** Transactions that came in, in order, whether or not they were passed on. */
  broadcasts(): readonly Hex[];
  stop(): Promise<void>;
};

/**
 * `whole run`: never less than a run with all gas uses, as geth and reth answer (geth eth/gasestimator begins its search at
 * one less than that, reth's estimate likewise). `least`: as anvil itself does, the least gas that does not revert, which a
 * contract that stops early makes small.
 */
export type Estimation = "whole run" | "least";

export type RpcFault =
  /** answers late */
  | { kind: "delay"; milliseconds: number }
  /** closes the connection; `forwarded`: after the node has done what was asked */
  | { kind: "drop"; forwarded?: boolean | undefined }
  /** answers with this, as null or a lie; `forwarded`: after the node has done what was asked */
  | { kind: "result"; result: unknown; forwarded?: boolean | undefined }
  /** answers with an error; `forwarded`: after the node has done what was asked */
  | { kind: "error"; message: string; code?: number | undefined; forwarded?: boolean | undefined }
  /** answers with an HTTP status, such as 429 */
  | { kind: "status"; status: number }
  /** answers with something that is no JSON */
  | { kind: "garbage" };

export type RpcRule = {
  /** undefined: every method */
  method?: string | undefined;
  /** a closer look at the request */
  when?: ((params: readonly unknown[]) => boolean) | undefined;
  fault: RpcFault;
  /** how many requests it concerns; undefined: all */
  times?: number | undefined;
};

export type Held = {
  /** resolves when the first request has come */
  arrived: Promise<void>;
  /** lets those that wait and all later ones pass */
  release(): void;
};

export type ChaosParameters = {
  seed: number;
  /** share of the requests that meet a fault, from 0 to 1 */
  share: number;
  /** which faults are drawn, each as often as the others; default `everyFault` */
  faults?: readonly RpcFault[] | undefined;
};

/** Texts with which nodes answer to a transaction that they or the chain have already. */
export const knownTransactionTexts = ["already known", "transaction already imported", "nonce too low"] as const;

/** One of each kind, as `chaos` draws them. */
export const everyFault: readonly RpcFault[] = [
  { kind: "delay", milliseconds: 50 },
  { kind: "drop" },
  { kind: "drop", forwarded: true },
  { kind: "result", result: null },
  { kind: "status", status: 429 },
  { kind: "status", status: 503 },
  { kind: "garbage" },
  ...knownTransactionTexts.map((message): RpcFault => ({ kind: "error", message, forwarded: true })),
];

type Request = { id: number | string | null; method: string; params?: readonly unknown[] | undefined };
type Answer = { jsonrpc: "2.0"; id: Request["id"]; result?: unknown; error?: { code: number; message: string } };

/** The answer to the whole HTTP request is one of these instead. */
class Broken extends Error {
  readonly how: "drop" | "garbage" | number;

  constructor(how: Broken["how"]) {
    super();
    this.how = how;
  }
}

const serverError = -32_000;

/** @param upstream URL of the node, an anvil @param estimation default `whole run` */
export const startRpcProxy = async (
  upstream: string,
  { estimation = "whole run" }: { estimation?: Estimation | undefined } = {},
): Promise<RpcProxy> => {
  const connections = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  const sent: Hex[] = [];
  let rules: { rule: RpcRule; left: number }[] = [];
  let holds: { method: string; release(): void; pass: Promise<void>; arrive(): void }[] = [];
  let behind = 0n;
  let frozenAt: bigint | undefined;
  let pretended: number | undefined;
  let draw: (() => RpcFault | undefined) | undefined;

  const ask = async (method: string, params: readonly unknown[]): Promise<Omit<Answer, "jsonrpc" | "id">> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const { result, error } = JSON.parse(await post(upstream, body, connections)) as Answer;
    return error === undefined ? { result } : { error };
  };

  /** The newest block that the pretended node has; undefined if it keeps up. */
  const pretendedHead = async (): Promise<bigint | undefined> => {
    if (frozenAt !== undefined) return frozenAt;
    if (behind === 0n) return undefined;
    const { result } = await ask("eth_blockNumber", []);
    const newest = BigInt(result as Hex);
    return newest > behind ? newest - behind : 0n;
  };

  const answerTruly = async ({ method, params = [] }: Request) => {
    if (method === "eth_chainId" && pretended !== undefined) return { result: toHex(pretended) };
    const head = await pretendedHead();
    const answered = await (head === undefined ? ask(method, params) : askBehind(ask, head, method, params));
    return method === "eth_estimateGas" && estimation === "whole run"
      ? estimateWholeRun(ask, params, answered)
      : answered;
  };

  const faultFor = ({ method, params = [] }: Request): RpcFault | undefined => {
    const fitting = rules.findLast(
      ({ rule, left }) => left > 0 && (rule.method ?? method) === method && (rule.when?.(params) ?? true),
    );
    if (fitting === undefined) return draw?.();
    fitting.left -= 1;
    return fitting.rule.fault;
  };

  const answer = async (request: Request): Promise<Omit<Answer, "jsonrpc" | "id">> => {
    const { method, params = [] } = request;
    counts.set(method, (counts.get(method) ?? 0) + 1);
    if (method === "eth_sendRawTransaction") sent.push(params[0] as Hex);
    for (const held of holds.filter((hold) => hold.method === method)) {
      held.arrive();
      await held.pass;
    }

    const fault = faultFor(request);
    if (fault === undefined) return answerTruly(request);
    if (fault.kind === "delay") {
      await sleep(fault.milliseconds);
      return answerTruly(request);
    }
    if (fault.kind === "status") throw new Broken(fault.status);
    if (fault.kind === "garbage") throw new Broken("garbage");
    if (fault.forwarded) await answerTruly(request);
    if (fault.kind === "drop") throw new Broken("drop");
    if (fault.kind === "error") return { error: { code: fault.code ?? serverError, message: fault.message } };
    return { result: fault.result };
  };

  const answerAll = async (text: string): Promise<string> => {
    const body = JSON.parse(text) as Request | Request[];
    const requests = Array.isArray(body) ? body : [body];
    const answers: Answer[] = [];
    for (const request of requests) answers.push({ jsonrpc: "2.0", id: request.id, ...(await answer(request)) });
    return JSON.stringify(Array.isArray(body) ? answers : answers[0]);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const text = await answerAll(await bodyOf(request));
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    } catch (error) {
      const how = error instanceof Broken ? error.how : "drop";
      if (how === "drop") request.socket.destroy();
      else if (how === "garbage") response.writeHead(200, { "content-type": "application/json" }).end("<html>");
      else response.writeHead(how).end();
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, LOCALHOST, resolve));
  const { port } = server.address() as AddressInfo;

  const heal = (): void => {
    rules = [];
    for (const held of holds) held.release();
    holds = [];
    behind = 0n;
    frozenAt = undefined;
    pretended = undefined;
    draw = undefined;
  };

  return {
    url: `http://${LOCALHOST}:${port}`,
    inject: (rule) => {
      const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
      rules.push(entry);
      return () => {
        rules = rules.filter((other) => other !== entry);
      };
    },
    hold: (method) => {
      const [arrived, pass] = [signal(), signal()];
      const held = { method, pass: pass.given, arrive: arrived.give, release: pass.give };
      holds.push(held);
      const release = (): void => {
        pass.give();
        holds = holds.filter((other) => other !== held);
      };
      return { arrived: arrived.given, release };
    },
    lag: (blocks) => {
      behind = BigInt(blocks);
      frozenAt = undefined;
    },
    freeze: async () => {
      const { result } = await ask("eth_blockNumber", []);
      frozenAt = BigInt(result as Hex);
    },
    pretendChain: (chainId) => {
      pretended = chainId;
    },
    chaos: (parameters) => {
      draw = drawer(parameters);
    },
    heal,
    methods: () => new Set(counts.keys()),
    count: (method) => (method === undefined ? sum(counts.values()) : (counts.get(method) ?? 0)),
    broadcasts: () => sent,
    stop: async () => {
      heal();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      connections.destroy();
    },
  };
};

/** A third of the work that `fetch` makes of it: half of all that tests ask goes through a proxy. */
const post = (url: string, body: string, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const request = requestOf(url, { method: "POST", headers, agent }, (response) => {
      bodyOf(response).then(resolve, reject);
    });
    request.on("error", reject).end(body);
  });

type Ask = (method: string, params: readonly unknown[]) => Promise<Omit<Answer, "jsonrpc" | "id">>;

/** Where the block stands among a method's parameters. */
const blockPosition: Readonly<Record<string, number>> = {
  eth_call: 1,
  eth_estimateGas: 1,
  eth_getBalance: 1,
  eth_getBlockByNumber: 0,
  eth_getCode: 1,
  eth_getStorageAt: 2,
  eth_getTransactionCount: 1,
};

/** Asks as a node would answer that has no block above `head`. */
const askBehind = async (ask: Ask, head: bigint, method: string, params: readonly unknown[]) => {
  if (method === "eth_blockNumber") return { result: toHex(head) };
  const position = blockPosition[method];
  if (position !== undefined) {
    const block = params[position];
    if (isNumber(block) && BigInt(block) > head) return { result: null };
    const asked = isNumber(block) || isHash(block) ? block : toHex(head);
    return ask(method, [...params.slice(0, position), asked, ...params.slice(position + 1)]);
  }
  const answer = await ask(method, params);
  return isAbove(answer.result, head) ? { result: null } : answer;
};

/** The node's estimate, or what a whole run of the call uses if that is more. */
const estimateWholeRun = async (
  ask: Ask,
  [call, block = "latest"]: readonly unknown[],
  least: Awaited<ReturnType<Ask>>,
) => {
  if (typeof least.result !== "string") return least;
  const gas = toHex(mostGas);
  const run = await ask("eth_simulateV1", [{ blockStateCalls: [{ calls: [{ gas, ...(call as object) }] }] }, block]);
  const [simulated] = (run.result ?? []) as { calls?: { status?: Hex; gasUsed?: Hex }[] }[];
  const { status, gasUsed } = simulated?.calls?.[0] ?? {};
  if (status !== "0x1" || gasUsed === undefined) return least;
  return BigInt(gasUsed) > BigInt(least.result) ? { result: gasUsed } : least;
};

/** EIP-7825 */
const mostGas = 2 ** 24;

/** Whether an answer (a receipt, a transaction, a block) belongs to a block above `head`. */
const isAbove = (result: unknown, head: bigint): boolean => {
  if (typeof result !== "object" || result === null) return false;
  const { blockNumber, number } = result as { blockNumber?: Hex | null; number?: Hex };
  const block = blockNumber ?? number;
  return isNumber(block) && BigInt(block) > head;
};

const isNumber = (value: unknown): value is Hex => typeof value === "string" && /^0x[0-9a-f]{1,16}$/i.test(value);
const isHash = (value: unknown): boolean => typeof value === "object" && value !== null;
const toHex = (value: number | bigint): Hex => `0x${value.toString(16)}`;

const drawer = ({ seed, share, faults = everyFault }: ChaosParameters): (() => RpcFault | undefined) => {
  const random = randomOf(seed);
  return () => {
    const [isFaulty, which] = [random() < share, Math.floor(random() * faults.length)];
    return isFaulty ? faults[which] : undefined;
  };
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const signal = (): { given: Promise<void>; give(): void } => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
};

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

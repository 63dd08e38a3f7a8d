import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Address,
  type Block,
  createPublicClient,
  custom,
  type Hex,
  hexToNumber,
  numberToHex,
  type PublicClient,
  type TransactionReceipt,
} from "viem";
import { revertDataOf } from "../../sdk/errors/index.ts";
import type { Head } from "../../sdk/reads/head.ts";
import { findReceipt as readReceipt } from "../../sdk/send.ts";
import type { Log } from "../log.ts";
import { agreedCount, agreedHead, judgeHeads, lowestNumber, majorityHash, type Sample } from "./agreement.ts";
import { createEndpoint, type Endpoint, type Request } from "./endpoint.ts";
import { EndpointChainError, NoEndpointError } from "./errors.ts";

/** What the endpoints show together at one moment. */
export type Sight = {
  /** the newest block that two endpoints have reached, or the only one's */
  head: Head;
  /** seconds by which this host's clock is ahead of the head; below zero: behind */
  skew: number;
  /** why nothing new may be signed on this ground; empty if it may */
  doubts: readonly string[];
};

/** `unsure`: endpoints disagree, or one that counted did not answer. */
export type FoundReceipt = TransactionReceipt | "missing" | "unsure";

/** Several endpoints of one chain, as one witness that none of them alone can mislead. */
export type Chain = {
  chainId: number;
  /** Reads, by whichever endpoint is at the head; of answers that one node may lack, the others are asked too. */
  client: PublicClient;
  /** What `read` asks `client` for in the meantime is the state of this block, where it would be the newest one's. */
  at<T>(blockNumber: bigint, read: () => Promise<T>): Promise<T>;
  /** Asks all endpoints anew: who misbehaves is left out, who is well again comes back. @throws NoEndpointError */
  look(): Promise<Sight>;
  /** A receipt that any endpoint shows, in a block that the others know; missing only if all of them miss it. */
  findReceipt(hash: Hex): Promise<FoundReceipt>;
  /** Whether any endpoint knows the transaction, waiting or in a block. */
  findTransaction(hash: Hex): Promise<"mined" | "waiting" | "missing">;
  /** Transactions of the account in blocks up to this one: as many as two endpoints confirm. */
  minedCount(account: Address, blockNumber?: bigint | undefined): Promise<number>;
  /** Gives signed bytes to all. @returns whether any took them, and why the others did not */
  broadcast(raw: Hex): Promise<{ taken: boolean; failures: readonly unknown[] }>;
  /** Each endpoint with the reason why it is left out, if it is. */
  endpoints(): readonly { endpoint: string; reason: string | undefined }[];
};

export type ConnectChainParameters = {
  urls: readonly string[];
  /** what the endpoints must serve; undefined: what they say, if they agree */
  chainId?: number | undefined;
  /** blocks that heads may differ */
  maxSpread?: number | undefined;
  /** milliseconds for one answer */
  timeout?: number | undefined;
  /** milliseconds, see `createEndpoint` */
  firstRest?: number | undefined;
  log: Log;
  /** this host's clock, Unix time in seconds */
  now?: (() => number) | undefined;
};

/** milliseconds for which a look at the endpoints holds */
const sightHolds = 1_000;

/** Reads of the state, each with the place of the block among its parameters. */
const stateReads: Readonly<Record<string, number>> = {
  eth_call: 1,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getStorageAt: 2,
};

/**
 * The same read at this block, if it asks for the latest one: who has fallen behind, or has nodes behind it of which one
 * is late, cannot answer with what was true before.
 */
const pinned = (request: Request, blockNumber: bigint): Request => {
  const place = stateReads[request.method];
  const params = request.params as readonly unknown[] | undefined;
  if (place === undefined || params === undefined || (params[place] ?? "latest") !== "latest") return request;
  return { ...request, params: [...params.slice(0, place), numberToHex(blockNumber), ...params.slice(place + 1)] };
};

/** @throws EndpointChainError, NoEndpointError */
export const connectChain = async (parameters: ConnectChainParameters): Promise<Chain> => {
  const { urls, maxSpread = 5, timeout = 10_000, firstRest = 1_000, log } = parameters;
  const now = parameters.now ?? (() => Date.now() / 1_000);
  const endpoints = endpointNames(urls).map((name, position) =>
    createEndpoint({ url: urls[position] ?? "", name, timeout, firstRest, log }),
  );
  const chainId = await commonChain(endpoints, parameters.chainId);

  let front: readonly Endpoint[] = [];
  const block = new AsyncLocalStorage<bigint>();
  let seenAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Sight> | undefined;

  const well = (): Endpoint[] => endpoints.filter((endpoint) => endpoint.reason() === undefined);
  const named = (name: string) => endpoints.find((endpoint) => endpoint.name === name);
  const left = () => endpoints.map(({ name, reason }) => ({ endpoint: name, reason: reason() }));
  const noEndpoint = () => new NoEndpointError(left().map((entry) => ({ ...entry, reason: entry.reason ?? "" })));

  /* ------------------------------------------------ who is well ----------------------------------------------- */

  const look = (): Promise<Sight> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const lookOnce = async (): Promise<Sight> => {
    const due = endpoints.filter((endpoint) => endpoint.isDue());
    const asked = due.length === 0 ? endpoints : due;
    const samples = (await Promise.all(asked.map((endpoint) => sampleOf(endpoint, chainId)))).filter(isDefined);
    const { kept, left: apart } = judgeHeads(samples, BigInt(maxSpread));
    for (const { endpoint, reason } of apart) named(endpoint)?.leaveOut(reason, "watched");
    const { agreeing, doubt } = await withoutForks(kept, apart);

    const head = agreedHead(agreeing);
    if (head === undefined) throw noEndpoint();
    for (const { endpoint } of agreeing) named(endpoint)?.takeBack();
    front = agreeing
      .filter((sample) => sample.head.number >= head.number)
      .flatMap(({ endpoint }) => named(endpoint) ?? []);
    seenAt = performance.now();
    return { head, skew: now() - head.timestamp, doubts: [doubt].filter(isDefined) };
  };

  /** Leaves out who knows another block at the height that all have reached. */
  const withoutForks = async (kept: readonly Sample[], apart: readonly { sample: Sample }[]) => {
    const compared = kept.length === 1 ? [...kept, ...apart.map(({ sample }) => sample)] : kept;
    const height = lowestNumber(compared);
    const hashes = await Promise.all(compared.map((sample) => hashAt(sample, height)));
    if (new Set(hashes).size <= 1) return { agreeing: kept, doubt: undefined };

    const right = majorityHash(hashes);
    if (right === undefined) return { agreeing: kept, doubt: `endpoints know different blocks ${height}` };
    for (const [position, { endpoint }] of compared.entries()) {
      if (hashes[position] !== right) named(endpoint)?.leaveOut(`is on another fork at block ${height}`, "watched");
    }
    return { agreeing: kept.filter((_, position) => hashes[position] === right), doubt: undefined };
  };

  const hashAt = async ({ endpoint, head }: Sample, height: bigint): Promise<Hex | undefined> =>
    head.number === height ? head.hash : blockHash(named(endpoint), height);

  const blockHash = (endpoint: Endpoint | undefined, blockNumber: bigint): Promise<Hex | undefined> =>
    Promise.resolve(endpoint?.client.getBlock({ blockNumber })).then(
      (block) => block?.hash,
      () => undefined,
    );

  /* ---------------------------------------------------- reads ------------------------------------------------- */

  const route = async (request: Request): Promise<unknown> => {
    const isReady =
      performance.now() - seenAt < sightHolds && front.some((endpoint) => endpoint.reason() === undefined);
    if (!isReady) await look();
    const blockNumber = block.getStore();
    const read = blockNumber === undefined ? request : pinned(request, blockNumber);
    let failure: unknown;
    let isMissing = false;
    for (const endpoint of front.filter((one) => one.reason() === undefined)) {
      try {
        const result = await endpoint.request(read);
        if (result !== null) return result;
        isMissing = true;
      } catch (error) {
        if (revertDataOf(error) !== undefined) throw error;
        failure ??= error;
      }
    }
    if (isMissing) return null;
    throw failure ?? noEndpoint();
  };

  /** Asks all that are well. @returns their answers, and whether each of them answered */
  const askAll = async <T>(ask: (endpoint: Endpoint) => Promise<T>) => {
    if (well().length === 0) await look();
    const answers = await Promise.allSettled(well().map(ask));
    const given = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    return { given, isComplete: given.length === answers.length };
  };

  const findReceipt = async (hash: Hex): Promise<FoundReceipt> => {
    const { given, isComplete } = await askAll((endpoint) => receiptAt(endpoint, hash));
    const receipts = given.filter(isDefined);
    if (receipts.length === 0) return isComplete ? "missing" : "unsure";
    for (const receipt of receipts) {
      const { given: hashes } = await askAll((endpoint) => blockHash(endpoint, receipt.blockNumber));
      if (majorityHash(hashes) === receipt.blockHash) return receipt;
    }
    return "unsure";
  };

  const findTransaction: Chain["findTransaction"] = async (hash) => {
    const { given } = await askAll((endpoint) => transactionAt(endpoint, hash));
    if (given.includes("mined")) return "mined";
    return given.includes("waiting") ? "waiting" : "missing";
  };

  const minedCount: Chain["minedCount"] = async (address, blockNumber) => {
    const at = blockNumber === undefined ? { blockTag: "latest" as const } : { blockNumber };
    const { given } = await askAll(({ client }) => client.getTransactionCount({ address, ...at }));
    const count = agreedCount(given);
    if (count === undefined) throw noEndpoint();
    return count;
  };

  const broadcast: Chain["broadcast"] = async (raw) => {
    const answers = await Promise.allSettled(
      well().map(({ client }) => client.sendRawTransaction({ serializedTransaction: raw })),
    );
    const failures = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
    return { taken: failures.length < answers.length, failures };
  };

  await look();
  return {
    chainId,
    client: createPublicClient({ transport: custom({ request: route as never }, { retryCount: 0 }), cacheTime: 0 }),
    at: (blockNumber, read) => block.run(blockNumber, read),
    look,
    findReceipt,
    findTransaction,
    minedCount,
    broadcast,
    endpoints: left,
  };
};

/** Hosts, since the rest of a URL may hold a key; a second endpoint of the same host gets a number. */
export const endpointNames = (urls: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return urls.map((url) => {
    const { host } = new URL(url);
    const times = (seen.get(host) ?? 0) + 1;
    seen.set(host, times);
    return times === 1 ? host : `${host} (${times})`;
  });
};

/** The chain that all serve. Endpoints that do not answer are left out, a wrong one ends the start. */
const commonChain = async (endpoints: readonly Endpoint[], wanted: number | undefined): Promise<number> => {
  const answers = await Promise.allSettled(endpoints.map((endpoint) => endpoint.client.getChainId()));
  const chains = answers.flatMap((answer, position) =>
    answer.status === "fulfilled" ? [{ endpoint: endpoints[position]?.name ?? "", chainId: answer.value }] : [],
  );
  const chainId = wanted ?? chains[0]?.chainId;
  if (chains.some((chain) => chain.chainId !== chainId)) throw new EndpointChainError(chains);
  if (chainId === undefined || chains.length === 0) {
    throw new NoEndpointError(endpoints.map(({ name, reason }) => ({ endpoint: name, reason: reason() ?? "" })));
  }
  return chainId;
};

/** An endpoint's newest block; undefined, and the endpoint is left out, if it gives none or serves another chain. */
const sampleOf = async (endpoint: Endpoint, chainId: number): Promise<Sample | undefined> => {
  try {
    const [served, block] = await Promise.all([
      endpoint.request({ method: "eth_chainId" }),
      endpoint.client.getBlock({ blockTag: "latest" }),
    ]);
    if (hexToNumber(served as Hex) !== chainId) {
      endpoint.leaveOut(`serves chain ${hexToNumber(served as Hex)}`, "watched");
      return undefined;
    }
    const head = headOf(block);
    if (head === undefined) endpoint.leaveOut("answers nonsense for its newest block", "resting");
    return head === undefined ? undefined : { endpoint: endpoint.name, head };
  } catch {
    if (endpoint.reason() === undefined) endpoint.leaveOut("has no newest block", "resting");
    return undefined;
  }
};

const headOf = ({ number, hash, timestamp }: Block): Head | undefined =>
  typeof number === "bigint" && typeof timestamp === "bigint" && isHash(hash)
    ? { number, hash, timestamp: Number(timestamp) }
    : undefined;

const isHash = (value: unknown): value is Hex => typeof value === "string" && /^0x[0-9a-fA-F]{64}$/.test(value);

const receiptAt = async (endpoint: Endpoint, hash: Hex): Promise<TransactionReceipt | undefined> => {
  const receipt = await readReceipt(endpoint.client, hash);
  if (receipt === undefined) return undefined;
  const isOfHash = receipt.transactionHash === hash && isHash(receipt.blockHash);
  if (!isOfHash) endpoint.leaveOut("shows a receipt of another transaction", "resting");
  return isOfHash ? receipt : undefined;
};

const transactionAt = async (endpoint: Endpoint, hash: Hex): Promise<"mined" | "waiting" | undefined> => {
  const found = (await endpoint.request({ method: "eth_getTransactionByHash", params: [hash] })) as {
    hash?: unknown;
    blockNumber?: unknown;
  } | null;
  if (found?.hash !== hash) return undefined;
  return found.blockNumber === null || found.blockNumber === undefined ? "waiting" : "mined";
};

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

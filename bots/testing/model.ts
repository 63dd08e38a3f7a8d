import {
  type Abi,
  type Address,
  ContractFunctionRevertedError,
  encodeFunctionData,
  type Hex,
  type PublicClient,
  stringToHex,
  zeroAddress,
} from "viem";
import type { Head } from "../../sdk/reads/head.ts";
import { type WorkState, workStates } from "../../sdk/work.ts";
import type { HintPage } from "../hints.ts";
import type { IndexQueries, IndexReader } from "../index-reader.ts";

/** What a contract answers, by the name of its function. */
export type ModelContract = Record<string, (...args: never[]) => unknown>;

/** What reads a chain in tests: contracts by address in lower case, and the time of the newest block. */
export type ModelChain = { contracts: Record<string, ModelContract>; now: () => number };

/** A contract refuses without a reason, or is not there. */
export const refusal = (functionName: string) =>
  new ContractFunctionRevertedError({ abi: [], data: "0x", functionName });

type ModelMulticall = { contracts: readonly ModelCall[]; allowFailure: boolean };

type ModelCall = { abi: Abi; address: Address; functionName: string; args?: readonly unknown[] };

/** Answers reads as a node would; what the model does not know reverts. Arguments must fit the contract's ABI. */
export const clientOf = ({ contracts, now }: ModelChain): PublicClient => {
  const readContract = async (call: ModelCall) => {
    encodeFunctionData(call);
    const answer = contracts[call.address.toLowerCase()]?.[call.functionName];
    if (answer === undefined) throw refusal(call.functionName);
    return answer(...((call.args ?? []) as never[]));
  };
  const multicall = async ({ contracts: calls, allowFailure }: ModelMulticall) => {
    if (!allowFailure) return Promise.all(calls.map(readContract));
    // A client takes arguments that do not fit for a failure of the contract.
    for (const call of calls) encodeFunctionData(call);
    const answers = await Promise.allSettled(calls.map(readContract));
    return answers.map(({ status }) => ({ status: status === "fulfilled" ? "success" : "failure" }));
  };
  const getBlock = async () => ({ number: 1n, hash: "0x00" as Hex, timestamp: BigInt(now()) });
  return { readContract, multicall, getBlock } as unknown as PublicClient;
};

export type ModelSource = { address: Address; kinds: readonly string[]; misses?: number; quarantinedUntil?: number };

export type ModelGateway = {
  /** by place; undefined where none is listed */
  sources: readonly (ModelSource | undefined)[];
  /** kinds that are stopped, at all sources */
  paused?: readonly string[] | undefined;
  /** how an item stands, paused or not; may throw */
  statusOf: (kind: string, at: { source: number; subject: bigint }) => ModelStatus;
  /** what a search of all sources finds; left out: nothing */
  nextWork?: (() => { source: number; kind: number; cursor: bigint; ids: readonly bigint[] } | undefined) | undefined;
};

export type ModelStatus = { state: WorkState; dueAt?: number };

/** A gateway's views over the rules of a model. */
export const gatewayOf = ({ sources, paused = [], statusOf, nextWork }: ModelGateway): ModelContract => {
  const kindsOf = (place: number): readonly string[] => sources[place]?.kinds ?? [];
  return {
    sources: () =>
      sources.map((source) => ({
        target: source?.address ?? zeroAddress,
        gasCeiling: 3_500_000,
        kindCount: source?.kinds.length ?? 0,
        pausedKinds: (source?.kinds ?? []).reduce(
          (mask, name, kind) => mask | (paused.includes(name) ? 1 << kind : 0),
          0,
        ),
        misses: source?.misses ?? 0,
        quarantinedUntil: source?.quarantinedUntil ?? 0,
      })),
    kindsOf: (place: bigint) => kindsOf(Number(place)).map((name) => stringToHex(name, { size: 32 })),
    preview: (place: bigint, kind: bigint, ids: readonly bigint[]) => {
      const name = kindsOf(Number(place))[Number(kind)];
      if (name === undefined) throw refusal("preview");
      return ids.map((id) => {
        const { state, dueAt = 0 } = statusOf(name, { source: Number(place), subject: id });
        const shown = state === "due" && paused.includes(name) ? "paused" : state;
        return { ok: shown === "due", state: workStates.indexOf(shown), dueAt };
      });
    },
    nextWork: () => {
      const found = nextWork?.();
      const { source = 0, kind = 0, cursor = 0n, ids = [] } = found ?? {};
      return { work: { source, kind }, cursor, ids, isComplete: found === undefined };
    },
  };
};

/** An index that answers what it is told to, true or not. */
export const indexOf = (answers: Partial<Record<keyof IndexQueries, (...args: never[]) => unknown>>): IndexReader => ({
  read: async (_, query) =>
    query(
      Object.fromEntries(
        Object.entries(answers).map(([name, answer]) => [name, async (...args: never[]) => answer(...args)]),
      ) as unknown as IndexQueries,
    ),
  progress: async () => 1n,
});

export const headAt = (timestamp: number): Head => ({ number: 1n, hash: "0x00", timestamp });

/** Throws when an id is none, as encoding it would. */
export const requireHex = (value: string, bytes: number): string => {
  if (!new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`).test(value)) throw new TypeError(`${value} has not ${bytes} bytes`);
  return value.toLowerCase();
};

/** A page of rows that an index has in this order. @param isSame whether two rows have one key */
export const pageOf = <Row>(
  rows: readonly Row[],
  { after, limit }: HintPage<Row>,
  isSame: (a: Row, b: Row) => boolean,
) => {
  const start = after === undefined ? 0 : rows.findIndex((row) => isSame(row, after)) + 1;
  return rows.slice(start, start + limit);
};

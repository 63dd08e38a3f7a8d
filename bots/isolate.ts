import { HttpRequestError, RpcError, RpcRequestError, TimeoutError, BaseError as ViemError } from "viem";
import { BaseError, decodeRefusal } from "../sdk/errors/index.ts";
import type { Log } from "./log.ts";

/**
 * Reads that one bad item cannot stop: what cannot be read is undefined, the rest is answered. Only when nothing could
 * be read because the node does not answer, its failure is thrown: then no item is at fault.
 */
export type Isolation = {
  /** Asks for each item alone. */
  each<I, T>(items: readonly I[], read: (item: I) => Promise<T>): Promise<(T | undefined)[]>;
  /** Asks for all at once, and for each alone if one of them makes that fail. `read` answers in the order asked. */
  together<I, T>(items: readonly I[], read: (items: readonly I[]) => Promise<readonly T[]>): Promise<(T | undefined)[]>;
};

/** A read of several items gave another number of answers than it was asked for. */
class AnswerCountError extends BaseError {
  override readonly name = "AnswerCountError";

  constructor(asked: number, answered: number) {
    super(`Asked for ${asked} items, the node answered ${answered}. Ask another endpoint.`);
  }
}

/** @param log told of each item that was left out, once until it can be read again */
export const createIsolation = (log: Log, keeper: string): Isolation => {
  const told = new Set<string>();

  const tell = (item: unknown, error: unknown): void => {
    const name = nameOf(item);
    if (told.has(name)) return;
    told.add(name);
    log.warn({ keeper, item: name, err: error }, "cannot be read and is left out; the rest goes on");
  };

  const each = async <I, T>(items: readonly I[], read: (item: I) => Promise<T>): Promise<(T | undefined)[]> => {
    const results = await Promise.allSettled(items.map(async (item) => read(item)));
    const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    const fault = failures.length === items.length ? failures.find(isNodeFault) : undefined;
    if (fault !== undefined) throw fault;
    return results.map((result, index) => {
      if (result.status === "rejected") {
        tell(items[index], result.reason);
        return undefined;
      }
      told.delete(nameOf(items[index]));
      return result.value;
    });
  };

  const together = async <I, T>(
    items: readonly I[],
    read: (items: readonly I[]) => Promise<readonly T[]>,
  ): Promise<(T | undefined)[]> => {
    if (items.length === 0) return [];
    const readAll = async (some: readonly I[]): Promise<readonly T[]> => {
      const answers = await read(some);
      if (answers.length !== some.length) throw new AnswerCountError(some.length, answers.length);
      return answers;
    };
    try {
      return [...(await readAll(items))];
    } catch (error) {
      if (isNodeFault(error)) throw error;
      return each(items, async (item) => (await readAll([item]))[0] as T);
    }
  };

  return { each, together };
};

/** Whether a node did not answer. A contract's refusal is an answer; what never reached a node is the item's own fault. */
const isNodeFault = (error: unknown): boolean =>
  decodeRefusal(error) === undefined && error instanceof ViemError && error.walk(isTransportError) !== null;

const isTransportError = (error: unknown): boolean =>
  [HttpRequestError, TimeoutError, RpcError, RpcRequestError].some((kind) => error instanceof kind);

/** Of a work its key; of anything else its content. */
const nameOf = (item: unknown): string => {
  if (typeof item === "object" && item !== null && "key" in item) return String(item.key);
  return JSON.stringify(item, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
};

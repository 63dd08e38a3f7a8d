import type { Address, PublicClient } from "viem";
import { BaseError } from "../errors/base.ts";
import { idsOfRegistrar } from "../investors.ts";
import { readInvestors } from "./investors.ts";

export type FreeIdsParameters = {
  registrar: Address;
  /** how many */
  count: number;
  /** ids that the caller has given or keeps for calls that wait: gaps in their runs are filled first */
  begun?: readonly number[] | undefined;
  /** a number from 0 to below 1 */
  random?: (() => number) | undefined;
};

/** A registrar that says of every place that it is taken. */
export class NoFreeIdsError extends BaseError {
  override readonly name = "NoFreeIdsError";

  constructor(registrar: Address) {
    super(`${registrar} has no free ids at ${maxTries} random places. Look whether it is the registrar that you mean.`);
  }
}

const maxTries = 50;

/** Storage words are shared by three neighbours at the registrar and by eight at issuers: a run fills whole words of both. */
const wordSizes = [3, 8] as const;
export const idsOfRun = 24;

/** runs at most in one question to the node */
const runsAtOnce = 20;
const runs = Math.floor(idsOfRegistrar / idsOfRun);

/**
 * Ids that the registrar has given to nobody, as neighbours. The rest of a batch begins a run at a random place: authorities that
 * register side by side seldom choose the same, and an id that was taken meanwhile is refused with nothing half done.
 * @throws NoFreeIdsError
 */
export const readFreeIds = async (
  client: PublicClient,
  { registrar, count, begun = [], random = randomNumber }: FreeIdsParameters,
): Promise<number[]> => {
  const kept = new Set(begun);
  const isFree = async (ids: readonly number[]): Promise<number[]> => {
    const investors = await readInvestors(client, { registrar, ids });
    return ids.filter((id, place) => id !== 0 && !kept.has(id) && investors[place]?.country === 0);
  };

  const gaps = await isFree([...new Set(begun.map(runOf))].flatMap(idsIn));
  const words = new Set(begun.flatMap(wordsOf));
  const chosen = fullestFirst(gaps, words).slice(0, count);
  for (let vain = 0; chosen.length < count; ) {
    if (vain === maxTries) throw new NoFreeIdsError(registrar);
    const wanted = Math.min(runsAtOnce, Math.ceil((count - chosen.length) / idsOfRun));
    const first = 1 + Math.floor(random() * (runs - wanted - 1));
    const ids = Array.from({ length: wanted }, (_, place) => first + place).flatMap(idsIn);
    // A run that anybody has begun is left to whoever began it.
    if ((await isFree(ids)).length < ids.length) {
      vain += 1;
      continue;
    }
    const taken = ids.slice(0, count - chosen.length);
    for (const id of taken) kept.add(id);
    chosen.push(...taken);
  }
  return chosen;
};

const runOf = (id: number): number => Math.floor(id / idsOfRun);
const idsIn = (run: number): number[] => Array.from({ length: idsOfRun }, (_, place) => run * idsOfRun + place);

/** Names of the storage words in which an investor stands. */
const wordsOf = (id: number): string[] => wordSizes.map((size) => `${size}:${Math.floor(id / size)}`);

/** Whose words are begun come first, the lower id before the higher. */
const fullestFirst = (ids: readonly number[], begun: ReadonlySet<string>): number[] => {
  const fullness = (id: number): number => wordsOf(id).filter((word) => begun.has(word)).length;
  return [...ids].sort((a, b) => fullness(b) - fullness(a) || a - b);
};

/** Nobody else can tell it ahead. */
const randomNumber = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

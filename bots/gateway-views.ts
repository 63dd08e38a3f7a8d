import type { Address, PublicClient } from "viem";
import { BaseError } from "../sdk/errors/index.ts";
import { type ListedSource, readPreview, readSources } from "../sdk/reads/gateway.ts";
import type { Deployment } from "../sdk/types.ts";
import type { WorkAt, WorkState } from "../sdk/work.ts";
import type { Isolation } from "./isolate.ts";
import type { Standing } from "./keeper.ts";

// How keepers ask the KeeperGateway what is due: docs/decisions/0020-work-sources.md, "Our own keepers".

/** One item of work: the source that owes it, and its id there. */
export type WorkName = { contract: Address; subject: bigint };

/** What the gateway says of one item. */
export type Word = {
  /** `unserved`: the gateway does not list this source */
  state: WorkState | "unserved";
  /** Unix time; undefined if no time decides */
  dueAt: number | undefined;
  /** why somebody must let it go on, if so */
  held: string | undefined;
};

export type GatewayViews = {
  /** In the order asked; undefined where an item has no such name, or the gateway cannot say. */
  wordsOn<T>(kind: string, items: readonly T[], nameOf: (item: T) => WorkName): Promise<(Word | undefined)[]>;
  /** Why no work of this kind may be done at a source now; undefined if it may. */
  heldAt(kind: string, contract: Address): Promise<string | undefined>;
  /** Those of the contracts that the gateway lists with this kind of work. */
  served(kind: string, contracts: readonly Address[]): Promise<Address[]>;
};

export type GatewayViewsParameters = {
  client: PublicClient;
  deployment: Pick<Deployment, "gateway">;
  isolation: Isolation;
};

/** ids in one question: 100 lots take 1,300,000 gas (measured), and nodes answer calls of 10,000,000 and more */
const previewSize = 100;
const idBits = 256n;

/** The gateway's views for keepers. One item that cannot be read is no harm to the others. */
export const createGatewayViews = ({ client, deployment, isolation }: GatewayViewsParameters): GatewayViews => {
  const { gateway } = deployment;

  /** Answers of one source, in the order asked. */
  const wordsAt = async (place: WorkAt, kind: string, ids: readonly bigint[]): Promise<(Word | undefined)[]> => {
    const pages = await Promise.all(
      chunksOf(ids, previewSize).map((page) =>
        isolation.together(page, (some) => readPreview(client, { gateway, ...place, ids: some })),
      ),
    );
    return pages.flat().map((outlook) => outlook && wordOf(gateway, kind, outlook));
  };

  return {
    wordsOn: async (kind, items, nameOf) => {
      if (items.length === 0) return [];
      const places = placesOf(await readSources(client, { gateway }), kind);
      const names = await isolation.each(items, async (item) => checkedName(nameOf(item)));
      const answers: (Word | undefined)[] = names.map((name) =>
        name !== undefined && !places.has(name.contract.toLowerCase())
          ? unservedWord(deployment, name.contract)
          : undefined,
      );
      await Promise.all(
        [...places].map(async ([contract, place]) => {
          const asked = names.flatMap((name, index) =>
            name?.contract.toLowerCase() === contract ? [{ index, id: name.subject }] : [],
          );
          const words = await wordsAt(
            place,
            kind,
            asked.map(({ id }) => id),
          );
          asked.forEach(({ index }, position) => {
            answers[index] = words[position];
          });
        }),
      );
      return answers;
    },
    heldAt: (kind, contract) => readHold(client, deployment, kind, contract),
    served: async (kind, contracts) => {
      const places = placesOf(await readSources(client, { gateway }), kind);
      return contracts.filter((contract) => places.has(contract.toLowerCase()));
    },
  };
};

/** What the gateway says of one item, for people who ask. @throws what the node or the gateway fails with */
export const readWord = async (
  client: PublicClient,
  deployment: Pick<Deployment, "gateway">,
  kind: string,
  { contract, subject }: WorkName,
): Promise<Word> => {
  const { gateway } = deployment;
  const place = placesOf(await readSources(client, { gateway }), kind).get(contract.toLowerCase());
  if (place === undefined) return unservedWord(deployment, contract);
  const [outlook] = await readPreview(client, { gateway, ...place, ids: [subject] });
  return wordOf(gateway, kind, outlook ?? { state: "unknown", dueAt: undefined });
};

/** Why no work of this kind may be done at a source now; undefined if it may. */
export const readHold = async (
  client: PublicClient,
  deployment: Pick<Deployment, "gateway">,
  kind: string,
  contract: Address,
): Promise<string | undefined> => {
  const { gateway } = deployment;
  const place = placesOf(await readSources(client, { gateway }), kind).get(contract.toLowerCase());
  if (place === undefined) return unservedWord(deployment, contract).held;
  return place.isPaused ? pausedText(gateway, kind) : undefined;
};

/** What a keeper makes of a word, where the gateway's word is all that counts. */
export const standingOf = (word: Word | undefined): Standing => {
  if (word === undefined) return "early";
  if (word.held !== undefined) return { held: word.held };
  switch (word.state) {
    case "due":
      return "due";
    // Nothing is left to do for a keeper: what is withheld is for people.
    case "done":
    case "withheld":
      return "done";
    case "unknown":
      return { void: "the chain knows no such work any more" };
    default:
      return "early";
  }
};

/** No item of work has this id. */
class WorkNameError extends BaseError {
  override readonly name = "WorkNameError";

  constructor({ contract, subject }: WorkName) {
    super(`${subject} is no id of work at ${contract}. Ids are from 0 to 2^256 - 1.`);
  }
}

type Place = WorkAt & { isPaused: boolean };

/** Where the gateway lists each source (lower case) that has this kind of work. Read anew each time: a reorganisation
 * can give a place to another one. */
const placesOf = (sources: readonly ListedSource[], kind: string): ReadonlyMap<string, Place> =>
  new Map(
    sources.flatMap(({ source, address, kinds }) =>
      kinds.flatMap(({ name, isPaused }, number): [string, Place][] =>
        name === kind ? [[address.toLowerCase(), { source, kind: number, isPaused }]] : [],
      ),
    ),
  );

const checkedName = (name: WorkName): WorkName => {
  if (name.subject >= 0n && name.subject < 1n << idBits) return name;
  throw new WorkNameError(name);
};

const wordOf = (
  gateway: Address,
  kind: string,
  { state, dueAt }: Pick<Word, "dueAt"> & { state: WorkState },
): Word => ({
  state,
  dueAt,
  held: state === "paused" ? pausedText(gateway, kind) : undefined,
});

const pausedText = (gateway: Address, kind: string): string =>
  `paused on chain: the gateway ${gateway} stops work of the kind ${kind}`;

const unservedWord = ({ gateway }: Pick<Deployment, "gateway">, contract: Address): Word => ({
  state: "unserved",
  dueAt: undefined,
  held: `the gateway ${gateway} does not list ${contract}; an authority of the issuer must add it (addSource)`,
});

/** In their order, `size` at most in each. */
export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));

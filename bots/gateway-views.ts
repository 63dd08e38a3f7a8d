import type { Address, Hex, PublicClient } from "viem";
import { BaseError } from "../sdk/errors/index.ts";
import { readGatewayModules, readIsPaused, readPreview } from "../sdk/reads/gateway.ts";
import { readRegistrarPlace } from "../sdk/reads/investors.ts";
import type { Deployment } from "../sdk/types.ts";
import { type ModuleFamily, type WorkKind, type WorkState, workIdOf } from "../sdk/work.ts";
import type { Isolation } from "./isolate.ts";
import type { Standing } from "./keeper.ts";

// How keepers ask the KeeperGateway what is due: docs/decisions/0014, "Our own keepers".

/** Kinds whose work an id names by itself. A payment's id needs a place in the roster: the runner asks its module. */
export type ViewedKind = Exclude<WorkKind, "pay">;

/** A piece of work, by the contract at which it is done: a lot, a distribution, an investor (as a number). */
export type WorkName = { contract: Address; subject: bigint };

/** The gateway's word on a piece of work. */
export type Word = {
  /** `unserved`: the gateway says nothing of this contract */
  state: WorkState | "unserved";
  /** Unix time; undefined if no time decides */
  dueAt: number | undefined;
  /** why somebody must let it go on, if so */
  held: string | undefined;
};

export type GatewayViews = {
  /** In the order asked; undefined where an item has no such name, or the gateway cannot say. */
  wordsOn<T>(kind: ViewedKind, items: readonly T[], nameOf: (item: T) => WorkName): Promise<(Word | undefined)[]>;
  /** Why no work of this kind may be done at a contract now; undefined if it may. */
  heldAt(kind: WorkKind, contract: Address): Promise<string | undefined>;
  /** Those of the contracts that the gateway serves for this kind. */
  served(kind: WorkKind, contracts: readonly Address[]): Promise<Address[]>;
};

export type GatewayViewsParameters = {
  client: PublicClient;
  deployment: Pick<Deployment, "gateway" | "issuer" | "registrar">;
  isolation: Isolation;
};

/** ids in one question: 100 lots take 1,300,000 gas (measured), and nodes answer calls of 10,000,000 and more */
const previewSize = 100;

/** The gateway's views for keepers. One item that cannot be read is no harm to the others. */
export const createGatewayViews = ({ client, deployment, isolation }: GatewayViewsParameters): GatewayViews => {
  const { gateway } = deployment;

  const wordsOn: GatewayViews["wordsOn"] = async (kind, items, nameOf) => {
    if (items.length === 0) return [];
    const sources = await readSources(client, deployment, kind);
    const asked = await isolation.each(items, async (item): Promise<bigint | Word> => {
      const { contract, subject } = nameOf(item);
      const source = sources.get(contract.toLowerCase());
      return source === undefined ? unservedWord(deployment, kind, contract) : workIdOf(source, subject);
    });
    const ids = asked.filter((entry) => typeof entry === "bigint");
    const pages = await Promise.all(
      chunksOf(ids, previewSize).map((page) =>
        isolation.together(page, (some) => readPreview(client, { gateway, kind, ids: some })),
      ),
    );
    const outlooks = pages.flat();
    let next = 0;
    return asked.map((entry) => {
      if (typeof entry !== "bigint") return entry;
      const outlook = outlooks[next++];
      if (outlook === undefined) return undefined;
      const { state, dueAt } = outlook;
      return { state, dueAt, held: state === "paused" ? pausedText(gateway, kind) : undefined };
    });
  };

  return {
    wordsOn,
    heldAt: (kind, contract) => readHold(client, deployment, kind, contract),
    served: async (kind, contracts) => {
      const sources = await readSources(client, deployment, kind);
      return contracts.filter((contract) => sources.has(contract.toLowerCase()));
    },
  };
};

/** The word on one piece of work, for people who ask. @throws what the node or the gateway fails with */
export const readWord = async (
  client: PublicClient,
  deployment: GatewayViewsParameters["deployment"],
  kind: ViewedKind,
  { contract, subject }: WorkName,
): Promise<Word> => {
  const { gateway } = deployment;
  const source = (await readSources(client, deployment, kind)).get(contract.toLowerCase());
  if (source === undefined) return unservedWord(deployment, kind, contract);
  const [outlook] = await readPreview(client, { gateway, kind, ids: [workIdOf(source, subject)] });
  const { state, dueAt } = outlook ?? { state: "unknown", dueAt: undefined };
  return { state, dueAt, held: state === "paused" ? pausedText(gateway, kind) : undefined };
};

/** Why no work of this kind may be done at a contract now; undefined if it may. */
export const readHold = async (
  client: PublicClient,
  deployment: GatewayViewsParameters["deployment"],
  kind: WorkKind,
  contract: Address,
): Promise<string | undefined> => {
  const { gateway } = deployment;
  const [sources, isPaused] = await Promise.all([
    readSources(client, deployment, kind),
    readIsPaused(client, { gateway, kind }),
  ]);
  if (!sources.has(contract.toLowerCase())) return unservedWord(deployment, kind, contract).held;
  return isPaused ? pausedText(gateway, kind) : undefined;
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

/** No investor has this id. */
class InvestorIdError extends BaseError {
  override readonly name = "InvestorIdError";

  constructor(id: string) {
    super(`"${id}" is no investor's id. It has 12 bytes: 0x and 24 hex digits.`);
  }
}

/** An investor's id as the number in a work's name. @throws InvestorIdError if it has not 12 bytes */
export const investorNumber = (id: Hex): bigint => {
  if (/^0x[0-9a-fA-F]{24}$/.test(id)) return BigInt(id);
  throw new InvestorIdError(id);
};

/** The work's contract is listed there; of `sync`, where the issuer itself is the only one, always. */
const families = {
  release: "lockup",
  open: "distribution",
  pay: "distribution",
  close: "distribution",
} as const satisfies Partial<Record<WorkKind, ModuleFamily>>;

/** Where the gateway's ids place each contract (lower case) that it serves for this kind. Read anew each time: a
 * reorganisation can give a place to another one. */
const readSources = async (
  client: PublicClient,
  { gateway, issuer, registrar }: GatewayViewsParameters["deployment"],
  kind: WorkKind,
): Promise<ReadonlyMap<string, number>> => {
  if (kind === "sync") return new Map([[issuer.toLowerCase(), 0]]);
  if (kind === "expire") {
    const place = await readRegistrarPlace(client, { issuer, registrar });
    return new Map(place === undefined ? [] : [[registrar.toLowerCase(), place]]);
  }
  const modules = await readGatewayModules(client, { gateway, family: families[kind] });
  return new Map(modules.map((module, source) => [module.toLowerCase(), source]));
};

const pausedText = (gateway: Address, kind: WorkKind): string =>
  `paused on chain: the gateway ${gateway} stops work of the kind ${kind}`;

const unservedWord = (
  { gateway, issuer }: GatewayViewsParameters["deployment"],
  kind: WorkKind,
  contract: Address,
): Word => {
  const held =
    kind === "expire"
      ? `the issuer ${issuer} does not accept the registrar ${contract}`
      : `the gateway ${gateway} does not serve ${contract}; an authority of the issuer must add it (addModule)`;
  return { state: "unserved", dueAt: undefined, held };
};

/** In their order, `size` at most in each. */
export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));

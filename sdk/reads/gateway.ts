import { type Address, type PublicClient, zeroAddress } from "viem";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { kindNameOf, type WorkAt, type WorkState, workStates } from "../work.ts";

/** A contract that owes work, as the gateway lists it. */
export type ListedSource = {
  /** place in the list */
  source: number;
  address: Address;
  /** gas that one call to it may use */
  gasCeiling: number;
  /** in the order of their numbers */
  kinds: readonly { name: string; isPaused: boolean }[];
  /** runs without effect in a row */
  misses: number;
  /** Unix time from which networks are offered its work again; zero: they are */
  quarantinedUntil: number;
};

/** What became of one item. */
export type Outlook = {
  id: bigint;
  /** whether `run` would try it now */
  ok: boolean;
  state: WorkState;
  /** Unix time; undefined if no time decides */
  dueAt: number | undefined;
};

/** The sources that a gateway lists. */
export const readSources = async (
  client: PublicClient,
  { gateway }: { gateway: Address },
): Promise<readonly ListedSource[]> => {
  const entries = await client.readContract({ address: gateway, abi: keeperGatewayAbi, functionName: "sources" });
  const listed = entries.map((entry, source) => ({ ...entry, source })).filter(({ target }) => target !== zeroAddress);
  return Promise.all(
    listed.map(async ({ target, source, gasCeiling, pausedKinds, misses, quarantinedUntil }) => {
      const names = await client.readContract({
        address: gateway,
        abi: keeperGatewayAbi,
        functionName: "kindsOf",
        args: [BigInt(source)],
      });
      const kinds = names.map((word, kind) => ({
        name: kindNameOf(word),
        isPaused: ((pausedKinds >> kind) & 1) === 1,
      }));
      return { source, address: target, gasCeiling, kinds, misses, quarantinedUntil };
    }),
  );
};

export type Page = {
  /** what the page before returned; left out: the beginning */
  cursor?: bigint | undefined;
  /** how many candidates are examined */
  limit: bigint;
};

/** Due work of one kind on one page, in ascending order. The cursor is undefined at the end. */
export const readDueWork = async (
  client: PublicClient,
  { gateway, source, kind, cursor = 0n, limit }: { gateway: Address } & WorkAt & Page,
): Promise<{ ids: readonly bigint[]; nextCursor: bigint | undefined }> => {
  const [ids, next] = await client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "due",
    args: [BigInt(source), BigInt(kind), cursor, limit],
  });
  return { ids, nextCursor: next === 0n ? undefined : next };
};

/** What `run` would make of each id now. */
export const readPreview = async (
  client: PublicClient,
  { gateway, source, kind, ids }: { gateway: Address } & WorkAt & { ids: readonly bigint[] },
): Promise<Outlook[]> => {
  const outlooks = await client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "preview",
    args: [BigInt(source), BigInt(kind), ids],
  });
  return outlooks.map(({ ok, state, dueAt }, index) => ({
    id: ids[index] as bigint,
    ok,
    state: workStates[state] ?? "unknown",
    dueAt: dueAt === 0 ? undefined : dueAt,
  }));
};

/** What a network is offered next. */
export type NextWork =
  | { found: "work"; work: WorkAt; ids: readonly bigint[] }
  /** everything was examined to its end */
  | { found: "nothing" }
  /** gas ended the search, or a source did not answer: what lies from there on was not examined */
  | { found: "cut short"; work: WorkAt; cursor: bigint };

/** @param gas that the node gives to the question; networks ask with 10,000,000 and more */
export const readNextWork = async (
  client: PublicClient,
  { gateway, gas }: { gateway: Address; gas?: bigint | undefined },
): Promise<NextWork> => {
  const { work, ids, cursor, isComplete } = await client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "nextWork",
    ...(gas === undefined ? {} : { gas }),
  });
  if (isComplete) return { found: "nothing" };
  return ids.length > 0 ? { found: "work", work, ids } : { found: "cut short", work, cursor };
};

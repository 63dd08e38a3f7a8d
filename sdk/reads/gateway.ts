import type { Address, PublicClient } from "viem";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { kindNumber, type ModuleFamily, moduleFamilies, type WorkKind, type WorkState, workStates } from "../work.ts";

export type WorkAt = {
  gateway: Address;
  kind: WorkKind;
};

export type Page = {
  /** what the page before returned; left out: the beginning */
  cursor?: bigint | undefined;
  /** how many things are looked at */
  limit: bigint;
};

/** Where a piece of work stands. */
export type Outlook = {
  id: bigint;
  /** whether `run` would try it now */
  ok: boolean;
  state: WorkState;
  /** Unix time; undefined if no time decides */
  dueAt: number | undefined;
};

/** Due work on one page, in ascending order. The cursor is undefined at the end. */
export const readDueWork = async (
  client: PublicClient,
  { gateway, kind, cursor = 0n, limit }: WorkAt & Page,
): Promise<{ ids: readonly bigint[]; nextCursor: bigint | undefined }> => {
  const [ids, next] = await client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "due",
    args: [kindNumber(kind), cursor, limit],
  });
  return { ids, nextCursor: next === 0n ? undefined : next };
};

/** The earliest time (Unix) at which something on the page is due, past if it is due now; undefined if none is known. */
export const readNextDueAt = async (
  client: PublicClient,
  { gateway, kind, cursor = 0n, limit }: WorkAt & Page,
): Promise<{ dueAt: number | undefined; nextCursor: bigint | undefined }> => {
  const [dueAt, next] = await client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "nextDueAt",
    args: [kindNumber(kind), cursor, limit],
  });
  return { dueAt: dueAt === 0 ? undefined : dueAt, nextCursor: next === 0n ? undefined : next };
};

/** What `run` would make of each id now. */
export const readPreview = async (
  client: PublicClient,
  { gateway, kind, ids }: WorkAt & { ids: readonly bigint[] },
): Promise<Outlook[]> => {
  const outlooks = await client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "preview",
    args: [kindNumber(kind), ids],
  });
  return outlooks.map(({ ok, state, dueAt }, index) => ({
    id: ids[index] as bigint,
    ok,
    state: workStates[state] ?? "unknown",
    dueAt: dueAt === 0 ? undefined : dueAt,
  }));
};

/** Modules of a family by their source; the zero address where one was removed. */
export const readGatewayModules = (
  client: PublicClient,
  { gateway, family }: { gateway: Address; family: ModuleFamily },
): Promise<readonly Address[]> =>
  client.readContract({
    address: gateway,
    abi: keeperGatewayAbi,
    functionName: "modulesOf",
    args: [moduleFamilies.indexOf(family)],
  });

/** Whether work of this kind is stopped at the gateway. */
export const readIsPaused = (client: PublicClient, { gateway, kind }: WorkAt): Promise<boolean> =>
  client.readContract({ address: gateway, abi: keeperGatewayAbi, functionName: "isPaused", args: [kindNumber(kind)] });

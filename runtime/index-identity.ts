import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createPublicClient, fallback, type Hex, http } from "viem";
import type { Deployment } from "../sdk/types.ts";
import { PROJECT_ROOT } from "./binaries.ts";
import { RuntimeError } from "./errors.ts";

/** The endpoints answer for another chain than the deployment record names, or lack its first block. */
export class WrongChainError extends RuntimeError {
  override readonly name: string = "WrongChainError";
}

/** The schema of stable views over whichever tables are current. Readers use this one. */
export const VIEWS_SCHEMA = "register";

/** The hash of the deployment's first block: a chain's identity. */
export const readStartHash = async (rpcUrls: readonly string[], deployment: Deployment): Promise<Hex> => {
  const { chainId, startBlock } = deployment;
  const client = connect(rpcUrls);
  const answered = await client.getChainId();
  if (answered !== chainId) {
    throw new WrongChainError(
      `RPC_URLS answer for chain ${answered}, the deployment record is of chain ${chainId}. Set the one that fits.`,
    );
  }
  const head = await client.getBlockNumber({ cacheTime: 0 });
  if (head < BigInt(startBlock)) {
    throw new WrongChainError(
      `The chain ends at block ${head}, before the deployment's block ${startBlock}: it is another chain. Deploy again.`,
    );
  }
  const { hash } = await client.getBlock({ blockNumber: BigInt(startBlock) });
  return hash;
};

/** The number of the newest block. */
export const readChainHead = (rpcUrls: readonly string[]): Promise<bigint> =>
  connect(rpcUrls).getBlockNumber({ cacheTime: 0 });

const connect = (rpcUrls: readonly string[]) =>
  createPublicClient({ transport: fallback(rpcUrls.map((url) => http(url, { timeout: 5_000 }))) });

/** One database per chain instance: rows of a chain that was thrown away never mix with those of the next. */
export const indexDatabaseName = (startHash: Hex): string => `scrip_index_${startHash.slice(2, 10)}`;

/** A schema per state of what decides the rows: Ponder refuses to continue tables that other handlers have filled. */
export const indexSchemaName = (deploymentPath: string): string => {
  const hash = createHash("sha256");
  const roots = ["ponder.config.ts", "ponder.schema.ts", "package-lock.json"].map((name) => join(PROJECT_ROOT, name));
  const handlers = filesBelow(join(PROJECT_ROOT, "src", "indexer"));
  const abis = filesBelow(join(PROJECT_ROOT, "abis"));
  for (const file of [...roots, ...handlers, ...abis, resolve(deploymentPath)])
    hash.update(readFileSync(file)).update("\0");
  return `r${hash.digest("hex").slice(0, 12)}`;
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

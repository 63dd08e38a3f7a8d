import type { Hex, PublicClient } from "viem";

/** The newest block. Its timestamp is the clock by which everything is due or not. */
export type Head = {
  number: bigint;
  hash: Hex;
  /** Unix time, seconds */
  timestamp: number;
};

export const readHead = async (client: PublicClient): Promise<Head> => {
  const { number, hash, timestamp } = await client.getBlock({ blockTag: "latest" });
  return { number, hash, timestamp: Number(timestamp) };
};

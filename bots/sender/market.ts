import type { PublicClient } from "viem";
import type { Market } from "./fees.ts";

/** What the newest block and the nodes say of fees. */
export const readMarket = async (client: PublicClient): Promise<Market> => {
  const [block, tip] = await Promise.all([
    client.getBlock({ blockTag: "latest" }),
    client.estimateMaxPriorityFeePerGas({ chain: null }),
  ]);
  return { baseFee: block.baseFeePerGas ?? 0n, tip };
};

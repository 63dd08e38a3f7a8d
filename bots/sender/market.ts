import type { PublicClient } from "viem";
import type { Market } from "./fees.ts";
import { transferGas } from "./gas.ts";

export type Terms = Market & {
  /** gas that one block may hold; undefined where the node gives no sensible one */
  blockGas: bigint | undefined;
};

/** What the newest block and the nodes say of fees, and of how much a block holds. */
export const readMarket = async (client: PublicClient): Promise<Terms> => {
  const [block, tip] = await Promise.all([
    client.getBlock({ blockTag: "latest" }),
    client.estimateMaxPriorityFeePerGas({ chain: null }),
  ]);
  const blockGas = block.gasLimit >= transferGas ? block.gasLimit : undefined;
  return { baseFee: block.baseFeePerGas ?? 0n, tip, blockGas };
};

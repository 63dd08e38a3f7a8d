import type { Address, PublicClient } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";

export type Lot = {
  lotId: bigint;
  account: Address;
  /** first second (Unix time) at which the amount may be sent */
  lockupEnd: number;
  released: boolean;
  /** smallest units */
  amount: bigint;
};

export type ReadLotsParameters = {
  lockup: Address;
  lotIds: readonly bigint[];
};

/** The lots as the module keeps them; an unknown lot rejects. */
export const readLots = (client: PublicClient, { lockup, lotIds }: ReadLotsParameters): Promise<Lot[]> =>
  Promise.all(
    lotIds.map(async (lotId) => ({
      lotId,
      ...(await client.readContract({ address: lockup, abi: lockupModuleAbi, functionName: "getLot", args: [lotId] })),
    })),
  );

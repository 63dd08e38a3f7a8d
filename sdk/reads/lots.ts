import type { Address, PublicClient } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { decodeRefusal } from "../errors/index.ts";

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

/** The lots as the module keeps them; undefined where it knows no such lot. */
export const readLots = (client: PublicClient, { lockup, lotIds }: ReadLotsParameters): Promise<(Lot | undefined)[]> =>
  Promise.all(lotIds.map((lotId) => readLot(client, lockup, lotId)));

const readLot = async (client: PublicClient, address: Address, lotId: bigint): Promise<Lot | undefined> => {
  try {
    const lot = await client.readContract({ address, abi: lockupModuleAbi, functionName: "getLot", args: [lotId] });
    return { lotId, ...lot };
  } catch (error) {
    if (decodeRefusal(error)?.name === "LockupModule_UnknownLot") return undefined;
    throw error;
  }
};

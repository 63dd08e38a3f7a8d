import { type Address, type PublicClient, zeroAddress } from "viem";
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

/** The lots as the module keeps them; undefined where it knows no such lot. */
export const readLots = (client: PublicClient, { lockup, lotIds }: ReadLotsParameters): Promise<(Lot | undefined)[]> =>
  Promise.all(lotIds.map((lotId) => readLot(client, lockup, lotId)));

const readLot = async (client: PublicClient, address: Address, lotId: bigint): Promise<Lot | undefined> => {
  const lot = await client.readContract({ address, abi: lockupModuleAbi, functionName: "getLot", args: [lotId] });
  // A lot that the module does not know is all zeros, and would look due.
  return lot.account === zeroAddress ? undefined : { lotId, ...lot };
};

import { type Address, type PublicClient, zeroAddress } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { many } from "./many.ts";

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
export const readLots = async (
  client: PublicClient,
  { lockup, lotIds }: ReadLotsParameters,
): Promise<(Lot | undefined)[]> => {
  const at = { address: lockup, abi: lockupModuleAbi, functionName: "getLot" } as const;
  const contracts = lotIds.map((lotId) => ({ ...at, args: [lotId] }) as const);
  const lots = await client.multicall({ ...many, contracts });
  // A lot that the module does not know is all zeros, and would look due.
  return lots.map((lot, place) =>
    lot.account === zeroAddress ? undefined : { lotId: lotIds[place] as bigint, ...lot },
  );
};

import { type Address, type Hex, isAddressEqual, type PublicClient, zeroAddress } from "viem";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";

export type IdsAt = {
  /** registrar or issuer that is asked */
  address: Address;
  ids: readonly Hex[];
};

/** Whether the registrar's `expire` would mark each id now. */
export const readExpirable = (client: PublicClient, { address, ids }: IdsAt): Promise<readonly boolean[]> =>
  client.readContract({ address, abi: kycRegistrarAbi, functionName: "isExpirable", args: [ids] });

/** Whether the issuer's `sync` would move each id's count now. */
export const readSyncable = (client: PublicClient, { address, ids }: IdsAt): Promise<readonly boolean[]> =>
  client.readContract({ address, abi: issuingEntityAbi, functionName: "isSyncable", args: [ids] });

/** The registrar's records; zero values for an unknown id. */
export const readInvestors = (client: PublicClient, { address, ids }: IdsAt) =>
  client.readContract({ address, abi: kycRegistrarAbi, functionName: "getInvestors", args: [ids] });

/** How the issuer counts each investor. */
export const readInvestorStates = (client: PublicClient, { address, ids }: IdsAt) =>
  Promise.all(
    ids.map(async (id) => {
      const [positions, country, rating, restricted] = await client.readContract({
        address,
        abi: issuingEntityAbi,
        functionName: "investorState",
        args: [id],
      });
      return { positions, country, rating, restricted };
    }),
  );

/** An issuer knows so many registrars over its life. */
const maxRegistrars = 32;

/** The place of a registrar at an issuer; undefined if the issuer does not accept it. */
export const readRegistrarPlace = async (
  client: PublicClient,
  { issuer, registrar }: { issuer: Address; registrar: Address },
): Promise<number | undefined> => {
  for (let place = 0; place < maxRegistrars; place += 1) {
    const [known, isAccepted] = await client.readContract({
      address: issuer,
      abi: issuingEntityAbi,
      functionName: "registrarAt",
      args: [place],
    });
    if (isAddressEqual(known, zeroAddress)) return undefined;
    if (isAddressEqual(known, registrar)) return isAccepted ? place : undefined;
  }
  return undefined;
};

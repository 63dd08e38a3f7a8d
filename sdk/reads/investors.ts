import { type Address, isAddressEqual, type PublicClient, zeroAddress } from "viem";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { many } from "./many.ts";

export type InvestorsAt = { registrar: Address; ids: readonly number[] };

/** `keys` as `investorKey` makes them */
export type CountsAt = { issuer: Address; keys: readonly number[] };

/** Whether the registrar's `expire` would mark each id now. */
export const readExpirable = (
  client: PublicClient,
  { registrar: address, ids }: InvestorsAt,
): Promise<readonly boolean[]> =>
  client.readContract({ address, abi: kycRegistrarAbi, functionName: "isExpirable", args: [ids] });

/** Whether the issuer's `sync` would move each investor's count now. */
export const readSyncable = (client: PublicClient, { issuer: address, keys }: CountsAt): Promise<readonly boolean[]> =>
  client.readContract({ address, abi: issuingEntityAbi, functionName: "isSyncable", args: [keys] });

/** The registrar's records; zero values for an unknown id. */
export const readInvestors = (client: PublicClient, { registrar: address, ids }: InvestorsAt) =>
  client.readContract({ address, abi: kycRegistrarAbi, functionName: "getInvestors", args: [ids] });

/** How the issuer counts each investor. */
export const readInvestorStates = async (client: PublicClient, { issuer: address, keys }: CountsAt) => {
  const at = { address, abi: issuingEntityAbi, functionName: "investorState" } as const;
  const states = await client.multicall({ ...many, contracts: keys.map((key) => ({ ...at, args: [key] }) as const) });
  return states.map(([positions, country, rating, restricted]) => ({ positions, country, rating, restricted }));
};

/** An issuer knows so many registrars over its life. */
const maxRegistrars = 32;

/** The registrars that an issuer has known, at their places; some it accepts no more. */
export const readRegistrars = async (client: PublicClient, issuer: Address) => {
  const at = { address: issuer, abi: issuingEntityAbi, functionName: "registrarAt" } as const;
  const contracts = Array.from({ length: maxRegistrars }, (_, place) => ({ ...at, args: [place] }) as const);
  const known = (await client.multicall({ ...many, contracts })).map(([registrar, isAccepted]) => ({
    registrar,
    isAccepted,
  }));
  return known.filter(({ registrar }) => !isAddressEqual(registrar, zeroAddress));
};

/** The place of a registrar at an issuer; undefined if the issuer does not accept it. */
export const readRegistrarPlace = async (
  client: PublicClient,
  { issuer, registrar }: { issuer: Address; registrar: Address },
): Promise<number | undefined> => {
  const known = await readRegistrars(client, issuer);
  const place = known.findIndex((one) => one.isAccepted && isAddressEqual(one.registrar, registrar));
  return place < 0 ? undefined : place;
};

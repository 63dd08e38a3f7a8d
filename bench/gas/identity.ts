/** Who is who: all that cases ask of the registrar and of the issuer about investors. */
import { type Address, encodeFunctionData, keccak256, stringToHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { setInvestorRestriction } from "../../sdk/actions/issuer/setInvestorRestriction.ts";
import { registerInvestors } from "../../sdk/actions/registrar/register.ts";
import { updateInvestors } from "../../sdk/actions/registrar/updateMany.ts";
import type { Call } from "../../sdk/types.ts";

export const [switzerland, germany, america] = [756, 276, 840];
/** An end that no case reaches. */
export const FAR = 4_000_000_000;
const region = stringToHex("ZH", { size: 3 });

/** Anybody, by name: always the same keys. */
export const person = (name: string): PrivateKeyAccount => privateKeyToAccount(keccak256(stringToHex(name)));

export interface Investor {
  readonly id: number;
  readonly country: number;
  readonly rating: number;
  readonly account: Address;
  readonly accounts: readonly Address[];
}

/** Ids in a run, in the order in which people are named, as the sdk gives them: the first word of three and of eight begins here. */
const firstId = 24;
const ids = new Map<string, number>();

const idOf = (name: string): number => {
  const id = ids.get(name) ?? firstId + ids.size;
  ids.set(name, id);
  return id;
};

export const investor = (name: string, country = 756, rating = 1, accounts = 1): Investor => {
  const all = Array.from({ length: accounts }, (_, index) => person(`${name}, account ${index}`).address);
  return { id: idOf(name), country, rating, account: all[0] as Address, accounts: all };
};

/** Investors of one country and rating, with an account each. */
export const investors = (name: string, count: number, country = 756): Investor[] =>
  Array.from({ length: count }, (_, index) => investor(`${name} ${index}`, country));

/** Three investors whose records share a word of the registrar that nobody else is in. */
export const runOfThree = (name: string): Investor[] => {
  while (!ids.has(`${name} 0`) && (firstId + ids.size) % 3 !== 0) idOf(`nobody ${ids.size}`);
  return investors(name, 3);
};

export const register = (registrar: Address, list: readonly Investor[]): Call =>
  registerInvestors({
    registrar,
    registrations: list.map(({ id, country, rating, accounts }) => ({
      ...{
        id,
        identityHash: keccak256(stringToHex(`investor ${id}`)),
        country,
        region,
        rating,
        expiresAt: FAR,
        accounts,
      },
    })),
  });

export const renew = (registrar: Address, list: readonly Investor[], rating: number, expiresAt = FAR): Call =>
  updateInvestors({ registrar, renewals: list.map(({ id }) => ({ id, region, rating, expiresAt })) });

export const freeze = (issuer: Address, { id }: Investor): Call =>
  setInvestorRestriction({ issuer, key: id, restricted: true });

export const restrictAccount = (registrar: Address, { id }: Investor, account: Address): Call => ({
  ...{ to: registrar, value: 0n },
  data: encodeFunctionData({ abi: kycRegistrarAbi, functionName: "restrictAccounts", args: [id, [account]] }),
});

export const addRegistrar = (issuer: Address, registrar: Address): Call => ({
  ...{ to: issuer, value: 0n },
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "addRegistrar", args: [registrar] }),
});

/** How the issuer knows investors of its first registrar, and how its sources of work do. */
export const keysOf = (list: readonly Investor[]): number[] => list.map(({ id }) => id);
export const workIdsOf = (list: readonly Investor[]): bigint[] => list.map(({ id }) => BigInt(id));

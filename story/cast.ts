import { type Address, type Hex, keccak256, type PrivateKeyAccount, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Inputs, InvestorRow, Issuer } from "../sdk/files/index.ts";
import { identityHash } from "../sdk/identity.ts";

/** A person who signs. The key is made from the name: on the embedded chain it guards nothing. */
export type Person = { name: string; account: PrivateKeyAccount };

/** An authority: people and how many of them must agree. */
export type Group = { name: string; threshold: number; members: readonly Person[] };

export type RegistrarGroup = Group & { authority: number; countries: readonly number[] };

export type Investor = InvestorRow & { identityHash: Hex };

export type Cast = {
  owner: Group;
  registrars: readonly RegistrarGroup[];
  custodian: Group;
  treasurer: Person;
  deployer: Person;
  investors: readonly Investor[];
  /** who an account is, in words */
  nameOf: (account: Address) => string;
  /** ids of those who are registered, by `externalId`; see `idOf` */
  ids: Map<string, number>;
  /** who an investor is, in words */
  nameOfId: (id: string) => string;
};

/** The registrar's own authorities are numbered behind its owner, in the order of issuer.json. */
const firstRegistrarAuthority = 2;

/** In production the salt is random and guarded; here two runs must give the same hashes. */
const salt = keccak256(stringToBytes("the story's salt"));

const personOf = (name: string): Person => ({
  name,
  account: privateKeyToAccount(keccak256(stringToBytes(`scrip story: ${name}`))),
});

const groupOf = (
  name: string,
  role: string,
  { threshold, members }: { threshold: number; members: string[] },
): Group => ({
  name,
  threshold,
  members: members.map((member) => ({ ...personOf(`${role}: ${member}`), name: member })),
});

export const castOf = ({ investors, issuer }: Inputs): Cast => {
  const { owner, registrars, custodian } = issuer.authorities;
  const known = investors.map((row) => ({ ...row, identityHash: identityHash(salt, row.identity) }));
  const ids = new Map<string, number>();
  const names = new Map(
    known.flatMap((row) => row.accounts.map((account) => [account.toLowerCase(), labelOf(row, account)])),
  );
  return {
    owner: groupOf(issuer.company, "owner", owner),
    registrars: registrars.map((registrar, index) => ({
      ...groupOf(registrar.name, registrar.name, registrar),
      authority: firstRegistrarAuthority + index,
      countries: registrar.countries.map((country) => country.numeric),
    })),
    custodian: groupOf(custodian.name, "custodian", custodian),
    treasurer: personOf("treasurer"),
    deployer: personOf("deployer"),
    investors: known,
    nameOf: (account) => names.get(account.toLowerCase()) ?? account,
    ids,
    nameOfId: (id) => known.find(({ externalId }) => ids.get(externalId) === Number(id))?.legalName ?? id,
  };
};

/** "Ada Muster", or "Ada Muster (2)" for a second account. */
const labelOf = ({ legalName, accounts }: InvestorRow, account: Address): string => {
  const index = accounts.indexOf(account);
  return index === 0 ? legalName : `${legalName} (${index + 1})`;
};

/** What script/Deploy.s.sol reads. */
export const deployConfigOf = ({ owner, registrars, custodian }: Cast, issuer: Issuer) => ({
  owner: quorumOf(owner),
  // The accounts come from a file: nobody asks them for their consent.
  registrars: registrars.map((group) => ({ ...quorumOf(group), countries: group.countries, imports: true })),
  custodian: quorumOf(custodian),
  token: { name: issuer.token.name, symbol: issuer.token.symbol, decimals: issuer.token.decimals },
  countries: issuer.countries.map((rule) => ({
    country: rule.country.numeric,
    minRating: rule.minRating,
    limits: rule.limits,
  })),
  limits: issuer.limits,
});

const quorumOf = ({ threshold, members }: Group) => ({
  members: members.map(({ account }) => account.address),
  threshold,
});

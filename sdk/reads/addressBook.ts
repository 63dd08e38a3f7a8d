import { type Abi, type Address, isAddressEqual, type PublicClient, parseAbi, zeroAddress } from "viem";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { type AddressBook, bookOf, type ContractKind, contractOf, type KnownContract } from "../describe/book.ts";
import { families } from "../describe/families.ts";
import { quoted } from "../describe/text.ts";
import { isNodeTrouble } from "../errors/index.ts";
import { type Deployment, moduleFamilies } from "../types.ts";
import { readRegistrars } from "./investors.ts";

/** What every module of a token answers (`ITokenModule`). */
const moduleAbi = parseAbi(["function token() view returns (address)"]);
/** accounts whose investors are looked up at once */
const maxAccounts = 200;
/** newest distributions of a module whose money is known by name */
const maxDistributions = 20n;

/** The book with the investors to whom accounts belong, as the registrars say. */
export const withInvestors = async (
  client: PublicClient,
  book: AddressBook,
  addresses: readonly Address[],
): Promise<AddressBook> => {
  const registrars = book.contracts.filter(({ kind }) => kind === "registrar");
  const accounts = addresses.filter((address) => address !== zeroAddress && contractOf(book, address) === undefined);
  const investors = new Map<string, string>();
  await Promise.all(
    accounts.slice(0, maxAccounts).map(async (account) => {
      for (const { address, name } of registrars) {
        const id = await orNothing(
          client.readContract({ address, abi: kycRegistrarAbi, functionName: "investorFor", args: [account] }),
          0,
        );
        if (id === 0) continue;
        investors.set(account.toLowerCase(), registrars.length === 1 ? `${id}` : `${id} of the ${name}`);
        return;
      }
    }),
  );
  return { ...book, investors };
};

/**
 * What the chain knows of an issuer by name: its tokens with their symbols, the modules of each, its registrars, and what
 * distributions are paid in. A contract that is not there has no name.
 */
export const readAddressBook = async (client: PublicClient, deployment: Deployment): Promise<AddressBook> => {
  const { issuer } = deployment;
  const at = { address: issuer, abi: issuingEntityAbi } as const;
  const [tokens, issuerModules, registrars] = await Promise.all([
    orNothing(client.readContract({ ...at, functionName: "tokens" }), [deployment.token]),
    orNothing(client.readContract({ ...at, functionName: "issuerModules" }), []),
    orNothing(readRegistrars(client, issuer), []),
  ]);
  const known = new Set<string>();
  const fresh = (address: Address): boolean =>
    !known.has(address.toLowerCase()) && known.add(address.toLowerCase()) !== undefined;

  const contracts: KnownContract[] = bookOf(deployment).contracts.filter(
    ({ kind, address }) => kind !== "token" && !isFamily(kind) && fresh(address),
  );
  for (const { registrar: address } of registrars.filter(
    ({ registrar, isAccepted }) => isAccepted && fresh(registrar),
  )) {
    contracts.push({ address, kind: "registrar", name: `Registrar ${address}` });
  }
  const described = await Promise.all(
    [deployment.token, ...tokens].filter(fresh).map((token) => readToken(client, token)),
  );
  contracts.push(...withUniqueNames(described.map(({ token }) => token)));

  const modules = [
    ...moduleFamilies.map((family) => deployment[family]),
    ...deployment.modules,
    ...issuerModules,
    ...described.flatMap((entry) => entry.modules),
  ];
  for (const module of modules.filter(fresh)) {
    const found = await readModule(client, deployment, contracts, module);
    if (found !== undefined) contracts.push(found);
  }
  contracts.push(...(await readMoney(client, contracts, fresh)));
  return { contracts };
};

const readToken = async (client: PublicClient, address: Address) => {
  const at = { address, abi: securityTokenAbi } as const;
  const [symbol, decimals, modules] = await Promise.all([
    orNothing(client.readContract({ ...at, functionName: "symbol" }), undefined),
    orNothing(client.readContract({ ...at, functionName: "decimals" }), undefined),
    orNothing(client.readContract({ ...at, functionName: "modules" }), []),
  ]);
  const unit = symbol === undefined || decimals === undefined ? undefined : { symbol: symbolText(symbol), decimals };
  const token: KnownContract = {
    address,
    kind: "token",
    name: unit === undefined ? "Token" : `Token ${unit.symbol}`,
    token: address,
    unit,
  };
  return { token, modules };
};

/** Two classes may bear one symbol: then each is called by its address, too. */
const withUniqueNames = (contracts: readonly KnownContract[]): KnownContract[] =>
  contracts.map((contract) =>
    contracts.some((other) => other !== contract && other.name === contract.name)
      ? { ...contract, name: `${contract.name} at ${contract.address}` }
      : contract,
  );

/** A module is known by the question that its family answers; one that answers several is none of ours. */
const readModule = async (
  client: PublicClient,
  deployment: Deployment,
  contracts: readonly KnownContract[],
  address: Address,
): Promise<KnownContract | undefined> => {
  const answers = await Promise.all(
    moduleFamilies.map(async (family) => {
      const { abi, counter } = families[family];
      const question = { address, abi: abi as Abi, functionName: counter };
      return (await orNothing(client.readContract(question), undefined)) === undefined ? [] : [family];
    }),
  );
  const [kind, another] = answers.flat();
  if (kind === undefined || another !== undefined) return undefined;

  const token = await orNothing(client.readContract({ address, abi: moduleAbi, functionName: "token" }), undefined);
  const isRecorded = moduleFamilies.some((family) => isAddressEqual(address, deployment[family]));
  const served = token ?? (isRecorded ? deployment.token : undefined);
  const of =
    contracts.find((contract) => served !== undefined && isAddressEqual(contract.address, served))?.name ?? "a token";
  return { address, kind, name: `${families[kind].title} of ${of}`, token: served };
};

const isFamily = (kind: ContractKind): boolean => Object.hasOwn(families, kind);

/** What distributions are paid in. */
const readMoney = async (
  client: PublicClient,
  contracts: readonly KnownContract[],
  fresh: (address: Address) => boolean,
): Promise<KnownContract[]> => {
  const money: KnownContract[] = [];
  for (const { address } of contracts.filter(({ kind }) => kind === "distribution")) {
    const at = { address, abi: distributionModuleAbi } as const;
    const last = await orNothing(client.readContract({ ...at, functionName: "distributionCount" }), 0n);
    for (let id = last; id > 0n && id > last - maxDistributions; id--) {
      const record = await orNothing(
        client.readContract({ ...at, functionName: "getDistribution", args: [id] }),
        undefined,
      );
      if (record === undefined || !fresh(record.payment)) continue;
      const { payment } = record;
      const { token } = await readToken(client, payment);
      const name = token.unit === undefined ? "Money" : `Money ${token.unit.symbol}`;
      money.push({ address: payment, kind: "payment", name, unit: token.unit });
    }
  }
  return withUniqueNames(money);
};

/** A plain sign as it is; anything else in quotes and escaped, whoever chose it. */
const symbolText = (symbol: string): string => (/^[A-Za-z0-9.-]{1,16}$/.test(symbol) ? symbol : quoted(symbol));

/** Contracts may be foreign or not there: then they have no names. A node that does not answer says nothing of that. */
const orNothing = <T, N>(answer: Promise<T>, nothing: N): Promise<T | N> =>
  answer.catch((error: unknown) => {
    if (isNodeTrouble(error)) throw error;
    return nothing;
  });

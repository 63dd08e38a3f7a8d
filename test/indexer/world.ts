import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  createTestClient,
  type EncodeFunctionDataParameters,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  publicActions,
  stringToHex,
  type TransactionReceipt,
  walletActions,
  zeroAddress,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { custodianAbi } from "../../abis/Custodian.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { type ModuleFamily, moduleContracts, moduleFamilies } from "../../deployments/record.ts";
import { ANVIL_CHAIN_ID, DEVELOPMENT_MNEMONIC, startAnvil } from "../../runtime/anvil.ts";
import { codeParts } from "../../runtime/code-parts.ts";
import { startIndex } from "../../runtime/index-process.ts";
import { freePort } from "../../runtime/ports.ts";
import { LAST_LIMIT } from "../../runtime/testing/eventually.ts";
import { sharedPostgres } from "../../runtime/testing/postgres.ts";
import { addSource } from "../../sdk/actions/gateway/addSource.ts";
import type { Call } from "../../sdk/types.ts";

export type Account = ReturnType<typeof mnemonicToAccount>;

/** Who acts in the tests: accounts of the development mnemonic. */
export const cast = {
  owner: person(0),
  custodians: [person(1), person(2)],
  ann: person(3),
  annsOther: person(4),
  bob: person(5),
  cora: person(6),
  stranger: person(7),
} as const;

/** Two neighbours, and the largest that there is. */
export const investorIds = { ann: 24, bob: 25, cora: 2 ** 32 - 1 } as const;

export const identityOf = (name: keyof typeof investorIds): Hex => keccak256(stringToHex(name));

export const LIECHTENSTEIN = 438;
export const SWITZERLAND = 756;

function person(addressIndex: number): Account {
  return mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex });
}

/** @param chainId of the anvil behind `url` */
export function clientOf(url: string, chainId: number = ANVIL_CHAIN_ID) {
  const chain = { ...foundry, id: chainId };
  return createTestClient({ chain, mode: "anvil", transport: http(url, { timeout: LAST_LIMIT }), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions);
}

/** A transaction that a test sent was reverted. */
class RevertedError extends Error {
  override readonly name = "RevertedError";
}

/** A chain with the protocol, its index, and the means to act and to ask. */
export type World = Awaited<ReturnType<typeof startWorld>>;

export type Client = ReturnType<typeof clientOf>;

async function mined(client: Client, hash: Hex): Promise<TransactionReceipt> {
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success") throw new RevertedError(`${hash} was reverted.`);
  return receipt;
}

interface FunctionCall<abi extends Abi, name extends ContractFunctionName<abi, "nonpayable">> {
  to: Address;
  abi: abi;
  functionName: name;
  args: ContractFunctionArgs<abi, "nonpayable", name>;
  /** Where an estimate would be too low: a batch that stops early when its gas runs out. */
  gas?: bigint;
}

export async function send<const abi extends Abi, name extends ContractFunctionName<abi, "nonpayable">>(
  client: Client,
  account: Account,
  { to, abi, functionName, args, gas }: FunctionCall<abi, name>,
): Promise<TransactionReceipt> {
  const data = encodeFunctionData({ abi, functionName, args } as unknown as EncodeFunctionDataParameters);
  return mined(client, await client.sendTransaction({ account, to, data, ...(gas ? { gas } : {}) }));
}

async function deploy(client: Client, contract: string, args: readonly unknown[]): Promise<Address> {
  const path = new URL(`../../out/${contract}.sol/${contract}.json`, import.meta.url);
  const { abi, bytecode } = JSON.parse(readFileSync(path, "utf8")) as { abi: Abi; bytecode: { object: Hex } };
  return deployCode(client, encodeDeployData({ abi, bytecode: bytecode.object, args }));
}

async function deployCode(client: Client, data: Hex): Promise<Address> {
  const receipt = await mined(client, await client.sendTransaction({ account: cast.owner, data }));
  return receipt.contractAddress as Address;
}

/**
 * One issuer and its rules.
 * @param earlierRegistrars that the issuer accepts before the one whose investors the index knows
 */
export async function deployProtocol(client: Client, earlierRegistrars = 0) {
  const startBlock = Number(await client.getBlockNumber({ cacheTime: 0 })) + 1;
  const custodians = cast.custodians.map(({ address }) => address);
  const registrarAdministration = await deploy(client, "RegistrarAdministration", []);
  const registrar = await deploy(client, "KYCRegistrar", [[cast.owner.address], 1, registrarAdministration]);
  const claims = await deploy(client, "ClaimRegistry", [registrar]);
  const attach = { functionName: "setAttachment", args: [claims, true] } as const;
  await send(client, cast.owner, { to: registrar, abi: kycRegistrarAbi, ...attach });
  const issuerAdministration = await deploy(client, "IssuerAdministration", []);
  const issuerRules = await deploy(client, "IssuerRules", [issuerAdministration]);
  const issuer = await deploy(client, "IssuingEntity", [[cast.owner.address], 1, issuerRules]);
  const dossier = await deploy(client, "Dossier", [issuer]);
  const house = { to: issuer, abi: issuingEntityAbi } as const;
  for (let place = 0; place < earlierRegistrars; place += 1) {
    const other = await deploy(client, "KYCRegistrar", [[cast.owner.address], 1, registrarAdministration]);
    await send(client, cast.owner, { ...house, functionName: "addRegistrar", args: [other] });
  }
  await send(client, cast.owner, { ...house, functionName: "addRegistrar", args: [registrar] });
  await send(client, cast.owner, { ...house, functionName: "attachContract", args: [dossier] });
  const parts: Address[] = [];
  for (const part of codeParts) parts.push(await deploy(client, part, []));
  const office = await deploy(client, "TokenAdministration", [parts]);
  const token = await deploy(client, "SecurityToken", [issuer, office, "Sample AG registered shares", "SAMP", 0]);
  const modules = {} as Record<ModuleFamily, Address>;
  for (const family of moduleFamilies) modules[family] = await deploy(client, moduleContracts[family], [token]);
  const custodian = await deploy(client, "Custodian", [custodians, 2]);
  const factory = await deploy(client, "TokenFactory", []);
  const payment = await deploy(client, "PaymentToken", ["Franc", "CHF"]);

  await send(client, cast.owner, { ...house, functionName: "addToken", args: [token] });
  await send(client, cast.owner, { ...house, functionName: "addCustodian", args: [custodian] });
  for (const module of Object.values(modules)) {
    await send(client, cast.owner, { ...house, functionName: "attachModule", args: [token, module] });
  }
  await send(client, cast.owner, {
    ...house,
    functionName: "setCountries",
    args: [
      [LIECHTENSTEIN, SWITZERLAND],
      [1, 1],
    ],
  });
  const gateway = await deploy(client, "KeeperGateway", [issuer]);
  await send(client, cast.owner, { ...house, functionName: "attachContract", args: [gateway] });
  const accreditations = await deploy(client, "AccreditationWork", [issuer]);
  const counts = await deploy(client, "CountWork", [issuer]);
  for (const target of [...Object.values(modules), accreditations, counts]) {
    const { to, data } = addSource({ gateway, target });
    await mined(client, await client.sendTransaction({ account: cast.owner, to, data }));
  }
  const record = { registrar, claims, issuer, dossier, token, ...modules, custodian, gateway, factory };
  const sources = { accreditations, counts };
  return { chainId: client.chain.id, startBlock, ...record, ...sources, payment, office, issuerRules };
}

/** Three investors of which one has two accounts. */
export async function registerInvestors(client: Client, registrar: Address): Promise<void> {
  const { timestamp } = await client.getBlock();
  const expiresAt = Number(timestamp) + 365 * 86_400;
  const { ann, annsOther, bob, cora } = cast;
  const registration = { country: SWITZERLAND, region: "0x5a4800", rating: 1, expiresAt } as const;
  await send(client, cast.owner, {
    to: registrar,
    abi: kycRegistrarAbi,
    functionName: "registerInvestors",
    args: [
      [
        {
          ...registration,
          id: investorIds.ann,
          identityHash: identityOf("ann"),
          accounts: [ann.address, annsOther.address],
        },
        { ...registration, id: investorIds.bob, identityHash: identityOf("bob"), accounts: [bob.address] },
        {
          ...registration,
          id: investorIds.cora,
          identityHash: identityOf("cora"),
          country: LIECHTENSTEIN,
          region: "0x000000",
          accounts: [cora.address],
        },
      ],
    ],
  });
}

export interface WorldParameters {
  /** Goes on with the chain before the index is started. */
  before?: ((client: Client, contracts: Awaited<ReturnType<typeof deployProtocol>>) => Promise<void>) | undefined;
  earlierRegistrars?: number | undefined;
  /** Starts what stands between the index and the chain. */
  provider?: ((chainUrl: string) => Promise<{ readonly url: string; stop(): Promise<void> }>) | undefined;
  /** Most blocks of one question for logs. */
  logsRange?: number | undefined;
}

export async function startWorld({ before, earlierRegistrars, provider, logsRange }: WorldParameters = {}) {
  const folder = mkdtempSync(join(tmpdir(), "scrip-indexer-test-"));
  const releases: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const release of releases.splice(0).reverse()) await release();
  };

  try {
    const anvil = await startAnvil();
    releases.push(anvil.stop);
    const client = clientOf(anvil.url);
    const contracts = await deployProtocol(client, earlierRegistrars);
    await registerInvestors(client, contracts.registrar);
    await before?.(client, contracts);
    const endpoint = await provider?.(anvil.url);
    if (endpoint) releases.push(endpoint.stop);

    const deploymentPath = join(folder, "deployment.json");
    writeFileSync(deploymentPath, JSON.stringify(contracts));
    const index = await startIndex({
      rpcUrls: [endpoint?.url ?? anvil.url],
      deploymentPath,
      databaseUrl: sharedPostgres(),
      port: await freePort(),
      pollingInterval: 100,
      logsRange,
    });
    releases.push(index.stop);
    return {
      ...actions(client, contracts),
      contracts,
      client,
      index: { ...index, syncedTo: (block: bigint) => index.syncedTo(block, LAST_LIMIT) },
      stop,
      ask: (path: string) => ask(index.url, path),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function actions(client: Client, contracts: Awaited<ReturnType<typeof deployProtocol>>) {
  const { token, custodian, lockup, issuer } = contracts;
  const share = { to: token, abi: securityTokenAbi } as const;
  return {
    send: <const abi extends Abi, name extends ContractFunctionName<abi, "nonpayable">>(
      account: Account,
      call: FunctionCall<abi, name>,
    ) => send(client, account, call),
    /** Sends an action of the sdk. */
    act: async (account: Account, { to, data }: Call) =>
      mined(client, await client.sendTransaction({ account, to, data })),
    deploy: (contract: string, args: readonly unknown[]) => deploy(client, contract, args),
    deployCode: (code: Hex) => deployCode(client, code),
    issue: (to: Address, amount: bigint, data: Hex = "0x") =>
      send(client, cast.owner, { ...share, functionName: "issue", args: [to, amount, data] }),
    transfer: (from: Account, to: Address, amount: bigint) =>
      send(client, from, { ...share, functionName: "transfer", args: [to, amount] }),
    lock: (account: Address, amount: bigint, lockupEnd: number) =>
      send(client, cast.owner, {
        to: lockup,
        abi: lockupModuleAbi,
        functionName: "lock",
        args: [account, [{ amount, lockupEnd }]],
      }),
    /** Both custodians approve, the second executes. */
    custodyMove: async (functionName: "transfer" | "transferInternal", from: Address, to: Address, amount: bigint) => {
      const call = { to: custodian, abi: custodianAbi, functionName, args: [token, from, to, amount] } as const;
      await send(client, cast.custodians[0], call);
      return send(client, cast.custodians[1], call);
    },
    /** Every position that anybody of the cast can have, as the chain tells it. */
    positionsOnChain: async (blockNumber: bigint): Promise<Map<string, bigint>> => {
      const positions = new Map<string, bigint>();
      const read = { address: token, abi: securityTokenAbi, blockNumber } as const;
      for (const { address } of [cast.ann, cast.annsOther, cast.bob, cast.cora]) {
        const direct = await client.readContract({ ...read, functionName: "balanceOf", args: [address] });
        const kept = await client.readContract({
          ...read,
          functionName: "custodyBalanceOf",
          args: [custodian, address],
        });
        positions.set(positionKey(zeroAddress, address), direct);
        positions.set(positionKey(custodian, address), kept);
      }
      const treasury = await client.readContract({ ...read, functionName: "balanceOf", args: [issuer] });
      positions.set(positionKey(zeroAddress, issuer), treasury);
      return new Map([...positions].filter(([, balance]) => balance > 0n));
    },
  };
}

export function positionKey(custodian: string | null, account: string): string {
  return `${custodian ?? zeroAddress}/${account}`.toLowerCase();
}

async function ask(url: string, path: string) {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, body: await response.json() };
}

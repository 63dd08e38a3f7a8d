import { type Abi, type AbiFunction, type Address, decodeFunctionData, type Hex, isAddressEqual } from "viem";
import { claimRegistryAbi } from "../abis/ClaimRegistry.ts";
import { custodianAbi } from "../abis/Custodian.ts";
import { distributionModuleAbi } from "../abis/DistributionModule.ts";
import { dossierAbi } from "../abis/Dossier.ts";
import { issuingEntityAbi } from "../abis/IssuingEntity.ts";
import { keeperGatewayAbi } from "../abis/KeeperGateway.ts";
import { kycRegistrarAbi } from "../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../abis/LockupModule.ts";
import { securityTokenAbi } from "../abis/SecurityToken.ts";
import { tokenFactoryAbi } from "../abis/TokenFactory.ts";
import { lockText, partitionText, positionLockText } from "./partitions.ts";
import type { Deployment } from "./types.ts";
import { capital, print, words } from "./words.ts";
import { moduleFamilies, workKinds } from "./work.ts";

const contracts = {
  registrar: kycRegistrarAbi,
  claims: claimRegistryAbi,
  issuer: issuingEntityAbi,
  dossier: dossierAbi,
  token: securityTokenAbi,
  lockup: lockupModuleAbi,
  distribution: distributionModuleAbi,
  custodian: custodianAbi,
  gateway: keeperGatewayAbi,
  factory: tokenFactoryAbi,
} as const satisfies Record<string, Abi>;

export type ContractName = keyof typeof contracts;

/** What a call would do, decoded. */
export type DescribedCall = {
  contract: ContractName;
  functionName: string;
  args: readonly { name: string; value: string }[];
  /** all of it for people: "Issuer: set investor limits (limits [100, 0, …])" */
  sentence: string;
};

/** The contract of a deployment that has an address. */
export const contractNameOf = (deployment: Deployment, address: Address): ContractName | undefined =>
  (Object.keys(contracts) as ContractName[]).find((name) => {
    const known = deployment[name];
    return known !== undefined && isAddressEqual(known, address);
  });

/** Decodes a call to a contract of the deployment; undefined if it is none, or has no such function. */
export const describeCall = (
  deployment: Deployment,
  { target, data }: { target: Address; data: Hex },
): DescribedCall | undefined => {
  const contract = contractNameOf(deployment, target);
  const decoded = contract === undefined ? undefined : decode(contracts[contract], data);
  if (contract === undefined || decoded === undefined) return undefined;

  const { functionName, values, inputs } = decoded;
  if (functionName === "executeBatch") return describeBatch(deployment, contract, values);
  const args = values.map((value, index) => {
    const { name = `${index}`, type } = inputs[index] ?? {};
    return { name, value: printArgument(functionName, { name, type }, value) };
  });
  const told = args.map(({ name, value }) => (name === lockName ? value : `${words(name)} ${value}`)).join(", ");
  const sentence = `${capital(contract)}: ${words(functionName)}${told === "" ? "" : ` (${told})`}`;
  return { contract, functionName, args, sentence };
};

/** A batch is as readable as its least readable step: undefined if one of them is. */
const describeBatch = (
  deployment: Deployment,
  contract: ContractName,
  [steps]: readonly unknown[],
): DescribedCall | undefined => {
  const described = (steps as readonly { target: Address; data: Hex }[]).map((step) => describeCall(deployment, step));
  if (!described.every((step) => step !== undefined)) return undefined;

  const args = described.map(({ sentence }, index) => ({ name: `step ${index + 1}`, value: sentence }));
  const told = described.map(({ sentence }) => sentence).join("; ");
  return { contract, functionName: "executeBatch", args, sentence: `${capital(contract)}: all or none: ${told}` };
};

const lockName = "lockedUntil";
const partitionNames = ["partition", "from", "to"];
/** Numbers of the gateway that stand for words, by the names of its arguments. */
const listOf: Readonly<Record<string, readonly string[]>> = {
  kind: workKinds,
  kinds: workKinds,
  family: moduleFamilies,
};

/** Partitions and locks are words that hold a name or a sign, kinds of work are numbers; the rest is what it is. */
const printArgument = (functionName: string, { name, type }: { name: string; type?: string }, value: unknown) => {
  const list = type?.startsWith("uint8") ? listOf[name] : undefined;
  if (list !== undefined) return print(Array.isArray(value) ? value.map((each) => list[each]) : list[value as number]);
  if (type === "bytes32" && partitionNames.includes(name)) return partitionText(value as Hex);
  if (type !== "uint40" || name !== lockName) return print(value);
  return functionName === "setPartition" ? lockText(value as number) : positionLockText(value as number);
};

const decode = (abi: Abi, data: Hex) => {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    const isNamed = (item: Abi[number]): item is AbiFunction =>
      item.type === "function" && item.name === functionName && item.inputs.length === args.length;
    return { functionName, values: args, inputs: abi.find(isNamed)?.inputs ?? [] };
  } catch {
    return undefined;
  }
};

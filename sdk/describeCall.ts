import { type Abi, type AbiFunction, type Address, decodeFunctionData, type Hex, isAddressEqual } from "viem";
import { custodianAbi } from "../abis/Custodian.ts";
import { distributionModuleAbi } from "../abis/DistributionModule.ts";
import { issuingEntityAbi } from "../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../abis/LockupModule.ts";
import { securityTokenAbi } from "../abis/SecurityToken.ts";
import type { Deployment } from "./types.ts";
import { capital, print, words } from "./words.ts";

const contracts = {
  registrar: kycRegistrarAbi,
  issuer: issuingEntityAbi,
  token: securityTokenAbi,
  lockup: lockupModuleAbi,
  distribution: distributionModuleAbi,
  custodian: custodianAbi,
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
  (Object.keys(contracts) as ContractName[]).find((name) => isAddressEqual(deployment[name], address));

/** Decodes a call to a contract of the deployment; undefined if it is none, or has no such function. */
export const describeCall = (
  deployment: Deployment,
  { target, data }: { target: Address; data: Hex },
): DescribedCall | undefined => {
  const contract = contractNameOf(deployment, target);
  const decoded = contract === undefined ? undefined : decode(contracts[contract], data);
  if (contract === undefined || decoded === undefined) return undefined;

  const { functionName, values, inputs } = decoded;
  const args = values.map((value, index) => ({ name: inputs[index]?.name ?? `${index}`, value: print(value) }));
  const told = args.map(({ name, value }) => `${words(name)} ${value}`).join(", ");
  const sentence = `${capital(contract)}: ${words(functionName)}${told === "" ? "" : ` (${told})`}`;
  return { contract, functionName, args, sentence };
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

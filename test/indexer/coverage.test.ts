import { readdirSync } from "node:fs";
import type { Abi } from "viem";
import { beforeAll, expect, it, vi } from "vitest";
import { accreditationWorkAbi } from "../../abis/AccreditationWork.ts";
import { claimRegistryAbi } from "../../abis/ClaimRegistry.ts";
import { countWorkAbi } from "../../abis/CountWork.ts";
import { custodianAbi } from "../../abis/Custodian.ts";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { dossierAbi } from "../../abis/Dossier.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { multiSigAbi } from "../../abis/MultiSig.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { tokenFactoryAbi } from "../../abis/TokenFactory.ts";

const eventsOf = (abi: Abi): string[] => abi.flatMap((item) => (item.type === "event" ? [item.name] : []));

/** What the sources of the index register, as `Contract:Event`. */
const registered = vi.hoisted(() => new Set<string>());
vi.mock("ponder:registry", () => ({ ponder: { on: (name: string) => registered.add(name) } }));
vi.mock("ponder:schema", () => import("../../ponder.schema.ts"));

beforeAll(async () => {
  const folder = new URL("../../src/indexer/", import.meta.url);
  for (const name of readdirSync(folder)) await import(new URL(name, folder).href);
});

/** ERC-5267 declares it; our domains never change, so nothing emits it. */
const neverEmitted = ["EIP712DomainChanged"];
const multisig = eventsOf(multiSigAbi);

it.each<[string, Abi]>([
  ["AccreditationWork", accreditationWorkAbi],
  ["ClaimRegistry", claimRegistryAbi],
  ["CountWork", countWorkAbi],
  ["Custodian", custodianAbi],
  ["DistributionModule", distributionModuleAbi],
  ["Dossier", dossierAbi],
  ["IssuingEntity", issuingEntityAbi],
  ["KYCRegistrar", kycRegistrarAbi],
  ["KeeperGateway", keeperGatewayAbi],
  ["LockupModule", lockupModuleAbi],
  ["MultiSig", multiSigAbi],
  ["SecurityToken", securityTokenAbi],
  ["TokenFactory", tokenFactoryAbi],
])("the index listens to every event of %s", (contract, abi) => {
  const own = eventsOf(abi).filter((event) => contract === "MultiSig" || !multisig.includes(event));
  expect(own.filter((event) => !registered.has(`${contract}:${event}`) && !neverEmitted.includes(event))).toEqual([]);
});

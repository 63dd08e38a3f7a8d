import { readdirSync } from "node:fs";
import { parse } from "node:path";
import type { Abi } from "viem";
import { beforeAll, expect, it, vi } from "vitest";
import { multiSigAbi } from "../../abis/MultiSig.ts";

/** Contracts whose events others emit, and what is no contract. */
const notRead = ["ForeignTokens", "errors"];

const names = readdirSync(new URL("../../abis/", import.meta.url)).map((file) => parse(file));
const contracts = names.filter(({ name, ext }) => ext === ".ts" && !notRead.includes(name)).map(({ name }) => name);

const abiOf = async (contract: string): Promise<Abi> => {
  const [abi] = Object.values<Abi>(await import(`../../abis/${contract}.ts`));
  return abi ?? [];
};

const eventsOf = (abi: Abi): string[] => abi.flatMap((item) => (item.type === "event" ? [item.name] : []));

/** What the sources of the index register, as `Contract:Event`. */
const registered = vi.hoisted(() => new Set<string>());
vi.mock("ponder:registry", () => ({ ponder: { on: (name: string) => registered.add(name) } }));
vi.mock("ponder:schema", () => import("../../ponder.schema.ts"));

beforeAll(async () => {
  const folder = new URL("../../src/indexer/", import.meta.url);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".ts")))
    await import(new URL(name, folder).href);
});

/** ERC-5267 declares it; our domains never change, so nothing emits it. */
const neverEmitted = ["EIP712DomainChanged"];
const multisig = eventsOf(multiSigAbi);

it.each(contracts)("the index listens to every event of %s", async (contract) => {
  const abi = await abiOf(contract);
  expect(abi).not.toEqual([]);
  const own = eventsOf(abi).filter((event) => contract === "MultiSig" || !multisig.includes(event));
  expect(own.filter((event) => !registered.has(`${contract}:${event}`) && !neverEmitted.includes(event))).toEqual([]);
});

import { type Address, createPublicClient, http, numberToHex, type PublicClient } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../runtime/anvil.ts";
import { readRestricted } from "../sdk/reads/accounts.ts";
import { readInvestorStates, readRegistrars } from "../sdk/reads/investors.ts";
import { testAccount } from "./testing/counter.ts";
import { deploy } from "./testing/protocol.ts";

let anvil: Anvil;
let issuer: Address;
let questions = 0;
let client: PublicClient;

beforeAll(async () => {
  anvil = await startAnvil();
  const administration = await deploy(anvil.url, "IssuerAdministration", []);
  const rules = await deploy(anvil.url, "IssuerRules", [administration]);
  issuer = await deploy(anvil.url, "IssuingEntity", [[testAccount(1).address], 1, rules]);
  const counting = { onFetchRequest: () => void questions++ };
  client = createPublicClient({ transport: http(anvil.url, counting) });
});
afterAll(() => anvil.stop());

const numbers = Array.from({ length: 1_000 }, (_, place) => BigInt(place + 1));

describe("reads of many things", () => {
  test("behavior: a thousand are few questions, each of which a node takes", async () => {
    questions = 0;
    const states = await readInvestorStates(client, { issuer, keys: numbers.map(Number) });
    expect(states).toHaveLength(1_000);
    expect(new Set(states.map(({ positions }) => positions))).toEqual(new Set([0]));
    expect(questions).toBeLessThan(25);
    const accounts = numbers.map((number): Address => numberToHex(number, { size: 20 }));
    expect(await readRestricted(client, { issuer, accounts })).toHaveLength(1_000);
  });

  test("behavior: none are none; one that refuses makes all fail", async () => {
    expect(await readInvestorStates(client, { issuer, keys: [] })).toEqual([]);
    expect(await readRegistrars(client, issuer)).toEqual([]);
    await expect(readRestricted(client, { issuer: testAccount(1).address, accounts: [issuer] })).rejects.toThrow();
  });
});

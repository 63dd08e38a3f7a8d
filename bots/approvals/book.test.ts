import { type Address, encodeFunctionData, numberToHex, type PublicClient, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { contractOf } from "../../sdk/describeCall.ts";
import { readAddressBook } from "../../sdk/reads/addressBook.ts";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { clientOf, type ModelContract } from "../testing/model.ts";
import { createDescriber } from "./book.ts";

const at = (digits: number): Address => numberToHex(0xc0de00 + digits, { size: 20 });
const [issuer, registrar, former, second, token, sister, twin] = [at(1), at(2), at(3), at(4), at(5), at(6), at(7)];
const [lockup, distribution, ownLockup, liar, broken, money] = [at(8), at(9), at(10), at(11), at(12), at(13)];
const places = { custodian: at(22), gateway: at(23) };
const deployment = sampleDeployment({ registrar, issuer, token, lockup, distribution, ...places });
const [holder, guest] = [at(40), at(41)];
const investorId = 7;

const tokenOf = (symbol: string, modules: readonly Address[] = []): ModelContract => ({
  symbol: () => symbol,
  decimals: () => 2,
  modules: () => modules,
});
const distributions = (served: Address, payments: readonly Address[]): ModelContract => ({
  token: () => served,
  distributionCount: () => BigInt(payments.length),
  getDistribution: (id: bigint) => ({ payment: payments[Number(id) - 1] }),
});

/** An issuer with three tokens, two of one symbol; modules that are ours, one that is not, one that fails. */
const contracts = (): Record<string, ModelContract> => ({
  [issuer]: {
    tokens: () => [token, sister, twin],
    issuerModules: () => [liar],
    registrarAt: (place: number) =>
      [[registrar, true] as const, [former, false] as const, [second, true] as const][place] ?? [zeroAddress, false],
  },
  [registrar]: {
    investorFor: (account: Address) => (account.toLowerCase() === holder ? investorId : 0),
  },
  [second]: { investorFor: (account: Address) => (account.toLowerCase() === guest ? investorId : 0) },
  [token]: tokenOf("ACME", [lockup, distribution]),
  [sister]: tokenOf("PREF", [ownLockup, broken]),
  [twin]: tokenOf("PREF"),
  [lockup]: { token: () => token, lotCount: () => 3n },
  [ownLockup]: { token: () => sister, lotCount: () => 0n },
  [distribution]: distributions(token, [money, money]),
  [liar]: { ...distributions(token, []), lotCount: () => 0n },
  [broken]: { token: () => sister, distributionCount: () => 2n },
  [money]: { symbol: () => "US\nD\u202e", decimals: () => 6 },
});

const clientOn = (model = contracts()): PublicClient => clientOf({ contracts: model, now: () => 100 });
const namesIn = async (model = contracts()) => {
  const book = await readAddressBook(clientOn(model), deployment);
  return (address: Address) => contractOf(book, address)?.name;
};

describe("readAddressBook", () => {
  test("behavior: every token of the issuer by its symbol; two of one symbol by their addresses, too", async () => {
    const nameOf = await namesIn();
    expect(nameOf(token)).toBe("Token ACME");
    expect(nameOf(sister)).toBe(`Token PREF at ${sister}`);
    expect(nameOf(twin)).toBe(`Token PREF at ${twin}`);
  });

  test("behavior: modules by what they answer and whose they are; one that answers everything has no name", async () => {
    const nameOf = await namesIn();
    expect(nameOf(lockup)).toBe("Lock-ups of Token ACME");
    expect(nameOf(ownLockup)).toBe(`Lock-ups of Token PREF at ${sister}`);
    expect(nameOf(distribution)).toBe("Distributions of Token ACME");
    expect(nameOf(liar)).toBeUndefined();
  });

  test("behavior: registrars that the issuer accepts, and no other", async () => {
    const nameOf = await namesIn();
    expect(nameOf(registrar)).toBe("Registrar");
    expect(nameOf(second)).toBe(`Registrar ${second}`);
    expect(nameOf(former)).toBeUndefined();
  });

  test("behavior: the money of distributions, its symbol made safe to show", async () => {
    const nameOf = await namesIn();
    expect(nameOf(money)).toMatch(/^Money "US/);
    expect(nameOf(money)).not.toMatch(/[\n\u202e]/);
  });

  test("behavior: an issuer that is not there, and a module that fails, leave the rest its names", async () => {
    const { [issuer]: _, ...rest } = contracts();
    const nameOf = await namesIn(rest);
    expect(nameOf(token)).toBe("Token ACME");
    expect(nameOf(lockup)).toBe("Lock-ups of Token ACME");
    expect((await namesIn())(broken)).toBe(`Distributions of Token PREF at ${sister}`);
  });
});

describe("createDescriber", () => {
  const transfer = (to: Address) => ({
    target: token,
    data: encodeFunctionData({ abi: securityTokenAbi, functionName: "transfer", args: [to, 1_250n] }),
  });

  test("behavior: amounts in the token's unit, accounts with their investors", async () => {
    const describer = createDescriber(clientOn(), deployment);
    const sentence = await describer.sentenceFor(transfer(holder));
    expect(sentence).toContain("12.5 ACME");
    expect(sentence).toContain(`(investor ${investorId} of the Registrar)`);
    expect(await describer.sentenceFor(transfer(guest))).toContain(
      `(investor ${investorId} of the Registrar ${second})`,
    );
  });

  test("behavior: what nobody can read is said to be so", async () => {
    const describer = createDescriber(clientOn(), deployment);
    expect(await describer.sentenceFor({ target: at(99), data: "0x12345678" })).toBe(
      `Nobody can read this call: 0x12345678 on ${at(99)}.`,
    );
  });

  test("behavior: who can be asked to approve: registrars, issuer, custodian", async () => {
    const multisigs = await createDescriber(clientOn(), deployment).multisigs();
    expect(multisigs.map((address) => address.toLowerCase()).sort()).toEqual(
      [issuer, registrar, second, at(22)].sort(),
    );
  });
});

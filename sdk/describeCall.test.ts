import fc from "fast-check";
import { type Abi, type AbiParameter, encodeFunctionData, type Hex, maxUint256, toFunctionSelector } from "viem";
import { describe, expect, test } from "vitest";
import { issuingEntityAbi } from "../abis/IssuingEntity.ts";
import { securityTokenAbi } from "../abis/SecurityToken.ts";
import { attestClaims } from "./actions/claims/attest.ts";
import { setDocument } from "./actions/dossier/setDocument.ts";
import { setInvestorLimits } from "./actions/issuer/setInvestorLimits.ts";
import { executeBatch } from "./actions/multisig/executeBatch.ts";
import { executeCall } from "./actions/multisig/executeCall.ts";
import { registerInvestors } from "./actions/registrar/register.ts";
import { issue } from "./actions/token/issue.ts";
import { transfer } from "./actions/token/transfer.ts";
import { subjectOfAccount, subjectOfInvestor, topicOf } from "./claims.ts";
import type { ContractKind } from "./describe/book.ts";
import { sentenceOf, vocabulary } from "./describe/sentences.ts";
import { type AddressBook, addressesIn, bookOf, describeCall, UnreadableCallError } from "./describeCall.ts";
import { dossierName } from "./dossier.ts";
import { sampleDeployment } from "./sampleDeployment.ts";
import { deploymentSchema } from "./types.ts";

const at = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as const;
const deployment = sampleDeployment({
  registrar: at(1),
  issuer: at(2),
  token: at(3),
  lockup: at(4),
  distribution: at(5),
  custodian: at(6),
  claims: at(7),
  dossier: at(8),
  factory: at(9),
  gateway: at(10),
  accreditations: at(11),
  counts: at(12),
});
const holder = at(99);
const investor = 11;
const identity = `0x${"1d".repeat(32)}` as const;
const book: AddressBook = {
  contracts: [
    ...bookOf(deployment).contracts.map((contract) =>
      contract.kind === "token" ? { ...contract, name: "Token ACME", unit: { symbol: "ACME", decimals: 2 } } : contract,
    ),
    { address: at(30), kind: "token", name: "Token BETA", token: at(30), unit: { symbol: "BETA", decimals: 0 } },
    { address: at(31), kind: "lockup", name: "Lock-ups of Token BETA", token: at(30) },
    { address: at(32), kind: "payment", name: "Money USD", unit: { symbol: "USD", decimals: 6 } },
  ],
  investors: new Map([[holder, `${investor}`]]),
};
const tell = ({ to, data }: { to: Hex; data: Hex }) => describeCall(book, { target: to, data }).sentence;
const encode = (to: Hex, abi: Abi, functionName: string, args: readonly unknown[]) => ({
  to,
  data: encodeFunctionData({ abi, functionName, args }),
});

describe("describeCall", () => {
  test("behavior: amounts with point and symbol, accounts whole and with their investor", () => {
    const call = issue({ token: deployment.token, to: holder, amount: 1_234_567n });
    expect(describeCall(book, { target: call.to, data: call.data })).toEqual({
      contract: "token",
      functionName: "issue",
      args: [
        { name: "to", value: holder },
        { name: "amount", value: "1234567" },
        { name: "data", value: "0x" },
      ],
      sentence: `Token ACME: issue 12,345.67 ACME to ${holder} (investor ${investor})`,
    });
  });

  test("behavior: each token in its own unit, and its modules in that of their token", () => {
    expect(tell(issue({ token: at(30), to: at(2), amount: 5n }))).toBe(`Token BETA: issue 5 BETA to ${at(2)} (Issuer)`);
    const lots = [{ amount: 7n, lockupEnd: 1_800_000_000 }];
    expect(tell(encode(at(31), vocabulary.lockup.abi, "lock", [at(50), lots]))).toBe(
      `Lock-ups of Token BETA: lock up of ${at(50)} what it holds: 7 BETA locked until 2027-01-15T08:00:00Z`,
    );
    const kept = [at(30), at(50), at(51), 9n];
    expect(tell(encode(at(6), vocabulary.custodian.abi, "transferInternal", kept))).toContain("of 9 BETA from");
    expect(tell(encode(at(32), vocabulary.payment.abi, "approve", [at(5), 1_500_000n]))).toBe(
      `Money USD: let ${at(5)} (Distributions) take up to 1.5 USD of the MultiSig's money`,
    );
    const all = [at(50), maxUint256];
    expect(tell(encode(at(3), securityTokenAbi, "approve", all))).toContain("up to any amount of ACME");
  });

  test("behavior: countries and regions by name, times in UTC", () => {
    const registration = {
      id: investor,
      identityHash: identity,
      country: 756,
      region: "0x5a4800" as const,
      rating: 2,
      expiresAt: 1_800_000_000,
      accounts: [at(50)],
    };
    expect(tell(registerInvestors({ registrar: deployment.registrar, registrations: [registration] }))).toBe(
      `Registrar: register 1 investors: investor ${investor} (identity ${identity}) of Switzerland (756), region ZH, rating 2, accredited until 2027-01-15T08:00:00Z, with ${at(50)}`,
    );
    expect(
      tell(
        registerInvestors({
          registrar: deployment.registrar,
          registrations: [{ ...registration, country: 999, region: "0x000a00" }],
        }),
      ),
    ).toContain("of the unknown country 999, the unknown region 0x000a00");
  });

  test("behavior: claims by the investor's id, or by the account", () => {
    const claim = { topic: topicOf("BROKER"), expiresAt: 1_800_000_000, data: identity };
    const attest = (subject: Hex) =>
      tell(attestClaims({ claims: deployment.claims, attestations: [{ ...claim, subject }] }));
    const about = (who: string) =>
      `Claim registry: attest: "BROKER" of ${who} until 2027-01-15T08:00:00Z, data ${identity}`;
    expect(attest(subjectOfInvestor(investor))).toBe(about("the investor 11"));
    expect(attest(subjectOfAccount(holder))).toBe(about(`${holder} (investor 11)`));
    expect(attest(identity)).toBe(about(identity));
  });

  test("behavior: permissions by the names of their functions", () => {
    const selectors = [toFunctionSelector("setGlobalRestriction(bool)"), "0xdeadbeef"];
    const args = [2, deployment.issuer, selectors, true];
    expect(tell(encode(deployment.issuer, issuingEntityAbi, "setAuthoritySignatures", args))).toBe(
      `Issuer: permit authority 2 to call on ${at(2)} (Issuer): "set global restriction" (${selectors[0]}), the unknown function 0xdeadbeef`,
    );
    const unknown = [1, at(80), [selectors[0]], false];
    expect(tell(encode(deployment.issuer, issuingEntityAbi, "setAuthoritySignatures", unknown))).toContain(
      `forbid authority 1 (the owner) to call on ${at(80)}: the unknown function ${selectors[0]}`,
    );
  });

  test("behavior: a long list is cut, its number and total are not", () => {
    const to = Array.from({ length: 60 }, (_, index) => at(1000 + index));
    const call = encode(at(3), securityTokenAbi, "issueBatch", [to, to.map(() => 100n), "0x"]);
    expect(tell(call)).toContain("issue 60 ACME in all: 1 ACME to");
    expect(tell(call)).toContain("and 35 more (see the arguments)");
    expect(describeCall(book, { target: call.to, data: call.data }).args[0]?.value).toContain(at(1059));
  });

  test("behavior: a batch step by step, a call of another MultiSig within its member's call", () => {
    const first = transfer({ token: deployment.token, to: at(50), amount: 500n });
    const second = setInvestorLimits({ issuer: deployment.issuer, limits: [9, 0, 4, 0, 0, 0, 0, 0] });
    expect(tell(executeBatch({ multisig: deployment.issuer, steps: [first, second] }))).toBe(
      `Issuer: all 2 steps or none: 1. [Token ACME: transfer 5 ACME of the MultiSig's own holding to ${at(50)}] 2. [Issuer: limit the number of investors: 9 in total, 4 of rating 2]`,
    );
    const call = {
      authority: 2,
      target: first.to,
      data: first.data,
      salt: `0x${"1".repeat(64)}`,
      deadline: 1_800_000_000,
    } as const;
    expect(tell(executeCall({ multisig: deployment.custodian, call, approvals: [] }))).toContain(
      `until 2027-01-15T08:00:00Z: [Token ACME: transfer 5 ACME`,
    );
  });

  test("behavior: hostile text stays in its quotes", () => {
    const titled = dossierName("STATUTES");
    const uri = 'x", amount 5 to \u202egnihton\u2066\u200b\n\ud800 "';
    const call = setDocument({ dossier: deployment.dossier, name: titled, uri, documentHash: `0x${"2".repeat(64)}` });
    const { sentence, args } = describeCall(book, { target: call.to, data: call.data });
    expect(args.map(({ value }) => value).join()).not.toMatch(/[\u202e\u2066\u200b\n]/);
    expect(sentence).toContain('at "x\\", amount 5 to \\u{202e}gnihton\\u{2066}\\u{200b}\\u{a}');
    expect(sentence).not.toMatch(/[\u202e\u2066\u200b\n]/);
    const odd = encode(at(3), securityTokenAbi, "setPartition", [`0x${"5".repeat(64)}`, 0, "\ue000\ufff9a\u0301"]);
    expect(tell(odd)).toContain('described as "\\u{e000}\\u{fff9}a\\u{301}"');
    const reference = encode(at(3), securityTokenAbi, "redeem", [1n, "0xe280ae6869"]);
    expect(tell(reference)).toContain('reference "\\u{202e}hi"');
  });
});

describe("what describeCall refuses", () => {
  const known = transfer({ token: deployment.token, to: at(50), amount: 5n });
  const refuse = (call: { to: Hex; data: Hex }, why: RegExp) => {
    expect(() => tell(call)).toThrow(UnreadableCallError);
    expect(() => tell(call)).toThrow(why);
  };

  test("error: a foreign contract, an unknown function, a view, no function at all", () => {
    refuse({ ...known, to: at(77) }, /no contract of this deployment/);
    refuse({ to: at(3), data: "0xdeadbeef" }, /is no call that Token ACME understands/);
    refuse({ to: at(3), data: "0x" }, /is no call/);
    refuse({ to: at(3), data: "0xa9059c" }, /is no call/);
    refuse(encode(at(3), securityTokenAbi, "balanceOf", [at(1)]), /is no call/);
  });

  test("error: bytes that the sentence would not tell", () => {
    refuse({ ...known, data: `${known.data}00` }, /nothing may follow/);
    refuse({ ...known, data: `${known.data}${"0".repeat(64)}` }, /nothing may follow/);
    const dirty = `${known.data.slice(0, 10)}ff${known.data.slice(12)}` as Hex;
    refuse({ ...known, data: dirty }, /nothing may follow/);
  });

  test("error: what no authority can call, with the reason", () => {
    refuse(encode(at(3), securityTokenAbi, "encumber", [at(1), 1n]), /Only a module of the token can call it/);
  });

  test("error: a batch with one such step", () => {
    refuse(executeBatch({ multisig: deployment.issuer, steps: [known, { ...known, to: at(77) }] }), /no contract/);
  });

  test("error: calls within calls without end", () => {
    let call = executeBatch({ multisig: deployment.issuer, steps: [known] });
    for (let depth = 0; depth < 5; depth++) call = executeBatch({ multisig: deployment.issuer, steps: [call] });
    refuse(call, /nested too deeply/);
    expect(addressesIn(book, { target: call.to, data: call.data })).not.toContain(at(50));
  });

  test("error: a list whose entries all lie in one place", () => {
    // A hundred thousand steps, each of which points to the first.
    const word = (value: number) => value.toString(16).padStart(64, "0");
    const data =
      `${toFunctionSelector("executeBatch((address,bytes)[])")}${word(32)}${word(1_000)}${word(0).repeat(1_000)}` as Hex;
    refuse({ to: deployment.issuer, data }, /is no call/);
  });
});

describe("the words", () => {
  const kinds = Object.keys(vocabulary) as ContractKind[];
  const functionsOf = (kind: ContractKind) =>
    (vocabulary[kind].abi as Abi).flatMap((item) =>
      item.type === "function" && item.stateMutability !== "view" && item.stateMutability !== "pure" ? [item] : [],
    );

  test.each(kinds)(
    "behavior: each function of %s that changes something is described, or a reason is named",
    (kind) => {
      for (const { name } of functionsOf(kind)) {
        const told = sentenceOf(kind, name);
        if (typeof told === "function") continue;
        expect(told?.undescribed, `${kind}.${name}`).toMatch(
          /^Only .+ (can call it|have a use for it: run does the same)\.$/,
        );
      }
    },
  );

  test("behavior: those that nobody is asked to approve", () => {
    const listed = kinds.flatMap((kind) =>
      functionsOf(kind).flatMap(({ name }) =>
        typeof sentenceOf(kind, name) === "function" ? [] : [`${kind}.${name}`],
      ),
    );
    expect(listed).toMatchSnapshot();
  });

  test("behavior: nothing for a name of every object", () => {
    expect(sentenceOf("token", "constructor")).toBeUndefined();
    expect(sentenceOf("token", "toString")).toBeUndefined();
  });

  test("property: whatever the arguments, the sentence is one line, names every number's address, and hides no sign", () => {
    const described = kinds.flatMap((kind) =>
      functionsOf(kind)
        .filter(({ name }) => typeof sentenceOf(kind, name) === "function")
        .filter(({ inputs }) => !inputs.some(({ name }) => name === "call" || name === "steps"))
        .map((item) => ({ kind, item })),
    );
    const drawn = fc
      .constantFrom(...described)
      .chain(({ kind, item }) => fc.tuple(...item.inputs.map(valuesOf)).map((args) => ({ kind, item, args })));
    fc.assert(
      fc.property(drawn, ({ kind, item, args }) => {
        const target = book.contracts.find((contract) => contract.kind === kind)?.address ?? at(0);
        const data = encodeFunctionData({ abi: [item], functionName: item.name, args });
        const { sentence } = describeCall(book, { target, data });
        expect(sentence).not.toMatch(/undefined|NaN|\[object/);
        expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(sentence.split(": ")[0]).toBe(book.contracts.find((contract) => contract.kind === kind)?.name);
      }),
      { numRuns: 300 },
    );
  });

  test("property: other data, other words or other arguments", () => {
    const amount = fc.bigInt({ min: 0n, max: 2n ** 112n });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1000, max: 1100 }), (a, b, to) => {
        const first = tell(issue({ token: deployment.token, to: at(to), amount: a }));
        const second = tell(issue({ token: deployment.token, to: at(to), amount: b }));
        expect(first === second).toBe(a === b);
      }),
    );
  });
});

/** Any value of a type of the ABI. */
const valuesOf = (parameter: AbiParameter): fc.Arbitrary<unknown> => {
  const { type } = parameter;
  const list = /^(.*)\[(\d*)\]$/.exec(type);
  if (list !== null) {
    const [, element = "", length] = list;
    const entry = valuesOf({ ...parameter, type: element });
    const bounds = length === "" ? { maxLength: 30 } : { minLength: Number(length), maxLength: Number(length) };
    return fc.array(entry, bounds);
  }
  if ("components" in parameter) {
    return fc.record(Object.fromEntries(parameter.components.map((entry) => [entry.name ?? "", valuesOf(entry)])));
  }
  if (type === "bool") return fc.boolean();
  if (type === "string") return fc.string({ unit: "binary", maxLength: 700 });
  if (type === "address")
    return fc.bigInt({ min: 0n, max: 2n ** 160n - 1n }).map((n) => `0x${n.toString(16).padStart(40, "0")}`);
  const bytes = /^bytes(\d*)$/.exec(type);
  if (bytes !== null) {
    const size = bytes[1] === "" ? { maxLength: 100 } : { minLength: Number(bytes[1]), maxLength: Number(bytes[1]) };
    return fc.uint8Array(size).map((value) => `0x${Buffer.from(value).toString("hex")}`);
  }
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1]);
  const max = 2n ** BigInt(bits) - 1n;
  return bits <= 48 ? fc.integer({ min: 0, max: Number(max) }) : fc.bigInt({ min: 0n, max });
};

describe("deploymentSchema", () => {
  test("error: a wrong checksum, a missing address", () => {
    expect(
      deploymentSchema.safeParse({ ...deployment, token: "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266" }).success,
    ).toBe(false);
    expect(deploymentSchema.safeParse({ ...deployment, custodian: undefined }).success).toBe(false);
  });
});

import { type Address, concatHex, type Hex, parseEventLogs, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { tokenFactoryAbi } from "../../abis/TokenFactory.ts";
import { createToken } from "../../sdk/actions/factory/createToken.ts";
import { addToken } from "../../sdk/actions/issuer/addToken.ts";
import { admitInvestors } from "../../sdk/actions/issuer/admit.ts";
import { attachIssuerModule } from "../../sdk/actions/issuer/attachIssuerModule.ts";
import { completeAttachment } from "../../sdk/actions/issuer/completeAttachment.ts";
import { detachIssuerModule } from "../../sdk/actions/issuer/detachIssuerModule.ts";
import { dismissInvestors } from "../../sdk/actions/issuer/dismiss.ts";
import { setAttachmentDelay } from "../../sdk/actions/issuer/setAttachmentDelay.ts";
import { withdrawAttachment } from "../../sdk/actions/issuer/withdrawAttachment.ts";
import { executeBatch } from "../../sdk/actions/multisig/executeBatch.ts";
import { authorizeOperator } from "../../sdk/actions/partition/authorizeOperator.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { finishIssuance } from "../../sdk/actions/token/finishIssuance.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { setAuthorizedSupply } from "../../sdk/actions/token/setAuthorizedSupply.ts";
import { setExpiryStopsSending } from "../../sdk/actions/token/setExpiryStopsSending.ts";
import { setGranularity } from "../../sdk/actions/token/setGranularity.ts";
import { setLegalApproval } from "../../sdk/actions/token/setLegalApproval.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { partitionOf } from "../../sdk/partitions.ts";
import type { Call } from "../../sdk/types.ts";
import { reconcilerOf } from "./reconcile.ts";
import { cast, investorIds, startWorld, type World } from "./world.ts";

const { owner, ann, bob, cora } = cast;

interface TokenAnswer {
  token: Address;
  symbol: string;
  legallyApproved: boolean;
  authorizedSupply: string | null;
  granularity: string;
  issuanceFinished: boolean;
  original: Address | null;
  modules: { module: Address; attached: boolean; ofIssuer: boolean }[];
  announcedModules: { module: Address }[];
}

describe("the index follows issuance, admission, the issuer's modules and clones", () => {
  let world: World;
  let token: Address;

  const act = (call: Call) => world.act(owner, call);
  const ask = async <T>(path: string): Promise<T> => {
    await world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
    const { status, body } = await world.ask(path);
    expect({ path, status, body }).toMatchObject({ status: 200 });
    return body as T;
  };
  const tokens = async () => (await ask<{ tokens: TokenAnswer[] }>("/tokens")).tokens;
  const tokenOf = async (address: Address) =>
    (await tokens()).find((candidate) => candidate.token === address.toLowerCase()) as TokenAnswer;

  beforeAll(async () => {
    world = await startWorld();
    token = world.contracts.token;
  });

  afterAll(async () => {
    await world?.stop();
  });

  it("knows what limits issuance, and the supervisor's approval", async () => {
    const { client } = world;
    const compare = async () => {
      const read = { address: token, abi: securityTokenAbi } as const;
      const limit = await client.readContract({ ...read, functionName: "authorizedSupply" });
      const told = await tokenOf(token);
      expect(told).toMatchObject({
        legallyApproved: await client.readContract({ ...read, functionName: "isLegallyApproved" }),
        authorizedSupply: limit === 0n ? null : limit.toString(),
        granularity: (await client.readContract({ ...read, functionName: "granularity" })).toString(),
        issuanceFinished: !(await client.readContract({ ...read, functionName: "isIssuable" })),
        original: null,
      });
      return told;
    };
    expect(await compare()).toMatchObject({ legallyApproved: true, granularity: "1", expiryStopsSending: false });
    await act(setGranularity({ token, multiple: 10n }));
    await act(setAuthorizedSupply({ token, limit: 1_000n }));
    await act(setLegalApproval({ token, approved: false }));
    await act(setExpiryStopsSending({ token, stops: true }));
    expect(await compare()).toMatchObject({ legallyApproved: false, granularity: "10", expiryStopsSending: true });
    await act(setLegalApproval({ token, approved: true }));
    await act(issue({ token, to: ann.address, amount: 500n, data: "0xaa" }));
    await act(setAuthorizedSupply({ token, limit: 0n }));
    await act(finishIssuance({ token }));
    expect(await compare()).toMatchObject({ legallyApproved: true, authorizedSupply: null, issuanceFinished: true });
    const { restrictionEvents } = await graphql<{ restrictionEvents: { items: object[] } }>(
      `{ restrictionEvents(where: { kind: tokenNotApproved }, orderBy: "blockNumber") { items { subject active } } }`,
    );
    expect(restrictionEvents.items).toEqual([
      { subject: token.toLowerCase(), active: true },
      { subject: token.toLowerCase(), active: false },
    ]);
  });

  it("knows whom the issuer admitted, whether or not they hold anything", async () => {
    const { issuer } = world.contracts;
    const admitted = async () => {
      const { investors } = await ask<{ investors: { id: number; counted: boolean }[] }>("/investors?admitted=true");
      for (const id of Object.values(investorIds)) {
        const read = { address: issuer, abi: issuingEntityAbi, functionName: "isAdmitted", args: [id] } as const;
        expect(investors.some((investor) => investor.id === id)).toBe(await world.client.readContract(read));
      }
      return investors.map(({ id, counted }) => [id, counted]);
    };
    expect(await admitted()).toEqual([]);
    // Ann holds something, Bob nothing.
    await act(admitInvestors({ issuer, accounts: [ann.address, bob.address] }));
    expect(await admitted()).toEqual([
      [investorIds.ann, true],
      [investorIds.bob, true],
    ]);
    await act(dismissInvestors({ issuer, keys: [investorIds.ann, investorIds.bob] }));
    expect(await admitted()).toEqual([]);
    expect(await ask(`/investors/${investorIds.ann}`)).toMatchObject({ admitted: false, counted: true });
    expect(await ask(`/investors/${investorIds.bob}`)).toMatchObject({ admitted: false, counted: false });
    expect(await ask("/investors?admitted=false")).toMatchObject({ investors: [{}, {}, {}] });
  });

  describe("a clone", () => {
    let clone: Address;
    const A = partitionOf("A");
    const description = { name: "Sample AG\0 non-voting", symbol: "SAMN", decimals: 2, salt: zeroHash } as const;

    it("is known from the factory, and indexed from its first event after the issuer added it, in one block", async () => {
      const { contracts, client } = world;
      const { factory, issuer } = contracts;
      const make = createToken({ factory, like: token, ...description });
      const args = [issuer, token, ...Object.values(description)] as const;
      clone = await client.readContract({
        address: factory,
        abi: tokenFactoryAbi,
        functionName: "addressOf",
        args: args as unknown as [Address, Address, string, string, number, Hex],
      });
      const receipt = await act(
        executeBatch({
          multisig: issuer,
          steps: [
            make,
            addToken({ issuer, token: clone }),
            setPartition({ token: clone, partition: A, lockedUntil: 0, description: "First" }),
            issueByPartition({ token: clone, partition: A, to: ann.address, amount: 300n }),
            issue({ token: clone, to: bob.address, amount: 50n }),
          ],
        }),
      );
      await world.act(bob, transfer({ token: clone, to: cora.address, amount: 20n }));

      expect(await tokenOf(clone)).toMatchObject({
        name: "Sample AG\uFFFD non-voting",
        symbol: "SAMN",
        decimals: 2,
        totalSupply: "350",
        original: token.toLowerCase(),
      });
      const reconcile = reconcilerOf(world, clone);
      await reconcile.now();
      await reconcile.at(receipt.blockNumber);
      expect(await ask(`/cap-table?token=SAMN&partition=A&at-block=${receipt.blockNumber}`)).toMatchObject({
        holders: [{ account: ann.address.toLowerCase(), balance: "300" }],
      });
      const creations = parseEventLogs({ abi: tokenFactoryAbi, logs: receipt.logs });
      expect(await ask("/events?name=TokenCreated")).toMatchObject({
        events: [{ contract: factory.toLowerCase(), logIndex: creations[0]?.logIndex, args: { symbol: "SAMN" } }],
      });
    });

    it("of another issuer stays out of this index", async () => {
      const { contracts, deploy, send } = world;
      const other = await deploy("IssuingEntity", [[owner.address], 1, contracts.issuerRules]);
      const house = { to: other, abi: issuingEntityAbi } as const;
      await send(owner, { ...house, functionName: "addRegistrar", args: [contracts.registrar] });
      const model = await deploy("SecurityToken", [other, contracts.office, "Else AG", "ELSE", 0]);
      await send(owner, { ...house, functionName: "addToken", args: [model] });
      await act(createToken({ factory: contracts.factory, like: model, ...description, symbol: "ELSE2" }));

      expect(await ask<{ events: object[] }>("/events?name=TokenCreated")).toMatchObject({ events: [{}] });
      expect((await tokens()).map(({ symbol }) => symbol)).toEqual(["SAMN", "SAMP"]);
    });

    it("that nobody added tells nothing, though whoever likes may act on it", async () => {
      const { contracts } = world;
      const receipt = await act(
        createToken({ factory: contracts.factory, like: token, ...description, symbol: "NONE" }),
      );
      const [created] = parseEventLogs({ abi: tokenFactoryAbi, logs: receipt.logs });
      const idle = created?.args.token as Address;
      await world.act(ann, authorizeOperator({ token: idle, operator: bob.address }));
      expect((await tokens()).map(({ symbol }) => symbol)).not.toContain("NONE");
      expect(await ask(`/events?contract=${idle}`)).toEqual({ events: [] });
    });
  });

  it("knows which modules the issuer attaches to every token", async () => {
    const { issuer } = world.contracts;
    const module = await world.deployCode(obligingModule());
    await act(attachIssuerModule({ issuer, module }));
    const states = async () =>
      (await tokens()).map(({ modules }) => modules.find((row) => row.module === module.toLowerCase()));
    expect(await states()).toMatchObject([
      { attached: true, ofIssuer: true },
      { attached: true, ofIssuer: true },
    ]);
    expect((await tokenOf(token)).modules.filter(({ ofIssuer }) => ofIssuer)).toHaveLength(1);
    await act(detachIssuerModule({ issuer, module }));
    expect(await states()).toMatchObject([
      { attached: false, ofIssuer: false },
      { attached: false, ofIssuer: false },
    ]);
  });

  it("tells of modules that are announced, until they come or are withdrawn", async () => {
    const { issuer } = world.contracts;
    await act(setAttachmentDelay({ issuer, delay: 86_400 }));
    const withdrawn = await world.deployCode(obligingModule());
    const coming = await world.deployCode(obligingModule());
    await act(attachIssuerModule({ issuer, module: withdrawn }));
    await act(attachIssuerModule({ issuer, module: coming }));
    const announced = async () => (await tokenOf(token)).announcedModules.map(({ module }) => module);
    expect(await announced()).toEqual([withdrawn, coming].map((module) => module.toLowerCase()));

    await act(withdrawAttachment({ issuer, token: zeroAddress, module: withdrawn }));
    expect(await announced()).toEqual([coming.toLowerCase()]);
    const { timestamp } = await world.client.getBlock();
    await world.client.setNextBlockTimestamp({ timestamp: timestamp + 86_400n });
    await world.act(bob, completeAttachment({ issuer, token: zeroAddress, module: coming }));
    expect(await announced()).toEqual([]);
    expect((await tokenOf(token)).modules).toContainEqual(
      expect.objectContaining({ module: coming.toLowerCase(), attached: true, ofIssuer: true, reserved: "0" }),
    );
  });

  async function graphql<T>(query: string): Promise<T> {
    const response = await fetch(`${world.index.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }
});

/** Answers every question with one and zero: it serves every token, has the first hook and refuses nothing. */
function obligingModule(): Hex {
  const runtime = "0x600160005260406000f3";
  // Puts the code into memory and returns it.
  return concatHex(["0x69", runtime, "0x600052600a6016f3"]);
}

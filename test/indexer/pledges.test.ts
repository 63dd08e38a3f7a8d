import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Abi, type Address, type Hex, type PublicClient, toHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { pledgeModuleAbi } from "../../abis/PledgeModule.ts";
import { createIndexReader } from "../../bots/index-reader.ts";
import { createLog } from "../../bots/log.ts";
import { createPledgeExpirer, endingPledges } from "../../bots/pledge-expirer/index.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { acceptPledge } from "../../sdk/actions/pledge/accept.ts";
import { acceptSignedPledge } from "../../sdk/actions/pledge/acceptSigned.ts";
import { assignPledge } from "../../sdk/actions/pledge/assign.ts";
import { callPledge } from "../../sdk/actions/pledge/call.ts";
import { proposePledge } from "../../sdk/actions/pledge/propose.ts";
import { realisePledge } from "../../sdk/actions/pledge/realise.ts";
import { refreshPledges } from "../../sdk/actions/pledge/refresh.ts";
import { releasePledge } from "../../sdk/actions/pledge/release.ts";
import { replaceSecuredParty } from "../../sdk/actions/pledge/replaceSecuredParty.ts";
import { revokePledgeSignature } from "../../sdk/actions/pledge/revokeSignature.ts";
import { withdrawPledge } from "../../sdk/actions/pledge/withdraw.ts";
import { withdrawPledgeCall } from "../../sdk/actions/pledge/withdrawCall.ts";
import { bringForward } from "../../sdk/actions/token/bringForward.ts";
import { controllerTransfer } from "../../sdk/actions/token/controllerTransfer.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { recover } from "../../sdk/actions/token/recover.ts";
import { recoverCustody } from "../../sdk/actions/token/recoverCustody.ts";
import { split } from "../../sdk/actions/token/split.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { partitionOf } from "../../sdk/partitions.ts";
import { type PledgeTerms, pledgeTypedData } from "../../sdk/pledges.ts";
import { readPledge } from "../../sdk/reads/pledges.ts";
import { deploymentSchema, type PositionKey } from "../../sdk/types.ts";
import { type Account, cast, investorIds, startWorld, type World } from "./world.ts";

const DAY = 86_400;
const { owner, ann, annsOther, bob, cora, stranger } = cast;
const FOUNDERS = partitionOf("FOUNDERS");
const AGREEMENT = toHex("agreement", { size: 32 });
const NOTICE = toHex("notice", { size: 32 });

/** As the API tells a pledge. */
type Told = {
  pledgeId: string;
  state: string;
  account: Address;
  custodian: Address | null;
  partition: Hex;
  securedParty: Address;
  amount: string;
  available: string;
  endsAt: number | null;
  cureTerm: number;
  dueBy: number | null;
  noticeHash: Hex | null;
};

/** Ann holds 1,000, 200 of them at the custodian, and 100 founders' shares; Bob holds 500. */
describe("the index over pledges", () => {
  let world: World;
  let start: number;
  let pool: pg.Pool;

  beforeAll(async () => {
    world = await startWorld();
    const { databaseUrl } = world.index;
    pool = new pg.Pool({ connectionString: databaseUrl });
    const { token, custodian } = world.contracts;
    await world.act(owner, setPartition({ token, partition: FOUNDERS, lockedUntil: 0, description: "" }));
    await world.act(owner, issue({ token, to: ann.address, amount: 1_000n, data: "0x" }));
    await world.act(owner, issueByPartition({ token, partition: FOUNDERS, to: ann.address, amount: 100n, data: "0x" }));
    await world.act(owner, issue({ token, to: bob.address, amount: 500n, data: "0x" }));
    await world.act(ann, transfer({ token, to: custodian, amount: 200n }));
    start = Number((await world.client.getBlock()).timestamp);
  });

  afterAll(async () => {
    await pool?.end();
    await world?.stop();
  });

  it("shows an offer, and what is accepted, withdrawn or signed", async () => {
    const { custodian, pledges } = world.contracts;
    const founders = { custodian: zeroAddress, partition: FOUNDERS, account: ann.address };
    await propose(ann, { amount: 300n });
    await propose(ann, { amount: 200n, endsAt: start + 30 * DAY });
    await propose(ann, { amount: 100n, position: { ...founders, custodian, partition: zeroHash } });
    await propose(ann, { amount: 50n, position: founders, securedParty: cora.address });
    await propose(ann, { amount: 7n });
    await expectEqualToChain();
    expect(await ids("/pledges?state=proposed")).toEqual(["1", "2", "3", "4", "5"]);

    for (const pledgeId of [2n, 1n, 3n]) await world.act(bob, acceptPledge({ pledges, pledgeId }));
    await world.act(cora, acceptPledge({ pledges, pledgeId: 4n }));
    await world.act(ann, withdrawPledge({ pledges, pledgeId: 5n }));
    const terms = termsOf(bob, { amount: 80n, securedParty: ann.address, endsAt: start + 60 * DAY });
    const offer = { terms, salt: toHex(randomBytes(32)), deadline: BigInt(start + DAY) };
    const typed = pledgeTypedData({ chainId: world.contracts.chainId, pledges }, offer);
    const signature = await bob.signTypedData(typed as never);
    await world.act(ann, acceptSignedPledge({ pledges, offer, signature }));
    await world.act(bob, revokePledgeSignature({ pledges, digest: AGREEMENT }));
    await expectEqualToChain();
    expect(await ids(`/pledges?account=${ann.address}&state=active`)).toEqual(["1", "2", "3", "4"]);
    expect(await ids(`/pledges?secured-party=${bob.address}`)).toEqual(["1", "2", "3", "5"]);
    expect(await ids(`/pledges?secured-party=${ann.address}`)).toEqual(["6"]);
    expect(await ids(`/pledges?due-at=${start + 30 * DAY}`)).toEqual(["2"]);
    expect(await ids(`/pledges?due-at=${start + 30 * DAY - 1}`)).toEqual([]);
  });

  it("shows a call, its withdrawal, and what is realised and released in parts", async () => {
    const { pledges } = world.contracts;
    await world.act(bob, callPledge({ pledges, pledgeId: 1n, documentHash: NOTICE }));
    await world.act(cora, callPledge({ pledges, pledgeId: 4n, documentHash: NOTICE }));
    await expectEqualToChain();
    expect((await told()).filter(({ noticeHash }) => noticeHash === NOTICE).map(({ pledgeId }) => pledgeId)).toEqual([
      "1",
      "4",
    ]);
    await world.act(bob, withdrawPledgeCall({ pledges, pledgeId: 1n }));
    await world.act(bob, callPledge({ pledges, pledgeId: 1n, documentHash: NOTICE }));
    await passTo(start + 2 * DAY);

    const direct = { custodian: zeroAddress, partition: zeroHash, account: bob.address };
    await world.act(bob, realisePledge({ pledges, pledgeId: 1n, to: direct, amount: 120n }));
    const atFounders = { custodian: zeroAddress, partition: FOUNDERS, account: cora.address };
    await world.act(cora, realisePledge({ pledges, pledgeId: 4n, to: atFounders, amount: 50n }));
    await world.act(bob, releasePledge({ pledges, pledgeId: 2n, amount: 40n }));
    await expectEqualToChain();
    expect(await ids("/pledges?state=realised")).toEqual(["4"]);
    expect(await told("/pledges?state=called")).toMatchObject([{ pledgeId: "1", amount: "180", available: "180" }]);
  });

  it("shows what force leaves available, in the order in which the pledges were accepted", async () => {
    const { token } = world.contracts;
    await world.act(owner, controllerTransfer({ token, from: ann.address, to: cora.address, amount: 400n }));
    await expectEqualToChain();
    expect(await told(`/pledges?account=${ann.address}`)).toMatchObject([
      { pledgeId: "1", amount: "180", available: "120" },
      { pledgeId: "2", amount: "160", available: "160" },
      { pledgeId: "3" },
      { pledgeId: "4" },
      { pledgeId: "5" },
    ]);
    await world.act(owner, controllerTransfer({ token, from: cora.address, to: ann.address, amount: 400n }));
    await expectEqualToChain();
  });

  it("shows the present unit after splits, of offers that were made before them too", async () => {
    const { token, pledges, custodian } = world.contracts;
    await propose(ann, { amount: 11n });
    await world.act(owner, split({ token, numerator: 3, denominator: 1 }));
    await propose(ann, { amount: 10n, splitEpoch: 0 });
    await expectEqualToChain();
    expect((await told()).slice(-2)).toMatchObject([{ amount: "33" }, { amount: "30" }]);

    await world.act(owner, split({ token, numerator: 2, denominator: 7 }));
    await expectEqualToChain();
    const holders = [ann.address, bob.address, cora.address].map((account) => keyOf(account));
    await world.act(stranger, bringForward({ token, positions: [...holders, keyOf(ann.address, custodian)] }));
    await world.act(bob, acceptPledge({ pledges, pledgeId: 7n }));
    await world.act(bob, releasePledge({ pledges, pledgeId: 1n, amount: 1n }));
    await world.act(bob, releasePledge({ pledges, pledgeId: 2n, amount: 1n }));
    await expectEqualToChain();

    await world.act(owner, split({ token, numerator: 5, denominator: 1 }));
    await expectEqualToChain();
  });

  it("names what is due to the keeper, until it has ended", async () => {
    const { client, contracts, index } = world;
    await passTo(start + 30 * DAY);
    await propose(ann, { amount: 1n, endsAt: start + 31 * DAY });
    const reader = createIndexReader({ pool, schema: index.viewsSchema, chainId: contracts.chainId, maxLag: 0n });
    const deployment = deploymentSchema.parse(contracts);
    const keeper = createPledgeExpirer({
      client: client as unknown as PublicClient,
      index: reader,
      deployment,
      log: createLog("silent"),
    });
    const head = async () => {
      await synced();
      const { number, hash, timestamp } = await client.getBlock();
      return { number, hash, timestamp: Number(timestamp) };
    };
    const look = async () => keeper.propose(await head());
    const hinted = async () => {
      const page = { after: undefined, limit: 10 };
      const found = await reader.read(await head(), (queries) =>
        queries.dueItems(endingPledges, [contracts.pledges], start + 60 * DAY, page),
      );
      return found.map(({ id }) => id);
    };
    expect(await hinted()).toEqual([2n, 6n]);
    await world.act(ann, callPledge({ pledges: contracts.pledges, pledgeId: 6n, documentHash: NOTICE }));
    const due = await look();
    expect(due.map(({ payload }) => payload)).toEqual([{ pledgeId: "2" }]);
    await world.act(stranger, await keeper.call(due));
    expect(await look()).toEqual([]);
    expect(await hinted()).toEqual([]);
    expect(await ids(`/pledges?due-at=${start + 60 * DAY}`)).toEqual([]);
    expect(await keeper.standings(due)).toEqual(["done"]);
    await expectEqualToChain();
    expect(await ids("/pledges?state=expired")).toEqual(["2"]);
  });

  it("shows nothing available while the module is detached", async () => {
    const { token, pledges } = world.contracts;
    await house("detachModule", token, pledges);
    await expectEqualToChain();
    expect((await told("/pledges?state=called")).map(({ available }) => available)).toEqual(["0", "0"]);
    await house("attachModule", token, pledges);
    await expectEqualToChain();
  });

  it("follows a lost account at once, in custody when that follows, and its secured parties", async () => {
    const { token, custodian, registrar, pledges } = world.contracts;
    await propose(bob, { amount: 9n, securedParty: ann.address });
    await world.act(owner, issue({ token, to: annsOther.address, amount: 50n, data: "0x" }));
    await propose(annsOther, { amount: 40n, splitEpoch: 3 });
    await world.act(bob, acceptPledge({ pledges, pledgeId: 11n }));
    await world.send(owner, {
      to: registrar,
      abi: kycRegistrarAbi,
      functionName: "restrictAccounts",
      args: [investorIds.ann, [ann.address]],
    });
    await world.act(owner, recover({ token, lost: ann.address, successor: annsOther.address }));
    await expectEqualToChain();
    expect(await told(`/pledges?account=${annsOther.address}&state=called`)).toMatchObject([
      { pledgeId: "1", account: annsOther.address.toLowerCase() },
    ]);
    const { body } = await world.ask(`/holders/${annsOther.address}?partition=${zeroHash}`);
    const held = BigInt((body as { partitions: { balance: string }[] }).partitions[0]?.balance ?? 0);
    const takeAllBut = (rest: bigint) =>
      controllerTransfer({ token, from: annsOther.address, to: cora.address, amount: held - rest });
    expect(await told(`/pledges?secured-party=${annsOther.address}`)).toMatchObject([
      { pledgeId: "6", securedParty: annsOther.address.toLowerCase() },
      { pledgeId: "10" },
    ]);

    await world.act(stranger, refreshPledges({ pledges, pledgeIds: [1n, 3n] }));
    await expectEqualToChain();
    await world.act(owner, takeAllBut(45n));
    await expectEqualToChain();
    expect(await told(`/pledges?account=${annsOther.address}`)).toMatchObject([
      { pledgeId: "1", available: "5" },
      { pledgeId: "2" },
      { pledgeId: "3" },
      { pledgeId: "4" },
      { pledgeId: "5" },
      { pledgeId: "7", available: "0" },
      { pledgeId: "8" },
      { pledgeId: "9" },
      { pledgeId: "11", available: "40" },
    ]);
    await world.act(stranger, recoverCustody({ token, lost: ann.address, custodians: [custodian] }));
    await expectEqualToChain();
    await world.act(stranger, refreshPledges({ pledges, pledgeIds: [3n] }));
    await expectEqualToChain();
  });

  it("shows who is secured after an assignment and a replacement", async () => {
    const { pledges } = world.contracts;
    await world.act(bob, assignPledge({ pledges, pledgeId: 3n, securedParty: cora.address }));
    const order = { pledges, pledgeId: 7n, securedParty: cora.address, documentHash: NOTICE };
    await world.act(owner, replaceSecuredParty(order));
    await expectEqualToChain();
    expect(await ids(`/pledges?secured-party=${cora.address}`)).toEqual(["3", "4", "7"]);
  });

  const termsOf = ({ address: account }: Account, terms: Partial<PledgeTerms>): PledgeTerms => ({
    position: { custodian: zeroAddress, partition: zeroHash, account },
    securedParty: bob.address,
    amount: 1n,
    splitEpoch: 0,
    endsAt: 0,
    cureTerm: DAY,
    documentHash: AGREEMENT,
    ...terms,
  });
  const propose = (holder: Account, terms: Partial<PledgeTerms>) =>
    world.act(holder, proposePledge({ pledges: world.contracts.pledges, terms: termsOf(holder, terms) }));
  const house = (functionName: "attachModule" | "detachModule", token: Address, module: Address) =>
    world.send(owner, {
      to: world.contracts.issuer,
      abi: issuingEntityAbi as Abi,
      functionName,
      args: [token, module],
    } as never);
  const keyOf = (account: Address, custodian: Address = zeroAddress): PositionKey => ({
    custodian,
    partition: zeroHash,
    account,
  });
  const passTo = async (timestamp: number) => {
    await world.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
    await world.client.mine({ blocks: 1 });
  };
  const synced = async () => world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
  const told = async (path = "/pledges"): Promise<Told[]> => {
    await synced();
    return ((await world.ask(path)).body as { pledges: Told[] }).pledges;
  };
  const ids = async (path: string) => (await told(path)).map(({ pledgeId }) => pledgeId);

  /** Every pledge, as the module tells it. */
  async function expectEqualToChain(): Promise<void> {
    const client = world.client as unknown as PublicClient;
    const { pledges } = world.contracts;
    const count = await client.readContract({ address: pledges, abi: pledgeModuleAbi, functionName: "pledgeCount" });
    const rows = await told();
    expect(rows.map(({ pledgeId }) => pledgeId)).toEqual(Array.from({ length: Number(count) }, (_, n) => `${n + 1}`));
    for (const row of rows) {
      const pledge = await readPledge(client, { pledges, pledgeId: BigInt(row.pledgeId) });
      if (pledge === undefined) throw new Error(`The module has no pledge ${row.pledgeId}.`);
      const { state, position, securedParty, amount, available, endsAt, cureTerm, dueBy } = pledge;
      expect(row).toMatchObject({
        state,
        account: position.account.toLowerCase(),
        custodian: position.custodian === zeroAddress ? null : position.custodian.toLowerCase(),
        partition: position.partition,
        securedParty: securedParty.toLowerCase(),
        amount: `${amount}`,
        available: `${available}`,
        endsAt: endsAt === 0 ? null : endsAt,
        cureTerm,
        dueBy: dueBy === 0 ? null : dueBy,
      });
    }
  }
});

import { encodeFunctionData, stringToHex, toFunctionSelector, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { multiSigAbi } from "../../abis/MultiSig.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { eventually } from "../../runtime/testing/eventually.ts";
import { positionKeyOf } from "../../sdk/actions/distribution/pay.ts";
import { runWork } from "../../sdk/actions/gateway/run.ts";
import { registerInvestors } from "../../sdk/actions/registrar/register.ts";
import { investorKey } from "../../sdk/investors.ts";
import { cast, identityOf, investorIds, positionKey, SWITZERLAND, startWorld, type World } from "./world.ts";

const DAY = 86_400;

/** Another registrar came first to the issuer. */
const keyOf = (id: number): number => investorKey(1, id);

interface CapTable {
  asOf: { block: number; time: number | null };
  total: string;
  holders: {
    account: string;
    custodian: string | null;
    investorId: number | null;
    balance: string;
    percent: string;
    treasury: boolean;
  }[];
}

describe("the index follows the chain", () => {
  let world: World;
  /** Blocks after which the whole register is compared. */
  const blocks: bigint[] = [];

  const synced = async (): Promise<bigint> => {
    const head = await world.client.getBlockNumber({ cacheTime: 0 });
    await world.index.syncedTo(head);
    return head;
  };
  const now = async (): Promise<number> => Number((await world.client.getBlock()).timestamp);
  const capTable = async (query = ""): Promise<CapTable> => (await world.ask(`/cap-table${query}`)).body as CapTable;
  const positionsOf = ({ holders }: CapTable): Map<string, bigint> =>
    new Map(holders.map(({ custodian, account, balance }) => [positionKey(custodian, account), BigInt(balance)]));

  beforeAll(async () => {
    world = await startWorld({ earlierRegistrars: 1 });
  });

  afterAll(async () => {
    await world?.stop();
  });

  it("knows the investors and their accounts", async () => {
    await synced();

    const { body } = await world.ask(`/investors/${investorIds.ann}`);

    expect(body).toMatchObject({
      id: investorIds.ann,
      key: keyOf(investorIds.ann),
      registrar: world.contracts.registrar.toLowerCase(),
      identityHash: identityOf("ann"),
      country: SWITZERLAND,
      region: "ZH",
      rating: 1,
      lapsed: false,
      restricted: false,
      frozen: false,
      counted: false,
      total: "0",
      accounts: [cast.ann, cast.annsOther]
        .map(({ address }) => address.toLowerCase())
        .sort()
        .map((account) => ({ account, restricted: false, suspended: false, suspension: null })),
    });
    const { body: others } = await world.ask(`/investors?country=${SWITZERLAND}`);
    expect((others as { investors: { id: number }[] }).investors.map(({ id }) => id)).toEqual([
      investorIds.ann,
      investorIds.bob,
    ]);
  });

  it("has no holders before anything is issued", async () => {
    await synced();
    expect(await capTable()).toMatchObject({ total: "0", holders: [] });
  });

  it("tells the register at every block as the chain does, beneficial owners in the custodian's stead", async () => {
    const { contracts, issue, transfer, custodyMove } = world;
    const steps = [
      () => issue(cast.ann.address, 700n, "0xaa"),
      () => issue(contracts.issuer, 300n),
      () => transfer(cast.ann, cast.annsOther.address, 100n),
      () => transfer(cast.ann, cast.bob.address, 150n),
      () => transfer(cast.ann, contracts.custodian, 200n),
      () => custodyMove("transferInternal", cast.ann.address, cast.cora.address, 80n),
      () => custodyMove("transfer", cast.cora.address, cast.cora.address, 30n),
      () => transfer(cast.bob, cast.ann.address, 150n),
      () => transfer(cast.ann, cast.ann.address, 5n),
      () => transfer(cast.ann, cast.bob.address, 0n),
    ];
    for (const step of steps) blocks.push((await step()).blockNumber);
    const head = await synced();

    for (const block of blocks) {
      const table = await capTable(`?at-block=${block}`);
      expect(positionsOf(table), `block ${block}`).toEqual(await world.positionsOnChain(block));
    }
    const present = await capTable();
    expect(positionsOf(present)).toEqual(await world.positionsOnChain(head));
    expect(present.total).toBe("1000");
    expect(present.holders.some(({ account }) => account === contracts.custodian.toLowerCase())).toBe(false);
    expect(present.holders[0]).toEqual({
      account: cast.ann.address.toLowerCase(),
      custodian: null,
      investorId: investorIds.ann,
      balance: "400",
      percent: "40.0000",
      treasury: false,
    });
    expect(present.holders.filter(({ treasury }) => treasury)).toMatchObject([
      { account: contracts.issuer.toLowerCase(), investorId: null, balance: "300" },
    ]);
  });

  it("tells the register at the end of a past second", async () => {
    const times = await Promise.all(
      blocks.map(async (blockNumber) => (await world.client.getBlock({ blockNumber })).timestamp),
    );
    for (const [i, time] of times.entries()) {
      if (times[i + 1] === time) continue;
      expect(positionsOf(await capTable(`?at-time=${time}`))).toEqual(
        await world.positionsOnChain(blocks[i] as bigint),
      );
    }
  });

  it("sums up the supply", async () => {
    const { body } = await world.ask("/supply");
    expect(body).toMatchObject({ total: "1000", treasury: "300", inCustody: "170", holders: 2 });
    const { body: first } = await world.ask(`/supply?at-block=${blocks[0]}`);
    expect(first).toMatchObject({ total: "700", treasury: "0", inCustody: "0", holders: 1 });
  });

  it("follows lots from their lock-up to their release", async () => {
    const { act, contracts, client, lock } = world;
    const lockupEnd = (await now()) + 30 * DAY;
    await lock(cast.ann.address, 120n, lockupEnd);
    await lock(cast.ann.address, 40n, lockupEnd + DAY);
    await synced();

    const holder = `/holders/${cast.ann.address}`;
    expect((await world.ask(holder)).body).toMatchObject({ balance: "400", encumbered: "160", free: "240" });
    expect((await world.ask(`/lots?due-at=${lockupEnd - 1}`)).body).toMatchObject({ lots: [] });
    expect((await world.ask(`/lots?due-at=${lockupEnd}`)).body).toMatchObject({
      lots: [{ lotId: "1", account: cast.ann.address.toLowerCase(), amount: "120", lockupEnd, released: false }],
    });

    await client.setNextBlockTimestamp({ timestamp: BigInt(lockupEnd) });
    const release = runWork({ gateway: contracts.gateway, source: 0, kind: 0, ids: [1n] });
    const { transactionHash } = await act(cast.stranger, release);
    await synced();

    expect((await world.ask("/events?name=WorkDone")).body).toMatchObject({
      events: [
        {
          contract: contracts.gateway.toLowerCase(),
          tx: transactionHash,
          args: { source: "0", kind: "0", caller: cast.stranger.address.toLowerCase(), done: ["1"] },
        },
      ],
    });

    expect((await world.ask(`/lots?account=${cast.ann.address}`)).body).toMatchObject({
      lots: [
        { lotId: "1", released: true, releasedAmount: "120", releasedTx: transactionHash },
        { lotId: "2", released: false, releasedAmount: null, releasedTx: null },
      ],
    });
    expect((await world.ask(holder)).body).toMatchObject({
      encumbered: "40",
      encumbrances: [{ module: contracts.lockup.toLowerCase(), amount: "40" }],
    });
  });

  it("does not count what a detached module encumbers", async () => {
    const { contracts, send } = world;
    const house = { to: contracts.issuer, abi: issuingEntityAbi } as const;
    const args = [contracts.token, contracts.lockup] as const;
    const holder = `/holders/${cast.ann.address}`;

    await send(cast.owner, { ...house, functionName: "detachModule", args });
    await synced();
    expect((await world.ask(holder)).body).toMatchObject({ encumbered: "0", encumbrances: [] });

    await send(cast.owner, { ...house, functionName: "attachModule", args });
    await synced();
    expect((await world.ask(holder)).body).toMatchObject({ encumbered: "40" });
  });

  it("marks forced transfers and only those", async () => {
    const { contracts, send, transfer } = world;
    const { transactionHash } = await send(cast.owner, {
      to: contracts.token,
      abi: securityTokenAbi,
      functionName: "controllerTransfer",
      args: [cast.ann.address, cast.bob.address, 390n, "0x", "0x"],
    });
    await transfer(cast.bob, cast.ann.address, 390n);
    await synced();

    const { transfers } = await graphql<{ transfers: { items: { tx: string; kind: string }[] } }>(
      `{ transfers(orderBy: "blockNumber", orderDirection: "desc", limit: 2) { items { tx kind } } }`,
    );
    expect(transfers.items).toEqual([
      { tx: expect.any(String), kind: "transfer" },
      { tx: transactionHash, kind: "controller" },
    ]);
    // 30 of the 40 that were locked up had to go.
    expect((await world.ask(`/holders/${cast.ann.address}`)).body).toMatchObject({ balance: "400", encumbered: "10" });
  });

  it("keeps calls, their approvals, and forgets approvals of a former membership", async () => {
    const { contracts, client, send } = world;
    const [first, second] = cast.custodians;
    const house = { to: contracts.custodian, abi: multiSigAbi } as const;
    const deadline = (await now()) + DAY;
    const call = {
      authority: 1,
      target: contracts.custodian,
      data: "0x12345678",
      salt: `0x${"01".repeat(32)}`,
      deadline,
    } as const;
    await send(first, { ...house, functionName: "approveCall", args: [call] });
    await synced();
    const callHash = await client.readContract({
      address: contracts.custodian,
      abi: multiSigAbi,
      functionName: "hashOf",
      args: [call],
    });
    const pending = {
      callHash,
      contract: contracts.custodian.toLowerCase(),
      target: contracts.custodian.toLowerCase(),
      selector: call.data,
      data: call.data,
      salt: call.salt,
      deadline,
      status: "pending",
      threshold: 2,
    };
    expect(await calls("pending")).toMatchObject([
      { ...pending, approvals: 1, approvedBy: [first.address.toLowerCase()] },
    ]);

    await send(first, { ...house, functionName: "withdrawApproval", args: [call] });
    await synced();
    expect(await calls("pending")).toMatchObject([{ ...pending, approvals: 0, approvedBy: [] }]);

    await send(second, { ...house, functionName: "approveCall", args: [call] });
    const threshold = { ...house, functionName: "addAuthorityAddresses", args: [1, [cast.stranger.address]] } as const;
    await send(first, threshold);
    await synced();
    expect(await calls("pending")).toMatchObject([
      { selector: toFunctionSelector("addAuthorityAddresses(uint32,address[])"), data: null, approvals: 1 },
      { ...pending, approvals: 1, approvedBy: [second.address.toLowerCase()] },
    ]);

    await send(second, threshold);
    await synced();
    expect(await calls("pending")).toMatchObject([{ ...pending, approvals: 0, approvedBy: [] }]);
    expect((await calls("executed"))[0]).toMatchObject({
      selector: toFunctionSelector("addAuthorityAddresses(uint32,address[])"),
      approvals: 2,
      approvedBy: [first.address.toLowerCase()],
    });

    const rival = { ...call, data: "0x87654321" } as const;
    await send(second, { ...house, functionName: "approveCall", args: [rival] });
    const cancel = { ...house, functionName: "cancelCall", args: [call] } as const;
    await send(first, cancel);
    await send(second, cancel);
    await synced();
    expect(await calls("cancelled")).toMatchObject([{ callHash, status: "cancelled", salt: call.salt }]);
    expect(await calls("superseded")).toMatchObject([{ data: rival.data, salt: call.salt, status: "superseded" }]);
    expect(await calls("pending")).toEqual([]);
  });

  it("keeps the salt of a call that ran, and marks what else waited under it", async () => {
    const { contracts, send } = world;
    const [first, second] = cast.custodians;
    const house = { to: contracts.custodian, abi: multiSigAbi } as const;
    const call = {
      authority: 1,
      target: contracts.custodian,
      data: encodeFunctionData({ abi: multiSigAbi, functionName: "setAuthorityThreshold", args: [1, 2] }),
      salt: `0x${"02".repeat(32)}`,
      deadline: (await now()) + DAY,
    } as const;
    const rival = { ...call, data: "0x87654321" } as const;
    await send(second, { ...house, functionName: "approveCall", args: [rival] });
    await send(second, { ...house, functionName: "approveCall", args: [call] });
    await send(first, { ...house, functionName: "executeCall", args: [call, []] });
    await synced();

    expect((await calls("executed"))[0]).toMatchObject({
      authority: 1,
      target: contracts.custodian.toLowerCase(),
      selector: toFunctionSelector("setAuthorityThreshold(uint32,uint16)"),
      salt: call.salt,
      approvals: 2,
      threshold: 2,
      approvedBy: [second.address.toLowerCase()],
    });
    expect((await calls("superseded"))[0]).toMatchObject({ data: rival.data, salt: call.salt });
    expect(await calls("pending")).toEqual([]);
  });

  it("starts a new round when a directly sent call is repeated", async () => {
    const { custodyMove } = world;
    await custodyMove("transferInternal", cast.ann.address, cast.cora.address, 1n);
    await custodyMove("transferInternal", cast.ann.address, cast.cora.address, 1n);
    await synced();

    const [latest] = await calls("executed");
    expect(latest).toMatchObject({ approvals: 2, approvedBy: [cast.custodians[0].address.toLowerCase()] });
    const { multisigCall } = await graphql<{ multisigCall: { round: number } }>(
      `{ multisigCall(contract: "${latest?.contract}", callHash: "${latest?.callHash}") { round } }`,
    );
    expect(multisigCall.round).toBe(2);
  });

  it("follows a dividend from declaration to reclaim", async () => {
    const { contracts, client, send } = world;
    const module = { to: contracts.distribution, abi: distributionModuleAbi } as const;
    const recordDate = (await now()) + DAY;
    const [paymentDate, claimDeadline] = [recordDate + DAY, recordDate + 30 * DAY];
    await send(cast.owner, {
      ...module,
      functionName: "declare",
      args: [contracts.payment, 7_000n, recordDate, paymentDate, claimDeadline],
    });
    await synced();
    expect((await world.ask("/distributions")).body).toMatchObject({
      distributions: [
        { distributionId: "1", state: "declared", amount: "7000", recordDate, paymentDate, claimDeadline, paid: "0" },
      ],
    });
    const { recordDates } = await graphql<{ recordDates: { items: { recordDate: string }[] } }>(
      "{ recordDates { items { recordDate } } }",
    );
    expect(recordDates.items).toEqual([{ recordDate: `${recordDate}` }]);

    const money = { to: contracts.payment, abi: paymentAbi } as const;
    await send(cast.owner, { ...money, functionName: "mint", args: [cast.owner.address, 7_000n] });
    await send(cast.owner, { ...money, functionName: "approve", args: [contracts.distribution, 7_000n] });
    await send(cast.owner, { ...module, functionName: "fund", args: [1n] });
    await client.setNextBlockTimestamp({ timestamp: BigInt(paymentDate) });
    await send(cast.stranger, { ...module, functionName: "open", args: [1n] });
    await setFrozen(investorIds.cora, true);
    const positions = (await positionsAt(recordDate)).map(positionKeyOf);
    await send(cast.stranger, { ...module, functionName: "pay", args: [1n, positions], gas: 5_000_000n });
    await client.setNextBlockTimestamp({ timestamp: BigInt(paymentDate + 15 * DAY) });
    await send(cast.stranger, { ...module, functionName: "close", args: [1n] });
    await synced();

    const { body: closed } = await world.ask("/distributions/1");
    const { payments, ...state } = closed as { payments: { account: string; status: string }[] };
    expect(state).toMatchObject({ state: "closed", eligibleSupply: "700", reclaimed: null });
    const paid = await client.readContract({
      address: contracts.distribution,
      abi: distributionModuleAbi,
      functionName: "getDistribution",
      args: [1n],
    });
    expect(state).toMatchObject({ paid: paid.paid.toString() });
    expect(payments).toHaveLength(positions.length);
    const withheld = payments.filter(({ status }) => status === "withheld");
    expect(withheld.map(({ account }) => account)).toEqual(Array(2).fill(cast.cora.address.toLowerCase()));
    expect(withheld).toMatchObject(Array(2).fill({ reason: "restricted" }));

    await setFrozen(investorIds.cora, false);
    await send(cast.cora, { ...module, functionName: "claim", args: [1n, zeroAddress] });
    await client.setNextBlockTimestamp({ timestamp: BigInt(claimDeadline + 1) });
    await send(cast.owner, { ...module, functionName: "reclaim", args: [1n, cast.owner.address] });
    await synced();

    const { body: reclaimed } = await world.ask("/distributions/1");
    const rest = reclaimed as {
      paid: string;
      reclaimed: string;
      payments: { status: string; reason: string | null }[];
    };
    expect(reclaimed).toMatchObject({ state: "reclaimed" });
    expect(BigInt(rest.paid) + BigInt(rest.reclaimed)).toBe(7_000n);
    expect(rest.payments.filter(({ status }) => status === "withheld")).toHaveLength(1);
    expect(rest.payments.filter(({ status }) => status === "paid").every(({ reason }) => reason === null)).toBe(true);
  });

  it("follows a dividend that is cancelled, its refund and a surplus", async () => {
    const { contracts, client, send } = world;
    const module = { to: contracts.distribution, abi: distributionModuleAbi } as const;
    const money = { to: contracts.payment, abi: paymentAbi } as const;
    const at = { address: contracts.distribution, abi: distributionModuleAbi } as const;
    const recordDate = (await now()) + DAY;
    await send(cast.owner, {
      ...module,
      functionName: "declare",
      args: [contracts.payment, 500n, recordDate, recordDate + DAY, recordDate + 30 * DAY],
    });
    const id = await client.readContract({ ...at, functionName: "distributionCount" });
    const purse = await client.readContract({ ...at, functionName: "purseOf", args: [id] });
    await send(cast.owner, { ...money, functionName: "mint", args: [cast.owner.address, 500n] });
    await send(cast.owner, { ...money, functionName: "approve", args: [contracts.distribution, 500n] });
    await send(cast.owner, { ...module, functionName: "fund", args: [id] });
    await send(cast.owner, { ...money, functionName: "mint", args: [purse, 30n] });
    await send(cast.owner, { ...module, functionName: "cancel", args: [id] });
    await send(cast.owner, {
      ...module,
      functionName: "sweepSurplus",
      args: [id, contracts.payment, cast.stranger.address],
    });
    await synced();

    expect((await world.ask(`/distributions/${id}`)).body).toMatchObject({
      state: "cancelled",
      funder: cast.owner.address.toLowerCase(),
      purse: purse.toLowerCase(),
      refunded: "500",
      paid: "0",
    });
    const { surplusSweeps } = await graphql<{ surplusSweeps: { items: { amount: string; to: string }[] } }>(
      "{ surplusSweeps { items { amount to } } }",
    );
    expect(surplusSweeps.items).toEqual([{ amount: "30", to: cast.stranger.address.toLowerCase() }]);
  });

  it("keeps suspensions with their memo, on accounts that are bound to nobody too", async () => {
    const { contracts, send } = world;
    const registrar = { to: contracts.registrar, abi: kycRegistrarAbi } as const;
    const unbound = "0x00000000000000000000000000000000000000ff";
    const suspendAnn = (suspended: boolean, memo: string) =>
      send(cast.owner, {
        ...registrar,
        functionName: "setInvestorSuspension",
        args: [[investorIds.ann], suspended, stringToHex(memo)],
      });
    await suspendAnn(true, "order 7");
    await send(cast.owner, {
      ...registrar,
      functionName: "setAccountSuspension",
      args: [[cast.annsOther.address, unbound], true, stringToHex("sanctioned")],
    });
    await synced();

    const now = async () => {
      const { suspensions, investor, account } = await graphql<{
        suspensions: { items: { subject: string; active: boolean; memo: `0x${string}`; authority: number }[] };
        investor: { suspended: boolean };
        account: { suspended: boolean };
      }>(
        `{ suspensions(orderBy: "subject") { items { subject active memo authority } }
           investor(registrar: "${contracts.registrar.toLowerCase()}", id: "${investorIds.ann}") { suspended }
           account(registrar: "${contracts.registrar.toLowerCase()}", address: "${cast.annsOther.address.toLowerCase()}") {
             suspended } }`,
      );
      return { rows: suspensions.items, investor: investor.suspended, account: account.suspended };
    };
    const told = (active: boolean, memo: string) => ({ active, memo: stringToHex(memo), authority: 1 });
    const before = await now();
    expect(before).toMatchObject({ investor: true, account: true });
    expect(before.rows).toHaveLength(3);
    expect(before.rows).toContainEqual({ subject: `${investorIds.ann}`, ...told(true, "order 7") });
    expect(before.rows).toContainEqual({ subject: unbound, ...told(true, "sanctioned") });

    await suspendAnn(false, "order 8");
    await send(cast.owner, {
      ...registrar,
      functionName: "setAccountSuspension",
      args: [[cast.annsOther.address], false, "0x"],
    });
    await synced();

    const after = await now();
    expect(after).toMatchObject({ investor: false, account: false });
    expect(after.rows).toContainEqual({ subject: `${investorIds.ann}`, ...told(false, "order 8") });
  });

  it("keeps the duties of authorities, country by country", async () => {
    const { contracts, send } = world;
    const registrar = { to: contracts.registrar, abi: kycRegistrarAbi } as const;
    const supervise = 1;
    await send(cast.owner, {
      ...registrar,
      functionName: "addAuthority",
      args: [[cast.custodians[0].address], 1, 2_000_000_000],
    });
    await send(cast.owner, {
      ...registrar,
      functionName: "setAuthorityCountryRange",
      args: [2, supervise, 754, 756, true],
    });
    await send(cast.owner, {
      ...registrar,
      functionName: "setAuthorityCountryRange",
      args: [2, supervise, 755, 755, false],
    });
    // Import comes with the duty to register, and goes with it.
    const [register, importing] = [0, 3];
    await send(cast.owner, {
      ...registrar,
      functionName: "setAuthorityCountryRange",
      args: [2, importing, 840, 841, true],
    });
    await send(cast.owner, { ...registrar, functionName: "setAuthorityCountries", args: [2, [841], false] });
    await send(cast.owner, {
      ...registrar,
      functionName: "setAuthorityCountryRange",
      args: [2, register, 842, 842, true],
    });
    await synced();

    const { authorityCountrys } = await graphql<{
      authorityCountrys: { items: { country: number; duty: string; permitted: boolean }[] };
    }>(`{ authorityCountrys(where: { authority: 2 }, orderBy: "country") { items { country duty permitted } } }`);
    expect(authorityCountrys.items.filter(({ country }) => country < 800)).toEqual(
      [754, 755, 756].map((country) => ({ country, duty: "supervise", permitted: country !== 755 })),
    );
    const others = authorityCountrys.items.filter(({ country }) => country > 800);
    expect(others).toHaveLength(5);
    expect(others).toEqual(
      expect.arrayContaining([
        { country: 840, duty: "register", permitted: true },
        { country: 840, duty: "import", permitted: true },
        { country: 841, duty: "register", permitted: false },
        { country: 841, duty: "import", permitted: false },
        { country: 842, duty: "register", permitted: true },
      ]),
    );
    // One epoch at the beginning, and one for each loss.
    expect(await epochOf(contracts.registrar, 2)).toBe(3);
  });

  it("follows an account from one authority to another, and every epoch", async () => {
    const { contracts, send } = world;
    const { registrar } = contracts;
    const { address } = cast.custodians[1];
    const house = { to: registrar, abi: kycRegistrarAbi } as const;
    const membership = async () => {
      const { authorityMembers } = await graphql<{ authorityMembers: { items: unknown[] } }>(
        `{ authorityMembers(where: { contract: "${registrar}", account: "${address}" }) { items { authority active } } }`,
      );
      return authorityMembers.items;
    };
    const before = await epochOf(registrar, 2);
    await send(cast.owner, { ...house, functionName: "addAuthorityAddresses", args: [2, [address]] });
    await send(cast.owner, { ...house, functionName: "removeAuthorityAddresses", args: [2, [address]] });
    await synced();
    expect(await membership()).toEqual([{ authority: 2, active: false }]);
    await send(cast.owner, { ...house, functionName: "addAuthorityAddresses", args: [1, [address]] });
    // A stop and a new start are an epoch each, a later end is none.
    for (const until of [0, 2_000_000_000, 2_000_000_001])
      await send(cast.owner, { ...house, functionName: "setAuthorityApprovedUntil", args: [2, until] });
    for (const on of [true, false]) {
      await send(cast.owner, { ...house, functionName: "setAuthorityRestriction", args: [2, on] });
      const permission = [2, registrar, ["0x12345678"], on] as const;
      await send(cast.owner, { ...house, functionName: "setAuthoritySignatures", args: permission });
    }
    await synced();
    expect(await membership()).toEqual([{ authority: 1, active: true }]);
    expect(await epochOf(registrar, 2)).toBe((before ?? 0) + 7);
  });

  it("keeps freezes, restrictions and pauses", async () => {
    const { contracts, send } = world;
    const registrar = { to: contracts.registrar, abi: kycRegistrarAbi } as const;
    await send(cast.owner, {
      ...registrar,
      functionName: "restrictAccounts",
      args: [investorIds.ann, [cast.annsOther.address]],
    });
    await setFrozen(investorIds.bob, true);
    await synced();

    expect((await world.ask(`/holders/${cast.annsOther.address}`)).body).toMatchObject({ restricted: true });
    expect((await world.ask(`/investors/${investorIds.bob}`)).body).toMatchObject({ frozen: true, restricted: false });

    await send(cast.owner, {
      ...registrar,
      functionName: "registerAccounts",
      args: [investorIds.ann, [cast.annsOther.address, cast.stranger.address]],
    });
    await setFrozen(investorIds.bob, false);
    await send(cast.owner, {
      to: contracts.issuer,
      abi: issuingEntityAbi,
      functionName: "setTokenRestriction",
      args: [contracts.token, true],
    });
    await send(cast.owner, {
      to: contracts.issuer,
      abi: issuingEntityAbi,
      functionName: "setTokenRestriction",
      args: [contracts.token, false],
    });
    await synced();

    expect((await world.ask(`/investors/${investorIds.ann}`)).body).toMatchObject({
      accounts: [
        { restricted: false },
        { restricted: false },
        { account: cast.stranger.address.toLowerCase(), restricted: false },
      ],
    });
    const { restrictionEvents } = await graphql<{
      restrictionEvents: { items: { kind: string; subject: string; active: boolean }[] };
    }>(
      `{ restrictionEvents(orderBy: "blockNumber", orderDirection: "desc", limit: 5) { items { kind subject active } } }`,
    );
    const account = cast.annsOther.address.toLowerCase();
    const paused = { kind: "tokenPaused", subject: contracts.token.toLowerCase() };
    expect(restrictionEvents.items).toEqual([
      { ...paused, active: false },
      { ...paused, active: true },
      { kind: "investorFrozen", subject: `${keyOf(investorIds.bob)}`, active: false },
      { kind: "accountRestricted", subject: account, active: false },
      { kind: "investorFrozen", subject: `${keyOf(investorIds.bob)}`, active: true },
    ]);
  });

  it("marks a lapse and the class under which the investor counts", async () => {
    const { contracts, client, send } = world;
    const { expiresAt } = (await world.ask(`/investors/${investorIds.bob}`)).body as { expiresAt: number };
    await client.setNextBlockTimestamp({ timestamp: BigInt(expiresAt) });
    const ids = [investorIds.ann, investorIds.bob, investorIds.cora];
    await send(cast.stranger, { to: contracts.registrar, abi: kycRegistrarAbi, functionName: "expire", args: [ids] });
    await send(cast.stranger, {
      to: contracts.issuer,
      abi: issuingEntityAbi,
      functionName: "sync",
      args: [ids.map(keyOf)],
    });
    await synced();

    expect((await world.ask("/investors?lapsed=true")).body).toMatchObject({ investors: ids.map((id) => ({ id })) });
    const { issuerInvestor } = await graphql<{ issuerInvestor: object }>(
      `{ issuerInvestor(issuer: "${contracts.issuer.toLowerCase()}", key: "${keyOf(investorIds.ann)}") { counted country rating } }`,
    );
    expect(issuerInvestor).toEqual({ counted: true, country: SWITZERLAND, rating: 0 });
  });

  it("finds investors by their identity hash, and those who share one", async () => {
    const { contracts, act } = world;
    const { registrar } = contracts;
    const expiresAt = (await now()) + DAY;
    const twin = { country: SWITZERLAND, region: "0x000000", rating: 2, expiresAt, accounts: [] } as const;
    const registrations = [
      { ...twin, id: 26, identityHash: identityOf("bob") },
      { ...twin, id: 27, identityHash: zeroHash },
      { ...twin, id: 28, identityHash: zeroHash },
    ];
    await act(cast.owner, registerInvestors({ registrar, registrations }));
    await synced();
    const found = async (query: string) =>
      ((await world.ask(`/investors?${query}`)).body as { investors: { id: number }[] }).investors.map(({ id }) => id);

    expect(await found(`identity=${identityOf("bob")}`)).toEqual([investorIds.bob, 26]);
    expect(await found("duplicates=true")).toEqual([investorIds.bob, 26]);
    expect(await found("duplicates=false")).toEqual([investorIds.ann, 27, 28, investorIds.cora]);
    expect(await found(`duplicates=true&identity=${identityOf("ann")}`)).toEqual([]);
  });

  it("keeps every event in the audit trail, newest first", async () => {
    const { contracts, client } = world;
    const { claims, custodian, distribution, dossier, gateway, issuer, lockup, registrar, token } = contracts;
    const { accreditations, counts } = contracts;
    const logs = await client.getLogs({
      address: [
        accreditations,
        counts,
        claims,
        custodian,
        distribution,
        dossier,
        gateway,
        issuer,
        lockup,
        registrar,
        token,
      ],
      fromBlock: BigInt(contracts.startBlock),
    });
    const expected = logs.map(({ blockNumber, logIndex }) => `${blockNumber}/${logIndex}`).reverse();

    const { body } = await world.ask("/events?limit=1000");

    const events = (body as { events: { block: number; logIndex: number }[] }).events;
    expect(events.map(({ block, logIndex }) => `${block}/${logIndex}`)).toEqual(expected);
    expect((await world.ask("/events?name=Issued&limit=1&offset=1")).body).toMatchObject({
      events: [{ name: "Issued", args: { to: cast.ann.address.toLowerCase(), amount: "700", data: "0xaa" } }],
    });
  });

  it("undoes what a reorganisation of the chain undid", async () => {
    const { client, issue, lock, transfer } = world;
    const before = await synced();
    const expected = positionsOf(await capTable());
    await setFrozen(investorIds.bob, true);
    await issue(world.contracts.issuer, 1_000n);
    await transfer(cast.ann, cast.annsOther.address, 11n);
    await lock(cast.annsOther.address, 7n, (await now()) + DAY);
    const head = await synced();
    expect(positionsOf(await capTable())).not.toEqual(expected);

    await client.request({ method: "anvil_reorg" as never, params: [Number(head - before), []] as never });

    await eventually(async () => expect(positionsOf(await capTable())).toEqual(expected));
    expect(expected).toEqual(await world.positionsOnChain(await client.getBlockNumber({ cacheTime: 0 })));
    expect((await world.ask(`/investors/${investorIds.bob}`)).body).toMatchObject({ frozen: false });
    expect((await world.ask(`/lots?account=${cast.annsOther.address}`)).body).toMatchObject({ lots: [] });
    expect(positionsOf(await capTable(`?at-block=${blocks[4]}`))).toEqual(
      await world.positionsOnChain(blocks[4] ?? 0n),
    );

    blocks.push((await transfer(cast.ann, cast.annsOther.address, 3n)).blockNumber);
    await synced();
    for (const block of blocks) {
      expect(positionsOf(await capTable(`?at-block=${block}`))).toEqual(await world.positionsOnChain(block));
    }
  });

  describe("refuses questions that it cannot answer", () => {
    it.each([
      ["/cap-table?at-block=x", "at-block must be a block number."],
      ["/cap-table?at-block=1&at-time=1", "at-time cannot be given together with at-block."],
      ["/cap-table?atblock=1", "atblock is not known here."],
      ["/cap-table?at-block=1&at-block=2", "at-block must be given once."],
      ["/holders/0x12", "account must be an address: 0x and 40 hex digits."],
      ["/investors/0x12", "id must be an investor's id: a number."],
      ["/investors/4294967296", "id must be an investor's id: below 2^32."],
      ["/investors?identity=0x12", "identity must be a hash: 0x and 64 hex digits."],
      ["/investors?lapsed=yes", 'lapsed must be "true" or "false".'],
      ["/lots?due-at=soon", "due-at must be a Unix time in whole seconds."],
      ["/calls?status=open", "status must be one of pending, executed, cancelled, superseded."],
      ["/events?limit=0", "limit must be 1 to 1000."],
      ["/distributions/one", "id must be a number."],
      ["/claims?topic=0x12345", "topic must be 1 to 32 characters of ASCII, or 0x and 64 hex digits."],
      [`/facts/${"A".repeat(33)}`, "key must be 1 to 32 characters of ASCII, or 0x and 64 hex digits."],
    ])("%s: %s", async (path, error) => {
      const { status, body } = await world.ask(path);
      expect({ status, error: (body as { error: string }).error }).toEqual({ status: 400, error });
    });

    it("the future", async () => {
      const { status, body } = await world.ask("/cap-table?at-block=999999");
      expect(status).toBe(400);
      expect((body as { error: string }).error).toMatch(
        /^at-block must be at most \d+: the index has not come further\.$/,
      );
      expect((await world.ask("/cap-table?at-time=99999999999")).status).toBe(400);
    });

    it.each([`/holders/${zeroAddress}`, "/investors/65535", "/distributions/9", "/nothing"])(
      "what does not exist: %s",
      async (path) => {
        expect((await world.ask(path)).status).toBe(404);
      },
    );
  });

  it("documents what it answers", async () => {
    const { body } = await world.ask("/openapi.json");
    const { paths, openapi } = body as { openapi: string; paths: Record<string, { get: { parameters: object[] } }> };
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toEqual([
      "/announcements/{number}",
      "/announcements",
      "/calls",
      "/cap-table",
      "/claims",
      "/distribution-preview",
      "/distributions/{id}",
      "/distributions",
      "/documents/{name}",
      "/documents",
      "/events",
      "/facts/{key}",
      "/facts",
      "/holders/{account}",
      "/investors/{id}",
      "/investors",
      "/lots",
      "/holders/{account}/nonces",
      "/partitions",
      "/splits/open",
      "/pledges",
      "/holders/{account}/positions",
      "/record-dates",
      "/signed-transfers",
      "/splits",
      "/supply",
      "/suspensions",
      "/tokens",
    ]);
    expect(paths["/lots"]?.get.parameters).toContainEqual({
      name: "due-at",
      in: "query",
      required: false,
      description: "Only lots to be released at this second (Unix time).",
      schema: { type: "string", pattern: "^\\d{1,12}$" },
    });
  });

  async function epochOf(contract: string, id: number): Promise<number | undefined> {
    const { authority } = await graphql<{ authority?: { epoch: number } }>(
      `{ authority(contract: "${contract}", id: ${id}) { epoch } }`,
    );
    return authority?.epoch;
  }

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

  async function calls(status: string): Promise<{ contract: string; callHash: string }[]> {
    const { body } = await world.ask(`/calls?status=${status}`);
    return (body as { calls: { contract: string; callHash: string }[] }).calls.filter(
      ({ contract }) => contract === world.contracts.custodian.toLowerCase(),
    );
  }

  async function setFrozen(id: number, frozen: boolean): Promise<void> {
    await world.send(cast.owner, {
      to: world.contracts.issuer,
      abi: issuingEntityAbi,
      functionName: "setInvestorRestriction",
      args: [keyOf(id), frozen],
    });
  }

  /** What a keeper pays: everybody but the treasury. */
  async function positionsAt(time: number) {
    await synced();
    const { holders } = await capTable(`?at-time=${time}`);
    return holders
      .filter(({ treasury }) => !treasury)
      .map(({ custodian, account }) => ({
        custodian: (custodian ?? zeroAddress) as `0x${string}`,
        account: account as `0x${string}`,
      }));
  }
});

const paymentAbi = [
  {
    type: "function",
    name: "mint",
    stateMutability: "nonpayable",
    inputs: [
      { name: "to", type: "address" },
      { name: "amount", type: "uint256" },
    ],
    outputs: [],
  },
  {
    type: "function",
    name: "approve",
    stateMutability: "nonpayable",
    inputs: [
      { name: "spender", type: "address" },
      { name: "amount", type: "uint256" },
    ],
    outputs: [{ name: "", type: "bool" }],
  },
] as const;

import { createRequire } from "node:module";
import { type Address, type Hex, numberToHex, type TransactionReceipt, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { announceRecordDate } from "../../sdk/actions/distribution/announceRecordDate.ts";
import { cancelDistribution } from "../../sdk/actions/distribution/cancel.ts";
import { claimDistributionFor } from "../../sdk/actions/distribution/claimFor.ts";
import { closeDistribution } from "../../sdk/actions/distribution/close.ts";
import { declareDistribution } from "../../sdk/actions/distribution/declare.ts";
import { declareDistributionByPartition } from "../../sdk/actions/distribution/declareByPartition.ts";
import { fundDistribution } from "../../sdk/actions/distribution/fund.ts";
import { openDistribution } from "../../sdk/actions/distribution/open.ts";
import { payDistribution, positionKeyOf } from "../../sdk/actions/distribution/pay.ts";
import { approveByPartition } from "../../sdk/actions/partition/approve.ts";
import { authorizeOperator } from "../../sdk/actions/partition/authorizeOperator.ts";
import { authorizeOperatorByPartition } from "../../sdk/actions/partition/authorizeOperatorByPartition.ts";
import { changePartition } from "../../sdk/actions/partition/change.ts";
import { controllerTransferByPartition } from "../../sdk/actions/partition/controllerTransfer.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { lockPosition } from "../../sdk/actions/partition/lockPosition.ts";
import { operatorRedeemByPartition } from "../../sdk/actions/partition/operatorRedeem.ts";
import { operatorTransferByPartition } from "../../sdk/actions/partition/operatorTransfer.ts";
import { operatorTransferBetweenPartitions } from "../../sdk/actions/partition/operatorTransferBetween.ts";
import { redeemByPartition } from "../../sdk/actions/partition/redeem.ts";
import { revokeOperator } from "../../sdk/actions/partition/revokeOperator.ts";
import { revokeOperatorByPartition } from "../../sdk/actions/partition/revokeOperatorByPartition.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { setPartitionExchange } from "../../sdk/actions/partition/setExchange.ts";
import { setPositionLock } from "../../sdk/actions/partition/setPositionLock.ts";
import { transferByPartition } from "../../sdk/actions/partition/transfer.ts";
import { transferBetweenPartitions } from "../../sdk/actions/partition/transferBetween.ts";
import { registerAccounts } from "../../sdk/actions/registrar/registerAccounts.ts";
import { allowSweep } from "../../sdk/actions/token/allowSweep.ts";
import { approve } from "../../sdk/actions/token/approve.ts";
import { controllerRedeem } from "../../sdk/actions/token/controllerRedeem.ts";
import { forcedTransfer } from "../../sdk/actions/token/forcedTransfer.ts";
import { recover } from "../../sdk/actions/token/recover.ts";
import { recoverCustody } from "../../sdk/actions/token/recoverCustody.ts";
import { redeem } from "../../sdk/actions/token/redeem.ts";
import { redeemFrom } from "../../sdk/actions/token/redeemFrom.ts";
import { setFrozenTokens } from "../../sdk/actions/token/setFrozenTokens.ts";
import { sweep } from "../../sdk/actions/token/sweep.ts";
import { defaultPartition, lockedByHand, partitionOf, unlocked } from "../../sdk/partitions.ts";
import { referenceTag } from "../../sdk/tagged.ts";
import type { Call } from "../../sdk/types.ts";
import { reconcilerOf } from "./reconcile.ts";
import { type Account, cast, investorIds, startWorld, type World } from "./world.ts";

const DAY = 86_400;
const A = partitionOf("A");
const TRANCHE = numberToHex(7, { size: 32 });
const { owner, ann, annsOther, bob, cora, stranger } = cast;

describe("the index follows partitions, locks, powers and recovery", () => {
  let world: World;
  let token: Address;
  let reconcile: ReturnType<typeof reconcilerOf>;
  const blocks: bigint[] = [];

  const act = async (who: Account, call: Call): Promise<TransactionReceipt> => {
    const receipt = await world.act(who, call);
    blocks.push(receipt.blockNumber);
    return receipt;
  };
  const now = async (): Promise<number> => Number((await world.client.getBlock()).timestamp);
  const ask = async <T>(path: string): Promise<T> => {
    await world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
    const { status, body } = await world.ask(path);
    expect({ path, status, body }).toMatchObject({ status: 200 });
    return body as T;
  };
  const refused = async (path: string) => {
    const { status, body } = await world.ask(path);
    return { status, error: (body as { error: string }).error };
  };
  const graphql = async <T>(query: string): Promise<T> => {
    const response = await fetch(`${world.index.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    return ((await response.json()) as { data: T }).data;
  };
  /** Kinds of the newest transfers, newest first. */
  const kinds = async (limit: number): Promise<string[]> => {
    await world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
    const { transfers } = await graphql<{ transfers: { items: { kind: string }[] } }>(
      `{ transfers(orderBy: "blockNumber", orderDirection: "desc", limit: ${limit}) { items { kind } } }`,
    );
    return transfers.items.map(({ kind }) => kind);
  };
  const bar = (account: Address) =>
    world.send(owner, {
      to: world.contracts.registrar,
      abi: kycRegistrarAbi,
      functionName: "restrictAccounts",
      args: [investorIds.ann, [account]],
    });

  beforeAll(async () => {
    world = await startWorld();
    token = world.contracts.token;
    reconcile = reconcilerOf(world, token);
  });

  afterAll(async () => {
    await world?.stop();
  });

  it("knows the default partition before any is named, and no other", async () => {
    await reconcile.now();
    expect(await ask("/partitions")).toMatchObject({
      partitions: [{ partition: defaultPartition, partitionText: null, supply: "0", lockedUntil: null, exchanges: [] }],
    });
    expect(await refused("/cap-table?partition=A")).toEqual({
      status: 400,
      error: `partition names no partition of SAMP. There are: ${defaultPartition}.`,
    });
  });

  it("knows the partitions that the issuer names, with their locks and the ways between them", async () => {
    const later = (await now()) + DAY;
    await act(owner, setPartition({ token, partition: A, lockedUntil: later, description: "Reg S\0" }));
    await act(owner, setPartition({ token, partition: TRANCHE, lockedUntil: lockedByHand, description: "Tranche" }));
    await act(owner, setPartition({ token, partition: defaultPartition, lockedUntil: later, description: "" }));
    await act(owner, setPartition({ token, partition: TRANCHE, lockedUntil: 0, description: "Tranche 7" }));
    await act(owner, setPartitionExchange({ token, from: A, to: TRANCHE, open: true }));
    await act(owner, setPartitionExchange({ token, from: A, to: defaultPartition, open: true }));
    await act(owner, setPartitionExchange({ token, from: A, to: defaultPartition, open: false }));
    const answer = await ask<{ partitions: { description: string }[] }>("/partitions");
    expect(answer).toMatchObject({
      partitions: [
        { partition: defaultPartition, lockedUntil: later },
        { partition: TRANCHE, partitionText: null, lockedUntil: null, description: "Tranche 7", exchanges: [] },
        { partition: A, partitionText: "A", lockedUntil: later, exchanges: [TRANCHE] },
      ],
    });
    // No text column holds a zero byte.
    expect(answer.partitions[2]?.description).toBe("Reg S\uFFFD");
    await act(owner, setPartition({ token, partition: A, lockedUntil: 0, description: "Reg S" }));
    await act(owner, setPartition({ token, partition: defaultPartition, lockedUntil: 0, description: "" }));
    await reconcile.now();
  });

  it("tells what stands in each partition after every move, now and at every block and second since", async () => {
    await act(owner, issueByPartition({ token, partition: A, to: ann.address, amount: 500n }));
    await act(owner, issueByPartition({ token, partition: defaultPartition, to: ann.address, amount: 100n }));
    await act(owner, issueByPartition({ token, partition: TRANCHE, to: world.contracts.issuer, amount: 70n }));
    blocks.push((await world.issue(ann.address, 200n)).blockNumber);
    await act(
      ann,
      transferByPartition({
        token,
        partition: A,
        to: bob.address,
        amount: 120n,
        data: [{ tag: referenceTag, value: "0x01" }],
      }),
    );
    await act(ann, transferByPartition({ token, partition: defaultPartition, to: annsOther.address, amount: 50n }));
    await act(ann, transferByPartition({ token, partition: A, to: ann.address, amount: 9n }));
    await act(ann, transferByPartition({ token, partition: A, to: bob.address, amount: 0n }));
    blocks.push((await world.transfer(ann, world.contracts.custodian, 40n)).blockNumber);
    const change = { token, from: A, to: TRANCHE } as const;
    await act(owner, changePartition({ ...change, account: ann.address, amount: 100n }));
    await act(bob, changePartition({ ...change, account: bob.address, amount: 20n }));
    await act(owner, changePartition({ token, account: ann.address, from: defaultPartition, to: A, amount: 30n }));
    await act(owner, changePartition({ token, account: bob.address, from: A, to: defaultPartition, amount: 25n }));
    const forced = { token, partition: A, from: bob.address, to: cora.address } as const;
    await act(owner, controllerTransferByPartition({ ...forced, amount: 5n, data: "0xc0" }));
    expect(await kinds(1)).toEqual(["controller"]);
    await act(owner, operatorRedeemByPartition({ token, partition: A, account: bob.address, amount: 10n }));
    await act(owner, redeemByPartition({ token, partition: TRANCHE, amount: 30n }));
    await act(owner, redeem({ token: token, amount: 0n }));
    await act(owner, redeemFrom({ token, account: annsOther.address, amount: 3n }));
    // All of a partition leaves, and comes back.
    await act(cora, transferByPartition({ token, partition: A, to: bob.address, amount: 5n }));
    await act(bob, transferByPartition({ token, partition: A, to: cora.address, amount: 5n }));

    await reconcile.now();
    for (const block of blocks) await reconcile.at(block);
    const times = await Promise.all(
      blocks.map(async (blockNumber) => (await world.client.getBlock({ blockNumber })).timestamp),
    );
    for (const [i, time] of times.entries()) {
      if (times[i + 1] !== time) await reconcile.atTime(time, blocks[i] as bigint);
    }
    expect(await ask(`/cap-table?partition=A&at-block=${blocks.at(-1)}`)).toMatchObject({
      partition: A,
      holders: [
        { account: ann.address.toLowerCase(), investorId: investorIds.ann, balance: "310" },
        { account: bob.address.toLowerCase(), balance: "60" },
        { account: cora.address.toLowerCase(), balance: "5" },
      ],
    });
    expect(await ask("/supply?partition=A")).toMatchObject({ total: "375", treasury: "0", inCustody: "0", holders: 3 });
    expect(await ask(`/supply?partition=${defaultPartition}`)).toMatchObject({ inCustody: "40" });
    expect(await ask(`/holders/${ann.address}/positions`)).toMatchObject({
      positions: [
        { custodian: null, partition: A, partitionText: "A", balance: "310" },
        { custodian: null, partition: defaultPartition, balance: "180" },
        { custodian: null, partition: TRANCHE, balance: "100" },
        { custodian: world.contracts.custodian.toLowerCase(), partition: defaultPartition, balance: "40" },
      ],
    });
    expect(await ask(`/holders/${ann.address}/positions?partition=A&at-block=${blocks[0]}`)).toMatchObject({
      total: "0",
      positions: [],
    });
  });

  it("follows a transfer into another partition, the holder's, an operator's and a spender's", async () => {
    const from = blocks.length;
    const into = async (partition: Hex, to: Hex, open: boolean) =>
      act(owner, setPartitionExchange({ token, from: partition, to, open }));
    await into(A, defaultPartition, true);
    await into(defaultPartition, TRANCHE, true);
    const between = { token, from: A, to: TRANCHE, receiver: bob.address } as const;
    await act(ann, transferBetweenPartitions({ ...between, amount: 10n }));
    await act(ann, transferBetweenPartitions({ ...between, receiver: ann.address, amount: 10n }));
    await act(ann, transferBetweenPartitions({ ...between, to: defaultPartition, amount: 10n }));
    await act(ann, transferBetweenPartitions({ ...between, from: defaultPartition, amount: 10n }));
    await act(ann, transferBetweenPartitions({ ...between, receiver: world.contracts.issuer, amount: 1n }));
    await act(ann, transferBetweenPartitions({ ...between, amount: 0n }));
    expect(await kinds(1)).toEqual(["transfer"]);

    const cover = { token, partition: A, spender: stranger.address } as const;
    await act(ann, approveByPartition({ ...cover, amount: 10n }));
    const spent = { token, from: A, to: TRANCHE, holder: ann.address, receiver: bob.address } as const;
    await act(stranger, operatorTransferBetweenPartitions({ ...spent, amount: 4n }));
    await act(
      stranger,
      operatorTransferByPartition({ token, partition: A, from: ann.address, to: bob.address, amount: 6n }),
    );
    await reconcile.now();
    for (const block of blocks.slice(from)) await reconcile.at(block);
    expect(await ask(`/holders/${bob.address}`)).toMatchObject({
      partitions: [
        { partition: defaultPartition, balance: "35" },
        { partition: TRANCHE, balance: "44" },
        { partition: A, balance: "66" },
      ],
    });

    // As it was.
    await act(owner, changePartition({ token, account: bob.address, from: TRANCHE, to: A, amount: 24n }));
    await act(owner, changePartition({ token, account: bob.address, from: defaultPartition, to: A, amount: 10n }));
    await act(bob, transferByPartition({ token, partition: A, to: ann.address, amount: 40n }));
    await act(owner, changePartition({ token, account: ann.address, from: A, to: defaultPartition, amount: 10n }));
    await act(owner, changePartition({ token, account: ann.address, from: TRANCHE, to: A, amount: 10n }));
    await act(
      owner,
      controllerTransferByPartition({
        token,
        partition: TRANCHE,
        from: world.contracts.issuer,
        to: ann.address,
        amount: 1n,
      }),
    );
    await act(owner, changePartition({ token, account: ann.address, from: TRANCHE, to: A, amount: 1n }));
    await into(A, defaultPartition, false);
    await into(defaultPartition, TRANCHE, false);
    await reconcile.now();
  });

  it("knows the operators of all partitions and of one", async () => {
    const one = { token, partition: A, operator: stranger.address } as const;
    await act(bob, authorizeOperator({ token, operator: cora.address }));
    await act(bob, authorizeOperatorByPartition(one));
    await act(ann, authorizeOperatorByPartition({ ...one, partition: defaultPartition }));
    await reconcile.now();
    await act(
      cora,
      operatorTransferByPartition({ token, partition: A, from: bob.address, to: ann.address, amount: 7n }),
    );
    expect(await ask(`/holders/${bob.address}?partition=${TRANCHE}`)).toMatchObject({
      partitions: [{ partition: TRANCHE, balance: "20" }],
      operators: [{ operator: cora.address.toLowerCase(), partition: null }],
    });

    await act(bob, revokeOperator({ token, operator: cora.address }));
    await act(bob, authorizeOperator({ token, operator: stranger.address }));
    await act(bob, revokeOperatorByPartition(one));
    await act(bob, revokeOperatorByPartition({ ...one, operator: cora.address }));
    await reconcile.now();
    expect(await ask(`/holders/${bob.address}`)).toMatchObject({
      operators: [{ operator: stranger.address.toLowerCase(), partition: null }],
    });
  });

  it("knows the locks of positions, and which of two is in force", async () => {
    const later = (await now()) + DAY;
    await act(owner, setPartition({ token, partition: A, lockedUntil: later, description: "Reg S" }));
    await act(owner, setPositionLock({ token, partition: A, account: bob.address, lockedUntil: unlocked }));
    await act(owner, setPositionLock({ token, partition: TRANCHE, account: cora.address, lockedUntil: later }));
    await act(ann, lockPosition({ token, partition: A, lockedUntil: later + DAY }));
    await act(bob, lockPosition({ token, partition: defaultPartition, lockedUntil: lockedByHand }));
    await reconcile.now();
    const inForce = async (account: Address) => {
      const { partitions } = await ask<{ partitions: { partition: Hex; lockedUntil: number | null }[] }>(
        `/holders/${account}`,
      );
      return partitions.map(({ partition, lockedUntil }) => [partition, lockedUntil]);
    };
    expect(await inForce(bob.address)).toEqual([
      [defaultPartition, lockedByHand],
      [TRANCHE, null],
      [A, null],
    ]);
    expect(await inForce(ann.address)).toEqual([
      [defaultPartition, null],
      [TRANCHE, null],
      [A, later + DAY],
    ]);
    expect(await inForce(cora.address)).toEqual([
      [defaultPartition, null],
      [TRANCHE, later],
      [A, later],
    ]);
    await act(owner, setPositionLock({ token, partition: defaultPartition, account: bob.address, lockedUntil: 0 }));
    await act(owner, setPositionLock({ token, partition: TRANCHE, account: cora.address, lockedUntil: 0 }));
    await reconcile.now();
  });

  it("knows what is frozen, more than the balance too, and what force leaves of it", async () => {
    await world.lock(ann.address, 20n, (await now()) + DAY);
    await act(owner, setFrozenTokens({ token, account: ann.address, amount: 1_000n }));
    await reconcile.now();
    expect(await ask(`/holders/${ann.address}`)).toMatchObject({ frozen: "1000", encumbered: "180", free: "0" });

    await act(owner, setFrozenTokens({ token, account: ann.address, amount: 30n }));
    await reconcile.now();
    expect(await ask(`/holders/${ann.address}`)).toMatchObject({ frozen: "30", encumbered: "50", free: "130" });

    await act(owner, forcedTransfer({ token, from: ann.address, to: bob.address, amount: 155n }));
    expect(await kinds(1)).toEqual(["controller"]);
    await reconcile.now();
    expect(await ask(`/holders/${ann.address}`)).toMatchObject({ frozen: "25", encumbered: "25", free: "0" });

    const order = { token, account: bob.address, data: "0xc1" } as const;
    await act(owner, controllerRedeem({ ...order, amount: 15n }));
    await act(owner, redeemFrom({ token, account: bob.address, amount: 1n }));
    expect(await kinds(2)).toEqual(["burn", "controllerRedemption"]);
    const { controllerTransfers } = await graphql<{ controllerTransfers: { items: object[] } }>(
      `{ controllerTransfers(orderBy: "blockNumber", orderDirection: "desc", limit: 1) { items { from to amount data } } }`,
    );
    expect(controllerTransfers.items).toEqual([
      { from: bob.address.toLowerCase(), to: `0x${"00".repeat(20)}`, amount: "15", data: "0xc1" },
    ]);
    await reconcile.now();
  });

  it("knows who may be swept", async () => {
    await act(annsOther, allowSweep({ token, allowed: true }));
    await reconcile.now();
    await act(ann, sweep({ token, accounts: [annsOther.address] }));
    await act(annsOther, allowSweep({ token, allowed: false }));
    await reconcile.now();
  });

  it("follows a lost account's shares, locks and encumbrances to its successor, and that one's to the next", async () => {
    const { registrar, custodian, distribution, payment } = world.contracts;
    await world.send(owner, { to: payment, abi: mintAbi, functionName: "mint", args: [owner.address, 10_000n] });
    await act(owner, approve({ token: payment, spender: distribution, amount: 10_000n }));
    const recordDate = (await now()) + 60;
    const terms = { recordDate, paymentDate: recordDate + 1, claimDeadline: recordDate + 30 * DAY };
    await act(owner, declareDistribution({ distribution, payment, amount: 10_000n, ...terms }));
    const pays = { to: distribution, abi: distributionModuleAbi } as const;
    await world.send(owner, { ...pays, functionName: "fund", args: [1n] });
    await world.client.setNextBlockTimestamp({ timestamp: BigInt(recordDate + 2) });
    await world.send(owner, { ...pays, functionName: "open", args: [1n] });

    await act(owner, setPositionLock({ token, partition: A, account: annsOther.address, lockedUntil: unlocked }));
    await bar(ann.address);
    await act(owner, recover({ token, lost: ann.address, successor: annsOther.address, data: "0xe0" }));
    expect(await kinds(1)).toEqual(["recovery"]);
    await reconcile.now();
    expect(await ask(`/holders/${ann.address}`)).toMatchObject({
      successor: annsOther.address.toLowerCase(),
      balance: "0",
      frozen: "0",
      encumbrances: [],
    });
    await act(bob, recoverCustody({ token, lost: ann.address, custodians: [custodian] }));
    await reconcile.now();

    await act(owner, registerAccounts({ registrar, id: investorIds.ann, accounts: [stranger.address] }));
    await bar(annsOther.address);
    await act(owner, recover({ token, lost: annsOther.address, successor: stranger.address }));
    await reconcile.now();
    expect(await ask(`/holders/${ann.address}`)).toMatchObject({
      successor: annsOther.address.toLowerCase(),
      currentAccount: stranger.address.toLowerCase(),
    });

    const direct = positionKeyOf({ custodian: `0x${"00".repeat(20)}`, account: ann.address });
    await world.send(owner, {
      ...pays,
      functionName: "pay",
      args: [1n, [direct, { ...direct, account: bob.address }]],
      gas: 3_000_000n,
    });
    await act(
      stranger,
      claimDistributionFor({ distribution, distributionId: 1n, position: { custodian, account: ann.address } }),
    );
    const { payments } = await ask<{ payments: { account: Address; custodian: Address | null; paidTo: Address }[] }>(
      "/distributions/1",
    );
    expect(payments.map(({ account, custodian, paidTo }) => [account, custodian, paidTo])).toEqual(
      expect.arrayContaining([
        [ann.address.toLowerCase(), null, stranger.address.toLowerCase()],
        [ann.address.toLowerCase(), custodian.toLowerCase(), stranger.address.toLowerCase()],
        [bob.address.toLowerCase(), null, bob.address.toLowerCase()],
      ]),
    );
    expect(payments).toHaveLength(3);
    for (const block of blocks.slice(-8)) await reconcile.at(block);
  });

  it("stands a module that redeems what has just come into a partition, before the token tells of it", async () => {
    const taker = await world.deployCode(compileTaker());
    const house = { to: world.contracts.issuer, abi: issuingEntityAbi } as const;
    await act(owner, setPartition({ token, partition: A, lockedUntil: 0, description: "Reg S" }));
    await act(bob, transferByPartition({ token, partition: TRANCHE, to: cora.address, amount: 5n }));
    await world.send(owner, { ...house, functionName: "attachModule", args: [token, taker] });
    await act(bob, transferByPartition({ token, partition: A, to: cora.address, amount: 4n }));
    await reconcile.now();
    await act(bob, transferBetweenPartitions({ token, from: A, to: TRANCHE, receiver: cora.address, amount: 3n }));
    await reconcile.now();
    // The next change of the position finds nothing below zero.
    await world.send(owner, { ...house, functionName: "detachModule", args: [token, taker] });
    await act(bob, transferByPartition({ token, partition: A, to: cora.address, amount: 2n }));
    await reconcile.now();
    await reconcile.at(blocks.at(-2) as bigint);
  });

  it("previews a dividend on one partition, and follows it until it pays just that", async () => {
    const { distribution, payment } = world.contracts;
    await world.send(owner, { to: payment, abi: mintAbi, functionName: "mint", args: [owner.address, 9_001n] });
    await act(owner, approve({ token: payment, spender: distribution, amount: 9_001n }));
    await act(owner, issueByPartition({ token, partition: A, to: world.contracts.issuer, amount: 1_000n }));
    const recordDate = (await now()) + 60;
    const terms = { recordDate, paymentDate: recordDate + 1, claimDeadline: recordDate + 30 * DAY };
    await act(owner, declareDistributionByPartition({ distribution, partition: A, payment, amount: 9_001n, ...terms }));
    await act(owner, fundDistribution({ distribution, distributionId: 2n }));
    await world.client.setNextBlockTimestamp({ timestamp: BigInt(recordDate + 2) });
    await act(owner, openDistribution({ distribution, distributionId: 2n }));

    type Preview = {
      eligibleSupply: string;
      entitled: { account: Address; custodian: null; investorId: number; balance: string; amount: string }[];
      remainder: string;
    };
    const preview = await ask<Preview>(`/distribution-preview?amount=9001&partition=A&at-time=${recordDate}`);
    expect(preview.entitled.length).toBeGreaterThan(1);
    expect(preview.entitled.map(({ account }) => account)).not.toContain(world.contracts.issuer.toLowerCase());
    const shared = preview.entitled.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    expect(shared + BigInt(preview.remainder)).toBe(9_001n);

    // Everybody is named; who held nothing there gets nothing.
    const everybody = [ann, annsOther, bob, cora, stranger].flatMap(({ address: account }) => [
      { custodian: zeroAddress, account },
      { custodian: world.contracts.custodian, account },
    ]);
    const { to, data } = payDistribution({ distribution, distributionId: 2n, positions: everybody });
    const hash = await world.client.sendTransaction({ account: owner, to, data, gas: 5_000_000n });
    await world.client.waitForTransactionReceipt({ hash });
    await act(owner, closeDistribution({ distribution, distributionId: 2n }));
    const paid = await ask<{ eligibleSupply: string; payments: Record<string, unknown>[] }>("/distributions/2");
    expect(paid).toMatchObject({
      state: "closed",
      partition: A,
      partitionText: "A",
      eligibleSupply: preview.eligibleSupply,
      paid: `${shared}`,
    });
    expect(paid.payments.map(({ account, custodian, amount }) => [account, custodian, amount]).sort()).toEqual(
      preview.entitled.map(({ account, custodian, amount }) => [account, custodian, amount]).sort(),
    );
    expect(await ask("/distributions/1")).toMatchObject({ partition: null, partitionText: null });

    // As whom the chain counted them.
    const told = await world.client.readContract({
      address: token,
      abi: securityTokenAbi,
      functionName: "positionsByPartitionAt",
      args: [A, preview.entitled.map(({ account }) => positionKeyOf({ custodian: zeroAddress, account })), recordDate],
    });
    expect(told.map(({ balance, investor }) => [`${balance}`, investor])).toEqual(
      preview.entitled.map(({ balance, investorId }) => [balance, investorId]),
    );
    expect(await refused("/distribution-preview?amount=many")).toMatchObject({ status: 400 });
    expect(await ask(`/distribution-preview?amount=7&partition=${defaultPartition}&at-block=0`)).toMatchObject({
      eligibleSupply: "0",
      entitled: [],
      remainder: "7",
    });
  });

  it("follows record dates that are planned far ahead until they are announced, missed or dropped", async () => {
    const { distribution, payment } = world.contracts;
    const first = (await now()) + 800 * DAY;
    const declare = (recordDate: number) => {
      const terms = { recordDate, paymentDate: recordDate + 1, claimDeadline: recordDate + 30 * DAY };
      return act(owner, declareDistribution({ distribution, payment, amount: 5n, ...terms }));
    };
    for (const recordDate of [first, first + 1, first + 2]) await declare(recordDate);
    const planned = async () => {
      const { planned: rows } = await ask<{ planned: { id: string; recordDate: number; state: string }[] }>(
        "/record-dates",
      );
      return rows.map(({ id, recordDate, state }) => [id, recordDate - first, state]);
    };
    expect(await planned()).toEqual([
      ["3", 0, "planned"],
      ["4", 1, "planned"],
      ["5", 2, "planned"],
    ]);

    await act(owner, cancelDistribution({ distribution, distributionId: 5n }));
    await world.client.setNextBlockTimestamp({ timestamp: BigInt(first - 90 * DAY) });
    await act(stranger, announceRecordDate({ distribution, distributionId: 3n }));
    await world.client.setNextBlockTimestamp({ timestamp: BigInt(first + 2) });
    await act(stranger, announceRecordDate({ distribution, distributionId: 4n }));
    expect(await planned()).toEqual([
      ["3", 0, "announced"],
      ["4", 1, "missed"],
      ["5", 2, "dropped"],
    ]);
    const { announced } = await ask<{ announced: { recordDate: number; passed: boolean }[] }>("/record-dates");
    expect(announced.map(({ recordDate, passed }) => [recordDate - first, passed]).at(-1)).toEqual([0, true]);
    expect(announced).toHaveLength(3);
  });
});

/** A module that takes all that a holder gets in a partition out of existence, while the token still tells of its coming. */
function compileTaker(): Hex {
  const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
  const content = `
    pragma solidity 0.8.37;
    struct Key { address custodian; bytes32 partition; address account; }
    struct Tagged { bytes4 tag; bytes value; }
    struct Move { uint8 kind; address operator; address initiator; Key from; Key to; uint256 amount; Tagged[] data; }
    interface Token { function operatorRedeemByPartition(bytes32, address, uint256, bytes calldata) external returns (bool); }
    contract Taker {
      function declaration() external pure returns (uint8 hooks, uint16 permissions) { return (2, 8); }
      function serves(address) external pure returns (bool) { return true; }
      function transferTokens(Move calldata m) external {
        if (m.from.account == address(0) || m.to.account == address(0) || m.to.partition == 0) return;
        Token(msg.sender).operatorRedeemByPartition(m.to.partition, m.to.account, m.amount + 5, "");
      }
    }`;
  const input = {
    language: "Solidity",
    sources: { "Taker.sol": { content } },
    settings: { outputSelection: { "*": { Taker: ["evm.bytecode.object"] } } },
  };
  const { contracts } = JSON.parse(solc.compile(JSON.stringify(input)));
  return `0x${contracts["Taker.sol"].Taker.evm.bytecode.object}`;
}

const mintAbi = [
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
] as const;

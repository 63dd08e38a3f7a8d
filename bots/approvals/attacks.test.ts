import { sql } from "drizzle-orm";
import {
  concatHex,
  encodeFunctionData,
  getAddress,
  type Hex,
  HttpRequestError,
  numberToHex,
  type PublicClient,
  parseAbi,
  size,
} from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { UnreadableCallError } from "../../sdk/describeCall.ts";
import { verifyEvents } from "../ledger/events.ts";
import { event, proposal, signature } from "../ledger/schema.ts";
import { createLog } from "../log.ts";
import { agreeableCode, alice, bob, carol, type Desk, mallory, startDesk, wallet } from "../testing/approvals.ts";
import { testAccount } from "../testing/counter.ts";
import { createDescriber } from "./book.ts";
import { createIntake } from "./intake.ts";
import { createServer } from "./server.ts";
import { adoptProposal, forgetEnded, liveProposals, noteClosed, storeLimits, storeProposal } from "./store.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());
afterEach(() => desk.close());

const salted = (n: number) => desk.callOf({ salt: numberToHex(n, { size: 32 }) });
const messageOf = async (answer: Response) => ((await answer.json()) as { error: { message: string } }).error.message;
const ratesOf = (burst: number, perSecond: number) => ({
  perClient: { burst, perSecond },
  all: { burst: 1e6, perSecond: 1e6 },
});
const plenty = ratesOf(1e6, 1e6);

describe("a wallet contract that is a member and means harm", () => {
  beforeEach(async () => {
    await desk.open();
    await desk.propose(desk.callOf());
  });
  const becomes = async (bytecode: Hex) => {
    await desk.client.setCode({ address: wallet, bytecode });
    await desk.client.mine({ blocks: 1 });
  };

  /** Runs a call of the issuer, and agrees if that worked. */
  const callingBack = (): Hex => {
    const data = encodeFunctionData({
      abi: parseAbi(["function withdrawApproval((uint32,address,bytes,bytes32,uint40))"]),
      args: [[1, desk.issuer, desk.callOf().data, desk.callOf().salt, desk.callOf().deadline]],
    });
    const length = numberToHex(size(data), { size: 2 });
    const head = concatHex(["0x61", length, "0x6100", "0x31", "0x5f39", "0x5f5f61", length, "0x5f5f73", desk.issuer]);
    const tail = concatHex(["0x5af1", "0x631626ba7e60e01b02", "0x5f5260205ff3"]);
    const code = concatHex([head, tail]);
    const start = numberToHex(size(code), { size: 2 });
    return concatHex(["0x61", length, "0x61", start, "0x5f39", `0x${code.slice(2 + 2 * 8)}`, data]);
  };

  test.each<[string, () => Hex]>([
    ["burns all gas", () => "0x5b5f56"],
    ["answers with a bomb of zeros", () => "0x6207a1205ff3"],
    ["answers with a bomb that begins well", () => "0x631626ba7e60e01b5f52630fffffff5ff3"],
    ["answers with a refusal as large", () => "0x6207a1205ffd"],
    ["calls back to change something", callingBack],
    ["answers four bytes only", () => "0x631626ba7e60e01b5f5260045ff3"],
    ["answers the right bytes with more behind them in the word", () => "0x631626ba7e60e01b6001175f5260205ff3"],
    ["destroys itself", () => "0x5fff"],
    ["is no program", () => "0xfe"],
    ["answers what no contract may be made of", () => "0x60ef60f81b5f5260205ff3"],
  ])("error: one that %s is refused in words, and the others go on", async (_, code) => {
    await becomes(code());
    const answer = await desk.signByWallet(desk.callOf());
    expect(answer.status).toBe(422);
    expect(await messageOf(answer)).toMatch(/^The signature does not fit\. It is not 0x/);
    await desk.sign(alice, desk.callOf());
    await desk.sign(bob, desk.callOf());
    await desk.look();
    await desk.pass();
    expect(await desk.limitNow()).toBe(77);
  });

  test("behavior: one that turns after it has signed does not stop a call that others carry", async () => {
    await desk.signByWallet(desk.callOf());
    await desk.sign(alice, desk.callOf());
    await desk.sign(bob, desk.callOf());
    // Agrees to whoever asks, but not to the MultiSig in a transaction: there, gas has a price.
    await becomes(concatHex(["0x3a600f57", agreeableCode, "0x5b5f5ffd"]));
    await desk.look();
    await desk.pass();
    expect(await desk.limitNow()).toBe(77);
  });

  test("behavior: one that answers the MultiSig otherwise is dropped with the reason", async () => {
    await desk.signByWallet(desk.callOf());
    await desk.sign(alice, desk.callOf());
    // Refuses when the issuer asks, and agrees to everybody else.
    await becomes(concatHex(["0x3373", desk.issuer, "0x14602857", agreeableCode, "0x5b5f5ffd"]));
    expect(await desk.look()).toEqual([]);
    expect((await desk.report(desk.callOf())).notCounted).toEqual([
      { signer: wallet, reason: "not accepted by the MultiSig" },
    ]);
  });

  test("behavior: one whose first signature went bad may sign again; a good one may not", async () => {
    // Agrees to signatures of one byte only.
    await becomes(concatHex(["0x604435600114600c575f5ffd5b", agreeableCode]));
    expect((await desk.signByWallet(desk.callOf(), "0x01")).status).toBe(201);
    expect((await desk.signByWallet(desk.callOf(), "0x02")).status).toBe(409);
    // Now to those of two bytes only.
    await becomes(concatHex(["0x604435600214600c575f5ffd5b", agreeableCode]));
    expect((await desk.signByWallet(desk.callOf(), "0x0303")).status).toBe(201);
    expect((await desk.report(desk.callOf())).approved).toEqual([{ member: wallet, way: "signature" }]);
  });
});

describe("a flood of proposals", () => {
  const limits = { ...storeLimits, unsignedPerAuthority: 3, signedPerMember: 4, onChainPerAuthority: 2 };
  beforeEach(() => desk.open({ limits, writes: plenty, reads: plenty }));

  test("behavior: a stranger fills a small room; members still get theirs in", async () => {
    const statuses: number[] = [];
    for (let n = 1; n <= 30; n++) statuses.push((await desk.propose(salted(n))).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(27);

    const call = salted(100);
    const refused = await desk.propose(call);
    expect(await messageOf(refused)).toContain("Send a member's signature with the proposal");
    const approval = { signer: alice.address, signature: await desk.signatureOf(alice, call) };
    const taken = await desk.propose(call, { approval });
    expect(taken.status).toBe(201);
    expect(await taken.json()).toMatchObject({ approved: [{ member: alice.address, way: "signature" }] });
  });

  test("behavior: a stranger's signature opens no room", async () => {
    const call = salted(1);
    const approval = { signer: mallory.address, signature: await desk.signatureOf(mallory, call) };
    expect((await desk.propose(call, { approval })).status).toBe(403);
    const forged = { signer: alice.address, signature: await desk.signatureOf(mallory, call) };
    expect((await desk.propose(call, { approval: forged })).status).toBe(422);
    expect(await liveProposals(desk.db, 31_337, 0)).toEqual([]);
  });

  test("behavior: a member who floods keeps out nobody but itself", async () => {
    const proposeAs = async (account: typeof alice, n: number) => {
      const approval = { signer: account.address, signature: await desk.signatureOf(account, salted(n)) };
      return (await desk.propose(salted(n), { approval })).status;
    };
    const statuses: number[] = [];
    for (let n = 1; n <= 6; n++) statuses.push(await proposeAs(carol, n));
    expect(statuses).toEqual([201, 201, 201, 201, 429, 429]);
    expect(await proposeAs(alice, 50)).toBe(201);
  });

  test("behavior: on chain, too, a flood ends somewhere, and the newest calls of others are kept", async () => {
    for (const n of [1, 2, 3]) await desk.act(carol, approveCall({ multisig: desk.issuer, call: salted(n) }));
    await desk.look();
    expect(await liveProposals(desk.db, 31_337, 0)).toHaveLength(2);
    expect((await desk.propose(salted(9))).status).toBe(201);
  });

  test("behavior: what nobody signed makes room when its time is over", async () => {
    for (const n of [1, 2, 3]) await desk.propose(salted(n));
    await desk.sign(alice, salted(1));
    await desk.db.execute("update keepers.proposal set proposed_at = now() - interval '2 days'");
    expect((await desk.propose(salted(4))).status).toBe(201);
    const kept = (await liveProposals(desk.db, 31_337, 0)).map(({ callHash }) => callHash);
    expect(kept).toEqual([desk.hashOf(salted(1)), desk.hashOf(salted(4))]);
  });
});

describe("a flood with the limits of every day", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));
  const store = async (n: number, by?: typeof alice) => {
    const call = salted(n);
    const proposal = { callHash: desk.hashOf(call), multisig: desk.issuer, call };
    const signature = `0x${"5".repeat(130)}` as const;
    const approval = by && { callHash: proposal.callHash, signer: by.address, epoch: 1, signature };
    return storeProposal(desk.db, { chainId: 31_337, proposal, now: 0, approval });
  };
  const storeAll = async (from: number, count: number, by?: typeof alice) => {
    const answers: string[] = [];
    for (let n = from; n < from + count; n++) answers.push(await store(n, by));
    return {
      stored: answers.filter((one) => one === "stored").length,
      full: answers.filter((one) => one === "full").length,
    };
  };

  test("behavior: strangers get 25 calls of an authority in, a member 200, all together 1,000, and what ends makes room", async () => {
    expect(await storeAll(1, 40)).toEqual({ stored: 25, full: 15 });
    expect(await storeAll(1_000, 210, alice)).toEqual({ stored: 200, full: 10 });
    for (const [position, member] of [bob, carol, mallory].entries())
      expect(await storeAll(2_000 + position * 1_000, 200, member)).toEqual({ stored: 200, full: 0 });
    expect(await storeAll(6_000, 200, testAccount(6))).toEqual({ stored: 175, full: 25 });
    expect(await storeAll(7_000, 1)).toEqual({ stored: 0, full: 1 });
    const call = salted(7_001);
    const onChain = { callHash: desk.hashOf(call), multisig: desk.issuer, call };
    expect(await adoptProposal(desk.db, { chainId: 31_337, proposal: onChain, now: 0 })).toBe("full");
    expect(await liveProposals(desk.db, 31_337, 0)).toHaveLength(1_000);

    await noteClosed(desk.db, [{ callHash: desk.hashOf(salted(1_000)), isOpen: false }]);
    expect(await storeAll(8_000, 2, alice)).toEqual({ stored: 1, full: 1 });
    await noteClosed(desk.db, [{ callHash: desk.hashOf(salted(2_000)), isOpen: false }]);
    expect(await storeAll(8_002, 1, alice)).toEqual({ stored: 0, full: 1 });
    expect(await storeAll(8_003, 1, bob)).toEqual({ stored: 1, full: 0 });
  });

  test("behavior: all at once, the limits hold", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => store(n)));
    expect(answers.filter((answer) => answer === "stored")).toHaveLength(25);
  });

  test("behavior: over HTTP: the 26th unsigned call of an authority is refused, a member's is taken", async () => {
    const statuses: number[] = [];
    for (let n = 1; n <= 30; n++) statuses.push((await desk.propose(salted(n))).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(25);
    expect(statuses.slice(25)).toEqual([429, 429, 429, 429, 429]);
    const approval = { signer: alice.address, signature: await desk.signatureOf(alice, salted(99)) };
    expect((await desk.propose(salted(99), { approval })).status).toBe(201);
  });
});

describe("calls that have ended", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));
  const now = async () => Number((await desk.client.getBlock()).timestamp);
  const forget = async (chainNow?: number) =>
    forgetEnded(desk.db, { chainId: 31_337, now: chainNow ?? (await now()), limits: storeLimits });
  const known = async () => (await desk.page("/calls?limit=50")).calls.map(({ callHash }) => callHash);
  const closedAt = async () => (await desk.db.select().from(proposal)).map(({ closedAt: at }) => at);
  const ageClosed = (days: number) =>
    desk.db.execute(
      sql.raw(`update keepers.proposal set closed_at = now() - interval '${days} days' where closed_at is not null`),
    );
  const execute = async (call: ReturnType<typeof salted>) => {
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.sign(member, call);
    await desk.look();
    await desk.pass();
    await desk.look();
  };

  test("behavior: an executed one is kept for 90 days, then goes with its signatures; its audit rows stay", async () => {
    await execute(salted(1));
    await desk.propose(salted(2));
    await ageClosed(89);
    expect(await forget()).toBe(0);
    await ageClosed(91);
    await desk.look();
    expect(await known()).toEqual([desk.hashOf(salted(2))]);
    expect(await desk.db.select().from(signature)).toEqual([]);
    const told = (await desk.db.select().from(event)).filter(
      ({ detail }) => detail.callHash === desk.hashOf(salted(1)),
    );
    expect(told.map(({ toState }) => toState)).toEqual(["proposed", "approved", "approved", "forgotten"]);
    expect((await desk.propose(salted(1))).status).toBe(409);
    await verifyEvents(desk.db);
  });

  test("behavior: one whose deadline has passed is kept for 90 days by the chain's time", async () => {
    const call = salted(1);
    await desk.propose(call, { approval: { signer: alice.address, signature: await desk.signatureOf(alice, call) } });
    expect(await forget(call.deadline + 90 * 86_400)).toBe(0);
    expect(await forgetEnded(desk.db, { chainId: 5, now: call.deadline + 91 * 86_400 })).toBe(0);
    expect(await forget(call.deadline + 91 * 86_400)).toBe(1);
    expect(await forget(call.deadline + 91 * 86_400)).toBe(0);
  });

  test("behavior: what the ledger still works on stays", async () => {
    const call = salted(1);
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.sign(member, call);
    await desk.look();
    expect(await forget(call.deadline + 91 * 86_400)).toBe(0);
    await desk.db.execute("update keepers.intent set state = 'skipped'");
    expect(await forget(call.deadline + 91 * 86_400)).toBe(1);
  });

  test("behavior: one that a reorganisation opens again waits again; after a day it is not looked at any more", async () => {
    await execute(salted(1));
    expect(await closedAt()).toEqual([expect.any(Date)]);
    expect(await liveProposals(desk.db, 31_337, 0)).toHaveLength(1);
    const callHash = desk.hashOf(salted(1));
    await noteClosed(desk.db, [{ callHash, isOpen: true }]);
    expect(await closedAt()).toEqual([null]);
    await desk.look();
    await ageClosed(2);
    await noteClosed(desk.db, [{ callHash, isOpen: false }]);
    expect(await liveProposals(desk.db, 31_337, 0)).toEqual([]);
  });
});

describe("a call's time", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));
  const now = async () => Number((await desk.client.getBlock()).timestamp);
  const passTo = async (timestamp: number) => {
    await desk.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
    await desk.client.mine({ blocks: 1 });
  };

  test("behavior: it is taken, signed and waits up to its very last second, and not after", async () => {
    const call = desk.callOf({ deadline: await now() });
    expect((await desk.propose(call)).status).toBe(201);
    expect((await desk.sign(alice, call)).status).toBe(201);
    expect((await desk.report(call)).state).toBe("waiting");
    await passTo(call.deadline + 1);
    const late = await desk.sign(bob, call);
    expect([late.status, await messageOf(late)]).toEqual([
      422,
      "The call's deadline has passed. Propose it again with a new one.",
    ]);
    expect((await desk.report(call)).state).toBe("too late");
  });

  test("behavior: it ends with its authority's; then nothing more is proposed to that one", async () => {
    const until = (await now()) + 500;
    const added = desk.direct("addAuthority", [[mallory.address], 1, until]);
    for (const member of [alice, bob]) await desk.act(member, added);
    const ofSecond = (n: number) => desk.callOf({ authority: 2, salt: numberToHex(n, { size: 32 }) });
    expect(await (await desk.propose(ofSecond(1))).json()).toMatchObject({ executableUntil: until });
    await passTo(until);
    expect((await desk.propose(ofSecond(2))).status).toBe(201);
    await passTo(until + 1);
    const refused = await desk.propose(ofSecond(3));
    expect([refused.status, await messageOf(refused)]).toEqual([
      422,
      expect.stringMatching(/^The time of authority 2 has ended\./),
    ]);
  });

  test("error: an authority that is not there is not one whose time has ended", async () => {
    const refused = await desk.propose(desk.callOf({ authority: 9 }));
    expect([refused.status, await messageOf(refused)]).toEqual([422, "The MultiSig has no authority 9. Name another."]);
  });

  test("error: signed when it was executed already", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    await desk.act(alice, approveCall({ multisig: desk.issuer, call }));
    await desk.act(bob, executeCall({ multisig: desk.issuer, call, approvals: [] }));
    const late = await desk.sign(carol, call);
    expect([late.status, await messageOf(late)]).toEqual([
      409,
      "The call was executed. Propose it again with another salt.",
    ]);
  });
});

describe("a member's signature", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));

  test("behavior: that comes with a proposal that is known counts, once", async () => {
    const call = desk.callOf();
    const approval = { signer: alice.address, signature: await desk.signatureOf(alice, call) };
    await desk.propose(call);
    expect(await (await desk.propose(call, { approval })).json()).toMatchObject({
      approved: [{ member: alice.address, way: "signature" }],
    });
    expect((await desk.propose(call, { approval })).status).toBe(409);
    const told = (await desk.db.select().from(event)).map(({ toState }) => toState);
    expect(told).toEqual(["proposed", "approved", "refused"]);
  });

  test("error: twice in the epoch that is now, after one in an older epoch", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    await desk.sign(alice, call);
    const removed = desk.direct("removeAuthorityAddresses", [1, [carol.address]]);
    for (const member of [alice, bob]) await desk.act(member, removed);
    expect([(await desk.sign(alice, call)).status, (await desk.sign(alice, call)).status]).toEqual([201, 409]);
  });

  test("error: beyond the calls that may wait with one; what has ended makes room", async () => {
    await desk.close();
    await desk.open({ limits: { ...storeLimits, signedPerMember: 2 }, writes: plenty, reads: plenty });
    for (const n of [1, 2, 3]) await desk.propose(salted(n));
    const statuses: number[] = [];
    for (const n of [1, 2, 3]) statuses.push((await desk.sign(alice, salted(n))).status);
    expect(statuses).toEqual([201, 201, 429]);
    expect(await messageOf(await desk.sign(alice, salted(3)))).toContain(`${alice.address} has signed`);
    await noteClosed(desk.db, [{ callHash: desk.hashOf(salted(1)), isOpen: false }]);
    expect((await desk.sign(alice, salted(3))).status).toBe(201);
  });

  test("behavior: one that takes a bad one's place is in the audit trail", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    await desk.signByWallet(call, "0x01");
    // Agrees to signatures of two bytes only.
    await desk.client.setCode({
      address: wallet,
      bytecode: concatHex(["0x604435600214600c575f5ffd5b", agreeableCode]),
    });
    await desk.client.mine({ blocks: 1 });
    expect((await desk.signByWallet(call, "0x0303")).status).toBe(201);
    const told = (await desk.db.select().from(event)).map(({ toState, detail }) => [toState, detail.again]);
    expect(told).toEqual([
      ["proposed", undefined],
      ["approved", undefined],
      ["approved", "yes"],
    ]);
    await verifyEvents(desk.db);
  });
});

describe("what the store keeps apart", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));
  const now = async () => Number((await desk.client.getBlock()).timestamp);
  const proposalOf = (n: number, changes: Partial<ReturnType<typeof salted>> = {}) => {
    const call = { ...salted(n), ...changes };
    return { callHash: desk.hashOf(call), multisig: getAddress(desk.issuer), call };
  };
  const store = async (
    n: number,
    { chainId = 31_337, limits = storeLimits, at = 0, ...changes }: StoreChanges = {},
  ) => {
    return storeProposal(desk.db, { chainId, proposal: proposalOf(n, changes), now: at, limits });
  };
  type StoreChanges = {
    chainId?: number;
    limits?: typeof storeLimits;
    at?: number;
    authority?: number;
    deadline?: number;
  };
  const live = async (chainId = 31_337) => (await liveProposals(desk.db, chainId, 0)).map(({ callHash }) => callHash);

  test("behavior: calls of another chain are not there", async () => {
    await store(1, { chainId: 5 });
    await store(2);
    const [other, own] = [1, 2].map((n) => proposalOf(n).callHash) as [Hex, Hex];
    expect([await live(5), await live()]).toEqual([[other], [own]]);
    expect((await desk.page("/calls")).calls.map(({ callHash }) => callHash)).toEqual([own]);
    expect((await desk.get(`/calls/${other}`)).status).toBe(404);
    expect((await desk.sign(alice, salted(1))).status).toBe(404);
  });

  test("behavior: calls past their deadline are not live", async () => {
    await store(1);
    expect(await liveProposals(desk.db, 31_337, salted(1).deadline)).toHaveLength(1);
    expect(await liveProposals(desk.db, 31_337, salted(1).deadline + 1)).toEqual([]);
  });

  test("behavior: another authority's calls are not a member's, nor is any to one who was removed", async () => {
    await store(1);
    await store(2, { authority: 2 });
    const hashesOf = async (account: typeof alice) =>
      (await desk.page(`/members/${account.address}/calls`)).calls.map(({ callHash }) => callHash);
    expect(await hashesOf(alice)).toEqual([proposalOf(1).callHash]);
    expect(await hashesOf(carol)).toEqual([proposalOf(1).callHash]);
    const removed = desk.direct("removeAuthorityAddresses", [1, [carol.address]]);
    for (const member of [alice, bob]) await desk.act(member, removed);
    expect(await hashesOf(carol)).toEqual([]);
  });

  test("behavior: strangers share one room in all, beside those of each authority", async () => {
    const limits = { ...storeLimits, unsignedPerAuthority: 2, unsigned: 3 };
    const answers: string[] = [];
    for (const authority of [1, 1, 1, 2, 3]) answers.push(await store(answers.length + 1, { limits, authority }));
    expect(answers).toEqual(["stored", "stored", "full", "stored", "full"]);
  });

  test("behavior: what was proposed on chain takes nothing from the strangers' room, nor goes with it", async () => {
    const limits = { ...storeLimits, unsignedPerAuthority: 1 };
    await adoptProposal(desk.db, { chainId: 31_337, proposal: proposalOf(1), now: 0 });
    expect(await store(2, { limits })).toBe("stored");
    await desk.db.execute("update keepers.proposal set proposed_at = now() - interval '2 days'");
    expect(await store(3, { limits })).toBe("stored");
    expect(await live()).toEqual([1, 3].map((n) => proposalOf(n).callHash));
  });

  test("behavior: an unsigned call past its deadline makes room; of this chain only, and not what is worked on", async () => {
    const call = salted(1);
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.act(member, approveCall({ multisig: desk.issuer, call }));
    await desk.look();
    await store(2);
    await store(3, { chainId: 5 });
    const later = (await now()) + 100_000;
    await store(4, { at: later, deadline: later });
    expect([await live(), await live(5)]).toEqual([
      [call, { ...salted(4), deadline: later }].map(desk.hashOf),
      [proposalOf(3).callHash],
    ]);
  });

  test("behavior: the time at which a call was closed is the first at which that was seen", async () => {
    await store(1);
    const { callHash } = proposalOf(1);
    await noteClosed(desk.db, [{ callHash, isOpen: false }]);
    await desk.db.execute("update keepers.proposal set closed_at = now() - interval '5 days'");
    await noteClosed(desk.db, [{ callHash, isOpen: false }]);
    const [row] = await desk.db.select().from(proposal);
    expect(Date.now() - (row?.closedAt?.getTime() ?? 0)).toBeGreaterThan(4 * 86_400_000);
  });
});

describe("a stranger on the port", () => {
  test("error: a signature for another chain, a salt that is used: what would be right", async () => {
    await desk.open();
    const call = desk.callOf();
    await desk.propose(call);
    const path = `/calls/${desk.hashOf(call)}/signatures`;
    const foreign = await desk.signatureOf(alice, call, { chainId: 1 });
    const answer = await desk.post(path, { signer: alice.address, signature: foreign });
    expect(await messageOf(answer)).toBe("The signature does not fit. It is for chain 1. Sign for chain 31337.");

    await desk.act(alice, approveCall({ multisig: desk.issuer, call }));
    await desk.act(bob, executeCall({ multisig: desk.issuer, call, approvals: [] }));
    const other = desk.callOf({ data: desk.limitTo(5) });
    const used = await desk.propose(other);
    expect([used.status, await messageOf(used)]).toEqual([
      409,
      "Another call with its salt was executed or cancelled. Propose it again with another salt.",
    ]);
  });

  test("behavior: the same client is slowed down whatever it writes into its headers", async () => {
    await desk.open({ writes: ratesOf(2, 0.001), reads: ratesOf(3, 0.001) });
    const answers: number[] = [];
    for (let n = 0; n < 5; n++) {
      const headers = { "x-forwarded-for": `10.0.0.${n}`, "x-real-ip": `10.0.0.${n}`, forwarded: `for=10.0.0.${n}` };
      answers.push((await desk.get("/calls", headers)).status);
    }
    expect(answers).toEqual([200, 200, 200, 429, 429]);
    const slow = await desk.get("/calls");
    expect(Number(slow.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await desk.get("/health")).status).toBe(200);
    expect((await desk.propose(desk.callOf())).status).toBe(201);
  });

  test("behavior: behind a proxy of ours, clients are told apart", async () => {
    await desk.open({ reads: ratesOf(1, 0.001), proxies: 1 });
    const ask = async (forwarded: string) => (await desk.get("/calls", { "x-forwarded-for": forwarded })).status;
    // `app.request` has no socket: the proxy's own entry is the last one.
    expect(await ask("6.6.6.6, 1.1.1.1")).toBe(200);
    expect(await ask("7.7.7.7, 1.1.1.1")).toBe(429);
    expect(await ask("6.6.6.6, 2.2.2.2")).toBe(200);
  });

  test("error: bombs of JSON", async () => {
    await desk.open({ writes: plenty });
    const bombs = [
      "[".repeat(60_000),
      `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
      `{"a":${'{"a":'.repeat(20_000)}1${"}".repeat(20_001)}`,
      `{"multisig":"${desk.issuer}","multisig":{"__proto__":{"x":1}}}`,
      '{"__proto__":{"multisig":1},"constructor":{"prototype":{}}}',
      `{"deadline":1e400,"authority":${"9".repeat(100_000)}}`,
      `{"data":"0x${"0".repeat(120_000)}"}`,
      "null",
      '"x"',
    ];
    for (const bomb of bombs) {
      const answer = await desk.post("/calls", bomb);
      expect([400, 422]).toContain(answer.status);
      expect((await answer.text()).length).toBeLessThan(5_000);
    }
    expect(({} as Record<string, unknown>).multisig).toBeUndefined();
  });

  test("error: more than it takes of data, signature, deadline and authority; half a byte; names without end", async () => {
    await desk.open({ writes: plenty });
    const refuse = async (changes: Record<string, unknown>) => {
      const answer = await desk.propose(desk.callOf(), changes);
      const text = await answer.text();
      expect([answer.status, text.length < 2_000]).toEqual([422, true]);
      return (JSON.parse(text) as { error: { details: string[] } }).error.details;
    };
    const data = (bytes: number) => ({ data: `0x${"0".repeat(2 * bytes)}` });
    expect(await refuse(data(32_769))).toEqual(["data: must have at most 32768 bytes"]);
    expect(await refuse(data(32_768))).not.toContain("data: must have at most 32768 bytes");
    expect(await refuse({ data: "0x123" })).toEqual(["data: must be hex: 0x and pairs of digits"]);
    const approval = { signer: alice.address, signature: `0x${"0".repeat(2 * 2_049)}` };
    expect(await refuse({ approval })).toEqual(["approval.signature: must have at most 2048 bytes"]);
    expect(await refuse({ deadline: 2 ** 40 })).toEqual([expect.stringMatching(/^deadline: /)]);
    expect(await refuse({ authority: 2 ** 32 })).toEqual([expect.stringMatching(/^authority: /)]);
    expect(await refuse({ ["x".repeat(10_000)]: 1 })).toHaveLength(1);
  });

  test("behavior: one call, however its hex is spelt", async () => {
    await desk.open();
    const call = desk.callOf({ salt: numberToHex(0xab, { size: 32 }) });
    const shout = (hex: Hex) => `0x${hex.slice(2).toUpperCase()}`;
    await desk.propose(call, { data: shout(call.data), salt: shout(call.salt) });
    expect((await desk.page("/calls")).calls.map(({ callHash }) => callHash)).toEqual([desk.hashOf(call)]);
    expect((await desk.get(`/calls/${shout(desk.hashOf(call))}`)).status).toBe(200);
  });

  test("behavior: a question that is refused leaves no trace, a path without end a short one", async () => {
    await desk.open();
    expect((await desk.get("/calls/0x1")).status).toBe(404);
    expect(await desk.db.select().from(event)).toEqual([]);
    await desk.post(`/calls/${"0".repeat(5_000)}/signatures`, {});
    const [row] = await desk.db.select().from(event);
    expect(row?.detail.request).toHaveLength(200);
  });

  test("behavior: asking for the head of a page is a question", async () => {
    await desk.open({ writes: ratesOf(1, 0.001), reads: plenty });
    const request = (method: string) => desk.ask("/calls", { method });
    for (let n = 0; n < 3; n += 1) expect((await request("HEAD")).status).toBe(200);
    expect([(await request("PUT")).status, (await request("DELETE")).status]).toEqual([404, 429]);
  });

  test("behavior: no answer may be kept or taken for something else", async () => {
    await desk.open();
    for (const path of ["/calls", "/health", "/nothing"]) {
      const { headers } = await desk.get(path);
      expect([headers.get("cache-control"), headers.get("x-content-type-options")]).toEqual(["no-store", "nosniff"]);
    }
  });

  test("behavior: a fault says nothing of itself, and a refusal that cannot be written down is one all the same", async () => {
    await desk.open();
    const broken = () => Promise.reject(new TypeError("postgres://user:SECRET@db"));
    const app = createServer({
      intake: { propose: broken, sign: broken, list: broken, listOf: broken, find: broken, refused: broken },
      readiness: async () => ({ ready: true, problems: [] }),
      alive: () => false,
      metrics: async () => "",
      wake: () => undefined,
      log: createLog("silent"),
    });
    const fault = await app.request("/calls");
    expect([fault.status, await messageOf(fault)]).toEqual([503, "The request could not be answered now. Try again."]);
    const refused = await app.request("/calls", { method: "POST", body: "{}" });
    expect([refused.status, await messageOf(refused)]).toEqual([415, "Send JSON, with content-type application/json."]);
    expect((await app.request("/health")).status).toBe(503);
  });

  test("error: questions that do not fit", async () => {
    await desk.open();
    for (const path of [
      "/calls?limit=0",
      "/calls?limit=101",
      "/calls?before=x",
      "/calls?state=open",
      "/calls?waitingFor=0x1",
      "/calls?x=1",
    ]) {
      expect((await desk.get(path)).status).toBe(422);
    }
    expect((await desk.get("/members/0x1/calls")).status).toBe(404);
    expect((await desk.get("/calls/0x1")).status).toBe(404);
  });

  test("behavior: no page of another origin may ask", async () => {
    await desk.open();
    const answer = await desk.get("/calls", { origin: "https://evil.example" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    const asked = await desk.post("/calls", "{}", { "content-type": "text/plain" });
    expect(asked.status).toBe(415);
    expect((await desk.post("/calls", "{}", { "content-type": "application/jsonp" })).status).toBe(415);
  });

  test("behavior: what is refused is written down, a flood of it in part, and the chain of events holds", async () => {
    await desk.open({ writes: plenty });
    for (let n = 0; n < 100; n++) await desk.propose(desk.callOf({ deadline: 1 }));
    await desk.propose(desk.callOf());
    await desk.sign(alice, desk.callOf());
    const events = await desk.db.select().from(event);
    const refusals = events.filter(({ toState }) => toState === "refused");
    expect(refusals).toHaveLength(60);
    expect(refusals[0]?.detail).toMatchObject({ request: "POST /calls", status: "422" });
    expect(refusals[0]?.detail.reason).toMatch(/^The deadline has passed\. Choose one after \d+/);
    const taken = events.filter(({ toState }) => toState !== "refused").map(({ toState, detail }) => [toState, detail]);
    expect(taken).toEqual([
      ["proposed", { callHash: desk.hashOf(desk.callOf()), source: "posted" }],
      ["approved", { callHash: desk.hashOf(desk.callOf()), signer: alice.address, epoch: "1" }],
    ]);
    expect(await verifyEvents(desk.db)).toBe(events.length);
  });
});

describe("a flood of refusals and questions", () => {
  let clock = 0;
  /** Functions of the client that were called, by name. */
  let asked: string[] = [];
  let isDown = false;
  const intakeClient = (): PublicClient => {
    const down = () => Promise.reject(new HttpRequestError({ url: "http://127.0.0.1" }));
    return new Proxy(desk.publicClient, {
      get: (target, name) => {
        const own = Reflect.get(target, name) as unknown;
        if (typeof own !== "function") return own;
        return (...args: unknown[]) => {
          asked.push(`${String(name)} ${(args[0] as { functionName?: string } | undefined)?.functionName ?? ""}`);
          return isDown && (name === "call" || name === "readContract") ? down() : own.apply(target, args);
        };
      },
    });
  };
  const intakeOf = () =>
    createIntake({ client: intakeClient(), db: desk.db, deployment: desk.deployment, clock: () => clock });
  beforeEach(async () => {
    clock = 0;
    asked = [];
    isDown = false;
    await desk.open({ writes: plenty, reads: plenty });
  });

  test("behavior: how many refusals were left out stands in the next one that is written", async () => {
    const intake = intakeOf();
    for (let n = 0; n < 65; n += 1) await intake.refused({ reason: "no" });
    clock = 60;
    await intake.refused({ reason: "later" });
    clock = 120;
    await intake.refused({ reason: "last" });
    const told = (await desk.db.select().from(event)).slice(60).map(({ detail }) => detail);
    expect(told).toEqual([{ reason: "later", unwritten: "5" }, { reason: "last" }]);
  });

  test("behavior: the same question in the same block costs no look at the call, and a new signature is seen", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    const intake = intakeOf();
    await intake.find(desk.hashOf(call));
    const costOf = async () => {
      asked = [];
      const { approved } = await intake.find(desk.hashOf(call));
      return { approved: approved.length, reads: asked.filter((name) => name.startsWith("readContract")).length };
    };
    expect(await costOf()).toEqual({ approved: 0, reads: 0 });
    await desk.sign(alice, call);
    expect(await costOf()).toEqual({ approved: 1, reads: expect.any(Number) });
    await desk.act(bob, approveCall({ multisig: desk.issuer, call }));
    expect(await costOf()).toEqual({ approved: 2, reads: expect.any(Number) });
  });

  test("error: a node that does not answer is neither an empty list nor a refusal, and is asked again", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.sign(member, call);
    const intake = intakeOf();
    const ask = () => Promise.all([intake.listOf(alice.address, { limit: 25 }), intake.find(desk.hashOf(call))]);
    await intake.listOf(mallory.address, { limit: 25 });
    isDown = true;
    await expect(intake.listOf(alice.address, { limit: 25 })).rejects.toThrow(HttpRequestError);
    await expect(intake.find(desk.hashOf(call))).rejects.toThrow(HttpRequestError);
    isDown = false;
    const [page, report] = await ask();
    expect([page.calls.length, report.state, report.refusal]).toEqual([1, "approved", undefined]);
  });

  test("behavior: names are read anew after 100 blocks, and once a block at most for what nobody knows", async () => {
    const describer = createDescriber(intakeClient(), desk.deployment);
    const booksRead = () => asked.filter((name) => name === "readContract tokens").length;
    const unknown = { target: wallet, data: "0xdeadbeef" } as const;
    for (let n = 0; n < 5; n += 1) await expect(describer.describe(unknown)).rejects.toThrow(UnreadableCallError);
    expect(booksRead()).toBe(1);
    await desk.client.mine({ blocks: 1 });
    for (let n = 0; n < 5; n += 1) await expect(describer.describe(unknown)).rejects.toThrow(UnreadableCallError);
    expect(booksRead()).toBe(2);
    await desk.client.mine({ blocks: 100 });
    await describer.multisigs();
    expect(booksRead()).toBe(2);
    await desk.client.mine({ blocks: 1 });
    await describer.multisigs();
    expect(booksRead()).toBe(3);
  });

  test("behavior: names are read anew when the chain went back", async () => {
    const describer = createDescriber(intakeClient(), desk.deployment);
    const booksRead = () => asked.filter((name) => name === "readContract tokens").length;
    const before = await desk.client.snapshot();
    await desk.client.mine({ blocks: 1 });
    await describer.multisigs();
    await desk.client.revert({ id: before });
    await describer.multisigs();
    expect(booksRead()).toBe(2);
  });

  test("behavior: one question looks through 200 calls and says where to go on", async () => {
    for (let n = 1; n <= 205; n += 1) {
      const call = salted(n);
      const proposal = { callHash: desk.hashOf(call), multisig: getAddress(desk.issuer), call };
      await adoptProposal(desk.db, {
        chainId: 31_337,
        proposal,
        now: 0,
        limits: { ...storeLimits, onChainPerAuthority: 300 },
      });
    }
    const first = await desk.page("/calls?state=executed");
    expect([first.calls, first.next]).toEqual([[], 6]);
    expect(await desk.page(`/calls?state=executed&before=${first.next}`)).toEqual({ calls: [], next: null });
  });
});

describe("who asks what waits", () => {
  beforeEach(() => desk.open({ reads: plenty, writes: plenty }));
  const hashesAt = async (path: string) => (await desk.page(path)).calls.map(({ callHash }) => callHash);

  test("behavior: by member and state, newest first", async () => {
    const [first, second, third] = [salted(1), salted(2), salted(3)] as const;
    for (const call of [first, second, third]) await desk.propose(call);
    await desk.sign(alice, first);
    await desk.sign(bob, first);
    await desk.sign(alice, second);
    const [one, two, three] = [first, second, third].map(desk.hashOf);
    expect(await hashesAt("/calls")).toEqual([three, two, one]);
    expect(await hashesAt(`/calls?waitingFor=${alice.address}`)).toEqual([three]);
    expect(await hashesAt(`/calls?waitingFor=${carol.address}`)).toEqual([three, two]);
    expect(await hashesAt("/calls?state=approved")).toEqual([one]);
    expect(await hashesAt(`/members/${alice.address.toLowerCase()}/calls`)).toEqual([three, two, one]);
    expect(await hashesAt(`/members/${mallory.address}/calls`)).toEqual([]);
    expect(await hashesAt(`/calls?waitingFor=${mallory.address}`)).toEqual([]);
  });

  test("behavior: page by page, each call once", async () => {
    for (let n = 1; n <= 7; n++) await desk.propose(salted(n));
    const seen: Hex[] = [];
    let path: string | undefined = "/calls?limit=3&state=waiting";
    let pages = 0;
    while (path !== undefined) {
      const page = await desk.page(path);
      seen.push(...page.calls.map(({ callHash }) => callHash));
      path = page.next === null ? undefined : `/calls?limit=3&state=waiting&before=${page.next}`;
      pages += 1;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => desk.hashOf(salted(n))));
    expect(pages).toBe(3);
  });

  test("behavior: what was proposed on chain and posted by nobody is there, without the index", async () => {
    const call = salted(1);
    await desk.act(alice, approveCall({ multisig: desk.issuer, call }));
    await desk.look();
    const { calls } = await desk.page(`/calls?waitingFor=${bob.address}`);
    expect(calls).toMatchObject([
      { callHash: desk.hashOf(call), approved: [{ member: alice.address, way: "on chain" }], state: "waiting" },
    ]);
    await desk.sign(bob, call);
    await desk.look();
    await desk.pass();
    expect(await desk.limitNow()).toBe(77);
  });

  test("behavior: one that nobody can read says so", async () => {
    const call = desk.callOf({ data: "0xdeadbeef" });
    await desk.act(alice, approveCall({ multisig: desk.issuer, call }));
    await desk.look();
    expect((await desk.report(call)).sentence).toMatch(/^Nobody can read this call; do not approve it\./);
  });

  test("behavior: an approved call that would fail is not sent, and the reason is shown", async () => {
    const data = encodeFunctionData({
      abi: parseAbi(["function setAuthorityThreshold(uint32,uint16)"]),
      args: [1, 60],
    });
    const call = desk.callOf({ data });
    await desk.propose(call);
    await desk.sign(alice, call);
    await desk.sign(bob, call);
    expect(await desk.look()).toEqual([]);
    const report = await desk.report(call);
    expect(report.state).toBe("approved");
    expect(report.refusal).toMatch(/invalid threshold/);
  });

  test("behavior: it describes itself", async () => {
    const described = (await (await desk.get("/openapi.json")).json()) as {
      paths: object;
      components: { schemas: { Call: object } };
    };
    expect(Object.keys(described.paths)).toEqual([
      "/calls",
      "/calls/{hash}",
      "/calls/{hash}/signatures",
      "/members/{account}/calls",
    ]);
    expect(described.components.schemas.Call).toMatchObject({ additionalProperties: false });
  });
});

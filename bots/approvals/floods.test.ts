import { getAddress, HttpRequestError, type PublicClient } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { UnreadableCallError } from "../../sdk/describeCall.ts";
import { event } from "../ledger/schema.ts";
import { alice, bob, carol, mallory, messageOf, plenty, useDesk, wallet } from "../testing/approvals.ts";
import { testAccount } from "../testing/counter.ts";
import { createDescriber } from "./book.ts";
import { createIntake } from "./intake.ts";
import { adoptProposal, liveProposals, noteClosed, storeLimits, storeProposal } from "./store.ts";

const desk = useDesk();

describe("a flood of proposals", () => {
  const limits = { ...storeLimits, unsignedPerAuthority: 3, signedPerMember: 4, onChainPerAuthority: 2 };
  beforeEach(() => desk.open({ limits, writes: plenty, reads: plenty }));

  test("behavior: a stranger fills a small room; members still get theirs in", async () => {
    const statuses: number[] = [];
    for (let n = 1; n <= 30; n++) statuses.push((await desk.propose(desk.salted(n))).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(27);

    const call = desk.salted(100);
    const refused = await desk.propose(call);
    expect(await messageOf(refused)).toContain("Send a member's signature with the proposal");
    const approval = { signer: alice.address, signature: await desk.signatureOf(alice, call) };
    const taken = await desk.propose(call, { approval });
    expect(taken.status).toBe(201);
    expect(await taken.json()).toMatchObject({ approved: [{ member: alice.address, way: "signature" }] });
  });

  test("behavior: a stranger's signature opens no room", async () => {
    const call = desk.salted(1);
    const approval = { signer: mallory.address, signature: await desk.signatureOf(mallory, call) };
    expect((await desk.propose(call, { approval })).status).toBe(403);
    const forged = { signer: alice.address, signature: await desk.signatureOf(mallory, call) };
    expect((await desk.propose(call, { approval: forged })).status).toBe(422);
    expect(await liveProposals(desk.db, 31_337, 0)).toEqual([]);
  });

  test("behavior: a member who floods keeps out nobody but itself", async () => {
    const proposeAs = async (account: typeof alice, n: number) => {
      const approval = { signer: account.address, signature: await desk.signatureOf(account, desk.salted(n)) };
      return (await desk.propose(desk.salted(n), { approval })).status;
    };
    const statuses: number[] = [];
    for (let n = 1; n <= 6; n++) statuses.push(await proposeAs(carol, n));
    expect(statuses).toEqual([201, 201, 201, 201, 429, 429]);
    expect(await proposeAs(alice, 50)).toBe(201);
  });

  test("behavior: on chain, too, a flood ends somewhere, and the newest calls of others are kept", async () => {
    for (const n of [1, 2, 3]) await desk.act(carol, approveCall({ multisig: desk.issuer, call: desk.salted(n) }));
    await desk.look();
    expect(await liveProposals(desk.db, 31_337, 0)).toHaveLength(2);
    expect((await desk.propose(desk.salted(9))).status).toBe(201);
  });

  test("behavior: what nobody signed makes room when its time is over", async () => {
    for (const n of [1, 2, 3]) await desk.propose(desk.salted(n));
    await desk.sign(alice, desk.salted(1));
    await desk.db.execute("update keepers.proposal set proposed_at = now() - interval '2 days'");
    expect((await desk.propose(desk.salted(4))).status).toBe(201);
    const kept = (await liveProposals(desk.db, 31_337, 0)).map(({ callHash }) => callHash);
    expect(kept).toEqual([desk.hashOf(desk.salted(1)), desk.hashOf(desk.salted(4))]);
  });
});

describe("a flood with the limits of every day", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));
  const store = async (n: number, by?: typeof alice) => {
    const call = desk.salted(n);
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
    const call = desk.salted(7_001);
    const onChain = { callHash: desk.hashOf(call), multisig: desk.issuer, call };
    expect(await adoptProposal(desk.db, { chainId: 31_337, proposal: onChain, now: 0 })).toBe("full");
    expect(await liveProposals(desk.db, 31_337, 0)).toHaveLength(1_000);

    await noteClosed(desk.db, [{ callHash: desk.hashOf(desk.salted(1_000)), isOpen: false }]);
    expect(await storeAll(8_000, 2, alice)).toEqual({ stored: 1, full: 1 });
    await noteClosed(desk.db, [{ callHash: desk.hashOf(desk.salted(2_000)), isOpen: false }]);
    expect(await storeAll(8_002, 1, alice)).toEqual({ stored: 0, full: 1 });
    expect(await storeAll(8_003, 1, bob)).toEqual({ stored: 1, full: 0 });
  });

  test("behavior: all at once, the limits hold", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => store(n)));
    expect(answers.filter((answer) => answer === "stored")).toHaveLength(25);
  });

  test("behavior: over HTTP: the 26th unsigned call of an authority is refused, a member's is taken", async () => {
    const statuses: number[] = [];
    for (let n = 1; n <= 30; n++) statuses.push((await desk.propose(desk.salted(n))).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(25);
    expect(statuses.slice(25)).toEqual([429, 429, 429, 429, 429]);
    const approval = { signer: alice.address, signature: await desk.signatureOf(alice, desk.salted(99)) };
    expect((await desk.propose(desk.salted(99), { approval })).status).toBe(201);
  });
});

describe("a flood of refusals and questions", () => {
  let clock = 0;
  /** Functions of the client that were called, by name. */
  let asked: string[] = [];
  /** Functions of the client that get no answer from the node. */
  let down: readonly string[] = [];
  const intakeClient = (): PublicClient => {
    const fail = () => Promise.reject(new HttpRequestError({ url: "http://127.0.0.1" }));
    return new Proxy(desk.publicClient, {
      get: (target, name) => {
        const own = Reflect.get(target, name) as unknown;
        if (typeof own !== "function") return own;
        return (...args: unknown[]) => {
          asked.push(`${String(name)} ${(args[0] as { functionName?: string } | undefined)?.functionName ?? ""}`);
          return down.includes(String(name)) ? fail() : own.apply(target, args);
        };
      },
    });
  };
  const intakeOf = () =>
    createIntake({ client: intakeClient(), db: desk.db, deployment: desk.deployment, clock: () => clock });
  beforeEach(async () => {
    clock = 0;
    asked = [];
    down = [];
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
    for (const functions of [["call", "readContract"], ["readContract"], ["call"]]) {
      down = functions;
      await expect(intake.listOf(alice.address, { limit: 25 })).rejects.toThrow(HttpRequestError);
      await expect(intake.find(desk.hashOf(call))).rejects.toThrow(HttpRequestError);
    }
    down = [];
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
      const call = desk.salted(n);
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

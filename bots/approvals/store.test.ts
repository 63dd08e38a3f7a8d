import { sql } from "drizzle-orm";
import { getAddress, type Hex } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { verifyEvents } from "../ledger/events.ts";
import { event, proposal, signature } from "../ledger/schema.ts";
import { alice, bob, carol, plenty, useDesk } from "../testing/approvals.ts";
import { adoptProposal, forgetEnded, liveProposals, noteClosed, storeLimits, storeProposal } from "./store.ts";

const desk = useDesk();

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
  const execute = async (call: ReturnType<typeof desk.salted>) => {
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.sign(member, call);
    await desk.look();
    await desk.pass();
    await desk.look();
  };

  test("behavior: an executed one is kept for 90 days, then goes with its signatures; its audit rows stay", async () => {
    await execute(desk.salted(1));
    await desk.propose(desk.salted(2));
    await ageClosed(89);
    expect(await forget()).toBe(0);
    await ageClosed(91);
    await desk.look();
    expect(await known()).toEqual([desk.hashOf(desk.salted(2))]);
    expect(await desk.db.select().from(signature)).toEqual([]);
    const told = (await desk.db.select().from(event)).filter(
      ({ detail }) => detail.callHash === desk.hashOf(desk.salted(1)),
    );
    expect(told.map(({ toState }) => toState)).toEqual(["proposed", "approved", "approved", "forgotten"]);
    expect((await desk.propose(desk.salted(1))).status).toBe(409);
    await verifyEvents(desk.db);
  });

  test("behavior: one whose deadline has passed is kept for 90 days by the chain's time", async () => {
    const call = desk.salted(1);
    await desk.propose(call, { approval: { signer: alice.address, signature: await desk.signatureOf(alice, call) } });
    expect(await forget(call.deadline + 90 * 86_400)).toBe(0);
    expect(await forgetEnded(desk.db, { chainId: 5, now: call.deadline + 91 * 86_400 })).toBe(0);
    expect(await forget(call.deadline + 91 * 86_400)).toBe(1);
    expect(await forget(call.deadline + 91 * 86_400)).toBe(0);
  });

  test("behavior: what the ledger still works on stays", async () => {
    const call = desk.salted(1);
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.sign(member, call);
    await desk.look();
    expect(await forget(call.deadline + 91 * 86_400)).toBe(0);
    await desk.db.execute("update keepers.intent set state = 'skipped'");
    expect(await forget(call.deadline + 91 * 86_400)).toBe(1);
  });

  test("behavior: one that a reorganisation opens again waits again; after a day it is not looked at any more", async () => {
    await execute(desk.salted(1));
    expect(await closedAt()).toEqual([expect.any(Date)]);
    expect(await liveProposals(desk.db, 31_337, 0)).toHaveLength(1);
    const callHash = desk.hashOf(desk.salted(1));
    await noteClosed(desk.db, [{ callHash, isOpen: true }]);
    expect(await closedAt()).toEqual([null]);
    await desk.look();
    await ageClosed(2);
    await noteClosed(desk.db, [{ callHash, isOpen: false }]);
    expect(await liveProposals(desk.db, 31_337, 0)).toEqual([]);
  });
});

describe("what the store keeps apart", () => {
  beforeEach(() => desk.open({ writes: plenty, reads: plenty }));
  const now = async () => Number((await desk.client.getBlock()).timestamp);
  const proposalOf = (n: number, changes: Partial<ReturnType<typeof desk.salted>> = {}) => {
    const call = { ...desk.salted(n), ...changes };
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
    expect((await desk.sign(alice, desk.salted(1))).status).toBe(404);
  });

  test("behavior: calls past their deadline are not live", async () => {
    await store(1);
    expect(await liveProposals(desk.db, 31_337, desk.salted(1).deadline)).toHaveLength(1);
    expect(await liveProposals(desk.db, 31_337, desk.salted(1).deadline + 1)).toEqual([]);
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

  test("behavior: of the calls that may wait at an authority, one past its deadline is none", async () => {
    const limits = { ...storeLimits, openPerAuthority: 1 };
    const later = desk.salted(1).deadline + 1;
    expect([await store(1, { limits }), await store(2, { limits })]).toEqual(["stored", "full"]);
    expect(await store(3, { limits, at: later, deadline: later })).toBe("stored");
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
    const call = desk.salted(1);
    await desk.propose(call);
    for (const member of [alice, bob]) await desk.act(member, approveCall({ multisig: desk.issuer, call }));
    await desk.look();
    await store(2);
    await store(3, { chainId: 5 });
    const later = (await now()) + 100_000;
    await store(4, { at: later, deadline: later });
    expect([await live(), await live(5)]).toEqual([
      [call, { ...desk.salted(4), deadline: later }].map(desk.hashOf),
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

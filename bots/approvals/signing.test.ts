import { concatHex, numberToHex } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { verifyEvents } from "../ledger/events.ts";
import { event } from "../ledger/schema.ts";
import { agreeableCode, alice, bob, carol, mallory, messageOf, plenty, useDesk, wallet } from "../testing/approvals.ts";
import { noteClosed, storeLimits } from "./store.ts";

const desk = useDesk();

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
    expect(await desk.report(call)).toMatchObject({
      approved: [{ member: alice.address, way: "signature" }],
      notCounted: [],
    });
  });

  test("error: beyond the calls that may wait with one; what has ended makes room", async () => {
    await desk.close();
    await desk.open({ limits: { ...storeLimits, signedPerMember: 2 }, writes: plenty, reads: plenty });
    for (const n of [1, 2, 3]) await desk.propose(desk.salted(n));
    const statuses: number[] = [];
    for (const n of [1, 2, 3]) statuses.push((await desk.sign(alice, desk.salted(n))).status);
    expect(statuses).toEqual([201, 201, 429]);
    expect(await messageOf(await desk.sign(alice, desk.salted(3)))).toContain(`${alice.address} has signed`);
    await noteClosed(desk.db, [{ callHash: desk.hashOf(desk.salted(1)), isOpen: false }]);
    expect((await desk.sign(alice, desk.salted(3))).status).toBe(201);
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

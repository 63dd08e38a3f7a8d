import { beforeEach, describe, expect, test } from "vitest";
import { findIntent } from "../../bots/ledger/plan.ts";
import { openNotices } from "../../bots/notices/store.ts";
import { alice, bob, carol, mallory, useDesk, wallet } from "../../bots/testing/approvals.ts";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { decodeRefusal } from "../../sdk/errors/index.ts";
import { readApprovals } from "../../sdk/reads/authorities.ts";
import type { Call, MultiSigCall } from "../../sdk/types.ts";

const desk = useDesk();
beforeEach(() => desk.open());

/** Takes the newest block off the chain and puts another in its place, in which the member sends another call. */
const reorgTo = async (member: typeof alice, { to, data }: Call): Promise<void> => {
  const transaction = { from: member.address, to, data };
  await desk.client.request({ method: "anvil_reorg", params: [1, [[transaction, 0]]] } as never);
};

const refusalOf = ({ to, data }: Call) =>
  desk.client.call({ to, data }).then(
    () => undefined,
    (error: unknown) => decodeRefusal(error)?.name,
  );

describe("drill 12: a reorg swaps proposals under an approval", () => {
  let seen: MultiSigCall;
  let swapped: MultiSigCall;
  const on = (call: MultiSigCall) => ({ multisig: desk.issuer, call });

  beforeEach(async () => {
    seen = desk.callOf();
    // The same salt and place, another content.
    swapped = desk.callOf({ data: desk.limitTo(9) });
    await desk.act(alice, approveCall(on(seen)));
    await desk.look();
    expect((await desk.sign(bob, seen)).status).toBe(201);
  });

  test("behavior: the approval is for what was seen; the other content gets none of it, and nothing is sent", async () => {
    const [key = ""] = await desk.look();
    expect((await desk.report(seen)).state).toBe("approved");
    await reorgTo(alice, approveCall(on(swapped)));

    await desk.pass();
    expect(await desk.look()).toEqual([]);
    expect(await desk.sent()).toBe(0);
    expect(await desk.limitNow()).toBe(0);
    expect((await findIntent(desk.db, key))?.state).toBe("planned");

    // It tells: one proposal has lost an approval, the other has one.
    expect(await desk.report(seen)).toMatchObject({
      state: "waiting",
      approved: [{ member: bob.address, way: "signature" }],
    });
    expect(await desk.report(swapped)).toMatchObject({
      sentence: "Issuer: limit the number of investors: 9 in total",
      state: "waiting",
      approved: [{ member: alice.address, way: "on chain" }],
    });
    // And it has approved nothing by itself.
    const approvers = await readApprovals(desk.publicClient, { multisig: desk.issuer, callHash: desk.hashOf(seen) });
    expect(approvers).toEqual([]);
  });

  test("behavior: the signature with the other content reverts", async () => {
    const signature = await desk.signatureOf(bob, seen);
    await reorgTo(alice, approveCall(on(swapped)));
    const approvals = [{ signer: bob.address, signature }];
    expect(await refusalOf(executeCall({ ...on(swapped), approvals }))).toBe("MultiSig_InvalidSignature");
    expect(await refusalOf(executeCall({ ...on(seen), approvals }))).toBe("MultiSig_ThresholdNotMet");
  });

  test("behavior: goes on when the approval is given again", async () => {
    await desk.look();
    await reorgTo(alice, approveCall(on(swapped)));
    await desk.act(carol, approveCall(on(seen)));
    await desk.look();
    await desk.pass();
    expect(await desk.limitNow()).toBe(77);
    expect((await desk.report(swapped)).state).toBe("superseded");
  });
});

describe("drill 24: what changes between intake and send", () => {
  /** Two signatures are in and the call is planned; then something happens. @returns how it stands after the sender's turn */
  const changeBeforeSent = async (second: "bob" | "wallet", change: () => Promise<unknown>) => {
    const call = desk.callOf();
    await desk.propose(call);
    await desk.sign(alice, call);
    await (second === "bob" ? desk.sign(bob, call) : desk.signByWallet(call));
    const [key = ""] = await desk.look();
    expect((await findIntent(desk.db, key))?.state).toBe("planned");
    await change();
    await desk.pass();
    expect(await desk.limitNow()).toBe(0);
    expect(await desk.sent()).toBe(0);
    const { state, reason } = (await findIntent(desk.db, key)) ?? {};
    return { intent: { state, reason }, report: await desk.report(call) };
  };
  const byOwner = async (functionName: string, args: readonly unknown[]) => {
    await desk.act(alice, desk.direct(functionName, args));
    await desk.act(carol, desk.direct(functionName, args));
  };

  test("behavior: a signer is removed: signatures of the epoch are dropped, the threshold is that of now", async () => {
    const { report, intent } = await changeBeforeSent("bob", async () => {
      await byOwner("removeAuthorityAddresses", [1, [bob.address]]);
      await byOwner("setAuthorityThreshold", [1, 3]);
    });
    expect(intent.state).toBe("planned");
    expect(report).toMatchObject({ state: "waiting", threshold: 3, approved: [] });
    expect(report.notCounted).toEqual([
      { signer: alice.address, reason: "of an older epoch" },
      { signer: bob.address, reason: "no member" },
    ]);
  });

  test("behavior: a new member does not stand in for one who was removed", async () => {
    const { report } = await changeBeforeSent("bob", () =>
      byOwner("replaceAuthorityMembers", [1, [alice.address, carol.address, mallory.address], 2]),
    );
    expect(report.approved).toEqual([]);
    expect(report.missing).toEqual([alice.address, carol.address, mallory.address]);
  });

  test("behavior: the deadline passes", async () => {
    const { report, intent } = await changeBeforeSent("bob", async () => {
      await desk.client.setNextBlockTimestamp({ timestamp: BigInt(desk.callOf().deadline + 1) });
      await desk.client.mine({ blocks: 1 });
    });
    expect(intent).toEqual({ state: "skipped", reason: "its deadline has passed" });
    expect(report.state).toBe("too late");
  });

  test("behavior: the same signer signs twice and approves on chain, and still counts once", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    expect((await desk.sign(alice, call)).status).toBe(201);
    const again = await desk.sign(alice, call);
    expect([again.status, await again.json()]).toEqual([
      409,
      {
        error: {
          name: "IntakeError",
          message: `${alice.address} has signed this call already. Once is enough.`,
          details: [],
        },
      },
    ]);
    await desk.act(alice, approveCall({ multisig: desk.issuer, call }));
    expect(await desk.look()).toEqual([]);
    await desk.pass();
    expect(await desk.sent()).toBe(0);
    expect(await desk.report(call)).toMatchObject({
      state: "waiting",
      approved: [{ member: alice.address, way: "on chain" }],
      notCounted: [{ signer: alice.address, reason: "approved on chain too" }],
    });
  });

  test("behavior: a wallet revokes", async () => {
    const { report, intent } = await changeBeforeSent("wallet", async () => {
      await desk.client.setCode({ address: wallet, bytecode: "0x5f5ffd" });
      await desk.client.mine({ blocks: 1 });
    });
    expect(intent.state).toBe("planned");
    expect(report).toMatchObject({ state: "waiting", notCounted: [{ signer: wallet, reason: "not valid" }] });
  });

  test("behavior: a member takes back a signature on chain", async () => {
    const { report } = await changeBeforeSent("bob", () =>
      desk.act(bob, desk.direct("withdrawApproval", [desk.callOf()])),
    );
    expect(report).toMatchObject({ state: "waiting", notCounted: [{ signer: bob.address, reason: "withdrawn" }] });
  });

  test("behavior: people are told that the end is near, once, and no more when the approval came", async () => {
    const call = desk.callOf();
    await desk.propose(call);
    await desk.sign(alice, call);
    await desk.look();
    await desk.look();
    const told = await openNotices(desk.db);
    expect(told.map(({ kind, subject }) => [kind, subject])).toEqual([["approval-closing", desk.hashOf(call)]]);
    expect(told[0]?.text).toContain(bob.address);
    await desk.sign(bob, call);
    await desk.look();
    expect(await openNotices(desk.db)).toEqual([]);
  });
});

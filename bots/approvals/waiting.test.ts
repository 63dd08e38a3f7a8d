import { encodeFunctionData, type Hex, parseAbi } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { alice, bob, carol, mallory, plenty, useDesk } from "../testing/approvals.ts";

const desk = useDesk();

describe("who asks what waits", () => {
  beforeEach(() => desk.open({ reads: plenty, writes: plenty }));
  const hashesAt = async (path: string) => (await desk.page(path)).calls.map(({ callHash }) => callHash);

  test("behavior: by member and state, newest first", async () => {
    const [first, second, third] = [desk.salted(1), desk.salted(2), desk.salted(3)] as const;
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
    for (let n = 1; n <= 7; n++) await desk.propose(desk.salted(n));
    const seen: Hex[] = [];
    let path: string | undefined = "/calls?limit=3&state=waiting";
    let pages = 0;
    while (path !== undefined) {
      const page = await desk.page(path);
      seen.push(...page.calls.map(({ callHash }) => callHash));
      path = page.next === null ? undefined : `/calls?limit=3&state=waiting&before=${page.next}`;
      pages += 1;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => desk.hashOf(desk.salted(n))));
    expect(pages).toBe(3);
  });

  test("behavior: what was proposed on chain and posted by nobody is there, without the index", async () => {
    const call = desk.salted(1);
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

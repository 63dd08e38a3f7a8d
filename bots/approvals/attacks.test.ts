import { concatHex, encodeFunctionData, type Hex, hashTypedData, numberToHex, parseAbi, size } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { verifyEvents } from "../ledger/events.ts";
import { event } from "../ledger/schema.ts";
import { createLog } from "../log.ts";
import { agreeableCode, alice, bob, messageOf, plenty, ratesOf, useDesk, wallet } from "../testing/approvals.ts";
import { IntakeError } from "./errors.ts";
import { createServer } from "./server.ts";

const desk = useDesk();

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
    expect(await messageOf(answer)).toMatch(
      /^The signature does not fit\. 0x\w{40} is a wallet contract, and does not accept it \(ERC-1271\)\./,
    );
    await desk.sign(alice, desk.callOf());
    await desk.sign(bob, desk.callOf());
    await desk.look();
    await desk.pass();
    expect(await desk.limitNow()).toBe(77);
  });

  test("error: what it signed in a former epoch is refused with the epoch to sign for", async () => {
    const call = desk.callOf();
    const { chainId } = desk.deployment;
    const digest = hashTypedData(typedDataOf(call, { chainId, multisig: desk.issuer, epoch: 1 }));
    // Agrees to this digest only.
    await becomes(concatHex(["0x7f", digest, "0x60043514602b575f5ffd5b", agreeableCode]));
    const threshold = desk.direct("setAuthorityThreshold", [1, 2]);
    for (const member of [alice, bob]) await desk.act(member, threshold);

    const answer = await desk.signByWallet(call);
    expect([answer.status, await messageOf(answer)]).toEqual([
      422,
      "The signature does not fit. It was given in epoch 1 of the authority, which has passed. Sign for epoch 2.",
    ]);
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

describe("a stranger on the port", () => {
  /** What a server has beside its intake, of a process that is dead. */
  const silent = {
    readiness: async () => ({ ready: true, problems: [] }),
    alive: () => false,
    metrics: async () => "",
    wake: () => undefined,
    log: createLog("silent"),
  };

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
    const long = "z".repeat(70_000);
    const wrong = {
      multisig: "",
      authority: 0.5,
      target: "",
      data: long,
      salt: "z".repeat(100),
      deadline: 0.5,
      more: 1,
    };
    const all = { ...wrong, approval: { signer: "", signature: "z".repeat(5_000), more: 1 } };
    expect(await refuse(all)).toHaveLength(10);
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
      ...silent,
      intake: { propose: broken, sign: broken, list: broken, listOf: broken, find: broken, refused: broken },
    });
    const fault = await app.request("/calls");
    expect([fault.status, await messageOf(fault)]).toEqual([503, "The request could not be answered now. Try again."]);
    const refused = await app.request("/calls", { method: "POST", body: "{}" });
    expect([refused.status, await messageOf(refused)]).toEqual([415, "Send JSON, with content-type application/json."]);
    expect((await app.request("/health")).status).toBe(503);
  });

  test("behavior: of a refusal that says a lot, the audit trail keeps the beginning", async () => {
    await desk.open();
    const told: unknown[] = [];
    const wordy = () => Promise.reject(new IntakeError(422, "x".repeat(2_000)));
    const intake = { propose: wordy, sign: wordy, list: wordy, listOf: wordy, find: wordy };
    const app = createServer({
      ...silent,
      intake: { ...intake, refused: async (detail) => void told.push(detail) },
    });
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ multisig: desk.issuer, ...desk.callOf() });
    const answer = await app.request("/calls", { method: "POST", headers, body });
    expect([answer.status, await messageOf(answer)]).toEqual([422, "x".repeat(2_000)]);
    expect(told).toEqual([{ request: "POST /calls", status: "422", reason: "x".repeat(500) }]);
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

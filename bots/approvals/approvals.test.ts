import type { Hono } from "hono";
import { type Address, encodeFunctionData, type Hex, hashTypedData, numberToHex, type PublicClient } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import { setInvestorLimits } from "../../sdk/actions/issuer/setInvestorLimits.ts";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { cancelCall } from "../../sdk/actions/multisig/cancelCall.ts";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { send } from "../../sdk/send.ts";
import type { Call, Deployment, MultiSigCall } from "../../sdk/types.ts";
import { createApprovalCollector } from "../approval-collector/index.ts";
import { IndexLaggingError, type IndexReader } from "../index-reader.ts";
import type { Keeper } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import { acquireLease, type Lease } from "../ledger/lease.ts";
import { findIntent, planIntents } from "../ledger/plan.ts";
import { createLog } from "../log.ts";
import { createSender } from "../sender/index.ts";
import { restore, testAccount, testClientOf } from "../testing/counter.ts";
import { resetLedger, startTestDatabases, type TestDatabases, testChainId } from "../testing/ledger.ts";
import { deploy, senderOf } from "../testing/protocol.ts";
import { connectTestChain, testLimits } from "../testing/sending.ts";
import { type CallPage, type CallReport, createIntake } from "./intake.ts";
import { createServer } from "./server.ts";

const alice = testAccount(1);
const bob = testAccount(2);
const carol = testAccount(3);
const mallory = testAccount(4);
const keeperAccount = testAccount(5);
/** an ERC-1271 wallet that agrees to everything */
const wallet: Address = "0x00000000000000000000000000000000000012A1";
const agreeableCode: Hex = "0x631626ba7e60e01b5f5260205ff3";
const log = createLog("silent");

let databases: TestDatabases;
let anvil: Anvil;
let client: ReturnType<typeof testClientOf>;
let db: Database;
let issuer: Address;
let deployment: Deployment;
let app: Hono;
let collector: Keeper;
let snapshot: Hex;
let lease: Lease;
let deadline: number;

const noIndex: IndexReader = {
  read: () => Promise.reject(new IndexLaggingError(0n, undefined)),
  progress: async () => undefined,
};

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
  anvil = await startAnvil();
  client = testClientOf(anvil.url);
  await client.setCode({ address: wallet, bytecode: agreeableCode });
  const administration = await deploy(anvil.url, "IssuerAdministration", []);
  const rules = await deploy(anvil.url, "IssuerRules", [administration]);
  issuer = await deploy(anvil.url, "IssuingEntity", [[alice.address, bob.address, carol.address, wallet], 2, rules]);
  deployment = sampleDeployment({ chainId: testChainId, startBlock: 1, issuer });
});
afterAll(async () => {
  await anvil.stop();
  await databases.stop();
});
beforeEach(async () => {
  snapshot = await client.snapshot();
  await resetLedger(db);
  const taken = { chainId: testChainId, account: keeperAccount.address, holder: "test", duration: 60_000 };
  lease = (await acquireLease(db, taken)) as Lease;
  const publicClient = client as unknown as PublicClient;
  deadline = (await readHead(publicClient)).timestamp + 1_000;
  const intake = createIntake({ client: publicClient, db, deployment });
  collector = createApprovalCollector({ client: publicClient, index: noIndex, deployment, db, log });
  app = createServer({
    intake,
    readiness: async () => ({ ready: false, problems: ["the index has no rows yet"] }),
    alive: () => true,
    metrics: async () => "scrip_keeper_leader 1\n",
    wake: () => undefined,
    log,
  });
});
afterEach(() => restore(client, snapshot));

const limits = (total: number) => [total, 0, 0, 0, 0, 0, 0, 0] as const;
const callOf = (changes: Partial<MultiSigCall> = {}): MultiSigCall => ({
  authority: 1,
  target: issuer,
  data: setInvestorLimits({ issuer, limits: limits(77) }).data,
  salt: numberToHex(1, { size: 32 }),
  deadline,
  ...changes,
});
const hashOf = (call: MultiSigCall) => callHashOf(call, { chainId: testChainId, multisig: issuer });
const epochNow = async () =>
  (await client.readContract({ address: issuer, abi: issuingEntityAbi, functionName: "getAuthority", args: [1] }))
    .epoch;
const limitNow = async () =>
  (await client.readContract({ address: issuer, abi: issuingEntityAbi, functionName: "investorCounts" }))[1][0];

const signatureOf = async (account: typeof alice, call: MultiSigCall): Promise<Hex> =>
  account.signTypedData(typedDataOf(call, { chainId: testChainId, multisig: issuer, epoch: await epochNow() }));

const post = (path: string, body: unknown, headers: Record<string, string> = { "content-type": "application/json" }) =>
  app.request(path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
const propose = (call: MultiSigCall, changes: Record<string, unknown> = {}) =>
  post("/calls", { multisig: issuer, ...call, ...changes });
const sign = async (account: typeof alice, call: MultiSigCall, signer: Address = account.address) =>
  post(`/calls/${hashOf(call)}/signatures`, { signer, signature: await signatureOf(account, call) });
const report = async (call: MultiSigCall) => (await (await app.request(`/calls/${hashOf(call)}`)).json()) as CallReport;
const listed = async (path: string) => ((await (await app.request(path)).json()) as CallPage).calls;
const act = (account: typeof alice, call: Call) => send(senderOf(anvil.url, account), call, { pollInterval: 20 });
const withdraw = (call: MultiSigCall): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "withdrawApproval", args: [call] }),
});
const removeMember = (member: Address): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "removeAuthorityAddresses", args: [1, [member]] }),
});

/** One round of collector and sender, as the runner does it. */
const collect = async (): Promise<number> => {
  const publicClient = client as unknown as PublicClient;
  const intents = await collector.propose(await readHead(publicClient));
  await planIntents(db, lease, intents);
  const sender = createSender({
    db,
    chain: await connectTestChain([anvil.url]),
    account: keeperAccount,
    ...testLimits,
    confirmations: 0,
    keepers: [collector],
    log,
    leaseDuration: 60_000,
  });
  await sender.pass(lease);
  await sender.pass(lease);
  return intents.length;
};

describe("the MultiSig and the sdk", () => {
  test("agree on the call's hash and on what is signed", async () => {
    const call = callOf();
    const at = { address: issuer, abi: issuingEntityAbi, args: [call] } as const;
    expect(await client.readContract({ ...at, functionName: "hashOf" })).toBe(hashOf(call));
    const context = { chainId: testChainId, multisig: issuer, epoch: await epochNow() };
    expect(await client.readContract({ ...at, functionName: "digestOf" })).toBe(
      hashTypedData(typedDataOf(call, context)),
    );
  });
});

describe("POST /calls", () => {
  test("behavior: kept, decoded, with who is missing", async () => {
    const answer = await propose(callOf());
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      callHash: hashOf(callOf()),
      sentence: "Issuer: limit the number of investors: 77 in total",
      state: "waiting",
      threshold: 2,
      approved: [],
      missing: [alice.address, bob.address, carol.address, wallet],
    });
  });

  test("behavior: the same call again is the same proposal", async () => {
    await propose(callOf());
    expect((await propose(callOf())).status).toBe(201);
    expect(await listed("/calls")).toHaveLength(1);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ["a MultiSig that is not served", { multisig: wallet }, 422],
    ["a target outside the deployment", { target: wallet }, 422],
    ["data that nobody can read", { data: "0xdeadbeef" }, 422],
    ["a deadline that has passed", { deadline: 1 }, 422],
    ["no such authority", { authority: 9 }, 422],
    ["a salt of zero", { salt: numberToHex(0, { size: 32 }) }, 422],
    ["a short salt", { salt: "0x01" }, 422],
    ["an address with a wrong checksum", { target: "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266" }, 422],
    ["a field too many", { extra: 1 }, 422],
  ])("error: %s", async (_, changes, status) => {
    const answer = await propose(callOf(), changes);
    expect(answer.status).toBe(status);
    expect(await listed("/calls")).toEqual([]);
  });

  test("error: not JSON, not said to be JSON, too large", async () => {
    expect((await post("/calls", "{")).status).toBe(400);
    expect((await post("/calls", "{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("/calls", { data: "0x".padEnd(200_000, "0") })).status).toBe(413);
    expect((await post("/wake", {}, { "content-type": "text/plain" })).status).toBe(415);
  });

  test("error: a call that was executed", async () => {
    const call = callOf();
    await act(alice, approveCall({ multisig: issuer, call }));
    await act(bob, executeCall({ multisig: issuer, call, approvals: [] }));
    expect((await propose(call)).status).toBe(409);
  });
});

describe("POST /calls/:hash/signatures", () => {
  beforeEach(async () => {
    await propose(callOf());
  });

  test("behavior: counts the member", async () => {
    const answer = await sign(alice, callOf());
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ approved: [{ member: alice.address, way: "signature" }] });
  });

  test("behavior: a wallet contract signs in its own way", async () => {
    const answer = await post(`/calls/${hashOf(callOf())}/signatures`, { signer: wallet, signature: "0x" });
    expect(answer.status).toBe(201);
    expect((await report(callOf())).approved).toEqual([{ member: wallet, way: "signature" }]);
  });

  test("error: the same member twice", async () => {
    await sign(alice, callOf());
    expect((await sign(alice, callOf())).status).toBe(409);
  });

  test("error: no member", async () => {
    expect((await sign(mallory, callOf())).status).toBe(403);
  });

  test("error: another member's signature, a signature of another call, of another epoch, mirrored", async () => {
    expect((await sign(mallory, callOf(), alice.address)).status).toBe(422);
    const path = `/calls/${hashOf(callOf())}/signatures`;
    const other = await signatureOf(alice, callOf({ deadline: deadline + 1 }));
    expect((await post(path, { signer: alice.address, signature: other })).status).toBe(422);
    const context = { chainId: testChainId, multisig: issuer, epoch: (await epochNow()) + 1 };
    const early = await alice.signTypedData(typedDataOf(callOf(), context));
    expect((await post(path, { signer: alice.address, signature: early })).status).toBe(422);
    const mirrored = mirror(await signatureOf(alice, callOf()));
    expect((await post(path, { signer: alice.address, signature: mirrored })).status).toBe(422);
    expect((await report(callOf())).approved).toEqual([]);
  });

  test("error: an unknown call", async () => {
    expect((await sign(alice, callOf({ deadline: deadline + 1 }))).status).toBe(404);
  });
});

describe("collector", () => {
  test("behavior: one on chain and one signature execute the call, once", async () => {
    const call = callOf();
    await propose(call);
    await act(alice, approveCall({ multisig: issuer, call }));
    expect(await collect()).toBe(0);
    await sign(bob, call);
    expect((await report(call)).state).toBe("approved");
    expect(await collect()).toBe(1);
    expect(await limitNow()).toBe(77);
    expect((await report(call)).state).toBe("executed");
    expect(await collect()).toBe(0);
  });

  test("behavior: two signatures execute the call", async () => {
    await propose(callOf());
    await sign(alice, callOf());
    await post(`/calls/${hashOf(callOf())}/signatures`, { signer: wallet, signature: "0x" });
    await collect();
    expect(await limitNow()).toBe(77);
  });

  test("behavior: who approves on chain and signs counts once", async () => {
    const call = callOf();
    await propose(call);
    await sign(alice, call);
    await act(alice, approveCall({ multisig: issuer, call }));
    expect(await collect()).toBe(0);
    expect((await report(call)).notCounted).toEqual([{ signer: alice.address, reason: "approved on chain too" }]);
  });

  test("behavior: a removed member's signature is dropped, and all others of that epoch", async () => {
    const call = callOf();
    await propose(call);
    await sign(alice, call);
    await sign(carol, call);
    await act(alice, removeMember(carol.address));
    await act(bob, removeMember(carol.address));
    expect(await collect()).toBe(0);
    expect((await report(call)).notCounted).toEqual([
      { signer: alice.address, reason: "of an older epoch" },
      { signer: carol.address, reason: "no member" },
    ]);
    expect(await limitNow()).toBe(0);
    await sign(alice, call);
    await sign(bob, call);
    await collect();
    expect(await limitNow()).toBe(77);
  });

  test("behavior: a withdrawn signature is dropped until it is given on chain", async () => {
    const call = callOf();
    await propose(call);
    await sign(alice, call);
    await sign(bob, call);
    await act(bob, withdraw(call));
    expect(await collect()).toBe(0);
    expect((await report(call)).notCounted).toEqual([{ signer: bob.address, reason: "withdrawn" }]);
    await act(bob, approveCall({ multisig: issuer, call }));
    await collect();
    expect(await limitNow()).toBe(77);
  });

  test("behavior: a wallet that no longer agrees is dropped", async () => {
    await propose(callOf());
    await post(`/calls/${hashOf(callOf())}/signatures`, { signer: wallet, signature: "0x" });
    await client.setCode({ address: wallet, bytecode: "0x5f5ffd" });
    await client.mine({ blocks: 1 });
    expect((await report(callOf())).notCounted).toEqual([{ signer: wallet, reason: "not valid" }]);
  });

  describe("a planned call that somebody else closed", () => {
    const rival = () => callOf({ data: setInvestorLimits({ issuer, limits: limits(9) }).data });

    /** The call has its approvals and is planned; then `close` happens. @returns how the ledger tells it */
    const closeBeforeSent = async (close: () => Promise<void>) => {
      const call = callOf();
      await propose(call);
      await sign(alice, call);
      await sign(bob, call);
      const publicClient = client as unknown as PublicClient;
      const [intent] = await collector.propose(await readHead(publicClient));
      await planIntents(db, lease, intent === undefined ? [] : [intent]);
      await close();
      await collect();
      const { state, reason } = (await findIntent(db, intent?.key ?? "")) ?? {};
      return { state, reason, report: (await report(call)).state, limit: await limitNow() };
    };
    const execute = async (call: MultiSigCall) => {
      await act(alice, approveCall({ multisig: issuer, call }));
      await act(carol, approveCall({ multisig: issuer, call }));
      await act(carol, executeCall({ multisig: issuer, call, approvals: [] }));
    };
    const cancel = async (call: MultiSigCall) => {
      await act(alice, cancelCall({ multisig: issuer, call }));
      await act(carol, cancelCall({ multisig: issuer, call }));
    };

    test("behavior: executed is done", async () => {
      const told = await closeBeforeSent(() => execute(callOf()));
      expect(told).toEqual({ state: "skipped", reason: "done by somebody else", report: "executed", limit: 77 });
    });

    test("behavior: cancelled is not done", async () => {
      const told = await closeBeforeSent(() => cancel(callOf()));
      expect(told).toEqual({ state: "skipped", reason: "the call was cancelled", report: "cancelled", limit: 0 });
      expect(await (await propose(callOf())).json()).toMatchObject({
        error: { message: "The call was cancelled. Propose it again with another salt." },
      });
    });

    test("behavior: superseded by another call with its salt, executed or cancelled, is not done", async () => {
      const reason = "another call with its salt was executed or cancelled";
      const told = await closeBeforeSent(() => execute(rival()));
      expect(told).toEqual({ state: "skipped", reason, report: "superseded", limit: 9 });
    });

    test("behavior: superseded by a cancelled call", async () => {
      expect(await closeBeforeSent(() => cancel(rival()))).toMatchObject({ report: "superseded", limit: 0 });
    });

    test("behavior: where the node tells no events, it does not say done", async () => {
      const silent = new Proxy(client, {
        get: (target, name, receiver) =>
          name === "getContractEvents"
            ? () => Promise.reject(new Error("range too wide"))
            : Reflect.get(target, name, receiver),
      }) as unknown as PublicClient;
      collector = createApprovalCollector({ client: silent, index: noIndex, deployment, db, log });
      const told = await closeBeforeSent(() => cancel(callOf()));
      expect(told).toMatchObject({ state: "skipped", reason: "the call is closed, and the node does not tell how" });
    });
  });

  test("behavior: nothing after the deadline, by the chain's clock", async () => {
    await propose(callOf());
    await sign(alice, callOf());
    await sign(bob, callOf());
    await client.setNextBlockTimestamp({ timestamp: BigInt(deadline + 1) });
    await client.mine({ blocks: 1 });
    expect(await collect()).toBe(0);
    expect(await limitNow()).toBe(0);
  });
});

describe("how it stands", () => {
  test("behavior: alive, ready or not, metrics", async () => {
    expect((await app.request("/health")).status).toBe(200);
    const ready = await app.request("/ready");
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, problems: ["the index has no rows yet"] },
    ]);
    expect(await (await app.request("/metrics")).text()).toContain("scrip_keeper_leader");
    expect((await app.request("/nothing")).status).toBe(404);
  });
});

/** The other signature that recovers to the same signer; the contract refuses it. */
const mirror = (signature: Hex): Hex => {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = order - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith("1b") ? "1c" : "1b";
  return `${signature.slice(0, 66) as Hex}${numberToHex(s, { size: 32 }).slice(2)}${v}`;
};

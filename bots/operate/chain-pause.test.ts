import {
  type Abi,
  type Account,
  type Address,
  encodeFunctionData,
  type Hex,
  numberToHex,
  type PublicClient,
} from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import { codeParts } from "../../runtime/code-parts.ts";
import { addSource } from "../../sdk/actions/gateway/addSource.ts";
import { pauseWork } from "../../sdk/actions/gateway/pause.ts";
import { executeCall } from "../../sdk/actions/multisig/executeCall.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { readAuthority } from "../../sdk/reads/authorities.ts";
import { readSources } from "../../sdk/reads/gateway.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { send } from "../../sdk/send.ts";
import type { Call, Deployment, MultiSigCall } from "../../sdk/types.ts";
import { createIntake } from "../approvals/intake.ts";
import { storeLimits } from "../approvals/store.ts";
import type { Intent } from "../intent.ts";
import type { Keeper } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import { acquireLease, type Lease } from "../ledger/lease.ts";
import { planIntents } from "../ledger/plan.ts";
import { createLotSubject } from "../lockup-unlocker/explain.ts";
import { createLockupUnlocker } from "../lockup-unlocker/index.ts";
import { createLog } from "../log.ts";
import { restore, testAccount, testClientOf } from "../testing/counter.ts";
import { resetLedger, startTestDatabases, type TestDatabases, testChainId } from "../testing/ledger.ts";
import { indexOf } from "../testing/model.ts";
import { deploy, senderOf } from "../testing/protocol.ts";
import { pauseOnChain } from "./chain-pause.ts";
import { RefusedError } from "./errors.ts";
import { explain as explainIntent } from "./explain/explain.ts";
import { checkGateway } from "./gateway.ts";
import { createProgram } from "./program.ts";

// An issuer whose owner is one account; authority 2 (2 of alice and bob) may pause the gateway and not resume it.

const owner = testAccount(9);
const [alice, bob, holder] = [testAccount(1), testAccount(2), testAccount(3)];
const lots = 120;

let databases: TestDatabases;
let db: Database;
let anvil: Anvil;
let client: ReturnType<typeof testClientOf>;
let reader: PublicClient;
let deployment: Deployment;
let keeper: Keeper;
let lockupEnd: number;
let snapshot: Hex;

const sendAs = (account: Account, call: Call) => send(senderOf(anvil.url, account), call, { pollInterval: 20 });
const order = (to: Address, abi: Abi, functionName: string, args: readonly unknown[]) =>
  sendAs(owner, { to, value: 0n, data: encodeFunctionData({ abi, functionName, args }) });

const deployProtocol = async (): Promise<Deployment> => {
  const { url } = anvil;
  const registrarAdministration = await deploy(url, "RegistrarAdministration", []);
  const registrar = await deploy(url, "KYCRegistrar", [[owner.address], 1, registrarAdministration]);
  const issuerAdministration = await deploy(url, "IssuerAdministration", []);
  const rules = await deploy(url, "IssuerRules", [issuerAdministration]);
  const issuer = await deploy(url, "IssuingEntity", [[owner.address], 1, rules]);
  const house = (functionName: string, ...args: unknown[]) => order(issuer, issuingEntityAbi, functionName, args);
  await house("addRegistrar", registrar);
  const parts: Address[] = [];
  for (const part of codeParts) parts.push(await deploy(url, part, []));
  const office = await deploy(url, "TokenAdministration", [parts]);
  const token = await deploy(url, "SecurityToken", [issuer, office, "Sample AG", "SAMP", 0]);
  const lockup = await deploy(url, "LockupModule", [token]);
  const distribution = await deploy(url, "DistributionModule", [token]);
  const gateway = await deploy(url, "KeeperGateway", [issuer]);
  const accreditations = await deploy(url, "AccreditationWork", [issuer]);
  const counts = await deploy(url, "CountWork", [issuer]);
  await house("addToken", token);
  await house("attachModule", token, lockup);
  await house("attachModule", token, distribution);
  await house("attachContract", gateway);
  await house("setCountries", [756], [1]);
  await house("addAuthority", [alice.address, bob.address], 2, 4_000_000_000);
  const selector = pauseWork({ gateway, work: [] }).data.slice(0, 10);
  await house("setAuthoritySignatures", 2, gateway, [selector], true);
  for (const target of [lockup, distribution, accreditations, counts])
    await sendAs(owner, addSource({ gateway, target }));
  const sources = { lockup, distribution, accreditations, counts };
  // The lock-ups stand for all that is not needed here.
  return sampleDeployment(
    { chainId: testChainId, startBlock: 1, registrar, issuer, token, gateway, ...sources },
    () => lockup,
  );
};

/** Lots 1 to `lots`, all due in the second `lockupEnd`. */
const lockUp = async ({ registrar, lockup, token }: Deployment): Promise<void> => {
  const now = (await readHead(reader)).timestamp;
  const person = { id: 10, identityHash: numberToHex(10, { size: 32 }), country: 756, region: "0x5a4800", rating: 1 };
  await order(registrar, kycRegistrarAbi as Abi, "registerInvestors", [
    [{ ...person, expiresAt: now + 1_000_000, accounts: [holder.address] }],
  ]);
  await order(token, securityTokenAbi as Abi, "issue", [holder.address, BigInt(lots), "0x"]);
  lockupEnd = now + 1_000;
  for (let made = 0; made < lots; made += 40) {
    const terms = Array.from({ length: 40 }, () => ({ amount: 1n, lockupEnd }));
    await order(lockup, lockupModuleAbi as Abi, "lock", [holder.address, terms]);
  }
};

const passTo = async (timestamp: number): Promise<void> => {
  await client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
  await client.mine({ blocks: 1 });
};

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ db } = await databases.create());
  anvil = await startAnvil();
  client = testClientOf(anvil.url);
  reader = client as unknown as PublicClient;
  deployment = await deployProtocol();
  await lockUp(deployment);
  const hints = Array.from({ length: lots }, (_, n) => ({
    contract: deployment.lockup,
    id: BigInt(n + 1),
    dueAt: 0,
  }));
  const index = indexOf({ dueItems: () => hints });
  keeper = createLockupUnlocker({ client: reader, index, deployment, log: createLog("silent") });
});
afterAll(async () => {
  await anvil.stop();
  await databases.stop();
});
beforeEach(async () => {
  snapshot = await client.snapshot();
  await resetLedger(db);
});
afterEach(() => restore(client, snapshot));

const office = () => ({ client: reader, deployment, db, keepers: [keeper], config: { port: 42_070 } as never });
const ask = (parameters: Partial<Parameters<typeof pauseOnChain>[1]> = {}) =>
  pauseOnChain(office(), { keeper: undefined, authority: "2", paused: true, ...parameters });
const askedFor = async (asked: ReturnType<typeof ask>) =>
  (await asked).value as { callHash: Hex; call: MultiSigCall; transaction: Call; kinds: string[]; refusal?: string };
const paused = async () => {
  const { gateway } = deployment;
  const sources = await readSources(reader, { gateway });
  return sources.flatMap(({ kinds }) => kinds.filter(({ isPaused }) => isPaused).map(({ name }) => name));
};

/** All that the gateway lists. */
const workKinds = ["release", "open", "pay", "close", "announce", "expire", "refile", "synchronise"];

describe("pause --on-chain", () => {
  test("behavior: the call is kept for its members to sign; signed, it stops every kind at the gateway", async () => {
    const { callHash, call, kinds } = await askedFor(ask());
    expect(kinds).toEqual(workKinds);
    const { issuer: multisig, chainId } = deployment;
    const { epoch } = await readAuthority(reader, { multisig, authority: 2 });
    const intake = createIntake({ client: reader, db, deployment });
    const typedData = typedDataOf(call, { chainId, multisig, epoch });
    const approvals = await Promise.all(
      [alice, bob].map(async (member) => ({
        signer: member.address,
        signature: await member.signTypedData(typedData),
      })),
    );
    for (const approval of approvals) await intake.sign(callHash, approval);
    const report = await intake.find(callHash);
    expect(report).toMatchObject({ state: "approved", missing: [], refusal: undefined });
    expect(report.sentence).toContain("run no due work of these kinds until it is resumed: kind 0 of source 0");
    await sendAs(holder, executeCall({ multisig, call, approvals }));
    expect(await paused()).toEqual(workKinds);
  });

  test("behavior: members may send the transaction that is shown instead; of one keeper it stops only its kinds", async () => {
    const { text } = await ask({ keeper: "lockup-unlocker" });
    const { transaction } = await askedFor(ask({ keeper: "lockup-unlocker" }));
    expect(text).toContain(`cast send ${deployment.gateway} "pause((uint16,uint8)[])" "[(0,0)]"`);
    expect(text).toContain(`data ${transaction.data}`);
    expect(text).toContain(`2 of 2 members (${alice.address}, ${bob.address})`);
    await sendAs(alice, transaction);
    expect(await paused()).toEqual([]);
    await sendAs(bob, transaction);
    expect(await paused()).toEqual(["release"]);
  });

  test("behavior: says that an authority lacks the permission; the owner has it", async () => {
    expect((await ask()).text).not.toContain("may not do so now");
    expect((await ask({ paused: false })).text).toContain("It may not do so now: the owner must permit it");
    const { transaction } = await askedFor(ask({ authority: "1" }));
    await sendAs(owner, transaction);
    const resume = await askedFor(ask({ authority: "1", paused: false }));
    expect(await paused()).toEqual(workKinds);
    await sendAs(owner, resume.transaction);
    expect(await paused()).toEqual([]);
  });

  test("behavior: asked again, it is the same call while that waits; another call has another salt", async () => {
    const first = await askedFor(ask());
    const again = await askedFor(ask());
    const other = await askedFor(ask({ keeper: "lockup-unlocker" }));
    expect(again.callHash).toBe(first.callHash);
    expect(other.call.salt).not.toBe(first.call.salt);

    const { issuer: multisig, chainId } = deployment;
    const { epoch } = await readAuthority(reader, { multisig, authority: 2 });
    const typedData = typedDataOf(first.call, { chainId, multisig, epoch });
    const approvals = await Promise.all(
      [alice, bob].map(async (member) => ({
        signer: member.address,
        signature: await member.signTypedData(typedData),
      })),
    );
    await sendAs(holder, executeCall({ multisig, call: first.call, approvals }));
    expect((await askedFor(ask())).call.salt).not.toBe(first.call.salt);
  });

  test("behavior: when the approval service has no room, the transaction is shown all the same", async () => {
    const intake = createIntake({ client: reader, db, deployment });
    const { timestamp } = await readHead(reader);
    const { data, to: target } = pauseWork({ gateway: deployment.gateway, work: [{ source: 0, kind: 0 }] });
    for (let n = 1; n <= storeLimits.unsignedPerAuthority; n += 1) {
      const salt = numberToHex(n, { size: 32 });
      const deadline = timestamp + 100_000 + n;
      await intake.propose({ multisig: deployment.issuer, authority: 2, target, data, salt, deadline });
    }
    const { text } = await ask();
    expect(text).toContain("the approval service did not take the call: Too many calls wait");
    expect(text).toContain(
      `cast send ${deployment.gateway} "pause((uint16,uint8)[])" "[(0,0),(1,0),(1,1),(1,2),(1,3),(2,0),(2,1),(3,0)]"`,
    );
  });

  test.each([
    ["no number", { authority: "one" }],
    ["zero", { authority: "0" }],
    ["an authority that is not there", { authority: "7" }],
    ["a keeper that is not there", { keeper: "nobody" }],
  ])("error: RefusedError for %s, and nothing is kept", async (_, parameters) => {
    await expect(ask(parameters)).rejects.toThrow(RefusedError);
    const { calls } = await createIntake({ client: reader, db, deployment }).list({ limit: 25 });
    expect(calls).toEqual([]);
  });

  test("error: RefusedError for a keeper whose work the gateway does not know", async () => {
    const collector = { ...keeper, name: "approval-collector", kinds: undefined };
    const asked = pauseOnChain(
      { ...office(), keepers: [keeper, collector] },
      { keeper: collector.name, authority: "2", paused: true },
    );
    await expect(asked).rejects.toThrow("Name one of: lockup-unlocker.");
  });
});

test("behavior: the command line takes one keeper or all, to stop or to go on", async () => {
  const say = async (...words: string[]) => {
    const written: string[] = [];
    const program = createProgram({
      run: () => Promise.reject(new TypeError("not asked")),
      withOffice: (work) => work(office() as never),
      write: (text) => written.push(text),
      setExitCode: () => undefined,
      exit: (code) => {
        throw new TypeError(`ended with ${code}`);
      },
    });
    await program.parseAsync(["node", "keepers", ...words]);
    return written.join("\n");
  };
  expect(await say("pause", "--on-chain", "2")).toContain(
    '"pause((uint16,uint8)[])" "[(0,0),(1,0),(1,1),(1,2),(1,3),(2,0),(2,1),(3,0)]"',
  );
  expect(await say("pause", "lockup-unlocker", "--on-chain", "1")).toContain('"pause((uint16,uint8)[])" "[(0,0)]"');
  expect(await say("resume", "--on-chain", "1")).toContain(
    '"resume((uint16,uint8)[])" "[(0,0),(1,0),(1,1),(1,2),(1,3),(2,0),(2,1),(3,0)]"',
  );
  expect(await say("resume", "lockup-unlocker", "--on-chain", "2")).toContain('"resume((uint16,uint8)[])" "[(0,0)]"');
});

describe("the keepers on a gateway", () => {
  const look = async () => keeper.propose(await readHead(reader));
  const explain = () => createLotSubject({ client: reader, deployment }).find("1");
  const stop = async () =>
    sendAs(owner, (await askedFor(ask({ keeper: "lockup-unlocker", authority: "1" }))).transaction);
  const resume = async () =>
    sendAs(owner, (await askedFor(ask({ keeper: "lockup-unlocker", authority: "1", paused: false }))).transaction);

  test("behavior: due from its very second on, not before", async () => {
    await passTo(lockupEnd - 1);
    expect(await look()).toEqual([]);
    expect(await explain()).toMatchObject({ standing: "early" });
    await passTo(lockupEnd);
    const intents = await look();
    expect(intents).toHaveLength(lots);
    expect(new Set(await keeper.standings(intents))).toEqual(new Set(["due"]));
    expect(await explain()).toMatchObject({ standing: "due" });
  });

  test("behavior: a pause on chain stops them, says so first, and loses nothing", async () => {
    await passTo(lockupEnd);
    const intents = await look();
    await sendAs(holder, await keeper.call(intents.slice(0, 25)));
    await stop();
    expect(await look()).toEqual([]);
    const standings = await keeper.standings(intents);
    expect(standings.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => "done"));
    expect(standings[25]).toEqual({ held: expect.stringMatching(/^paused on chain: /) });
    expect(await createLotSubject({ client: reader, deployment }).find("26")).toMatchObject({ standing: "held" });
    expect(await checkGateway(reader, deployment)).toMatchObject([
      { level: "warn", text: expect.stringMatching(/^Paused on chain/) },
    ]);

    await resume();
    expect(await look()).toHaveLength(lots - 25);
    expect(await checkGateway(reader, deployment)).toMatchObject([{ level: "ok" }]);
  });

  test("behavior: explain says so first, of an intent's key too", async () => {
    await passTo(lockupEnd);
    const [intent] = (await look()) as [Intent];
    const { chainId } = deployment;
    const taken = { chainId, account: holder.address, holder: "test", duration: 60_000 };
    await planIntents(db, (await acquireLease(db, taken)) as Lease, [intent]);
    await stop();
    const calm = {
      now: 0,
      pauses: new Map(),
      halts: [],
      isLed: true,
      indexLag: 0n,
      maxIndexLag: 5n,
      isBalanceEmpty: false,
    };
    const subjects = [createLotSubject({ client: reader, deployment })];
    const world = { db, chainId, keepers: [keeper], subjects, circumstances: async () => calm };
    const because = `is held up: paused on chain: the gateway ${deployment.gateway} stops work of the kind release.`;
    expect((await explainIntent(world, intent.key)).conclusion).toBe(`${intent.title} ${because}`);
    expect((await explainIntent(world, "lot 1")).conclusion).toBe(`Lot 1 ${because}`);
  });

  test("behavior: a module that is taken from the gateway is held up, and doctor says what to do", async () => {
    await passTo(lockupEnd);
    const intents = await look();
    await order(deployment.gateway, keeperGatewayAbi as Abi, "removeSource", [0n]);
    expect(await look()).toEqual([]);
    expect(await keeper.standings(intents.slice(0, 1))).toEqual([{ held: expect.stringContaining("addSource") }]);
    expect(await checkGateway(reader, deployment)).toMatchObject([
      { level: "fail", text: expect.stringContaining("addSource") },
    ]);

    await sendAs(owner, addSource({ gateway: deployment.gateway, target: deployment.lockup }));
    expect(await look()).toHaveLength(lots);
  });

  test("behavior: doctor says when no gateway answers", async () => {
    const elsewhere = { ...deployment, gateway: deployment.claims };
    expect(await checkGateway(reader, elsewhere)).toMatchObject([{ level: "fail" }]);
  });

  test("behavior: a question about 100 lots takes less gas than nodes allow", async () => {
    await passTo(lockupEnd);
    const ids = Array.from({ length: 100 }, (_, n) => BigInt(n + 1));
    const data = encodeFunctionData({ abi: keeperGatewayAbi, functionName: "preview", args: [0n, 0n, ids] });
    const gas = await client.estimateGas({ account: holder.address, to: deployment.gateway, data });
    expect(gas).toBeLessThan(5_000_000n);
  });
});

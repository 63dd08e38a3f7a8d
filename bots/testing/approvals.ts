import type { Hono } from "hono";
import { type Address, encodeFunctionData, type Hex, numberToHex, type PublicClient, parseAbi } from "viem";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import { setInvestorLimits } from "../../sdk/actions/issuer/setInvestorLimits.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { readAuthority } from "../../sdk/reads/authorities.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { send } from "../../sdk/send.ts";
import type { Call, MultiSigCall } from "../../sdk/types.ts";
import { createApprovalCollector } from "../approval-collector/index.ts";
import { type CallPage, type CallReport, createIntake } from "../approvals/intake.ts";
import { createServer, type ServerParameters } from "../approvals/server.ts";
import type { StoreLimits } from "../approvals/store.ts";
import { IndexLaggingError, type IndexReader } from "../index-reader.ts";
import type { Keeper } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import { acquireLease, type Lease } from "../ledger/lease.ts";
import { planIntents } from "../ledger/plan.ts";
import { createLog } from "../log.ts";
import { createSender } from "../sender/index.ts";
import { restore, testAccount, testClientOf } from "./counter.ts";
import { resetLedger, startTestDatabases, testChainId } from "./ledger.ts";
import { deploy, senderOf } from "./protocol.ts";
import { connectTestChain, testLimits } from "./sending.ts";

export const alice = testAccount(1);
export const bob = testAccount(2);
export const carol = testAccount(3);
export const mallory = testAccount(4);
const keeperAccount = testAccount(5);
/** a wallet contract (ERC-1271) that is a member; tests give it code */
export const wallet: Address = "0x00000000000000000000000000000000000012A1";
export const agreeableCode: Hex = "0x631626ba7e60e01b5f5260205ff3";

type Member = typeof alice;

/** What members do directly, beside what the sdk has words for. */
const issuerAbi = parseAbi([
  "function investorCounts() view returns (uint32[8] counts, uint32[8] limits)",
  "function addAuthority(address[] members, uint16 threshold, uint40 approvedUntil) returns (bool)",
  "function removeAuthorityAddresses(uint32 authority, address[] members) returns (bool)",
  "function replaceAuthorityMembers(uint32 authority, address[] members, uint16 threshold) returns (bool)",
  "function setAuthorityThreshold(uint32 authority, uint16 threshold) returns (bool)",
  "struct Call { uint32 authority; address target; bytes data; bytes32 salt; uint40 deadline; }",
  "function withdrawApproval(Call call)",
]);

/** An index that has seen nothing yet. */
export const noIndex: IndexReader = {
  read: () => Promise.reject(new IndexLaggingError(0n, undefined)),
  progress: async () => undefined,
};

export type DeskOptions = Pick<ServerParameters, "reads" | "writes" | "proxies"> & { limits?: StoreLimits };

/** An issuer whose owner is 2 of alice, bob, carol and a wallet, with the approval service and its collector. */
export const startDesk = async () => {
  const databases = await startTestDatabases();
  const { db } = await databases.create();
  const anvil: Anvil = await startAnvil();
  const client = testClientOf(anvil.url);
  const publicClient = client as unknown as PublicClient;
  await client.setCode({ address: wallet, bytecode: agreeableCode });
  const administration = await deploy(anvil.url, "IssuerAdministration", []);
  const rules = await deploy(anvil.url, "IssuerRules", [administration]);
  const members = [alice.address, bob.address, carol.address, wallet];
  const issuer = await deploy(anvil.url, "IssuingEntity", [members, 2, rules]);
  const deployment = sampleDeployment({ chainId: testChainId, startBlock: 1, issuer });
  const log = createLog("silent");

  let snapshot: Hex;
  let lease: Lease;
  let deadline: number;
  let app: Hono;
  let collector: Keeper;

  const open = async ({ limits, ...rates }: DeskOptions = {}): Promise<void> => {
    snapshot = await client.snapshot();
    await resetLedger(db);
    const taken = { chainId: testChainId, account: keeperAccount.address, holder: "test", duration: 60_000 };
    lease = (await acquireLease(db, taken)) as Lease;
    deadline = (await readHead(publicClient)).timestamp + 1_000;
    collector = createApprovalCollector({ client: publicClient, index: noIndex, deployment, db, log, limits });
    app = createServer({
      intake: createIntake({ client: publicClient, db, deployment, limits }),
      readiness: async () => ({ ready: true, problems: [] }),
      alive: () => true,
      metrics: async () => "",
      wake: () => undefined,
      log,
      ...rates,
    });
  };

  const callOf = (changes: Partial<MultiSigCall> = {}): MultiSigCall => ({
    authority: 1,
    target: issuer,
    data: limitTo(77),
    salt: numberToHex(1, { size: 32 }),
    deadline,
    ...changes,
  });
  const salted = (n: number): MultiSigCall => callOf({ salt: numberToHex(n, { size: 32 }) });
  const limitTo = (total: number): Hex => setInvestorLimits({ issuer, limits: [total, 0, 0, 0, 0, 0, 0, 0] }).data;
  const hashOf = (call: MultiSigCall): Hex => callHashOf(call, { chainId: testChainId, multisig: issuer });
  const signatureOf = async (
    account: Member,
    call: MultiSigCall,
    changes: { chainId?: number; epoch?: number } = {},
  ) => {
    const { epoch } = await readAuthority(publicClient, { multisig: issuer, authority: call.authority });
    return account.signTypedData(typedDataOf(call, { chainId: testChainId, multisig: issuer, epoch, ...changes }));
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

  return {
    anvil,
    client,
    publicClient,
    db: db as Database,
    deployment,
    issuer,
    open,
    /** the chain as it was before `open` */
    close: () => restore(client, snapshot),
    stop: async () => {
      await anvil.stop();
      await databases.stop();
    },
    collector: () => collector,
    callOf,
    /** by its number */
    salted,
    limitTo,
    hashOf,
    signatureOf,
    post,
    get,
    ask: (path: string, request: RequestInit) => app.request(path, request),
    propose: (call: MultiSigCall, changes: Record<string, unknown> = {}) =>
      post("/calls", { multisig: issuer, ...call, ...changes }),
    sign: async (account: Member, call: MultiSigCall) =>
      post(`/calls/${hashOf(call)}/signatures`, {
        signer: account.address,
        signature: await signatureOf(account, call),
      }),
    signByWallet: (call: MultiSigCall, signature: Hex = "0x") =>
      post(`/calls/${hashOf(call)}/signatures`, { signer: wallet, signature }),
    report: async (call: MultiSigCall) => (await (await get(`/calls/${hashOf(call)}`)).json()) as CallReport,
    page: async (path: string) => (await (await get(path)).json()) as CallPage,
    act: (account: Member, call: Call) => send(senderOf(anvil.url, account), call, { pollInterval: 20 }),
    /** a call of the issuer itself, by its name */
    direct: (functionName: string, args: readonly unknown[]): Call => ({
      to: issuer,
      value: 0n,
      data: encodeFunctionData({ abi: issuerAbi, functionName, args } as never),
    }),
    limitNow: async () =>
      (await client.readContract({ address: issuer, abi: issuerAbi, functionName: "investorCounts" }))[1][0],
    /** Lets the collector look. @returns keys of what it planned */
    look: async (): Promise<string[]> => {
      const intents = await collector.propose(await readHead(publicClient));
      await planIntents(db, lease, intents);
      return intents.map(({ key }) => key);
    },
    /** Lets the sender work. */
    pass: async (): Promise<void> => {
      const sender = createSender({
        db,
        chain: await connectTestChain([anvil.url]),
        account: keeperAccount,
        confirmations: 0,
        ...testLimits,
        keepers: [collector],
        log,
        leaseDuration: 60_000,
      });
      await sender.pass(lease);
      await sender.pass(lease);
    },
    /** transactions that the keeper's account has sent */
    sent: () => client.getTransactionCount({ address: keeperAccount.address }),
  };
};

export type Desk = Awaited<ReturnType<typeof startDesk>>;

/** A desk for the tests of a file, which open it before each and find the chain as it was. */
export const useDesk = (): Desk => {
  const desk = {} as Desk;
  beforeAll(async () => {
    Object.assign(desk, await startDesk());
  });
  afterEach(() => desk.close());
  afterAll(() => desk.stop());
  return desk;
};

/** What a refusal over HTTP says. */
export const messageOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error: { message: string } }).error.message;

/** Rates of one client; all together are as good as free. */
export const ratesOf = (burst: number, perSecond: number) => ({
  perClient: { burst, perSecond },
  all: { burst: 1e6, perSecond: 1e6 },
});
export const plenty = ratesOf(1e6, 1e6);

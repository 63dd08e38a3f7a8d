/** A chain on which each transaction is measured: its receipt in today's schedule, its trace in the next fork's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Abi,
  type Address,
  createTestClient,
  encodeDeployData,
  getAddress,
  type Hash,
  type Hex,
  http,
  publicActions,
  size,
  type TransactionReceipt,
  walletActions,
} from "viem";
import { anvil } from "viem/chains";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";
import { pollReceipt, simulate } from "../../sdk/send.ts";
import type { Call } from "../../sdk/types.ts";
import { nextFork, today } from "./prices.ts";
import { gasOf } from "./schedule.ts";
import { type Step, walk } from "./walk.ts";

/** What the same work takes. */
export interface Figure {
  /** Gas in today's schedule and in the next fork's, and how much of the latter is state gas. */
  readonly today: number;
  readonly next: number;
  readonly nextState: number;
  /** Of calldata. */
  readonly bytes: number;
}

const combine = (of: (field: keyof Figure) => number): Figure => ({
  today: of("today"),
  next: of("next"),
  nextState: of("nextState"),
  bytes: of("bytes"),
});
export const sum = (figures: readonly Figure[]): Figure =>
  combine((field) => figures.reduce((before, figure) => before + figure[field], 0));
export const difference = (a: Figure, b: Figure): Figure => combine((field) => a[field] - b[field]);
/** Rounded down. */
export const each = (figure: Figure, count: number): Figure => combine((field) => Math.floor(figure[field] / count));

/** The walk of a trace does not lead to the gas that the chain took: its figures for other schedules are worth nothing. */
export class WrongWalkError extends Error {
  override readonly name = "WrongWalkError";
  constructor(hash: Hash, walked: number, used: bigint) {
    super(`Transaction ${hash} used ${used} gas; its trace explains ${walked}. Correct bench/gas/walk.ts.`);
  }
}

export class CaseFailedError extends Error {
  override readonly name = "CaseFailedError";
}

/** The cap on a transaction since EIP-7825. */
const GAS = 2n ** 24n;
const FORTUNE = 10n ** 24n;
const BLOCK_GAS = 60_000_000;
/** Milliseconds. */
const PATIENCE = 120_000;
/** Timestamps must not differ from run to run. */
export const START = 1_800_000_000;

type Prestate = Record<Address, { storage?: Record<Hex, Hex> }>;

const clientOf = (url: string) =>
  createTestClient({
    mode: "anvil",
    chain: anvil,
    transport: http(url, { timeout: PATIENCE, retryCount: 0, maxResponseBodySize: false }),
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);

export class Chain {
  readonly client: ReturnType<typeof clientOf>;
  private readonly anvil: Anvil;

  private constructor(process: Anvil) {
    this.anvil = process;
    this.client = clientOf(process.url);
  }

  static async open(): Promise<Chain> {
    const chain = new Chain(await startAnvil({ timestamp: START, blockGas: BLOCK_GAS }));
    await chain.client.setBlockTimestampInterval({ interval: 1 });
    await chain.client.request({ method: "anvil_autoImpersonateAccount", params: [true] } as never);
    return chain;
  }

  get url(): string {
    return this.anvil.url;
  }

  close(): Promise<void> {
    return this.anvil.stop();
  }

  /** @throws CallRefusedError, CaseFailedError */
  async send(from: Address, call: Pick<Call, "data" | "description"> & { to?: Address }): Promise<TransactionReceipt> {
    await this.client.setBalance({ address: from, value: FORTUNE });
    const hash = await this.client.sendTransaction({ account: from, to: call.to, data: call.data, gas: GAS });
    const receipt = await pollReceipt(this.client, hash, { pollInterval: 1, timeout: PATIENCE });
    if (receipt?.status === "success") return receipt;
    if (call.to !== undefined) await simulate(this.client, from, { value: 0n, ...call, to: call.to });
    throw new CaseFailedError(`${call.description ?? "A transaction"} failed: ${hash}`);
  }

  async sendAll(from: Address, calls: readonly Call[]): Promise<void> {
    for (const call of calls) await this.send(from, call);
  }

  async measure(from: Address, call: Call): Promise<Figure> {
    return this.figureOf((await this.send(from, call)).transactionHash);
  }

  /**
   * The figure of a transaction that is alone in its block.
   *
   * @throws WrongWalkError
   */
  async figureOf(hash: Hash): Promise<Figure> {
    const { from, to, input, gas } = await this.client.getTransaction({ hash });
    const { contractAddress, blockNumber, gasUsed } = await this.client.getTransactionReceipt({ hash });
    const words = await this.wordsBefore(hash);
    const usage = walk({
      ...{ from, to: contractAddress ?? (to as Address), creates: to === null, data: input },
      steps: await this.stepsOf({ from, to: to ?? undefined, data: input, gas: hex(gas) }, blockNumber),
      wordBefore: (account, slot) => words.get(`${account}:${slot}`) ?? 0n,
    });
    const walked = gasOf(usage, today).used;
    if (BigInt(walked) !== gasUsed) throw new WrongWalkError(hash, walked, gasUsed);
    const next = gasOf(usage, nextFork);
    return { today: walked, next: next.used, nextState: next.state, bytes: size(input) };
  }

  /** Runs the call again as in this block, on the state before it. */
  private async stepsOf(call: object, blockNumber: bigint): Promise<readonly Step[]> {
    const { timestamp } = await this.client.getBlock({ blockNumber });
    const blockOverrides = { number: hex(blockNumber), time: hex(timestamp) };
    const params = [call, hex(blockNumber - 1n), { disableStorage: true, blockOverrides }];
    const { structLogs } = await this.ask<{ structLogs: Step[] }>("debug_traceCall", params);
    return structLogs;
  }

  private async wordsBefore(hash: Hash): Promise<Map<string, bigint>> {
    const accounts = await this.ask<Prestate>("debug_traceTransaction", [hash, { tracer: "prestateTracer" }]);
    return new Map(
      Object.entries(accounts).flatMap(([account, { storage = {} }]) =>
        Object.entries(storage).map(
          ([slot, word]) => [`${account.toLowerCase()}:${BigInt(slot)}`, BigInt(word)] as const,
        ),
      ),
    );
  }

  /** @param contract name of a contract in `out` */
  async deploy(from: Address, contract: string, args: readonly unknown[] = []): Promise<Address> {
    const { abi, bytecode } = artifactOf(contract);
    const data = encodeDeployData({ abi, bytecode: bytecode.object, args });
    const { contractAddress } = await this.send(from, { data, description: `Deploy ${contract}` });
    return getAddress(contractAddress as Address);
  }

  /** @returns how to come back */
  async mark(): Promise<() => Promise<void>> {
    const id = await this.client.snapshot();
    return () => this.client.revert({ id });
  }

  /** The next block has this time. */
  async at(timestamp: number): Promise<void> {
    await this.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
  }

  async now(): Promise<number> {
    return Number((await this.client.getBlock()).timestamp);
  }

  private ask<Answer>(method: string, params: readonly unknown[]): Promise<Answer> {
    return this.client.request({ method, params } as never) as Promise<Answer>;
  }
}

const hex = (number: bigint): Hex => `0x${number.toString(16)}`;

interface Artifact {
  readonly abi: Abi;
  readonly bytecode: { readonly object: Hex };
}

/** What the build made of a contract. Libraries and files of several contracts are not needed here. */
export const artifactOf = (contract: string): Artifact =>
  JSON.parse(readFileSync(join(PROJECT_ROOT, "out", `${contract}.sol`, `${contract}.json`), "utf8"));

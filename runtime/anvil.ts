import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicClient, http } from "viem";
import { foundryBinary } from "./binaries.ts";
import { RuntimeError } from "./errors.ts";
import { LOCALHOST } from "./ports.ts";
import { type Child, hold, startProcess } from "./process.ts";

/** The well-known development mnemonic: its keys are public, never use it on a real chain. */
export const DEVELOPMENT_MNEMONIC = "test test test test test test test test test test test junk";
export const ANVIL_CHAIN_ID = 31_337;

export interface AnvilParameters {
  /** Default: a free one, chosen by the system. */
  port?: number | undefined;
  chainId?: number | undefined;
  mnemonic?: string | undefined;
  /** Seconds since 1970 of the genesis block. Default: now. */
  timestamp?: number | undefined;
  /** Unlocked accounts with money. Default 10. */
  accounts?: number | undefined;
  /** Gas that a block holds. Default: 60 million and something. */
  blockGas?: number | undefined;
  /** False: anvil's output goes to standard error. Default true. */
  silent?: boolean | undefined;
}

export interface Anvil {
  readonly url: string;
  readonly port: number;
  readonly chainId: number;
  readonly child: Child;
  stop(): Promise<void>;
}

const START_TIMEOUT = 30_000;
const BLOCK_GAS_LIMIT = 60_000_000;

/**
 * Starts a fresh chain (Osaka, whose cap of 2^24 gas on a transaction anvil enforces when it is told to; one block per
 * transaction) on 127.0.0.1 and waits until it answers.
 */
export const startAnvil = async (parameters: AnvilParameters = {}): Promise<Anvil> => {
  const {
    port = 0,
    chainId = ANVIL_CHAIN_ID,
    mnemonic = DEVELOPMENT_MNEMONIC,
    accounts = 10,
    silent = true,
    blockGas,
  } = parameters;
  // Anvil moves old states to disk, by default below the home directory.
  const states = mkdtempSync(join(tmpdir(), "scrip-anvil-"));
  const removeStates = () => rmSync(states, { recursive: true, force: true });
  const letGo = hold({ name: "anvil's states", release: removeStates, guarded: { path: states } });

  const args = ["--host", LOCALHOST, "--port", `${port}`, "--chain-id", `${chainId}`];
  args.push("--hardfork", "osaka", "--enable-tx-gas-limit");
  args.push("--accounts", `${accounts}`, "--mnemonic", mnemonic, "--cache-path", states);
  // Chains born at the same time would have the same genesis hash, by which the index tells them apart.
  args.push("--gas-limit", `${blockGas ?? BLOCK_GAS_LIMIT + randomInt(2 ** 24)}`);
  if (parameters.timestamp !== undefined) args.push("--timestamp", `${parameters.timestamp}`);
  const onLine = silent ? undefined : (line: string) => process.stderr.write(`anvil: ${line}\n`);
  const child = await startProcess({ name: "anvil", command: foundryBinary("anvil"), args, onLine });
  const stop = async () => {
    await child.stop();
    removeStates();
    letGo();
  };

  try {
    // Only the child that bound the port prints this, so whoever answers there is ours.
    const [, bound] = await child.waitForLine(/^Listening on 127\.0\.0\.1:(\d+)$/, START_TIMEOUT);
    const url = `http://${LOCALHOST}:${bound}`;
    await expectChain(url, chainId);
    return { url, port: Number(bound), chainId, child, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const expectChain = async (url: string, chainId: number): Promise<void> => {
  const answered = await createPublicClient({ transport: http(url) }).getChainId();
  if (answered !== chainId) throw new RuntimeError(`${url} answers as chain ${answered}, not ${chainId}.`);
};

import type { Hex } from "viem";
import type { Deployment } from "../sdk/types.ts";
import { RuntimeError } from "./errors.ts";
import { readChainHead, readStartHash, WrongChainError } from "./index-identity.ts";
import { readIndexHead } from "./ponder.ts";
import { type Child, describeExit, hold } from "./process.ts";

/** The index cannot be kept running, or does not follow the chain. */
export class IndexFailedError extends RuntimeError {
  override readonly name: string = "IndexFailedError";
}

export interface SupervisorParameters {
  rpcUrls: readonly string[];
  deployment: Deployment;
  /** Hash of the deployment's first block when the index was started. */
  startHash: Hex;
  port: number;
  /** Milliseconds behind the chain's head without progress after which the index counts as stuck. */
  stallTimeout: number;
  onLine: (line: string) => void;
  onNotice: (notice: string) => void;
  onFailure: (error: RuntimeError) => void;
  /** Starts the index; resolves when it has caught up. */
  run: (onLine: (line: string) => void) => Promise<Child>;
  /** Throws all its rows away. */
  reset: () => Promise<unknown>;
}

type Trouble = { kind: "ended" | "stuck" | "reorg"; text: string };

const WATCH_INTERVAL = 2_000;
const SYNC_INTERVAL = 50;
/** A life this long forgives the failures before it. */
const STABLE_AFTER = 5 * 60_000;
const RETRY = { maxFailures: 5, minDelay: 1_000, maxDelay: 30_000, multiplier: 2 } as const;

/** Keeps one index process alive and honest. */
export class IndexSupervisor {
  readonly #parameters: SupervisorParameters;
  readonly #stopped = new AbortController();
  #child: Child | undefined;
  #supervision: Promise<void> | undefined;
  #failure: RuntimeError | undefined;
  #reorgSeen = false;
  #letGo = () => {};

  constructor(parameters: SupervisorParameters) {
    this.#parameters = parameters;
  }

  /** The first start is not retried: what fails at once will fail again. */
  async start(): Promise<void> {
    await this.#run();
    this.#letGo = hold({ name: "the index's supervisor", release: () => this.stop() });
    this.#supervision = this.#supervise();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#child?.stop();
    await this.#supervision;
    await this.#child?.stop();
    this.#letGo();
  }

  head(): Promise<bigint | undefined> {
    return readIndexHead(this.#parameters.port, this.#parameters.deployment.chainId);
  }

  async syncedTo(block: bigint, timeout: number): Promise<void> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const head = await this.head();
      if (head !== undefined && head >= block) return;
      if (this.#failure) throw this.#failure;
      if (Date.now() > deadline) {
        const where = head === undefined ? "does not answer" : `is at block ${head}`;
        throw new IndexFailedError(`The index ${where}, not at block ${block}, after ${timeout / 1000} s.`);
      }
      await this.#sleep(SYNC_INTERVAL);
    }
  }

  async #run(): Promise<void> {
    this.#reorgSeen = false;
    this.#child = await this.#parameters.run((line) => {
      if (line.includes("Encountered unrecoverable reorg")) this.#reorgSeen = true;
      this.#parameters.onLine(line);
    });
  }

  async #supervise(): Promise<void> {
    try {
      for (let failures = 0; ; ) {
        const since = Date.now();
        const trouble = await this.#watch();
        if (!trouble) return;
        failures = Date.now() - since > STABLE_AFTER ? 1 : failures + 1;
        failures = await this.#recover(trouble, failures);
      }
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.#failure =
        error instanceof RuntimeError ? error : new IndexFailedError("The index failed.", { cause: error });
      await this.#child?.stop();
      this.#parameters.onFailure(this.#failure);
    }
  }

  /** Resolves with what is wrong, or with nothing when the index was stopped. */
  async #watch(): Promise<Trouble | undefined> {
    const child = this.#child as Child;
    let progress = { head: -1n, at: Date.now() };
    for (;;) {
      await Promise.race([child.exited, this.#sleep(WATCH_INTERVAL)]);
      if (this.#stopped.signal.aborted) return undefined;
      if (child.exit) return { kind: "ended", text: `The index ended (${describeExit(child.exit)})` };
      if (this.#reorgSeen) return { kind: "reorg", text: "The chain was reorganised deeper than the index can follow" };

      const chainHead = await this.#readChain();
      const head = (await this.head()) ?? progress.head;
      if (chainHead === undefined || head >= chainHead || head !== progress.head) progress = { head, at: Date.now() };
      if (Date.now() - progress.at > this.#parameters.stallTimeout) {
        return { kind: "stuck", text: `The index is stuck at block ${head}, the chain is at ${chainHead}` };
      }
    }
  }

  /** The chain's head; undefined while no endpoint answers. Throws when the endpoints now serve another chain. */
  async #readChain(): Promise<bigint | undefined> {
    const { rpcUrls, deployment, startHash } = this.#parameters;
    try {
      const hash = await readStartHash(rpcUrls, deployment);
      if (hash !== startHash) {
        throw new WrongChainError(
          `Block ${deployment.startBlock} has another hash than when the index was started: the chain was replaced. ` +
            "Deploy again and restart.",
        );
      }
      return await readChainHead(rpcUrls);
    } catch (error) {
      if (error instanceof WrongChainError) throw error;
      return undefined;
    }
  }

  /** Starts the index again, with growing pauses. Returns how many failures in a row there were. */
  async #recover(trouble: Trouble, failures: number): Promise<number> {
    const { onNotice, reset } = this.#parameters;
    const rebuild = trouble.kind === "reorg";
    onNotice(`${trouble.text}; it is ${rebuild ? "rebuilt from the chain" : "restarted"}.`);
    await this.#child?.stop();
    for (let count = failures; ; count += 1) {
      if (count > RETRY.maxFailures)
        throw new IndexFailedError(`${trouble.text}, and again after ${count - 1} restarts.`);
      await this.#sleep(Math.min(RETRY.maxDelay, RETRY.minDelay * RETRY.multiplier ** (count - 1)));
      this.#stopped.signal.throwIfAborted();
      try {
        if (rebuild) await reset();
        await this.#run();
        return count;
      } catch (error) {
        this.#stopped.signal.throwIfAborted();
        onNotice(`The index could not be restarted: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  #sleep(milliseconds: number): Promise<void> {
    const { signal } = this.#stopped;
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      }
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    });
  }
}

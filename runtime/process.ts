import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ProcessExitedError, ProcessNotReadyError, RuntimeError } from "./errors.ts";

/** How a child ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running child process. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Set once the child has ended. */
  readonly exit: Exit | undefined;
  /** Resolves when the child has ended and its output is read to the end. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Its last lines of output and error output, oldest first. */
  lines(): readonly string[];
  /** Resolves with the first line (past ones kept in the buffer included) that matches. */
  waitForLine(pattern: RegExp, timeout: number): Promise<RegExpExecArray>;
  /** Repeats `probe` until it returns something; rejects when the child ends or `timeout` milliseconds pass. */
  waitUntil<T>(probe: () => Promise<T | undefined>, timeout: number): Promise<T>;
  /** Asks it to end, kills it after `stopTimeout`. Resolves when it is gone; safe to call twice. */
  stop(): Promise<void>;
}

export interface ChildParameters {
  /** For messages: "anvil", "index". */
  name: string;
  /** A native binary or `process.execPath`; never a wrapper such as npx, so that the pid is the child's own. */
  command: string;
  args?: readonly string[] | undefined;
  cwd?: string | undefined;
  /** The child's whole environment. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
  uid?: number | undefined;
  gid?: number | undefined;
  /** Default SIGTERM. */
  stopSignal?: NodeJS.Signals | undefined;
  /** Milliseconds between `stopSignal` and SIGKILL. Default 8000. */
  stopTimeout?: number | undefined;
  /** Called with every line of its output. */
  onLine?: ((line: string) => void) | undefined;
}

/** Something to be released before this process ends: a child, a directory, a lock, a server. */
export interface Resource {
  name: string;
  release: () => Promise<void> | void;
  /** What the guard does when this process dies without releasing. */
  guarded?: { pid: number; signal: NodeJS.Signals } | { path: string } | undefined;
}

const KEPT_LINES = 200;
const DEFAULT_STOP_TIMEOUT = 8_000;
const PROBE_INTERVAL = 50;
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

const held = new Map<number, Resource>();
let lastId = 0;
let guard: ChildProcess | undefined;
let stopping: Promise<void> | undefined;

/**
 * Takes responsibility for a resource until the returned function is called. Resources are released newest first by
 * `stopAll`, on SIGINT, SIGTERM and SIGHUP; the guard process ends what is left if this process dies in any other way.
 */
export const hold = (resource: Resource): (() => void) => {
  watchSignals();
  lastId += 1;
  const id = lastId;
  held.set(id, resource);
  if (resource.guarded) tellGuard({ hold: { id, ...resource.guarded } });
  return () => {
    if (held.delete(id) && resource.guarded) tellGuard({ release: id });
  };
};

/** Releases everything that is held, newest first. One that fails does not keep the others from being released. */
export const stopAll = (): Promise<void> => {
  stopping ??= releaseAll().finally(() => {
    stopping = undefined;
  });
  return stopping;
};

/** Whether everything is being released: what fails from then on is a consequence and not worth reporting. */
export const isStopping = (): boolean => stopping !== undefined;

const releaseAll = async (): Promise<void> => {
  const failures: string[] = [];
  for (let newest = lastHeld(); newest !== undefined; newest = lastHeld()) {
    const [id, resource] = newest;
    try {
      await resource.release();
    } catch (error) {
      failures.push(`${resource.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (held.delete(id) && resource.guarded) tellGuard({ release: id });
  }
  if (failures.length > 0) throw new RuntimeError(`Not everything could be stopped. ${failures.join("; ")}`);
};

const lastHeld = (): [number, Resource] | undefined => [...held].at(-1);

/**
 * Starts a child in its own session: a terminal's Ctrl-C reaches only this process, which then stops its children in
 * order. On Linux and macOS alike nothing outlives this process: see guard.mjs.
 */
export const startProcess = async (parameters: ChildParameters): Promise<Child> => {
  const { name, command, args = [], stopSignal = "SIGTERM", stopTimeout = DEFAULT_STOP_TIMEOUT } = parameters;
  const { cwd, env = process.env, uid, gid } = parameters;
  const child = spawn(command, args, { cwd, env, uid, gid, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const output = new Lines(parameters.onLine);
  output.read(child.stdout);
  output.read(child.stderr);

  let exit: Exit | undefined;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const exited = new Promise<Exit>((resolve) => {
    child.once("close", (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  const pid = await spawned(child, name);

  const stop = async (): Promise<void> => {
    if (exit === undefined) child.kill(stopSignal);
    const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), stopTimeout);
    await ended;
    clearTimeout(timer);
    // Whatever the child started and left behind (an esbuild service, a backend) also holds the output pipes open.
    signalGroup(pid, "SIGKILL");
    await exited;
  };
  let stopped: Promise<void> | undefined;
  const stopOnce = () => {
    stopped ??= stop();
    return stopped;
  };
  const letGo = hold({ name, release: stopOnce, guarded: { pid, signal: stopSignal } });
  void exited.then(letGo);

  const failure = () =>
    exit === undefined ? undefined : new ProcessExitedError(name, describeExit(exit), output.lines());
  const waitUntil = async <T>(probe: () => Promise<T | undefined> | T | undefined, timeout: number): Promise<T> => {
    const deadline = Date.now() + timeout;
    for (;;) {
      const found = await probe();
      if (found !== undefined) return found;
      const ended = failure();
      if (ended) throw ended;
      if (Date.now() > deadline) throw new ProcessNotReadyError(name, timeout, output.lines());
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, PROBE_INTERVAL))]);
    }
  };

  return {
    name,
    pid,
    get exit() {
      return exit;
    },
    exited,
    lines: () => output.lines(),
    waitForLine: (pattern, timeout) => waitUntil(() => output.find(pattern), timeout),
    waitUntil,
    stop: stopOnce,
  };
};

/** "code 1" or "signal SIGKILL". */
export const describeExit = ({ code, signal }: Exit): string =>
  signal === null ? `exit code ${code}` : `signal ${signal}`;

/** Whether a process with this id lives, whoever owns it. One that only waits to be reaped does not. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !isZombie(pid);
};

const isZombie = (pid: number): boolean => {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

const spawned = (child: ChildProcess, name: string): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid as number));
    child.once("error", (error) => {
      reject(new RuntimeError(`${name} could not be started: ${error.message}. Run \`npm ci\` and try again.`));
    });
  });

const signalGroup = (leader: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-leader, signal);
  } catch {
    // Nobody left in the group.
  }
};

/** The last lines of several streams together. */
class Lines {
  readonly #kept: string[] = [];
  readonly #onLine: ((line: string) => void) | undefined;

  constructor(onLine: ((line: string) => void) | undefined) {
    this.#onLine = onLine;
  }

  lines(): readonly string[] {
    return [...this.#kept];
  }

  find(pattern: RegExp): RegExpExecArray | undefined {
    for (const line of this.#kept) {
      const match = pattern.exec(line);
      if (match) return match;
    }
    return undefined;
  }

  read(stream: NodeJS.ReadableStream): void {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop() as string;
      for (const line of lines) this.#add(line);
    });
    stream.on("end", () => {
      if (rest !== "") this.#add(rest);
    });
  }

  #add(line: string): void {
    this.#kept.push(line);
    if (this.#kept.length > KEPT_LINES) this.#kept.shift();
    this.#onLine?.(line);
  }
}

let watching = false;
let signalledAt = 0;
/** Milliseconds within which a second signal is the first one's echo. */
const ECHO = 1_000;

const watchSignals = (): void => {
  if (watching) return;
  watching = true;
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      // npm passes Ctrl-C on although the terminal has sent it already. A later one does not wait for the orderly end;
      // the guard does the rest.
      if (Date.now() - signalledAt < ECHO) return;
      signalledAt = Date.now();
      if (stopping) process.exit(code);
      stopAll().then(
        () => process.exit(code),
        () => process.exit(code),
      );
    });
  }
};

const tellGuard = (message: object): void => {
  guard ??= startGuard();
  guard.stdin?.write(`${JSON.stringify(message)}\n`);
};

const startGuard = (): ChildProcess => {
  const script = fileURLToPath(new URL("guard.mjs", import.meta.url));
  const { PATH } = process.env;
  const child = spawn(process.execPath, [script], {
    detached: true,
    env: { PATH },
    stdio: ["pipe", "ignore", "ignore"],
  });
  // A dead guard (killed by hand) costs only the safety net, not this process.
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
};

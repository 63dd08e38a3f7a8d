import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { type Hex, parseEther, parseEventLogs } from "viem";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { type Database, databaseOf } from "../../bots/ledger/database.ts";
import { migrate } from "../../bots/ledger/migrate.ts";
import { startRpcProxy } from "../../bots/testing/rpc-proxy.ts";
import { ANVIL_CHAIN_ID, startAnvil } from "../../runtime/anvil.ts";
import { startIndex } from "../../runtime/index-process.ts";
import { freePort } from "../../runtime/ports.ts";
import { ensureDatabase } from "../../runtime/postgres.ts";
import { deploymentSchema } from "../../sdk/types.ts";
import { cast, clientOf, deployProtocol, identityOf, investorIds, SWITZERLAND, send } from "../indexer/world.ts";
import { type Bots, makeKeystore, runCommand, type StartBotsParameters, startBots, tailOf } from "./bots.ts";
import { startFeeder } from "./feeder.ts";
import { readLedger } from "./oracle.ts";
import { openPool } from "./pool.ts";
import type { Program } from "./programs.ts";
import { until } from "./until.ts";

export type OpenStageParameters = {
  /** of a Postgres server: the stage makes its own databases there */
  databaseUrl: string;
  chainId?: number | undefined;
  /** of the keepers; default 2 */
  confirmations?: number | undefined;
  /** the real index, ten seconds slower, instead of its double */
  realIndex?: boolean | undefined;
  /** seconds that the chain's clock is behind the world's at the beginning; default: as far as `makeDue` jumps */
  behind?: number | undefined;
};

/** A chain with the protocol, an index, a database, and the means to disturb them. Every drill opens its own. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** chain seconds until issued lots are due */
const lockedFor = 1_800;
/** seconds that the chain is behind when it begins, so that its clock shows the world's time after the first jump */
const headStart = lockedFor;
const lotsPerIssue = 200;

export const openStage = async (parameters: OpenStageParameters) => {
  const {
    databaseUrl,
    chainId = ANVIL_CHAIN_ID,
    confirmations = 2,
    realIndex = false,
    behind = headStart,
  } = parameters;
  const folder = mkdtempSync(join(tmpdir(), "scrip-drill-"));
  const releases: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    await releaseAll(releases.splice(0).reverse());
  };
  try {
    const born = Math.floor(Date.now() / 1000) - behind;
    const anvil = await startAnvil({ chainId, timestamp: born });
    releases.push(anvil.stop);
    const client = clientOf(anvil.url, chainId);
    // What keepers ask goes through it: it estimates as geth and reth do, not as anvil.
    const usual = await startRpcProxy(anvil.url);
    releases.push(usual.stop);
    const deployment = deploymentSchema.parse(await deployProtocol(client));
    await registerForEver(client, deployment.registrar);
    const deploymentPath = join(folder, "deployment.json");
    writeFileSync(deploymentPath, JSON.stringify(deployment));

    const ledgerUrl = await ensureDatabase(databaseUrl, `drill_${randomUUID().replaceAll("-", "")}`);
    const pool = openPool(ledgerUrl, 2);
    releases.push(() => pool.end());
    const db: Database = databaseOf(pool);
    await migrate(db);

    const index = realIndex
      ? await startIndex({
          rpcUrls: [anvil.url],
          deploymentPath,
          databaseUrl,
          port: await freePort(),
          pollingInterval: 100,
        })
      : await startFeeder({ rpcUrl: anvil.url, deployment, databaseUrl });
    releases.push(index.stop);

    const keystore = makeKeystore(folder);
    const account = keystore.account.address;
    await client.setBalance({ address: account, value: parseEther("1000") });

    const running: Bots[] = [];
    const botsOf = (rpcUrls: readonly string[], changes: BotsChanges): StartBotsParameters => {
      const { entry, ...env } = changes;
      return { rpcUrls, deploymentPath, databaseUrl: ledgerUrl, keystore, confirmations, entry, env };
    };
    const seen = async (): Promise<string[]> => {
      const { intents, attempts } = await readLedger(db, chainId).catch(() => ({ intents: [], attempts: [] }));
      return [
        ...tailOf(running),
        "--- ledger",
        ...attempts.slice(-10).map(({ nonce, state, hash, title }) => `attempt ${nonce} ${state} ${hash} ${title}`),
        ...intents.slice(-10).map(({ key, state, reason }) => `intent ${key} ${state} ${reason ?? ""}`),
      ];
    };

    /** Mines a block between two looks. */
    const mineUntil = <T>(what: string, probe: () => Promise<T | undefined | false>): Promise<T> =>
      until(
        what,
        async () => {
          const found = await probe();
          if (found === undefined || found === false) await client.mine({ blocks: 1 });
          return found;
        },
        { interval: 150, seen },
      );

    /** Looks again and again while the chain stands still. */
    const untilSeen = <T>(what: string, probe: () => Promise<T | undefined | false>, timeout?: number): Promise<T> =>
      until(what, probe, { timeout, seen });

    return {
      client,
      chainId,
      confirmations,
      deployment,
      account,
      signer: keystore.account,
      db,
      close,
      index,
      mineUntil,
      until: untilSeen,

      /**
       * Locked lots of one holder; without `duration` (seconds) not due before `makeDue`.
       * @returns their numbers
       */
      issueLots: async (count: number, duration: number = lockedFor): Promise<bigint[]> => {
        const lotIds: bigint[] = [];
        while (lotIds.length < count) {
          const { timestamp } = await client.getBlock();
          const lots = Array.from({ length: Math.min(lotsPerIssue, count - lotIds.length) }, () => ({
            amount: 10n,
            lockupEnd: Number(timestamp) + duration,
          }));
          const issue = { to: cast.ann.address, amount: BigInt(lots.length) * 10n, issueId: noId, lots };
          const receipt = await send(client, cast.owner, {
            to: deployment.lockup,
            abi: lockupModuleAbi,
            functionName: "issueLocked",
            args: [[issue]],
          });
          const locked = parseEventLogs({ abi: lockupModuleAbi, eventName: "LotLocked", logs: receipt.logs });
          lotIds.push(...locked.map(({ args }) => args.lotId));
        }
        return lotIds;
      },
      /** The chain's clock jumps until every lot issued so far is due. */
      makeDue: async (): Promise<void> => {
        await client.increaseTime({ seconds: lockedFor + 1 });
        await client.mine({ blocks: 1 });
      },
      /** From now on transactions cost nothing, as on private networks, and the keepers' account holds nothing. */
      abolishFees: async (): Promise<void> => {
        usual.inject({ method: "eth_maxPriorityFeePerGas", fault: { kind: "result", result: "0x0" } });
        await client.setBalance({ address: account, value: 0n });
        await client.setNextBlockBaseFeePerGas({ baseFeePerGas: 0n });
        await client.mine({ blocks: 1 });
      },
      /** From now on only `mine` makes blocks. */
      holdBlocks: () => client.setAutomine(false),
      /** An endpoint of the chain that misbehaves as it is told. */
      endpoint: async () => {
        const proxy = await startRpcProxy(anvil.url);
        releases.push(proxy.stop);
        return proxy;
      },
      rpcUrl: anvil.url,
      deploymentPath,
      ledgerUrl,
      /** with which the account's transactions are signed */
      privateKey: keystore.privateKey,
      folder,
      /** Another process of the keepers on the same ledger. */
      startBots: async (rpcUrls: readonly string[] = [usual.url], changes: BotsChanges = {}): Promise<Bots> => {
        const bots = await startBots(botsOf(rpcUrls, changes));
        running.push(bots);
        releases.push(async () => {
          bots.thaw();
          await bots.kill();
        });
        return bots;
      },
      /** Resolves once the process says that it does its work, while blocks are made. */
      isReady: (bots: Bots) => mineUntil("it is ready", async () => (await bots.get("/ready"))?.status === 200),
      /** A command of the keepers, as a person types it. */
      command: (args: readonly string[]) => runCommand(botsOf([usual.url], {}), args),
      /** What the time of the lease does to one that nobody renews, without the waiting. */
      expireLease: async (): Promise<void> => {
        await pool.query("update keepers.lease set expires_at = now() where chain_id = $1", [chainId]);
      },
      query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
        (await pool.query<Row>(text, [...values])).rows,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Changes of a process's environment; `entry` names another program than `bots/run.ts`. */
export type BotsChanges = Readonly<Record<string, string>> & { readonly entry?: Program };

/** All of them, in order, whether or not one fails. @throws what the first one threw */
export const releaseAll = async (releases: readonly (() => Promise<void> | void)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const release of releases) {
    try {
      await release();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
};

const noId: Hex = `0x${"00".repeat(32)}`;
/** 2100-01-01: no accreditation ends in a drill */
const farAway = 4_102_444_800;

const registerForEver = async (client: ReturnType<typeof clientOf>, registrar: Hex): Promise<void> => {
  const { ann } = cast;
  const one = {
    id: investorIds.ann,
    identityHash: identityOf("ann"),
    country: SWITZERLAND,
    region: "0x5a4800",
    rating: 1,
  } as const;
  await send(client, cast.owner, {
    to: registrar,
    abi: kycRegistrarAbi,
    functionName: "registerInvestors",
    args: [[{ ...one, expiresAt: farAway, accounts: [ann.address] }]],
  });
};

import { readdirSync } from "node:fs";
import { userInfo } from "node:os";
import { sql } from "drizzle-orm";
import type { Address, PublicClient } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import type { BotsConfig } from "../config.ts";
import type { Finding, Limits } from "../health/judge.ts";
import { judge } from "../health/judge.ts";
import { cannotPay, type Vitals } from "../health/vitals.ts";
import type { Keeper } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import { verifyEvents } from "../ledger/events.ts";
import { readPauses } from "../ledger/pauses.ts";
import type { Subject } from "../subject.ts";
import {
  checkAudit,
  checkKeystore,
  checkRoles,
  judgeCodes,
  judgeLease,
  judgeMigrations,
  type LeaseState,
  readCodes,
} from "./doctor.ts";
import { type Explanation, explain } from "./explain/explain.ts";
import { checkGateway } from "./gateway.ts";

/** What a command works with: the same parts as the running keepers, but no key and no lease. */
export type Office = {
  config: BotsConfig;
  client: PublicClient;
  deployment: Deployment;
  /** the keepers' account; undefined if neither keystore nor ledger names one */
  account: Address | undefined;
  db: Database;
  keepers: readonly Keeper[];
  subjects: readonly Subject[];
  look: () => Promise<Vitals>;
  limits: Limits;
};

/** Who runs a command, for the audit trail. */
export const operator = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
};

/** Everything that could keep the keepers from their work. */
export const examine = async (office: Office): Promise<Finding[]> => {
  const { config, client, deployment, account, db, look, limits } = office;
  const [vitals, codes, gateway, roles, audit, migrations, lease] = await Promise.all([
    look(),
    readCodes(config.rpcUrls, deployment),
    checkGateway(client, deployment),
    account === undefined ? [] : checkRoles(client, deployment, account),
    checkAudit(() => verifyEvents(db)),
    readMigrations(db),
    readLease(db, deployment.chainId, account),
  ]);
  const chain: Finding = {
    check: "chain",
    level: "ok",
    text: `chain ${deployment.chainId} from block ${deployment.startBlock} on`,
  };
  // This process leads nothing and does no rounds: that says nothing of the keepers.
  const seen = judge({ ...vitals, leads: true, trouble: undefined }, limits).filter(
    ({ check }) => check !== "lead" && check !== "rounds" && (account !== undefined || check !== "balance"),
  );
  return [
    chain,
    checkKeystore(config.keystore, account),
    ...seen,
    ...judgeCodes(codes, deployment),
    ...gateway,
    ...roles,
    judgeMigrations(migrations),
    judgeLease(lease),
    audit,
  ];
};

const readMigrations = async (db: Database) => {
  const folder = new URL("../ledger/migrations/", import.meta.url);
  const known = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  const { rows } = await db
    .execute<{ file: string }>(sql`select file from keepers.migration`)
    .catch(() => ({ rows: [] as { file: string }[] }));
  return { known, applied: rows.map(({ file }) => file) };
};

/** The lease of the keepers' account, else the newest of the chain. */
export const readLease = async (
  db: Database,
  chainId: number,
  account: Address | undefined,
): Promise<LeaseState | undefined> => {
  const { rows } = await db
    .execute<{ account: string; holder: string; fence: string; expires_at: string; valid: boolean }>(sql`
      select account, holder, fence, expires_at, expires_at > clock_timestamp() as valid from keepers.lease
       where chain_id = ${chainId} and (${account ?? null}::text is null or account = ${account ?? null})
       order by expires_at desc limit 1`)
    .catch(() => ({ rows: [] }));
  const [row] = rows;
  if (row === undefined) return undefined;
  return { holder: row.holder, fence: Number(row.fence), expiresAt: new Date(row.expires_at), isValid: row.valid };
};

/** The account that has led last, where no keystore says which. */
export const readLedgerAccount = async (db: Database, chainId: number): Promise<Address | undefined> => {
  const { rows } = await db
    .execute<{ account: Address }>(
      sql`select account from keepers.lease where chain_id = ${chainId} order by expires_at desc limit 1`,
    )
    .catch(() => ({ rows: [] }));
  return rows[0]?.account;
};

/** Answers a question about a name, a hash or a key. */
export const explainName = (office: Office, text: string): Promise<Explanation> => {
  const { db, deployment, keepers, subjects, account, limits, look } = office;
  const circumstances = async () => {
    const [vitals, pauses, lease, clock] = await Promise.all([
      look(),
      readPauses(db),
      readLease(db, deployment.chainId, account),
      db.execute<{ now: string }>(sql`select extract(epoch from now()) * 1000 as now`),
    ]);
    const { head, indexed } = vitals;
    return {
      now: Number(clock.rows[0]?.now),
      pauses,
      halts: vitals.ledger?.halts ?? [],
      isLed: lease?.isValid ?? false,
      indexLag: head !== undefined && typeof indexed === "bigint" ? head.number - indexed : undefined,
      maxIndexLag: limits.indexLag,
      isBalanceEmpty: cannotPay(vitals),
    };
  };
  return explain({ db, chainId: deployment.chainId, keepers, subjects, circumstances }, text);
};

import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { sha256 } from "../intent.ts";
import type { Database, Transaction } from "./database.ts";
import { MigrationChangedError } from "./errors.ts";

const folder = new URL("./migrations/", import.meta.url);
/** any fixed number: instances that start together take turns */
const migrationLock = 7_239_104_118;

/** Brings the schema `keepers` up to date: each numbered file once, in order, in a transaction of its own. */
export const migrate = async (db: Database): Promise<void> => {
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    const text = readFileSync(new URL(file, folder), "utf8");
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock})`);
      await prepare(tx);
      if (!(await isApplied(tx, file, text))) await apply(tx, file, text);
    });
  }
};

const prepare = async (tx: Transaction): Promise<void> => {
  await tx.execute(sql`create schema if not exists keepers`);
  await tx.execute(sql`
    create table if not exists keepers.migration (
      file text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
};

const isApplied = async (tx: Transaction, file: string, text: string): Promise<boolean> => {
  const { rows } = await tx.execute<{ checksum: string }>(
    sql`select checksum from keepers.migration where file = ${file}`,
  );
  if (rows[0] !== undefined && rows[0].checksum !== sha256(text)) throw new MigrationChangedError(file);
  return rows[0] !== undefined;
};

const apply = async (tx: Transaction, file: string, text: string): Promise<void> => {
  await tx.execute(sql.raw(text));
  await tx.execute(sql`insert into keepers.migration (file, checksum) values (${file}, ${sha256(text)})`);
};

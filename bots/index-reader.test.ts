import pg from "pg";
import { zeroAddress } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { investorKey } from "../sdk/investors.ts";
import type { Head } from "../sdk/reads/head.ts";
import type { HintPage } from "./hints.ts";
import {
  type ClassChange,
  createIndexReader,
  type IndexedInvestor,
  type IndexedItem,
  IndexLaggingError,
  type IndexQueries,
  type IndexReader,
} from "./index-reader.ts";
import { startTestDatabases, type TestDatabases, testChainId } from "./testing/ledger.ts";

const lockup = "0x00000000000000000000000000000000000000C0";
const token = "0x00000000000000000000000000000000000000c1";
const issuer = "0x00000000000000000000000000000000000000C2";
const custodian = "0x00000000000000000000000000000000000000c3";
const holder = "0x00000000000000000000000000000000000000a1";
const other = "0x00000000000000000000000000000000000000a2";

let databases: TestDatabases;
let pool: pg.Pool;
let databaseUrl: string;
let reader: IndexReader;

const lots = { table: "lot", contract: "lockup", id: "lot_id", dueAt: "lockup_end", isOpen: "not released" };
/** The registrar whose investors these are, and its place at the issuer. */
const registrar = "0x00000000000000000000000000000000000000B1";
const place = 1;
const keyOf = (id: number) => investorKey(place, id);
const investorRow = (id: number, rating: number, expiresAt: number, lapsed = false): unknown[] => [
  ...[registrar.toLowerCase(), id, 756, rating, expiresAt, lapsed],
];
const countedRow = (id: number, counted: boolean, country: number, rating: number): unknown[] => [
  ...[issuer.toLowerCase(), keyOf(id), place, id, counted, country, rating],
];

const firstPage = { after: undefined, limit: 1_000 };

const headAt = (number: bigint): Head => ({ number, hash: "0x00", timestamp: 100 });

beforeAll(async () => {
  databases = await startTestDatabases();
  ({ pool, url: databaseUrl } = await databases.create());
  reader = createIndexReader({ pool, schema: "register", chainId: testChainId, maxLag: 5n });
});
afterAll(() => databases.stop());
beforeEach(async () => {
  await pool.query(`
    drop schema if exists register cascade;
    create schema register;
    set search_path to register;
    create table _ponder_checkpoint (chain_name text, chain_id bigint, latest_checkpoint text);
    create table lot (lockup text, lot_id numeric(78), released boolean, lockup_end numeric(78));
    create table holding_change (token text, custodian text, account text, block_number numeric(78), log_index integer,
      timestamp numeric(78), balance numeric(78));
    create table custodian (issuer text, address text);
    create table investor (registrar text, id numeric(78), country integer, rating integer, expires_at numeric(78),
      lapsed boolean);
    create table issuer_registrar (issuer text, registrar text, index integer);
    create table issuer_investor (issuer text, key numeric(78), registrar_index integer, investor_id numeric(78),
      counted boolean, country integer, rating integer);
    create table authority (contract text, id integer, approved_until numeric(78));
    create table audit_event (name text, contract text, args jsonb);
    create table payment (module text, distribution_id numeric(78), custodian text, account text, status text,
      reason text);
    create table multisig_call (contract text, authority integer, target text, data text, salt text,
      deadline numeric(78), status text, block_number numeric(78), log_index integer);
    reset search_path;
  `);
  await insert(
    "issuer_registrar",
    [issuer.toLowerCase(), other, 0],
    [issuer.toLowerCase(), registrar.toLowerCase(), place],
  );
  await indexedTo(10n);
});

/** A checkpoint as Ponder writes it. */
const indexedTo = async (block: bigint) => {
  const digits = (value: bigint, length: number) => value.toString().padStart(length, "0");
  const checkpoint = `${digits(1_800_000_000n, 10)}${digits(BigInt(testChainId), 16)}${digits(block, 16)}${"9".repeat(33)}`;
  await pool.query("delete from register._ponder_checkpoint");
  await pool.query("insert into register._ponder_checkpoint values ('chain', $1, $2)", [testChainId, checkpoint]);
};

const insert = (table: string, ...rows: unknown[][]) =>
  Promise.all(
    rows.map((row) =>
      pool.query(`insert into register.${table} values (${row.map((_, index) => `$${index + 1}`).join(", ")})`, row),
    ),
  );

describe("lag", () => {
  test("behavior: reads when the index is a few blocks behind", async () => {
    expect(await reader.read(headAt(15n), async () => "rows")).toBe("rows");
    expect(await reader.progress()).toBe(10n);
  });

  test("error: IndexLaggingError when it is further behind", async () => {
    await expect(reader.read(headAt(16n), async () => "rows")).rejects.toThrow(IndexLaggingError);
  });

  test("error: IndexLaggingError while there are no rows, no views, no database", async () => {
    await pool.query("delete from register._ponder_checkpoint");
    await expect(reader.read(headAt(1n), async () => "rows")).rejects.toThrow(IndexLaggingError);
    await pool.query("drop schema register cascade");
    await expect(reader.read(headAt(1n), async () => "rows")).rejects.toThrow(IndexLaggingError);
    expect(await reader.progress()).toBeUndefined();
  });

  test("error: IndexLaggingError before the index has made its database; any other fault is told as it is", async () => {
    const elsewhere = (path: string) => {
      const url = new URL(databaseUrl);
      url.pathname = path;
      return url.href;
    };
    const absent = new pg.Pool({ connectionString: elsewhere("/not_there") });
    const later = createIndexReader({ pool: absent, schema: "register", chainId: testChainId, maxLag: 5n });
    await expect(later.read(headAt(1n), async () => "rows")).rejects.toThrow(IndexLaggingError);
    expect(await later.progress()).toBeUndefined();
    await absent.end();

    const closed = new pg.Pool({ host: "127.0.0.1", port: 9 });
    const broken = createIndexReader({ pool: closed, schema: "register", chainId: testChainId, maxLag: 5n });
    await expect(broken.progress()).rejects.toThrow("ECONNREFUSED");
    await closed.end();
  });

  test("behavior: the progress is that of its own chain", async () => {
    const own = (await pool.query("select latest_checkpoint from register._ponder_checkpoint")).rows[0];
    await pool.query("delete from register._ponder_checkpoint");
    await insert("_ponder_checkpoint", ["other", 5, own.latest_checkpoint]);
    expect(await reader.progress()).toBeUndefined();
    await expect(reader.read(headAt(10n), async () => "rows")).rejects.toThrow(IndexLaggingError);
  });

  test("behavior: rows and progress are of one moment", async () => {
    await insert("lot", [lockup.toLowerCase(), 1, false, 50]);
    const found = await reader.read(headAt(10n), async (queries) => {
      await insert("lot", [lockup.toLowerCase(), 2, false, 50]);
      return queries.dueItems(lots, [lockup], 100, firstPage);
    });
    expect(found).toEqual([{ contract: lockup.toLowerCase(), id: 1n, dueAt: 50 }]);
  });

  test("error: a view that would write when it is read", async () => {
    await pool.query(`
      alter table register.lot rename to told;
      create function register.tell() returns setof register.told language sql
        as 'insert into register.told values (''${lockup.toLowerCase()}'', 1, false, 50) returning *';
      create view register.lot as select * from register.tell();
    `);
    const found = reader.read(headAt(10n), (queries) => queries.dueItems(lots, [lockup], 100, firstPage));
    await expect(found).rejects.toThrow("read-only transaction");
    expect((await pool.query("select from register.told")).rowCount).toBe(0);
  });
});

describe("queries", () => {
  const read = <T>(query: Parameters<typeof reader.read<T>>[1]) => reader.read(headAt(10n), query);

  test("dueItems: due, open, of these contracts", async () => {
    const own = lockup.toLowerCase();
    await insert("lot", [own, 1, false, 100], [own, 2, false, 101], [own, 3, true, 50], [token, 4, false, 50]);
    await insert("lot", [issuer.toLowerCase(), 5, false, 50]);
    expect(await read((queries) => queries.dueItems(lots, [lockup, token], 100, firstPage))).toEqual([
      { contract: token, id: 4n, dueAt: 50 },
      { contract: own, id: 1n, dueAt: 100 },
    ]);
  });

  /** Every page, two rows at a time. */
  const walk = async <Row>(page: (queries: IndexQueries, page: HintPage<Row>) => Promise<Row[]>): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let found: Row[] = []; ; ) {
      const after = found.at(-1);
      found = await read((queries) => page(queries, { after, limit: 2 }));
      if (found.length === 0) return rows;
      rows.push(...found);
    }
  };

  test("dueItems: pages lead through all, each once, though many end in one second or have one number", async () => {
    const own = lockup.toLowerCase();
    const rows = [
      ...[1, 2, 10, 9, 11].map((lotId) => [own, lotId, false, 100]),
      ...[1, 2, 10].map((lotId) => [token, lotId, false, 100]),
      [own, 3, false, 99],
      [token, 12, false, 9],
    ];
    await insert("lot", ...rows);
    const found = await walk<IndexedItem>((queries, page) => queries.dueItems(lots, [lockup, token], 100, page));
    expect(found.map(({ contract, id }) => `${contract === own ? "own" : "token"} ${id}`)).toEqual([
      "token 12",
      "own 3",
      "own 1",
      "own 2",
      "own 9",
      "own 10",
      "own 11",
      "token 1",
      "token 2",
      "token 10",
    ]);
  });

  test("expired and classChanges: pages lead through all, each once", async () => {
    const ids = [1, 2, 10, 9, 2 ** 32 - 1];
    await insert("investor", ...ids.map((id, place) => investorRow(id, 2, place < 3 ? 100 : 9)));
    await insert("issuer_investor", ...ids.map((id) => countedRow(id, true, 756, 2)));
    const expired = await walk<IndexedInvestor>((queries, page) => queries.expired(registrar, 100, page));
    expect(expired.map(({ id }) => id)).toEqual([9, 2 ** 32 - 1, 1, 2, 10]);
    const changes = await walk<ClassChange>((queries, page) => queries.classChanges(issuer, 100, page));
    expect(changes.map(({ key }) => key)).toEqual([1, 2, 9, 10, 2 ** 32 - 1].map(keyOf));
  });

  test("positionsAt: the last balance at the end of the second, without treasury and custodians' own", async () => {
    const change = (account: string, at: string, block: number, time: number, balance: number, log = 0) =>
      [token, at, account, block, log, time, balance] as unknown[];
    await insert("custodian", [issuer.toLowerCase(), custodian]);
    await insert(
      "holding_change",
      change(holder, zeroAddress, 1, 90, 5),
      change(holder, zeroAddress, 2, 100, 7),
      change(holder, zeroAddress, 2, 100, 8, 1),
      change(holder, zeroAddress, 3, 101, 9),
      change(other, zeroAddress, 1, 90, 5),
      change(other, zeroAddress, 2, 95, 4),
      change(other, zeroAddress, 2, 95, 0, 1),
      change(other, custodian, 4, 100, 5),
      change(custodian, zeroAddress, 1, 90, 5),
      change(issuer.toLowerCase(), zeroAddress, 1, 90, 5),
    );
    expect(await read((queries) => queries.positionsAt(token, issuer, 100))).toEqual([
      { custodian: zeroAddress, account: holder },
      { custodian, account: other },
    ]);
    expect(await read((queries) => queries.positionsAt(token, issuer, 94))).toEqual([
      { custodian: zeroAddress, account: holder },
      { custodian: zeroAddress, account: other },
    ]);
  });

  test("positionsAt: of this token; the issuer's own at a custodian and another issuer's custodian are positions", async () => {
    const change = (of: string, account: string, at: string) => [of, at, account, 1, 0, 90, 5] as unknown[];
    const own = issuer.toLowerCase();
    await insert("custodian", [other, custodian]);
    await insert(
      "holding_change",
      change(token, holder, zeroAddress),
      change(lockup.toLowerCase(), other, zeroAddress),
      change(token, own, custodian),
      change(token, custodian, zeroAddress),
    );
    expect(await read((queries) => queries.positionsAt(token, issuer, 100))).toEqual([
      { custodian: zeroAddress, account: holder },
      { custodian: zeroAddress, account: custodian },
      { custodian, account: own },
    ]);
  });

  test("payments: of this distribution of this module", async () => {
    const own = lockup.toLowerCase();
    await insert(
      "payment",
      [own, 1, zeroAddress, holder, "withheld", "restricted"],
      [own, 2, zeroAddress, holder, "paid", null],
      [token, 1, zeroAddress, other, "paid", null],
    );
    expect(await read((queries) => queries.payments(lockup, 1n))).toEqual([
      { custodian: zeroAddress, account: holder, status: "withheld", reason: "restricted" },
    ]);
  });

  test("pendingCalls: what can still run, and is known in full, the oldest first", async () => {
    const own = issuer.toLowerCase();
    const call = (salt: string | null, status = "pending", deadline = 100, data: string | null = "0x12", block = 5) =>
      [own, 1, token, data, salt, deadline, status, block, 0] as unknown[];
    await insert(
      "multisig_call",
      call("0x01"),
      call("0x02", "executed"),
      call("0x03", "cancelled"),
      call("0x04", "pending", 99),
      call("0x05", "pending", 101, null),
      call(null),
      call("0x06", "pending", 101, "0x34", 4),
    );
    const pending = { multisig: own, authority: 1, target: token };
    expect(await read((queries) => queries.pendingCalls(100))).toEqual([
      { ...pending, data: "0x34", salt: "0x06", deadline: 101 },
      { ...pending, data: "0x12", salt: "0x01", deadline: 100 },
    ]);
  });

  test("classChanges: of this issuer's own counts, by country and rating, with the rounds of its own events", async () => {
    const own = issuer.toLowerCase();
    await insert("investor", ...[1, 2, 3, 4, 5].map((id) => investorRow(id, 2, 200)));
    // Another registrar's investors have the same ids.
    await insert("investor", [other, 2, 756, 1, 200, false], [other, 3, 40, 1, 200, false]);
    await insert(
      "issuer_investor",
      countedRow(1, true, 40, 2),
      countedRow(2, true, 756, 1),
      countedRow(3, true, 756, 2),
      countedRow(4, false, 40, 1),
      [other, keyOf(5), place, 5, true, 40, 1],
    );
    await insert(
      "audit_event",
      ["InvestorCounted", own, { investor: keyOf(1) }],
      ["InvestorCounted", own, { investor: keyOf(1) }],
      ["InvestorCounted", own, { investor: 2 }],
      ["InvestorCounted", other, { investor: keyOf(1) }],
      ["InvestorRestricted", own, { investor: keyOf(1) }],
    );
    expect(await read((queries) => queries.classChanges(issuer, 100, firstPage))).toEqual([
      { key: keyOf(1), round: 2 },
      { key: keyOf(2), round: 0 },
    ]);
  });

  test("expired and classChanges: by the time given", async () => {
    await insert("investor", investorRow(1, 2, 100), investorRow(2, 2, 101), investorRow(3, 2, 50, true));
    await insert("investor", [other, 4, 756, 2, 50, false]);
    const own = issuer.toLowerCase();
    await insert(
      "issuer_investor",
      countedRow(1, true, 756, 2),
      countedRow(2, true, 756, 2),
      countedRow(3, true, 756, 0),
    );
    await insert(
      "audit_event",
      ["InvestorCounted", own, { investor: keyOf(1) }],
      ["InvestorCounted", own, { investor: keyOf(2) }],
    );
    expect(await read((queries) => queries.expired(registrar, 100, firstPage))).toEqual([{ id: 1, expiresAt: 100 }]);
    expect(await read((queries) => queries.classChanges(issuer, 100, firstPage))).toEqual([
      { key: keyOf(1), round: 1 },
    ]);
  });

  test("accreditationsEnding and authoritiesEnding: after now, up to the horizon, the next first", async () => {
    await insert("investor", investorRow(1, 2, 100), investorRow(2, 2, 120), investorRow(3, 2, 110));
    await insert("investor", investorRow(4, 2, 121), [other, 5, 756, 2, 110, false]);
    expect(await read((queries) => queries.accreditationsEnding(registrar, 100, 120))).toEqual([3, 2]);
    // An authority may act up to the second that its row names, an investor up to the one before.
    const own = issuer.toLowerCase();
    await insert("authority", [own, 1, 99], [own, 2, 119], [own, 3, 100], [own, 4, 120], [token, 5, 110]);
    expect(await read((queries) => queries.authoritiesEnding([issuer], 100, 120))).toEqual([
      { multisig: own, authority: 3 },
      { multisig: own, authority: 2 },
    ]);
  });

  test("pendingCalls: members who propose without end hide only their own authority's calls", async () => {
    await pool.query(`insert into register.multisig_call
      select '${issuer}', 1, '${token}', '0x01', '0x' || n, 200, 'pending', n, 0 from generate_series(1, 1001) as n`);
    await insert("multisig_call", [issuer, 2, token, "0x01", "0xff", 200, "pending", 5_000, 0]);
    const pending = await read((queries) => queries.pendingCalls(100));
    expect([pending.length, pending.at(-1)?.authority]).toEqual([1_001, 2]);
  });
});

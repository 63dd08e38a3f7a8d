import type pg from "pg";
import { type Address, type Hex, zeroAddress } from "viem";
import type { Position } from "../sdk/actions/distribution/pay.ts";
import { BaseError } from "../sdk/errors/index.ts";
import type { Head } from "../sdk/reads/head.ts";
import type { HintPage } from "./hints.ts";

/** The index is too far behind the chain, or not there yet: nothing may be decided on its rows. */
export class IndexLaggingError extends BaseError {
  override readonly name = "IndexLaggingError";

  constructor(head: bigint, indexed: bigint | undefined) {
    super(
      indexed === undefined
        ? "The index has no rows yet. Start it, or wait until it has caught up."
        : `The index is at block ${indexed}, the chain at ${head}. Wait until it has caught up, or restart it.`,
    );
  }
}

export type IndexReaderParameters = {
  /** of the index's database */
  pool: pg.Pool;
  /** views schema: `ponder start --views-schema` */
  schema: string;
  chainId: number;
  /** blocks that the index may be behind */
  maxLag: bigint;
};

export type IndexReader = {
  /** Reads rows and progress in one snapshot. @throws IndexLaggingError */
  read<T>(head: Head, query: (index: IndexQueries) => Promise<T>): Promise<T>;
  /** The last block in the index; undefined if there is none. */
  progress(): Promise<bigint | undefined>;
};

export const createIndexReader = ({ pool, schema, chainId, maxLag }: IndexReaderParameters): IndexReader => {
  const inSnapshot = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T | undefined> => {
    const client = await connect(pool);
    if (client === undefined) return undefined;
    try {
      await client.query("begin isolation level repeatable read, read only");
      await client.query("select set_config('search_path', $1, true)", [schema]);
      const result = await work(client);
      await client.query("commit");
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };

  return {
    read: async (head, query) => {
      const answer = await inSnapshot(async (client) => {
        const indexed = await indexedBlock(client, chainId);
        if (indexed === undefined || head.number - indexed > maxLag) throw new IndexLaggingError(head.number, indexed);
        return { rows: await query(new IndexQueries(client)) };
      });
      if (answer === undefined) throw new IndexLaggingError(head.number, undefined);
      return answer.rows;
    },
    progress: () => inSnapshot((client) => indexedBlock(client, chainId)),
  };
};

/** A checkpoint of Ponder begins with ten digits of time, sixteen of the chain, sixteen of the block. */
const blockDigits = [26, 42] as const;

/** PostgreSQL's code for a database that does not exist. */
const noSuchDatabase = "3D000";

/** Undefined until the index has made its database. */
const connect = (pool: pg.Pool): Promise<pg.PoolClient | undefined> =>
  pool.connect().catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === noSuchDatabase) return undefined;
    throw error;
  });

const indexedBlock = async (client: pg.PoolClient, chainId: number): Promise<bigint | undefined> => {
  // The views appear when the index has caught up for the first time.
  const exists = await client.query("select to_regclass('_ponder_checkpoint') as name");
  if (exists.rows[0]?.name === null) return undefined;
  const { rows } = await client.query<{ checkpoint: string }>(
    "select latest_checkpoint as checkpoint from _ponder_checkpoint where chain_id = $1",
    [chainId],
  );
  return rows[0] === undefined ? undefined : BigInt(rows[0].checkpoint.slice(...blockDigits));
};

/** rows at most of a question for what ends soon */
export const endingLimit = 1_000;
/** calls at most that one authority has waiting and that are looked at */
const pendingPerAuthority = 1_000;

/** Where the index lists things that fall due by their dates: a table, its columns, and which rows are open, in SQL. */
export type DatedTable = { table: string; contract: string; id: string; dueAt: string; isOpen: string };

/** `contract` in lower case, `dueAt` in Unix time */
export type IndexedItem = { contract: Address; id: bigint; dueAt: number };

export type IndexedInvestor = { id: number; expiresAt: number };

export type ClassChange = {
  /** registrar's place at the issuer and id */
  key: number;
  /** how often the investor has been counted so far */
  round: number;
};

export type IndexedPayment = Position & { status: "paid" | "withheld"; reason: "restricted" | "paymentFailed" | null };

/** The keepers' questions to the index. The answers are hints: the chain is asked before anything is done. */
export class IndexQueries {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Items of these contracts whose date has come, and that are still open. */
  async dueItems(
    { table, contract, id, dueAt, isOpen }: DatedTable,
    contracts: readonly Address[],
    now: number,
    { after, limit }: HintPage<IndexedItem>,
  ): Promise<IndexedItem[]> {
    const { rows } = await this.#client.query<{ contract: Address; id: string; due_at: string }>(
      `select ${contract} as contract, ${id} as id, ${dueAt} as due_at from ${table}
        where ${contract} = any($1) and ${isOpen} and ${dueAt} <= $2
          and ($3::numeric is null or (${dueAt}, ${contract}, ${id}) > ($3::numeric, $4::text, $5::numeric))
        order by ${dueAt}, ${contract}, ${id} limit $6`,
      [contracts.map(lower), now, after?.dueAt, after?.contract, after?.id.toString(), limit],
    );
    return rows.map((row) => ({ contract: row.contract, id: BigInt(row.id), dueAt: Number(row.due_at) }));
  }

  /** Investors of the registrar whose accreditation has ended and is not marked. */
  async expired(registrar: Address, now: number, page: HintPage<IndexedInvestor>): Promise<IndexedInvestor[]> {
    const { after, limit } = page;
    const { rows } = await this.#client.query<{ id: string; expires_at: string }>(
      `select id, expires_at from investor
        where registrar = $1 and not lapsed and expires_at <= $2
          and ($3::numeric is null or (expires_at, id) > ($3::numeric, $4::numeric))
        order by expires_at, id limit $5`,
      [lower(registrar), now, after?.expiresAt, after?.id, limit],
    );
    return rows.map((row) => ({ id: Number(row.id), expiresAt: Number(row.expires_at) }));
  }

  /** Investors of the registrar whose accreditation ends later than `now`, at `until` at the latest; the next ends first. */
  async accreditationsEnding(registrar: Address, now: number, until: number): Promise<number[]> {
    const { rows } = await this.#client.query<{ id: string }>(
      `select id from investor where registrar = $1 and expires_at > $2 and expires_at <= $3
        order by expires_at, id limit ${endingLimit}`,
      [lower(registrar), now, until],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** Authorities of these contracts whose term ends later than `now`, at `until` at the latest; the next ends first. */
  async authoritiesEnding(
    multisigs: readonly Address[],
    now: number,
    until: number,
  ): Promise<{ multisig: Address; authority: number }[]> {
    const { rows } = await this.#client.query<{ multisig: Address; authority: number }>(
      `select contract as multisig, id as authority from authority
        where contract = any($1) and approved_until >= $2 and approved_until < $3
        order by approved_until, contract, id limit ${endingLimit}`,
      [multisigs.map(lower), now, until],
    );
    return rows.map(({ multisig, authority }) => ({ multisig, authority }));
  }

  /** Investors who are counted under another class than they have now. */
  async classChanges(issuer: Address, now: number, page: HintPage<ClassChange>): Promise<ClassChange[]> {
    const { after, limit } = page;
    const { rows } = await this.#client.query<{ key: string; round: string }>(
      `select counted.key,
              (select count(*) from audit_event
                where name = 'InvestorCounted' and contract = $1 and args ->> 'investor' = counted.key::text) as round
         from issuer_investor as counted
         join issuer_registrar as at on at.issuer = counted.issuer and at.index = counted.registrar_index
         join investor on investor.registrar = at.registrar and investor.id = counted.investor_id
        where counted.issuer = $1 and counted.counted
          and (counted.country <> investor.country
            or counted.rating <> case when investor.expires_at <= $2 then 0 else investor.rating end)
          and ($3::numeric is null or counted.key > $3::numeric)
        order by counted.key limit $4`,
      [lower(issuer), now, after?.key, limit],
    );
    return rows.map((row) => ({ key: Number(row.key), round: Number(row.round) }));
  }

  /** Positions that held something at the end of a second, the issuer's and the custodians' own ones left out. */
  async positionsAt(token: Address, issuer: Address, recordDate: number): Promise<Position[]> {
    const { rows } = await this.#client.query<Position>(
      `select custodian, account
         from (select distinct on (custodian, account) custodian, account, balance
                 from holding_change
                where token = $1 and timestamp <= $3
                order by custodian, account, block_number desc, log_index desc) as held
        where balance > 0
          and not (custodian = $4
            and (account = $2 or account in (select address from custodian where issuer = $2)))
        order by custodian, account`,
      [lower(token), lower(issuer), recordDate, zeroAddress],
    );
    return rows;
  }

  /** What became of the positions of a distribution so far. */
  async payments(module: Address, distributionId: bigint): Promise<IndexedPayment[]> {
    const { rows } = await this.#client.query<IndexedPayment>(
      "select custodian, account, status, reason from payment where module = $1 and distribution_id = $2",
      [lower(module), distributionId.toString()],
    );
    return rows;
  }

  /**
   * Calls that were proposed on chain and are neither executed nor cancelled, the oldest of each authority: members who
   * propose without end keep only calls of their own from being seen.
   */
  async pendingCalls(now: number): Promise<PendingCall[]> {
    const { rows } = await this.#client.query<Record<keyof PendingCall, string>>(
      `select multisig, authority, target, data, salt, deadline
         from (select contract as multisig, authority, target, data, salt, deadline, block_number, log_index,
                      row_number() over (partition by contract, authority order by block_number, log_index) as place
                 from multisig_call
                where status = 'pending' and data is not null and salt is not null and deadline >= $1) as call
        where place <= $2
        order by block_number, log_index`,
      [now, pendingPerAuthority],
    );
    return rows.map((row) => ({
      multisig: row.multisig as Address,
      authority: Number(row.authority),
      target: row.target as Address,
      data: row.data as Hex,
      salt: row.salt as Hex,
      deadline: Number(row.deadline),
    }));
  }
}

export type PendingCall = {
  multisig: Address;
  authority: number;
  target: Address;
  data: Hex;
  salt: Hex;
  deadline: number;
};

/** Ponder writes addresses in lower case. */
const lower = (address: Address): string => address.toLowerCase();

import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import {
  encodeFunctionData,
  erc20Abi,
  type Hex,
  isAddressEqual,
  parseAbi,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { moduleFamilies } from "../../deployments/record.ts";
import * as schema from "../../ponder.schema.ts";
import { declareDistribution } from "../../sdk/actions/distribution/declare.ts";
import { sweepSurplus } from "../../sdk/actions/distribution/sweepSurplus.ts";
import { setInvestorRestriction } from "../../sdk/actions/issuer/setInvestorRestriction.ts";
import { executeBatch } from "../../sdk/actions/multisig/executeBatch.ts";
import { approveByPartition } from "../../sdk/actions/partition/approve.ts";
import { controllerTransferByPartition } from "../../sdk/actions/partition/controllerTransfer.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { approve } from "../../sdk/actions/token/approve.ts";
import { controllerRedeem } from "../../sdk/actions/token/controllerRedeem.ts";
import { controllerTransfer } from "../../sdk/actions/token/controllerTransfer.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { renameToken } from "../../sdk/actions/token/rename.ts";
import { transferBatch } from "../../sdk/actions/token/transferBatch.ts";
import { transferFromWithData } from "../../sdk/actions/token/transferFromWithData.ts";
import { partitionOf } from "../../sdk/partitions.ts";
import type { Call } from "../../sdk/types.ts";
import { cast, investorIds, startWorld, type World } from "./world.ts";

const { owner, ann, annsOther, bob } = cast;
const mintAbi = parseAbi(["function mint(address to, uint256 amount)"]);
const FOUNDERS = partitionOf("FOUNDERS");

/** Columns by which a row names an event: when it happened, or where. */
const TRACE = /^(block_number|log_index|timestamp|(.+_)?(tx|at))$/;

/**
 * Tables whose rows are things: their columns name the event that made the thing or changed it last. Every other table
 * that names an event keeps one row an event.
 */
const THINGS = [
  // An account is bound once, permanently.
  "account",
  // An account is lost once, for ever.
  "account_recovery",
  "announced_module",
  "announcement",
  // A member's approval in a round of a call; it may be withdrawn and given again.
  "call_approval",
  // A nonce is cancelled at most once.
  "cancelled_nonce",
  // The last claim of an attester on a subject and topic.
  "claim",
  "distribution",
  "document_version",
  "fact_statement",
  "investor",
  "lot",
  // A call with its latest round.
  "multisig_call",
  // What the dossier states of a partition now.
  "partition_fact",
  // What became of a position; withheld money may be paid later.
  "payment",
  // With what became of it.
  "planned_record_date",
  "pledge",
  "record_date",
  // A signed order, which is carried out once: each has a nonce of its own.
  "signed_transfer",
  // A split with what is left to do of it, and what became of each position.
  "split",
  "split_position",
  // The last order on an investor or account.
  "suspension",
  "token_creation",
];

const tables = Object.values(schema)
  .flatMap((item) => (is(item, PgTable) ? [getTableConfig(item)] : []))
  .map(({ name, columns, primaryKeys }) => ({
    name,
    columns: columns.map((column) => column.name),
    key: [
      ...columns.filter((column) => column.primary),
      ...primaryKeys.flatMap((primaryKey) => primaryKey.columns),
    ].map((column) => column.name),
  }));
const tracing = tables.filter(({ columns }) => columns.some((column) => TRACE.test(column)));
const eventTables = tracing.filter(({ name }) => !THINGS.includes(name));

// The key alone keeps two events apart: Ponder overwrites a row without an error when an insert repeats its key.
describe("the schema", () => {
  it.each(eventTables)("keys $name by what is unique for each event", ({ key }) => {
    expect(key).toContain("log_index");
    expect(key.includes("block_number") || key.includes("tx")).toBe(true);
  });

  it("has every table that is said to keep things", () => {
    expect(THINGS.filter((name) => !tracing.some((table) => table.name === name))).toEqual([]);
  });
});

describe("the index keeps one row an event", () => {
  let world: World;
  let database: pg.Client;

  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    await world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
    return (await database.query<Row>(text, values)).rows;
  };
  /** Does the same several times in one transaction. */
  const repeat = (...calls: Call[]) =>
    world.act(owner, executeBatch({ multisig: world.contracts.issuer, steps: [...calls, ...calls] }));

  beforeAll(async () => {
    world = await startWorld();
    database = new pg.Client({
      connectionString: world.index.databaseUrl,
      options: `-c search_path=${world.index.viewsSchema}`,
    });
    await database.connect();
    await doAllTwice();
  });

  afterAll(async () => {
    await database?.end();
    await world?.stop();
  });

  it.each(eventTables)(
    "of two events of one transaction that tell the same, both have rows in $name",
    async ({ name }) => {
      const twins = await query<{ event: string; events: number; kept: number }>(`
      with kept as (select distinct block_number, log_index from ${name})
      select audit_event.name as event, count(*)::int as events, count(kept.log_index)::int as kept
        from audit_event left join kept using (block_number, log_index)
       group by audit_event.tx, audit_event.contract, audit_event.name, audit_event.args::text
      having count(*) > 1 and count(kept.log_index) > 0`);
      expect(
        twins,
        `no event is emitted twice in one transaction that ${name} keeps: add it to doAllTwice`,
      ).not.toEqual([]);
      expect(twins.filter(({ events, kept }) => kept < events)).toEqual([]);
    },
  );

  it("keeps every event that the chain has", async () => {
    const { client, contracts } = world;
    const { registrar, claims, issuer, dossier, token, custodian, gateway, factory } = contracts;
    const modules = moduleFamilies.map((family) => contracts[family]);
    const own = [registrar, claims, issuer, dossier, token, ...modules, custodian, gateway, factory];
    const logs = await client.getLogs({ fromBlock: BigInt(contracts.startBlock), toBlock: "latest" });
    const rows = await query<{ block_number: string; log_index: number }>(
      "select block_number, log_index from audit_event order by block_number, log_index",
    );
    expect(rows.map((row) => [BigInt(row.block_number), row.log_index])).toEqual(
      logs
        .filter(({ address }) => own.some((contract) => isAddressEqual(contract, address)))
        .map(({ blockNumber, logIndex }) => [blockNumber, logIndex]),
    );
  });

  it("keeps each use of force of a batch with its own amount, ground and transfer", async () => {
    const { token, issuer } = world.contracts;
    const ground = (number: number): Hex => stringToHex(`court order ${number}`);
    const order = { token, from: ann.address, to: bob.address };
    const steps = [
      controllerTransfer({ ...order, amount: 100n, data: ground(1) }),
      controllerTransferByPartition({ ...order, partition: FOUNDERS, amount: 50n, data: ground(2) }),
      controllerRedeem({ token, account: bob.address, amount: 7n, data: ground(3) }),
      controllerRedeem({ token, account: bob.address, amount: 8n, data: ground(4) }),
      controllerTransfer({ ...order, amount: 100n, data: ground(1) }),
    ];
    const { transactionHash } = await world.act(owner, executeBatch({ multisig: issuer, steps }));
    const uses = await query(
      `select force."from", force."to", force.amount, force.data, transfer.amount as moved, transfer.kind
         from controller_transfer force
         left join transfer on (transfer.token, transfer.block_number, transfer.log_index)
                             = (force.token, force.block_number, force.transfer_log_index)
        where force.tx = $1 order by force.log_index`,
      [transactionHash],
    );
    const [from, to] = [ann.address.toLowerCase(), bob.address.toLowerCase()];
    const use = (amount: string, data: Hex) => ({ from, to, amount, data, moved: amount, kind: "controller" });
    const redemption = { from: to, to: zeroAddress, kind: "controllerRedemption" };
    expect(uses).toEqual([
      use("100", ground(1)),
      use("50", ground(2)),
      { ...redemption, amount: "7", data: ground(3), moved: "7" },
      { ...redemption, amount: "8", data: ground(4), moved: "8" },
      use("100", ground(1)),
    ]);
  });

  it("takes no other transfer of the block for one by force", async () => {
    const { token, issuer } = world.contracts;
    const order = { token, from: ann.address, to: bob.address, amount: 1n };
    await world.act(ann, approve({ token, spender: issuer, amount: 2n }));
    const plain = transferFromWithData({ ...order, data: [] });
    const { transactionHash } = await world.act(
      owner,
      executeBatch({ multisig: issuer, steps: [plain, controllerTransfer(order), plain] }),
    );
    expect(await query("select kind from transfer where tx = $1 order by log_index", [transactionHash])).toEqual([
      { kind: "transfer" },
      { kind: "controller" },
      { kind: "transfer" },
    ]);
  });

  it("keeps the reference of every issue, whichever the partition", async () => {
    const issues = await query(`select partition, amount, data from issuance order by block_number, log_index`);
    const inDefault = { partition: zeroHash, amount: "1000", data: "0xaa" };
    const inFounders = { partition: FOUNDERS, amount: "500", data: "0xbb" };
    expect(issues).toEqual([inDefault, inDefault, inFounders, inFounders]);
  });

  it("keeps one row for an account that one event names twice", async () => {
    const { registrar } = world.contracts;
    const { transactionHash } = await world.send(owner, {
      to: registrar,
      abi: kycRegistrarAbi,
      functionName: "restrictAccounts",
      args: [investorIds.ann, [annsOther.address, annsOther.address]],
    });
    expect(await query("select subject, active from restriction_event where tx = $1", [transactionHash])).toEqual([
      { subject: annsOther.address.toLowerCase(), active: true },
    ]);
  });

  /** Emits each kind of event that has rows of its own twice in one transaction, with the same arguments. */
  async function doAllTwice(): Promise<void> {
    const { token, issuer, custodian, distribution, payment } = world.contracts;
    await world.act(owner, setPartition({ token, partition: FOUNDERS, lockedUntil: 0, description: "" }));
    await repeat(issue({ token, to: ann.address, amount: 1_000n, data: "0xaa" }));
    await repeat(issueByPartition({ token, partition: FOUNDERS, to: ann.address, amount: 500n, data: "0xbb" }));
    await repeat(approveByPartition({ token, partition: FOUNDERS, spender: bob.address, amount: 9n }));
    const toCustody = { to: custodian, amount: 5n };
    await world.act(ann, transferBatch({ token, transfers: [toCustody, toCustody] }));
    await repeat(controllerTransfer({ token, from: ann.address, to: bob.address, amount: 20n, data: "0xcc" }));
    await repeat(controllerRedeem({ token, account: bob.address, amount: 1n, data: "0xdd" }));
    await repeat(setInvestorRestriction({ issuer, key: investorIds.cora, restricted: true }));
    await world.send(owner, { to: payment, abi: mintAbi, functionName: "mint", args: [issuer, 2n] });
    const distributionId = 1n;
    const purse = await world.client.readContract({
      address: distribution,
      abi: distributionModuleAbi,
      functionName: "purseOf",
      args: [distributionId],
    });
    const recordDate = Number((await world.client.getBlock()).timestamp) + 3_600;
    const dates = { recordDate, paymentDate: recordDate + 1, claimDeadline: recordDate + 2 };
    await world.act(owner, declareDistribution({ distribution, payment, amount: 1n, ...dates }));
    const sent = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [purse, 1n] });
    await repeat(
      renameToken({ token, name: "Muster AG", symbol: "MUST" }),
      renameToken({ token, name: "Muster SA", symbol: "MUSA" }),
    );
    await repeat(
      { to: payment, value: 0n, data: sent, description: "Send money to the purse by mistake" },
      sweepSurplus({ distribution, distributionId, asset: payment, to: bob.address }),
    );
  }
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getAddress } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { moduleContracts, moduleFamilies } from "../../sdk/types.ts";

const RECORD = sampleDeployment({ chainId: 31337, startBlock: 7 });

describe("the configuration of the index", () => {
  let folder: string;
  let path: string;

  const load = async () => {
    vi.resetModules();
    return (await import("../../ponder.config.ts")).default;
  };
  const record = (content: object | string) =>
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "scrip-config-test-"));
    path = join(folder, "deployment.json");
    record(RECORD);
    vi.stubEnv("DEPLOYMENT", path);
    vi.stubEnv("DATABASE_URL", "postgresql://scrip@127.0.0.1:5432/index");
    vi.stubEnv("PONDER_CHAIN_ID", "31337");
    vi.stubEnv("PONDER_RPC_URLS", "http://127.0.0.1:1, http://127.0.0.1:2,http://127.0.0.1:3");
    vi.stubEnv("PONDER_POLLING_INTERVAL", "");
    vi.stubEnv("PONDER_REQUESTS_PER_SECOND", "");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["", 18],
    ["60", 3],
    ["120", 6],
  ])(
    "begins with PONDER_REQUESTS_PER_SECOND=%j by %d entries, each of which Ponder asks 20 times a second",
    async (rate, entries) => {
      vi.stubEnv("PONDER_REQUESTS_PER_SECOND", rate);
      const { rpc } = (await load()).chains.chain as { rpc: string[] };
      expect(rpc).toHaveLength(entries);
      expect(new Set(rpc)).toEqual(new Set(["http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3"]));
    },
  );

  it("reads the chain without Ponder's cache, into Postgres, from the deployment on", async () => {
    const { chains, contracts, database } = await load();
    expect(chains.chain).toMatchObject({ id: 31337, disableCache: true, pollingInterval: 1000 });
    expect(database).toEqual({ kind: "postgres", connectionString: "postgresql://scrip@127.0.0.1:5432/index" });
    expect(contracts.MultiSig.address).toEqual([RECORD.registrar, RECORD.issuer, RECORD.custodian]);
    expect(contracts.SecurityToken.address).toMatchObject({ address: RECORD.issuer, parameter: "token" });
    expect(contracts.LockupModule.address).toEqual([RECORD.lockup]);
    for (const contract of Object.values(contracts)) expect(contract.startBlock).toBe(7);
  });

  it.each([
    ["DATABASE_URL", "", /^Environment variable DATABASE_URL is missing\. Set it to a Postgres database/],
    ["DATABASE_URL", "file:db", /^Environment variable DATABASE_URL must begin with "postgresql:\/\/"\.$/],
    ["PONDER_CHAIN_ID", "", /^Environment variable PONDER_CHAIN_ID is missing\. Set it to the number of the chain/],
    ["PONDER_CHAIN_ID", "mainnet", /^Environment variable PONDER_CHAIN_ID must be a positive integer\.$/],
    [
      "PONDER_CHAIN_ID",
      "1",
      /is of chain 31337, but PONDER_CHAIN_ID is 1\. Name the record of that chain in DEPLOYMENT/,
    ],
    ["PONDER_RPC_URLS", "", /^Environment variable PONDER_RPC_URLS is missing\./],
    ["PONDER_RPC_URLS", "http://a,b", /^Environment variable PONDER_RPC_URLS must be http\(s\) or ws\(s\) URLs/],
    [
      "PONDER_POLLING_INTERVAL",
      "99",
      /^Environment variable PONDER_POLLING_INTERVAL must be milliseconds, at least 100\.$/,
    ],
    [
      "PONDER_REQUESTS_PER_SECOND",
      "fast",
      /^Environment variable PONDER_REQUESTS_PER_SECOND must be a positive integer, such as 400\.$/,
    ],
    [
      "PONDER_REQUESTS_PER_SECOND",
      "59",
      /^Environment variable PONDER_REQUESTS_PER_SECOND must be at least 60: 20 for each URL of PONDER_RPC_URLS\.$/,
    ],
    ["DEPLOYMENT", "/nowhere.json", /^The deployment record \/nowhere\.json cannot be read\. Deploy first/],
  ])("refuses %s=%j", async (name, value, message) => {
    vi.stubEnv(name, value);
    await expect(load()).rejects.toThrow(message);
  });

  it("reads the modules of further tokens that the record names", async () => {
    const further = `0x${"10".repeat(20)}`;
    record({ ...RECORD, modules: [further] });
    const { contracts } = await load();
    for (const family of moduleFamilies)
      expect(contracts[moduleContracts[family]].address).toEqual([RECORD[family], further]);
  });

  it("reads the gateway and the sources of work that the record names", async () => {
    const { contracts } = await load();
    expect(contracts.KeeperGateway.address).toBe(RECORD.gateway);
    expect(contracts.AccreditationWork.address).toBe(getAddress(RECORD.accreditations));
    expect(contracts.CountWork.address).toBe(getAddress(RECORD.counts));
  });

  it("takes the record of the chain when none is named", async () => {
    vi.stubEnv("DEPLOYMENT", "");
    vi.stubEnv("PONDER_CHAIN_ID", "999999999999");
    await expect(load()).rejects.toThrow("deployments/999999999999.json");
  });

  it.each([
    ["{", /is not JSON\. Deploy first/],
    [{ ...RECORD, token: undefined }, /: token is missing\.$/],
    [{ ...RECORD, token: "0x12" }, /: token must be an address/],
    [{ ...RECORD, dossier: undefined }, /: dossier is missing\.$/],
    [{ ...RECORD, gateway: undefined }, /: gateway is missing\.$/],
    [{ ...RECORD, accreditations: undefined }, /: accreditations is missing\.$/],
    [{ ...RECORD, counts: undefined }, /: counts is missing\.$/],
    [{ ...RECORD, modules: ["0x12"] }, /: modules\.0 must be an address/],
    [{ ...RECORD, startBlock: -1 }, /: startBlock must not be negative\.$/],
  ])("refuses the record %j", async (content, message) => {
    record(content);
    await expect(load()).rejects.toThrow(message);
  });
});

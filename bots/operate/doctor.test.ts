import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Address, Hex } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Deployment, moduleFamilies } from "../../sdk/types.ts";
import { recordRefusal } from "../approvals/store.ts";
import { readConfig } from "../config.ts";
import type { Finding } from "../health/judge.ts";
import type { Vitals } from "../health/vitals.ts";
import { acquireLease } from "../ledger/lease.ts";
import { alice, type Desk, mallory, startDesk } from "../testing/approvals.ts";
import { testAccount } from "../testing/counter.ts";
import { withGateway } from "../testing/gateway.ts";
import { type RpcProxy, startRpcProxy } from "../testing/rpc-proxy.ts";
import { checkAudit, printFindings } from "./doctor.ts";
import { examine, type Office, readLease, readLedgerAccount } from "./office.ts";

let desk: Desk;
let proxy: RpcProxy;
let office: Office;
const folder = mkdtempSync(join(tmpdir(), "scrip-doctor-test-"));
const keystore = join(folder, "keystore.json");
const someCode: Hex = "0x00";
const contracts = ["claims", "dossier", "token", ...moduleFamilies, "gateway", "accreditations", "counts"] as const;
const placeOf = (position: number): Address =>
  `0x00000000000000000000000000000000000000${(0xd0 + position).toString(16)}`;

beforeAll(async () => {
  writeFileSync(keystore, "{}", { mode: 0o600 });
  desk = await startDesk();
  proxy = await startRpcProxy(desk.anvil.url);
});
beforeEach(async () => {
  proxy.heal();
  await desk.open();
  for (const [position] of contracts.entries())
    await desk.client.setCode({ address: placeOf(position), bytecode: someCode });
  office = officeIn();
});
afterEach(() => desk.close());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await proxy.stop();
  await desk.stop();
});

const vitals: Vitals = {
  now: 1_010,
  endpoints: [{ endpoint: "a", reason: undefined }],
  head: { number: 100n, hash: "0x01", timestamp: 1_000 },
  doubts: [],
  indexed: 100n,
  balance: 10n ** 18n,
  gasPrice: 10n ** 9n,
  spend: { total: 0n, perDay: 0n },
  leads: false,
  trouble: undefined,
  nonceGap: 0,
  ledger: { pauses: [], halts: [], unknown: [], oldest: [], changes: 0 },
};
const served = Object.fromEntries(contracts.map((name, position) => [name, placeOf(position)])) as Record<
  (typeof contracts)[number],
  Address
>;
const officeIn = (changes: Partial<Office> = {}): Office => ({
  config: {
    ...readConfig({ RPC_URLS: desk.anvil.url }, { needsKey: false }),
    keystore,
    rpcUrls: [desk.anvil.url, proxy.url],
  },
  client: withGateway(desk.client, { ...served, modules: [] }),
  // Every MultiSig is the desk's own.
  deployment: {
    ...desk.deployment,
    ...{ registrar: desk.issuer, custodian: desk.issuer },
    ...served,
  } as Deployment,
  account: testAccount(5).address,
  db: desk.db,
  keepers: [],
  subjects: [],
  look: async () => vitals,
  limits: { account: "a", indexLag: 5n, skew: 300, runway: 14, overdue: 300, changes: 6 },
  ...changes,
});
const bad = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== "ok").map(({ check, level, text }) => ({ check, level, text }));
const seen = (changes: Partial<Vitals>) => ({ look: async () => ({ ...vitals, ...changes }) });
const ledger = (changes: Partial<NonNullable<Vitals["ledger"]>>) =>
  seen({ ledger: { pauses: [], halts: [], unknown: [], oldest: [], changes: 0, ...changes } });

describe("doctor", () => {
  test("behavior: finds nothing where all is well, and says what it looked at", async () => {
    const findings = await examine(office);
    expect(bad(findings)).toEqual([]);
    for (const check of ["chain", "keystore", "RPC", "clock", "index", "balance", "database", "lease", "audit"])
      expect(findings.map((finding) => finding.check)).toContain(check);
    for (const check of ["role at issuer", "code of issuer", "code of distribution", "migrations"])
      expect(findings.map((finding) => finding.check)).toContain(check);
    expect(printFindings(findings).split("\n")).toHaveLength(findings.length);
  });

  test("behavior: it does no rounds and leads nothing: that says nothing of the keepers", async () => {
    expect(bad(await examine(officeIn(seen({ leads: false, trouble: "down" }))))).toEqual([]);
  });

  test.each<[string, "warn" | "fail", string, Partial<Office> | (() => Partial<Office>)]>([
    [
      "RPC",
      "warn",
      "Endpoint b is 6 blocks behind",
      seen({ endpoints: [{ endpoint: "b", reason: "is 6 blocks behind" }] }),
    ],
    ["RPC", "fail", "Nothing new is signed", seen({ doubts: ["they are divided"] })],
    ["clock", "warn", "The head is 301 s old", seen({ now: 1_301 })],
    ["clock", "warn", "The head is 301 s in the future", seen({ now: 699 })],
    ["index", "fail", "The index cannot be read", seen({ indexed: undefined })],
    ["index", "fail", "The index has no rows yet", seen({ indexed: "empty" })],
    ["index", "fail", "The index is 6 blocks behind", seen({ indexed: 94n })],
    ["balance", "warn", "The balance cannot be read", seen({ balance: undefined })],
    ["balance", "fail", "is empty", seen({ balance: 0n })],
    ["balance", "warn", "13 days at the last week's spend", seen({ balance: 13n, spend: { total: 7n, perDay: 1n } })],
    ["database", "fail", "The database does not answer", seen({ ledger: undefined })],
    [
      "pause",
      "fail",
      "All keepers are paused by Ada: audit",
      ledger({ pauses: [{ scope: "all", reason: "audit", by: "Ada", at: new Date(0) }] }),
    ],
    ["unknown", "warn", "2 items of counter ended as unknown", ledger({ unknown: [{ keeper: "counter", count: 2 }] })],
    ["age", "warn", "was planned 301 s ago", ledger({ oldest: [{ keeper: "counter", seconds: 301 }] })],
    ["lease", "warn", "The lease changed hands 7 times", ledger({ changes: 7 })],
    [
      "keystore",
      "warn",
      "this machine can observe only",
      () => ({ config: { ...office.config, keystore: undefined } }),
    ],
    ["keystore", "fail", "There is no file /nowhere", () => ({ config: { ...office.config, keystore: "/nowhere" } })],
    [
      "code of token",
      "fail",
      "No endpoint has code at",
      () => ({ deployment: { ...office.deployment, token: placeOf(99) } }),
    ],
  ])("behavior: %s, %s: %s", async (check, level, text, changes) => {
    const findings = bad(await examine(officeIn(typeof changes === "function" ? changes() : changes)));
    expect(findings).toEqual([{ check, level, text: expect.stringContaining(text) }]);
  });

  test("behavior: without any endpoint", async () => {
    const findings = bad(await examine(officeIn(seen({ head: undefined }))));
    expect(findings).toMatchObject([
      { check: "RPC", level: "fail", text: "No RPC endpoint answers." },
      { check: "clock", level: "warn", text: "There is no head to compare the clock with." },
    ]);
  });

  test("behavior: an endpoint that shows other code than the rest, or none", async () => {
    for (const result of ["0x6001", "0x"]) {
      const isOfToken = (params: readonly unknown[]) => params[0] === office.deployment.token;
      proxy.inject({ method: "eth_getCode", when: isOfToken, fault: { kind: "result", result } });
      const text = `Endpoint ${new URL(proxy.url).host} has another code at ${office.deployment.token} than the rest, or none. Take it out of RPC_URLS.`;
      expect(bad(await examine(office))).toEqual([{ check: "code of token", level: "fail", text }]);
    }
  });

  test("behavior: a keeper's account that has permissions", async () => {
    const findings = bad(await examine(officeIn({ account: alice.address })));
    expect(findings).toContainEqual({
      check: "role at issuer",
      level: "warn",
      text: `${alice.address} is a member of authority 1. Give the keepers an account of their own that may do nothing.`,
    });
  });

  test("behavior: a MultiSig that does not answer", async () => {
    const deployment = { ...office.deployment, registrar: placeOf(0) };
    const [finding] = bad(await examine(officeIn({ deployment })));
    expect(finding).toMatchObject({
      check: "role at registrar",
      level: "warn",
      text: expect.stringContaining("does not say whose member"),
    });
  });

  test("behavior: without an account there is neither balance nor role to look at; the keystore names none", async () => {
    const findings = await examine(officeIn({ account: undefined, ...seen({ balance: 0n }) }));
    expect(bad(findings)).toMatchObject([
      { check: "keystore", level: "warn", text: `${keystore} does not name its account.` },
    ]);
    expect(findings.some(({ check }) => check.startsWith("role"))).toBe(false);
  });

  test("behavior: an audit trail that was changed, or is not there", async () => {
    await recordRefusal(desk.db, { reason: "too many" });
    await desk.db.execute(sql`update keepers.event set to_state = 'final'`);
    expect(bad(await examine(office))).toMatchObject([
      { check: "audit", level: "fail", text: expect.stringContaining("Event 1 does not follow") },
    ]);
    expect(await checkAudit(() => Promise.reject(new Error("gone")))).toMatchObject({
      level: "fail",
      text: "The audit trail cannot be read.",
    });
  });

  test("behavior: tables of another version", async () => {
    await desk.db.execute(sql`update keepers.migration set file = '9999_later.sql' where file = '0001_ledger.sql'`);
    expect(bad(await examine(office))).toMatchObject([
      { check: "migrations", level: "fail", text: "A newer version has applied 9999_later.sql. Run that version." },
    ]);
    await desk.db.execute(sql`delete from keepers.migration where file = '9999_later.sql'`);
    expect(bad(await examine(office))).toMatchObject([
      { check: "migrations", level: "fail", text: expect.stringContaining("0001_ledger.sql are not applied") },
    ]);
  });

  test("behavior: nobody leads, or nobody ever has", async () => {
    await desk.db.execute(sql`update keepers.lease set expires_at = now() - interval '1 second'`);
    expect(bad(await examine(office))).toMatchObject([
      { check: "lease", level: "fail", text: expect.stringContaining("No keepers run: the lease of test ended") },
    ]);
    await desk.db.execute(sql`delete from keepers.lease`);
    expect(bad(await examine(office))).toMatchObject([
      { check: "lease", level: "fail", text: expect.stringContaining("Nobody has ever led") },
    ]);
  });

  test("behavior: no ledger at all: said, and the rest is looked at", async () => {
    await desk.db.execute(sql`drop schema keepers cascade`);
    expect(bad(await examine(officeIn(seen({ ledger: undefined })))).map(({ check }) => check)).toEqual([
      "database",
      "migrations",
      "lease",
      "audit",
    ]);
  });
});

describe("the lease that is looked at", () => {
  test("behavior: of the account; where none is given, the newest", async () => {
    const other = { chainId: 31_337, account: mallory.address, holder: "other", duration: 600_000 };
    await acquireLease(desk.db, other);
    expect((await readLease(desk.db, 31_337, testAccount(5).address))?.holder).toBe("test");
    expect((await readLease(desk.db, 31_337, undefined))?.holder).toBe("other");
    expect(await readLedgerAccount(desk.db, 31_337)).toBe(mallory.address);
    expect(await readLease(desk.db, 5, undefined)).toBeUndefined();
    expect(await readLedgerAccount(desk.db, 5)).toBeUndefined();
  });
});

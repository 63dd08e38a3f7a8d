import fc from "fast-check";
import { type Address, isAddressEqual, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import type { ListedSource } from "../../sdk/reads/gateway.ts";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { moduleFamilies } from "../../sdk/types.ts";
import { clientOf, gatewayOf, headAt } from "../testing/model.ts";
import { decide, type GatewaySnapshot, recordedSources } from "./decide.ts";
import { createGatewayWatcher } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [gateway, lockup, distribution, accreditations, counts, further, foreign] = [
  0x9a, 0xc1, 0xe1, 0xd1, 0xd2, 0xc2, 0xc3,
].map(addressAt) as [Address, Address, Address, Address, Address, Address, Address];

const sourceOf = (address: Address, changes: Partial<ListedSource> = {}): ListedSource => ({
  source: 0,
  address,
  gasCeiling: 3_500_000,
  kinds: [{ name: "release", isPaused: false }],
  misses: 0,
  quarantinedUntil: 0,
  ...changes,
});
const paused = [{ name: "release", isPaused: true }];
const deployment = sampleDeployment({ gateway, lockup, distribution, accreditations, counts, modules: [further] });
const recorded = recordedSources(deployment);
const well: GatewaySnapshot = {
  gateway,
  now: 100,
  listed: recorded.map((address) => sourceOf(address)),
  recorded,
  next: { found: "nothing" },
};
const tell = (changes: Partial<GatewaySnapshot>) => decide({ snapshot: { ...well, ...changes } });
const namesOf = (changes: Partial<GatewaySnapshot>) => tell(changes).map(({ kind, subject }) => `${kind} ${subject}`);

describe("decide", () => {
  test("behavior: nothing while all that the record names is listed and nothing is stopped", () => {
    expect(tell({})).toEqual([]);
    expect(tell({ next: { found: "work", work: { source: 0, kind: 0 }, ids: [1n] } })).toEqual([]);
    const upper = `0x${further.slice(2).toUpperCase()}` as Address;
    expect(tell({ recorded: recordedSources({ ...deployment, modules: [upper] }) })).toEqual([]);
  });

  test("behavior: one notice for all that is paused, another when other work is", () => {
    const [first, second, ...others] = well.listed as [ListedSource, ListedSource, ...ListedSource[]];
    const both = [{ ...first, kinds: paused }, { ...second, kinds: paused }, ...others];
    expect(namesOf({ listed: both })).toEqual([
      `paused-on-chain ${gateway}/release of ${lockup}, release of ${distribution}`,
    ]);
    const one = [{ ...first, kinds: paused }, second, ...others];
    expect(namesOf({ listed: one })).toEqual([`paused-on-chain ${gateway}/release of ${lockup}`]);
    expect(tell({ listed: one })[0]?.text).toMatch(/^Paused on chain: /);
  });

  test("behavior: a source in quarantine, until it ends; a longer one anew", () => {
    const listedWith = (misses: number, quarantinedUntil: number) =>
      well.listed.map((source) =>
        isAddressEqual(source.address, counts) ? { ...source, misses, quarantinedUntil } : source,
      );
    expect(namesOf({ listed: listedWith(3, 101) })).toEqual([`source-in-quarantine ${counts}/3`]);
    expect(namesOf({ listed: listedWith(4, 101) })).toEqual([`source-in-quarantine ${counts}/4`]);
    expect(namesOf({ listed: listedWith(3, 100) })).toEqual([]);
  });

  test("behavior: a search that does not reach the end says where it stopped", () => {
    const next = { found: "cut short" as const, work: { source: 2, kind: 1 }, cursor: 77n };
    expect(namesOf({ next })).toEqual([`search-cut-short ${gateway}/2/1`]);
    expect(tell({ next })[0]?.text).toContain("cursor 77");
  });

  test("behavior: a source of the record that is not listed", () => {
    const listed = well.listed.filter(({ address }) => address !== further);
    expect(namesOf({ listed })).toEqual([`source-not-listed ${further}`]);
    expect(tell({ listed })[0]?.text).toContain("addSource");
  });

  test("behavior: a source that is listed and that the record does not name", () => {
    expect(namesOf({ listed: [...well.listed, sourceOf(foreign)] })).toEqual([`source-not-recorded ${foreign}`]);
  });

  test("property: each subject of a kind once", () => {
    const addresses = fc.uniqueArray(fc.constantFrom(lockup, accreditations, further, foreign));
    fc.assert(
      fc.property(addresses, addresses, fc.boolean(), (listed, modules, isPaused) => {
        const names = namesOf({
          listed: listed.map((address) => sourceOf(address, { kinds: [{ name: "release", isPaused }] })),
          recorded: recordedSources({ ...deployment, modules }),
        });
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});

describe("watch", () => {
  test("behavior: tells what the gateway says, free places left out; says nothing when it cannot be asked", async () => {
    const world = {
      [gateway]: gatewayOf({
        sources: [
          undefined,
          ...moduleFamilies.map((family) => ({ address: deployment[family], kinds: ["release"] })),
          { address: accreditations, kinds: ["expire", "refile"], misses: 3, quarantinedUntil: 101 },
          { address: counts, kinds: ["synchronise"] },
        ],
        paused: ["release"],
        statusOf: () => ({ state: "unknown" }),
        nextWork: () => ({ source: 4, kind: 0, cursor: 9n, ids: [] }),
      }),
    };
    const watch = (contracts: typeof world | Record<string, never>, now: number) =>
      createGatewayWatcher({ client: clientOf({ contracts, now: () => now }), deployment }).watch(headAt(now));
    const { notices, complete } = await watch(world, 100);
    expect(notices.map(({ kind }) => kind)).toEqual([
      "paused-on-chain",
      "source-in-quarantine",
      "search-cut-short",
      "source-not-listed",
    ]);
    expect(complete).toBe(true);
    expect((await watch(world, 101)).notices.map(({ kind }) => kind)).not.toContain("source-in-quarantine");
    await expect(watch({}, 100)).rejects.toThrow();
  });
});

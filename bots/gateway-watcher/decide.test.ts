import fc from "fast-check";
import { type Address, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { workKinds } from "../../sdk/work.ts";
import { clientOf, gatewayOf, headAt } from "../testing/model.ts";
import { decide, type GatewaySnapshot } from "./decide.ts";
import { createGatewayWatcher } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [gateway, lockup, distribution, further, foreign] = [0x9a, 0xc1, 0xd1, 0xc2, 0xc3].map(addressAt) as [
  Address,
  Address,
  Address,
  Address,
  Address,
];
const well: GatewaySnapshot = {
  gateway,
  paused: [],
  served: { lockup: [lockup], distribution: [distribution, further] },
  recorded: { lockup, distribution, modules: [further] },
};
const tell = (changes: Partial<GatewaySnapshot>) => decide({ snapshot: { ...well, ...changes } });
const namesOf = (changes: Partial<GatewaySnapshot>) => tell(changes).map(({ kind, subject }) => `${kind} ${subject}`);

describe("decide", () => {
  test("behavior: nothing while all that the record names is served and nothing is paused", () => {
    expect(tell({})).toEqual([]);
    const upper = `0x${further.slice(2).toUpperCase()}` as Address;
    expect(tell({ recorded: { ...well.recorded, modules: [upper] } })).toEqual([]);
  });

  test("behavior: one notice for all kinds that are paused, another when others are", () => {
    expect(namesOf({ paused: ["close", "release"] })).toEqual([`paused-on-chain ${gateway}/release, close`]);
    expect(namesOf({ paused: ["release"] })).toEqual([`paused-on-chain ${gateway}/release`]);
    expect(tell({ paused: ["release"] })[0]?.text).toMatch(/^Paused on chain: /);
  });

  test("behavior: a module of the record that is not served, in its own family", () => {
    expect(namesOf({ served: { lockup: [], distribution: [distribution, further] } })).toEqual([
      `module-not-served ${lockup}`,
    ]);
    expect(namesOf({ served: { lockup: [lockup, distribution], distribution: [further] } })).toEqual([
      `module-not-served ${distribution}`,
    ]);
    expect(namesOf({ served: { lockup: [], distribution: [distribution, further, lockup] } })).toEqual([
      `module-not-served ${lockup}`,
    ]);
    expect(namesOf({ served: { ...well.served, distribution: [distribution] } })).toEqual([
      `module-not-served ${further}`,
    ]);
    expect(tell({ served: { ...well.served, lockup: [] } })[0]?.text).toContain("addModule");
  });

  test("behavior: a module that is served and that the record does not name", () => {
    expect(namesOf({ served: { ...well.served, lockup: [lockup, foreign] } })).toEqual([
      `module-not-recorded ${foreign}`,
    ]);
  });

  test("property: each subject of a kind once", () => {
    const addresses = fc.uniqueArray(fc.constantFrom(lockup, distribution, further, foreign));
    fc.assert(
      fc.property(addresses, addresses, fc.subarray([...workKinds]), (lockups, modules, paused) => {
        const names = namesOf({
          paused,
          served: { ...well.served, lockup: lockups },
          recorded: { ...well.recorded, modules },
        });
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});

describe("watch", () => {
  test("behavior: tells what the gateway says, removed modules left out; says nothing when it cannot be asked", async () => {
    const world = {
      [gateway]: gatewayOf({
        modules: { lockup: [addressAt(0), lockup], distribution: [distribution] },
        paused: ["pay"],
        statusOf: () => ({ state: "unknown" }),
      }),
    };
    const deployment = { gateway, lockup, distribution, modules: [further] } as never;
    const watch = (contracts: typeof world | Record<string, never>) =>
      createGatewayWatcher({ client: clientOf({ contracts, now: () => 0 }), deployment }).watch(headAt(0));
    const { notices, complete } = await watch(world);
    expect(notices.map(({ kind }) => kind)).toEqual(["paused-on-chain", "module-not-served"]);
    expect(complete).toBe(true);
    await expect(watch({})).rejects.toThrow();
  });
});

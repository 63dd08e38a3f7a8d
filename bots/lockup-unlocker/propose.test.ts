import fc from "fast-check";
import { type Address, numberToHex, type PublicClient, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { hintPageSize } from "../hints.ts";
import type { IndexedItem } from "../index-reader.ts";
import { createLog } from "../log.ts";
import { breachOf } from "../sender/policy.ts";
import { clientOf, gatewayOf, headAt, indexOf, type ModelStatus, pageOf, refusal } from "../testing/model.ts";
import { createLotSubject } from "./explain.ts";
import { createLockupUnlocker } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [first, second, foreign, gateway] = [addressAt(0xc1), addressAt(0xc2), addressAt(0xc3), addressAt(0x9a)];
const account = addressAt(0xa1);
const deployment = { chainId: 1, lockup: first, modules: [second], gateway } as never;

type Lot = { lockupEnd: number; released: boolean };

type Ground = {
  /** lots 1 to n of each module */
  lots: Record<Address, Lot[]>;
  /** the gateway's list; default: a module that was removed, and both */
  modules?: Address[];
  paused?: boolean;
  /** that make a read revert */
  unreadable?: bigint[];
  now: number;
  hints: { lockup: Address; lotId: bigint }[];
};

const isSame = (a: IndexedItem, b: IndexedItem) => a.contract === b.contract && a.id === b.id;

/** The rules of module and gateway. */
const clientOn = ({ lots, modules = [zeroAddress, first, second], paused, unreadable = [], now }: Ground) => {
  const statusOf = (lot: Lot | undefined): ModelStatus => {
    if (lot === undefined) return { state: "unknown" };
    if (lot.released) return { state: "done", dueAt: lot.lockupEnd };
    return { state: lot.lockupEnd <= now ? "due" : "notDue", dueAt: lot.lockupEnd };
  };
  const lockupOf = (module: Address) => ({
    getLot: (lotId: bigint) => ({ account: zeroAddress, amount: 5n, ...lots[module]?.[Number(lotId) - 1] }),
  });
  const contracts = {
    [first]: lockupOf(first),
    [second]: lockupOf(second),
    [gateway]: gatewayOf({
      sources: modules.map((address) => (address === zeroAddress ? undefined : { address, kinds: ["release"] })),
      paused: paused ? ["release"] : [],
      statusOf: (_, { source, subject }) => {
        if (unreadable.includes(subject)) throw refusal("preview");
        return statusOf(lots[modules[source] as Address]?.[Number(subject) - 1]);
      },
    }),
  };
  return clientOf({ contracts, now: () => now });
};

const keeperOn = (ground: Ground, client = clientOn(ground)) =>
  createLockupUnlocker({
    client,
    index: indexOf({
      dueItems: ((_table: unknown, _lockups: unknown, _now: number, page: never) =>
        pageOf(
          ground.hints.map(({ lockup, lotId }) => ({ contract: lockup, id: lotId, dueAt: 0 })),
          page,
          isSame,
        )) as never,
    }),
    deployment,
    log: createLog("silent"),
  });

const lotLists = fc.array(fc.record({ lockupEnd: fc.integer({ min: 95, max: 105 }), released: fc.boolean() }), {
  maxLength: 12,
});
const grounds: fc.Arbitrary<Ground> = fc.record({
  lots: fc.record({ [first]: lotLists, [second]: lotLists }),
  unreadable: fc.array(fc.bigInt({ min: 1n, max: 14n }), { maxLength: 3 }),
  now: fc.integer({ min: 95, max: 105 }),
  // Rows are missing, doubled, foreign, early, done, and of lots that no module knows.
  hints: fc.array(
    fc.record({ lockup: fc.constantFrom(first, second, foreign), lotId: fc.bigInt({ min: -1n, max: 20n }) }),
    { maxLength: 40 },
  ),
});

const isDue = ({ lots, unreadable = [], now }: Ground, lockup: Address, lotId: bigint): boolean => {
  const lot = lots[lockup]?.[Number(lotId) - 1];
  return lot !== undefined && !unreadable.includes(lotId) && !lot.released && lot.lockupEnd <= now;
};

const nameOf = ({ lockup, lotId }: { lockup: string; lotId: bigint }) => `1:${lockup}:release:${lotId}:1`;
const keysOf = (intents: readonly { key: string }[]) => intents.map(({ key }) => key);

const due = { lockupEnd: 50, released: false };
const manyLots = (count: number, lot: Lot = due) => Array.from({ length: count }, () => lot);
const hintsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ lockup: first, lotId: BigInt(n + 1) }));

describe("propose", () => {
  test("property: of what the index names, exactly what the gateway confirms, each once, whatever cannot be read", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, async (ground) => {
        const keys = keysOf(await keeperOn(ground).propose(headAt(ground.now)));
        const wanted = ground.hints.filter(({ lockup, lotId }) => isDue(ground, lockup, lotId));
        expect([...keys].sort()).toEqual([...new Set(wanted.map(nameOf))].sort());
      }),
    );
  });

  test("property: a clock that says otherwise changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, fc.integer({ min: 0, max: 10_000 }), async (ground, clock) => {
        const keeper = keeperOn(ground);
        expect(keysOf(await keeper.propose(headAt(clock)))).toEqual(keysOf(await keeper.propose(headAt(ground.now))));
      }),
    );
  });

  test("property: the same intents in whatever order and how often the index names them", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, fc.infiniteStream(fc.nat()), async (ground, random) => {
        const shuffled = [...ground.hints, ...ground.hints]
          .map((hint) => ({ hint, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ hint }) => hint);
        const sorted = async (hints: Ground["hints"]) =>
          (await keeperOn({ ...ground, hints }).propose(headAt(ground.now))).sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(await sorted(shuffled)).toEqual(await sorted(ground.hints));
      }),
    );
  });

  test("behavior: each module's lots go to that module, in batches of their own", async () => {
    const hints = [first, second].map((lockup) => ({ lockup, lotId: 1n }));
    const keeper = keeperOn({ lots: { [first]: [due], [second]: [due] }, now: 100, hints });
    const intents = await keeper.propose(headAt(100));
    expect(new Set(intents.map(({ batch }) => batch)).size).toBe(2);
    expect(await Promise.all(intents.map(async (intent) => (await keeper.call([intent])).to))).toEqual([first, second]);
  });

  test("behavior: a module that the gateway serves and the record does not name is left alone", async () => {
    const ground: Ground = {
      lots: { [foreign]: [due] },
      modules: [foreign, first],
      now: 100,
      hints: [{ lockup: foreign, lotId: 1n }],
    };
    expect(await keeperOn(ground).propose(headAt(100))).toEqual([]);
  });

  test("behavior: a module that the gateway does not serve is left alone, and stops no other", async () => {
    const lots = { [first]: [due], [second]: [due] };
    const hints = [first, second].map((lockup) => ({ lockup, lotId: 1n }));
    const intents = await keeperOn({ lots, modules: [zeroAddress, second], now: 100, hints }).propose(headAt(100));
    expect(keysOf(intents)).toEqual([nameOf({ lockup: second, lotId: 1n })]);
  });

  test("behavior: nothing while releases are paused on chain", async () => {
    const ground: Ground = { lots: { [first]: [due] }, paused: true, now: 100, hints: hintsOf(1) };
    expect(await keeperOn(ground).propose(headAt(100))).toEqual([]);
  });

  test("behavior: a thousand due lots are ten questions beside those for the list of sources", async () => {
    const ground: Ground = { lots: { [first]: manyLots(1_000) }, now: 100, hints: hintsOf(1_000) };
    const client = clientOn(ground);
    let asked = 0;
    const counting = {
      ...client,
      readContract: (call: never) => {
        asked += 1;
        return client.readContract(call);
      },
    } as PublicClient;
    expect(await keeperOn(ground, counting).propose(headAt(100))).toHaveLength(1_000);
    // One for the list, one for the kinds of each of its two sources. The second page of hints, which is empty, is not
    // asked about.
    expect(asked).toBe(3 + 10);
  });

  test("behavior: a thousand lots that the index names in vain hide none behind them", async () => {
    const lots = { [first]: [...manyLots(hintPageSize, { ...due, released: true }), ...manyLots(100)] };
    const keeper = keeperOn({ lots, now: 100, hints: hintsOf(hintPageSize + 100) });
    const intents = await keeper.propose(headAt(100));
    expect(intents.map(({ payload }) => Number(payload.lotId))).toEqual(
      Array.from({ length: 100 }, (_, n) => hintPageSize + 1 + n),
    );
  });

  test("behavior: a lot that the index names on two pages is one piece of work", async () => {
    const lots = { [first]: [due, ...manyLots(hintPageSize, { ...due, released: true })] };
    const hints = [...hintsOf(hintPageSize), { lockup: first, lotId: 1n }];
    expect(await keeperOn({ lots, now: 100, hints }).propose(headAt(100))).toHaveLength(1);
  });

  test("behavior: a thousand lots that stay due for ever hide none behind them, and are looked at again", async () => {
    const keeper = keeperOn({ lots: { [first]: manyLots(1_100) }, now: 100, hints: hintsOf(1_100) });
    const look = async () => (await keeper.propose(headAt(100))).map(({ payload }) => Number(payload.lotId));
    const [one, two, three] = [await look(), await look(), await look()];
    expect([one.length, one[0], two.length, two[0]]).toEqual([1_000, 1, 100, 1_001]);
    expect(three).toEqual(one);
  });
});

describe("standings", () => {
  const work = (lotId: string, payload: Record<string, string> = { lotId }, lockup = second) => ({
    key: `1:${lockup}:release:${lotId}:1`,
    payload,
  });

  test("behavior: each lot's own, of the module that its key names; what cannot be read waits", async () => {
    const lots = [due, { ...due, released: true }, { ...due, lockupEnd: 150 }, due];
    const keeper = keeperOn({ lots: { [second]: lots }, unreadable: [4n], now: 100, hints: [] });
    const works = [...["1", "2", "3", "4", "5"].map((lotId) => work(lotId)), work("1", {}), work("1", { lotId: "x" })];
    const unknown = { void: "the chain knows no such work any more" };
    expect(await keeper.standings(works)).toEqual(["due", "done", "early", "early", unknown, "early", "early"]);
  });

  test("behavior: held while it is paused on chain, unless it is done or early; then due again", async () => {
    const lots = { [second]: [due, { ...due, released: true }, { ...due, lockupEnd: 150 }] };
    const works = ["1", "2", "3"].map((lotId) => work(lotId));
    const held = { held: `paused on chain: the gateway ${gateway} stops work of the kind release` };
    expect(await keeperOn({ lots, paused: true, now: 100, hints: [] }).standings(works)).toEqual([
      held,
      "done",
      "early",
    ]);
    expect(await keeperOn({ lots, now: 100, hints: [] }).standings(works)).toEqual(["due", "done", "early"]);
  });

  test("behavior: held where the gateway does not serve the module", async () => {
    const keeper = keeperOn({ lots: { [first]: [due], [second]: [due] }, modules: [first], now: 100, hints: [] });
    expect(await keeper.standings([work("1"), work("1", { lotId: "1" }, first)])).toEqual([
      { held: expect.stringContaining(`does not list ${second}; an authority of the issuer must add it (addSource)`) },
      "due",
    ]);
  });

  test("behavior: a node that does not answer is no reason to leave anything out", async () => {
    const ground: Ground = { lots: {}, now: 100, hints: [] };
    const client = { ...clientOn(ground), readContract: () => Promise.reject(new TypeError("no answer")) };
    await expect(keeperOn(ground, client as never).standings([work("1")])).rejects.toThrow("no answer");
  });
});

describe("call", () => {
  test("behavior: what it calls is what it may call: releases, at the modules of the record alone", async () => {
    const keeper = keeperOn({ lots: {}, now: 100, hints: [] });
    const allowed = await keeper.mayCall();
    expect(allowed.map(({ contract }) => contract)).toEqual([first, second]);
    const call = await keeper.call([{ key: `1:${second}:release:7:1`, payload: { lotId: "7" } }]);
    expect(call.to).toBe(second);
    expect(breachOf(call, allowed)).toBeUndefined();
    for (const other of [{ to: foreign }, { data: "0x12345678" as const }])
      expect(breachOf({ ...call, ...other }, allowed)).toBeDefined();
  });
});

test("behavior: the refusals that bar all of its work are errors of the contracts", () => {
  const { barredBy = [] } = keeperOn({ lots: {}, now: 100, hints: [] });
  const names = securityTokenAbi.flatMap((part) => (part.type === "error" ? [part.name as string] : []));
  expect(barredBy).not.toEqual([]);
  expect(names).toEqual(expect.arrayContaining([...barredBy]));
});

describe("explain", () => {
  const tell = (ground: Ground, id = "1") => createLotSubject({ client: clientOn(ground), deployment }).find(id);
  const lots = { [first]: [{ ...due, account } as Lot] };

  test("behavior: by the gateway's word, and why it is held up", async () => {
    const ground: Ground = { lots, now: 100, hints: [] };
    expect(await tell(ground)).toMatchObject({ standing: "due" });
    expect(await tell({ ...ground, now: 49 })).toMatchObject({ standing: "early" });
    expect(await tell(ground, "9")).toMatchObject({ standing: "missing" });
    const paused = await tell({ ...ground, paused: true });
    expect(paused).toMatchObject({ standing: "held", because: expect.stringMatching(/^paused on chain: /) });
    const unserved = await tell({ ...ground, modules: [second] });
    expect(unserved).toMatchObject({ standing: "held", because: expect.stringContaining("addSource") });
  });

  test("behavior: what was released is done, though the gateway serves its module no longer", async () => {
    const released = { [first]: [{ ...due, released: true, account } as Lot] };
    expect(await tell({ lots: released, modules: [], now: 100, hints: [] })).toMatchObject({ standing: "done" });
  });
});

import fc from "fast-check";
import { type Address, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { clientOf, headAt, indexOf, refusal } from "../testing/model.ts";
import { createLockupUnlocker } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [first, second, foreign] = [addressAt(0xc1), addressAt(0xc2), addressAt(0xc3)];
const account = addressAt(0xa1);
const nobody = addressAt(0);

type Lot = { lockupEnd: number; released: boolean };

/** Two modules with lots 1 to n, and the lots that cannot be read. */
const keeperOn = ({ lots, unreadable = [], now, hints }: Ground) => {
  const contractOf = (module: Address) => ({
    getLot: (lotId: bigint) => {
      if (unreadable.includes(lotId)) throw refusal("getLot");
      const lot = lots[module]?.[Number(lotId) - 1];
      return lot ? { ...lot, account, amount: 5n } : { account: nobody, amount: 0n, lockupEnd: 0, released: false };
    },
  });
  const contracts = { [first]: contractOf(first), [second]: contractOf(second) };
  return createLockupUnlocker({
    client: clientOf({ contracts, now: () => now }),
    index: indexOf({ dueLots: () => hints }),
    deployment: { chainId: 1, lockup: first, modules: [second] } as never,
    log: createLog("silent"),
  });
};

type Ground = {
  lots: Record<Address, Lot[]>;
  unreadable?: bigint[];
  now: number;
  hints: { lockup: Address; lotId: bigint }[];
};

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

describe("propose", () => {
  test("property: of what the index names, exactly what the chain confirms, each once, whatever cannot be read", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, async (ground) => {
        const keys = (await keeperOn(ground).propose(headAt(ground.now))).map(({ key }) => key);
        const due = ground.hints.filter(({ lockup, lotId }) => isDue(ground, lockup, lotId));
        expect([...keys].sort()).toEqual([...new Set(due.map(nameOf))].sort());
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

  test("behavior: a lot that no module knows is no work, though its lock-up ends at zero", async () => {
    const ground: Ground = { lots: { [first]: [] }, now: 100, hints: [{ lockup: first, lotId: 7n }] };
    expect(await keeperOn(ground).propose(headAt(100))).toEqual([]);
  });

  test("behavior: each module's lots go to that module, in batches of their own", async () => {
    const due = { lockupEnd: 50, released: false };
    const hints = [first, second].map((lockup) => ({ lockup, lotId: 1n }));
    const keeper = keeperOn({ lots: { [first]: [due], [second]: [due] }, now: 100, hints });
    const intents = await keeper.propose(headAt(100));
    expect(new Set(intents.map(({ batch }) => batch)).size).toBe(2);
    expect(await Promise.all(intents.map(async (intent) => (await keeper.call([intent])).to))).toEqual([first, second]);
  });
});

describe("standings", () => {
  const work = (lotId: string, payload: Record<string, string> = { lotId }) => ({
    key: `1:${second}:release:${lotId}:1`,
    payload,
  });

  test("behavior: each lot's own, of the module that its key names; what cannot be read waits", async () => {
    const lots = [
      { lockupEnd: 50, released: false },
      { lockupEnd: 50, released: true },
      { lockupEnd: 150, released: false },
      { lockupEnd: 50, released: false },
    ];
    const keeper = keeperOn({ lots: { [second]: lots }, unreadable: [4n], now: 100, hints: [] });
    const works = [...["1", "2", "3", "4", "5"].map((lotId) => work(lotId)), work("1", {}), work("1", { lotId: "x" })];
    const unknown = { void: "the chain knows no such lot any more" };
    expect(await keeper.standings(works)).toEqual(["due", "done", "early", "early", unknown, "early", "early"]);
  });
});

import fc from "fast-check";
import { type Address, type Hex, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { clientOf, headAt, indexOf, type ModelContract, refusal, requireHex } from "../testing/model.ts";
import { createAccreditationExpirer } from "./index.ts";

const [registrar, issuer]: Address[] = [numberToHex(0xb1, { size: 20 }), numberToHex(0xb2, { size: 20 })];
const idAt = (n: number): Hex => numberToHex(n, { size: 12 });

type Investor = { rating: number; expiresAt: number; lapsed: boolean; countedRating: number };
type Ground = {
  /** by id 1 to n */
  investors: Investor[];
  /** ids that make a read revert */
  poison: Hex[];
  now: number;
  expired: { id: Hex; expiresAt: number }[];
  changes: { id: Hex; counted: object; registered: object; round: number }[];
};

const country = 756;
const unknown: Investor = { rating: 0, expiresAt: 0, lapsed: false, countedRating: 0 };

/** The rules of registrar and issuer. */
const modelOf = ({ investors, poison, now }: Ground) => {
  const find = (id: Hex): Investor => {
    if (poison.includes(requireHex(id, 12) as Hex)) throw refusal("poison");
    return investors[Number(BigInt(id)) - 1] ?? unknown;
  };
  const ratingOf = ({ rating, expiresAt }: Investor) => (expiresAt <= now ? 0 : rating);
  const isExpirable = (id: Hex) => {
    const investor = find(id);
    return investor !== unknown && !investor.lapsed && investor.expiresAt <= now;
  };
  const isSyncable = (id: Hex) => {
    const investor = find(id);
    return investor !== unknown && investor.countedRating !== ratingOf(investor);
  };
  const contracts: Record<string, ModelContract> = {
    [registrar as string]: {
      isExpirable: (ids: Hex[]) => ids.map(isExpirable),
      getInvestors: (ids: Hex[]) => ids.map((id) => ({ country: find(id) === unknown ? 0 : country, ...find(id) })),
    },
    [issuer as string]: {
      isSyncable: (ids: Hex[]) => ids.map(isSyncable),
      investorState: (id: Hex) => [0n, country, find(id).countedRating, false],
    },
  };
  return { contracts, isExpirable, isSyncable, find };
};

const keeperOn = (ground: Ground) =>
  createAccreditationExpirer({
    client: clientOf({ contracts: modelOf(ground).contracts, now: () => ground.now }),
    index: indexOf({ expired: () => ground.expired, classChanges: () => ground.changes }),
    deployment: { chainId: 1, registrar, issuer } as never,
    log: createLog("silent"),
  });

const times = fc.integer({ min: 95, max: 105 });
const ratings = fc.integer({ min: 0, max: 3 });
// Known, unknown, and what is no id at all.
const hintIds = fc.oneof(
  fc.integer({ min: 1, max: 14 }).map(idAt),
  fc.constantFrom<Hex>("0x", "0x12", `0x${"zz".repeat(12)}`),
);
const grounds: fc.Arbitrary<Ground> = fc.record({
  investors: fc.array(
    fc.record({
      rating: fc.integer({ min: 1, max: 3 }),
      expiresAt: times,
      lapsed: fc.boolean(),
      countedRating: ratings,
    }),
    { maxLength: 10 },
  ),
  poison: fc.array(fc.integer({ min: 1, max: 10 }).map(idAt), { maxLength: 2 }),
  now: times,
  expired: fc.array(fc.record({ id: hintIds, expiresAt: times }), { maxLength: 20 }),
  changes: fc.array(
    fc.record({
      id: hintIds,
      counted: fc.record({ country: fc.nat(3), rating: ratings }),
      registered: fc.record({ country: fc.nat(3), rating: ratings, expiresAt: times }),
      round: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 20 },
  ),
});

const isReadable = ({ poison }: Ground, id: Hex) => /^0x[0-9a-f]{24}$/.test(id) && !poison.includes(id);

describe("propose", () => {
  test("property: of what the index names, exactly what the chain confirms, in the chain's words, each once", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, async (ground) => {
        const model = modelOf(ground);
        const intents = await keeperOn(ground).propose(headAt(ground.now));
        const found = (step: string) =>
          intents
            .filter(({ payload }) => payload.step === step)
            .map(({ payload }) => payload.id)
            .sort();
        const wanted = (hints: { id: Hex }[], isDue: (id: Hex) => boolean) =>
          [...new Set(hints.map(({ id }) => id).filter((id) => isReadable(ground, id) && isDue(id)))].sort();
        expect(found("expire")).toEqual(wanted(ground.expired, model.isExpirable));
        expect(found("sync")).toEqual(wanted(ground.changes, model.isSyncable));
        for (const { payload } of intents) {
          const investor = model.find(payload.id as Hex);
          if (payload.step === "expire") expect(payload.expiresAt).toBe(`${investor.expiresAt}`);
          else expect(payload.from).toBe(`${country}/${investor.countedRating}`);
        }
      }),
    );
  });

  test("property: the same intents in whatever order and how often the index names them", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, async (ground) => {
        const sorted = async (changed: Partial<Ground>) =>
          (await keeperOn({ ...ground, ...changed }).propose(headAt(ground.now))).map(({ key }) => key).sort();
        const once = { changes: [...new Map(ground.changes.map((change) => [change.id, change])).values()] };
        const again = {
          expired: [...ground.expired, ...ground.expired].reverse(),
          changes: [...once.changes, ...once.changes].reverse(),
        };
        expect(await sorted(again)).toEqual(await sorted(once));
      }),
    );
  });

  test("behavior: one spelling of an id is one piece of work", async () => {
    const id = idAt(0xab);
    const investors = Array.from({ length: 0xab }, () => ({ ...unknown, expiresAt: 50, rating: 1 }));
    const expired = [id, id.toUpperCase().replace("0X", "0x") as Hex].map((spelt) => ({ id: spelt, expiresAt: 50 }));
    const ground: Ground = { investors, poison: [], now: 100, expired, changes: [] };
    expect(await keeperOn(ground).propose(headAt(100))).toHaveLength(1);
  });
});

describe("standings", () => {
  test("behavior: each its own; what cannot be read, or what another version wrote, waits", async () => {
    const lapsing: Investor = { rating: 2, expiresAt: 50, lapsed: false, countedRating: 2 };
    const ground: Ground = {
      investors: [lapsing, { ...lapsing, lapsed: true }, { ...lapsing, expiresAt: 150 }, lapsing],
      poison: [idAt(4)],
      now: 100,
      expired: [],
      changes: [],
    };
    const work = (payload: Record<string, string>) => ({ key: JSON.stringify(payload), payload });
    const expire = (n: number, expiresAt = "50") => work({ step: "expire", id: idAt(n), expiresAt });
    const sync = (n: number, from: string) => work({ step: "sync", id: idAt(n), from });
    const works = [
      [expire(1), "due"],
      [expire(2), "done"],
      [expire(3), "void"],
      [expire(4), "early"],
      [work({ step: "expire" }), "early"],
      [work({ step: "dance", id: idAt(1) }), "early"],
      [work({ step: "expire", id: "0x12", expiresAt: "50" }), "early"],
      [sync(1, "756/2"), "due"],
      [sync(1, "756/1"), "done"],
      [sync(3, "756/2"), "void"],
      [sync(4, "756/2"), "early"],
    ] as const;
    expect(await keeperOn(ground).standings(works.map(([item]) => item))).toEqual(
      works.map(([, standing]) => standing),
    );
  });
});

import fc from "fast-check";
import { type Address, type Hex, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { breachOf } from "../sender/policy.ts";
import {
  clientOf,
  gatewayOf,
  headAt,
  indexOf,
  type ModelContract,
  type ModelSource,
  type ModelStatus,
  pageOf,
  refusal,
  requireHex,
} from "../testing/model.ts";
import { createInvestorSubject } from "./explain.ts";
import { createAccreditationExpirer } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [registrar, issuer, gateway, other] = [addressAt(0xb1), addressAt(0xb2), addressAt(0x9a), addressAt(0xb3)];
const [accreditations, counts] = [addressAt(0xd1), addressAt(0xd2)];
const deployment = { chainId: 1, registrar, issuer, gateway, accreditations, counts } as never;
const idAt = (n: number): Hex => numberToHex(n, { size: 12 });

type Investor = { rating: number; expiresAt: number; lapsed: boolean; countedRating: number };
type Ground = {
  /** by id 1 to n */
  investors: Investor[];
  /** ids that make a read revert */
  poison: Hex[];
  now: number;
  expired: { id: Hex; expiresAt: number }[];
  changes: { id: Hex; round: number }[];
  paused?: string[];
  /** default: the sources of accreditations and of counts */
  sources?: (ModelSource | undefined)[];
  /** of the issuer, by place; default: one that it accepts no longer, and ours */
  registrars?: [Address, boolean][];
};

const country = 756;
const unknown: Investor = { rating: 0, expiresAt: 0, lapsed: false, countedRating: 0 };

/** The rules of registrar, issuer and gateway. */
const modelOf = (ground: Ground) => {
  const { investors, poison, now, paused, registrars = defaultRegistrars, sources = defaultSources } = ground;
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
  const expiryOf = (id: Hex): ModelStatus => {
    const { lapsed, expiresAt } = find(id);
    if (find(id) === unknown) return { state: "unknown" };
    if (lapsed) return { state: "done", dueAt: expiresAt };
    return { state: isExpirable(id) ? "due" : "notDue", dueAt: expiresAt };
  };
  const syncOf = (id: Hex): ModelStatus => {
    if (isSyncable(id)) return { state: "due" };
    return { state: find(id) === unknown ? "unknown" : "waiting" };
  };
  const contracts: Record<string, ModelContract> = {
    [registrar]: {
      getInvestors: (ids: Hex[]) => ids.map((id) => ({ country: find(id) === unknown ? 0 : country, ...find(id) })),
    },
    [issuer]: {
      registrarAt: (place: number) => registrars[place] ?? [zeroAddress, false],
      investorState: (id: Hex) => [0n, country, find(id).countedRating, false],
    },
    [gateway]: gatewayOf({
      sources,
      paused,
      statusOf: (kind, { subject }) => {
        const id = numberToHex(subject & ((1n << 96n) - 1n), { size: 12 });
        if (kind === "synchronise") return syncOf(id);
        return registrars[Number(subject >> 96n)]?.[0] === registrar ? expiryOf(id) : { state: "unknown" };
      },
    }),
  };
  return { contracts, isExpirable, isSyncable, find };
};

const defaultRegistrars: [Address, boolean][] = [
  [other, false],
  [registrar, true],
];

const defaultSources: ModelSource[] = [
  { address: accreditations, kinds: ["expire", "refile"] },
  { address: counts, kinds: ["synchronise"] },
];

const clientOn = (ground: Ground) => clientOf({ contracts: modelOf(ground).contracts, now: () => ground.now });

const keeperOn = (ground: Ground) =>
  createAccreditationExpirer({
    client: clientOn(ground),
    index: indexOf({
      expired: ((_: number, page: never) => pageOf(ground.expired, page, isSame)) as never,
      classChanges: ((_: Address, __: number, page: never) => pageOf(ground.changes, page, isSame)) as never,
    }),
    deployment,
    log: createLog("silent"),
  });

const isSame = (a: { id: Hex }, b: { id: Hex }) => a.id === b.id;

const times = fc.integer({ min: 95, max: 105 });
const ratings = fc.integer({ min: 0, max: 3 });
// Known, unknown, and what is no id at all.
const hintIds = fc.oneof(
  fc.integer({ min: 1, max: 14 }).map(idAt),
  fc.constantFrom<Hex>("0x", "0x01", `0x${"zz".repeat(12)}`, `0x01${"00".repeat(11)}01`),
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
  changes: fc.array(fc.record({ id: hintIds, round: fc.integer({ min: 1, max: 3 }) }), { maxLength: 20 }),
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

  test("property: a clock that says otherwise changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(grounds, fc.integer({ min: 0, max: 10_000 }), async (ground, clock) => {
        const keeper = keeperOn(ground);
        expect(await keeper.propose(headAt(clock))).toEqual(await keeper.propose(headAt(ground.now)));
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

const lapsing: Investor = { rating: 2, expiresAt: 50, lapsed: false, countedRating: 2 };
const groundOf = (changes: Partial<Ground>): Ground => ({
  investors: [lapsing],
  poison: [],
  now: 100,
  expired: [{ id: idAt(1), expiresAt: 50 }],
  changes: [{ id: idAt(1), round: 1 }],
  ...changes,
});

describe("what is held up", () => {
  const work = (payload: Record<string, string>) => ({ key: JSON.stringify(payload), payload });
  const works = [
    work({ step: "expire", id: idAt(1), expiresAt: "50" }),
    work({ step: "sync", id: idAt(1), from: "756/2" }),
    work({ step: "sync", id: idAt(1), from: "756/1" }),
  ];
  const held = (kind: string) => ({ held: `paused on chain: the gateway ${gateway} stops work of the kind ${kind}` });
  const stepsOf = async (ground: Ground) =>
    (await keeperOn(ground).propose(headAt(100))).map(({ payload }) => payload.step);

  test.each<[string[], unknown[], string[]]>([
    [["expire"], [held("expire"), "due", "done"], ["sync"]],
    [["synchronise"], ["due", held("synchronise"), "done"], ["expire"]],
    [["release"], ["due", "due", "done"], ["expire", "sync"]],
  ])("behavior: paused on chain: %s", async (paused, standings, steps) => {
    const ground = groundOf({ paused });
    expect(await keeperOn(ground).standings(works)).toEqual(standings);
    expect(await stepsOf(ground)).toEqual(steps);
  });

  test.each<[string, [Address, boolean][]]>([
    ["does not accept any more", [[registrar, false]]],
    ["has never known", [[other, true]]],
  ])("behavior: marks of a registrar that the issuer %s; counts go on", async (_, registrars) => {
    const ground = groundOf({ registrars });
    const unserved = { held: expect.stringContaining(`does not accept the registrar ${registrar}`) };
    expect(await keeperOn(ground).standings(works)).toEqual([unserved, "due", "done"]);
    expect(await stepsOf(ground)).toEqual(["sync"]);
  });

  test.each([
    ["accreditations", [undefined, defaultSources[1]], ["held", "due", "done"], ["sync"]],
    ["counts", [defaultSources[0]], ["due", "held", "held"], ["expire"]],
  ] as const)(
    "behavior: the gateway does not list the source of %s; the other goes on",
    async (_, sources, standings, steps) => {
      const ground = groundOf({ sources: [...sources] });
      const told = await keeperOn(ground).standings(works.slice(0, 2));
      expect(told.map((standing) => (typeof standing === "object" ? Object.keys(standing)[0] : standing))).toEqual(
        standings.slice(0, 2),
      );
      expect(await stepsOf(ground)).toEqual(steps);
    },
  );

  test("behavior: people are told so", async () => {
    const tell = (changes: Partial<Ground>) =>
      createInvestorSubject({ client: clientOn(groundOf(changes)), deployment }).find(idAt(1));
    expect(await tell({})).toMatchObject({ standing: "due" });
    expect(await tell({ now: 49 })).toMatchObject({ standing: "early" });
    expect(await tell({ paused: ["expire"] })).toMatchObject({
      standing: "due",
      because: expect.stringContaining("another class"),
    });
    const because = expect.stringMatching(/^paused on chain: .* expire$/);
    expect(await tell({ paused: ["expire", "synchronise"] })).toMatchObject({ standing: "held", because });
    const marked = [{ ...lapsing, lapsed: true, countedRating: 0 }];
    expect(await tell({ investors: marked, paused: ["expire"] })).toMatchObject({ standing: "done" });
  });
});

test("behavior: a thousand investors that the index names in vain hide none behind them", async () => {
  const investors = Array.from(
    { length: 1_100 },
    (_, n): Investor => (n < 1_000 ? { ...lapsing, lapsed: true, countedRating: 0 } : lapsing),
  );
  const named = investors.map((_, n) => ({ id: idAt(n + 1), expiresAt: 50, round: 1 }));
  const intents = await keeperOn(groundOf({ investors, expired: named, changes: named })).propose(headAt(100));
  const found = (step: string) =>
    intents.filter(({ payload }) => payload.step === step).map(({ payload }) => payload.id);
  const wanted = named.slice(1_000).map(({ id }) => id);
  expect([found("expire"), found("sync")]).toEqual([wanted, wanted]);
});

test("behavior: an investor whom the index names on two pages is one piece of work", async () => {
  const investors = Array.from({ length: 1_000 }, (_, n) => (n === 0 ? lapsing : { ...lapsing, lapsed: true }));
  const named = investors.map((_, n) => ({ id: idAt(n + 1), expiresAt: 50, round: 1 }));
  const again = { id: idAt(1), expiresAt: 50, round: 1 };
  const ground = groundOf({ investors, expired: [...named, again], changes: [] });
  expect(await keeperOn(ground).propose(headAt(100))).toHaveLength(1);
});

describe("call", () => {
  const work = (step: string) => ({ key: step, payload: { step, id: idAt(1), expiresAt: "50", from: "756/2" } });

  test("behavior: what it calls is what it may call: marks at the registrar, counts at the issuer", async () => {
    const keeper = keeperOn(groundOf({}));
    const allowed = await keeper.mayCall();
    const calls = [await keeper.call([work("expire")]), await keeper.call([work("sync")])];
    expect(calls.map(({ to }) => to)).toEqual([registrar, issuer]);
    expect(calls.map((call) => breachOf(call, allowed))).toEqual([undefined, undefined]);
    expect(allowed).toHaveLength(2);
  });
});

describe("standings", () => {
  test("behavior: each its own; what cannot be read, or what another version wrote, waits", async () => {
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
      [expire(9), { void: "the chain knows no such work any more" }],
    ] as const;
    expect(await keeperOn(ground).standings(works.map(([item]) => item))).toEqual(
      works.map(([, standing]) => standing),
    );
  });
});

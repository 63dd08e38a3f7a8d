import fc from "fast-check";
import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { idOfKey, investorKey, registrarOfKey } from "../../sdk/investors.ts";
import { createLog } from "../log.ts";
import { breachOf } from "../sender/policy.ts";
import { SubjectNameError } from "../subject.ts";
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
} from "../testing/model.ts";
import { createInvestorSubject } from "./explain.ts";
import { createAccreditationExpirer } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [registrar, issuer, gateway, other] = [addressAt(0xb1), addressAt(0xb2), addressAt(0x9a), addressAt(0xb3)];
const [accreditations, counts] = [addressAt(0xd1), addressAt(0xd2)];
const deployment = { chainId: 1, registrar, issuer, gateway, accreditations, counts } as never;
/** ours, at the issuer */
const place = 1;
const keyAt = (id: number): number => investorKey(place, id);

type Investor = { rating: number; expiresAt: number; lapsed: boolean; countedRating: number };
type Ground = {
  /** by id 1 to n */
  investors: Investor[];
  /** ids that make a read revert */
  poison: number[];
  now: number;
  expired: { id: number; expiresAt: number }[];
  changes: { key: number; round: number }[];
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
  const find = (id: number): Investor => {
    if (poison.includes(id)) throw refusal("poison");
    return investors[id - 1] ?? unknown;
  };
  const ratingOf = ({ rating, expiresAt }: Investor) => (expiresAt <= now ? 0 : rating);
  const isExpirable = (id: number) => {
    const investor = find(id);
    return investor !== unknown && !investor.lapsed && investor.expiresAt <= now;
  };
  const isSyncable = (id: number) => {
    const investor = find(id);
    return investor !== unknown && investor.countedRating !== ratingOf(investor);
  };
  const expiryOf = (id: number): ModelStatus => {
    const { lapsed, expiresAt } = find(id);
    if (find(id) === unknown) return { state: "unknown" };
    if (lapsed) return { state: "done", dueAt: expiresAt };
    return { state: isExpirable(id) ? "due" : "notDue", dueAt: expiresAt };
  };
  const syncOf = (id: number): ModelStatus => {
    if (isSyncable(id)) return { state: "due" };
    return { state: find(id) === unknown ? "unknown" : "waiting" };
  };
  const contracts: Record<string, ModelContract> = {
    [registrar]: {
      getInvestors: (ids: number[]) => ids.map((id) => ({ country: find(id) === unknown ? 0 : country, ...find(id) })),
    },
    [issuer]: {
      registrarAt: (place: number) => registrars[place] ?? [zeroAddress, false],
      investorState: (key: number) => [0n, country, find(idOfKey(key)).countedRating, false],
    },
    [gateway]: gatewayOf({
      sources,
      paused,
      statusOf: (kind, { subject }) => {
        const key = Number(subject);
        if (registrarOfKey(key) !== place) return { state: "unknown" };
        if (kind === "synchronise") return syncOf(idOfKey(key));
        return registrars[place]?.[0] === registrar ? expiryOf(idOfKey(key)) : { state: "unknown" };
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
      expired: ((_: Address, __: number, page: never) =>
        pageOf(ground.expired, page, (a: { id: number }, b) => a.id === b.id)) as never,
      classChanges: ((_: Address, __: number, page: never) =>
        pageOf(ground.changes, page, (a: { key: number }, b) => a.key === b.key)) as never,
    }),
    deployment,
    log: createLog("silent"),
  });

const times = fc.integer({ min: 95, max: 105 });
const ratings = fc.integer({ min: 0, max: 3 });
// Known, unknown, and what is no id at all.
const hintIds = fc.oneof(fc.integer({ min: 1, max: 14 }), fc.constantFrom(0, -1, 1.5, Number.NaN, 2 ** 32));
// Of ours, of another registrar, and what is no key at all.
const hintKeys = fc.oneof(
  fc.integer({ min: 1, max: 14 }).map(keyAt),
  fc.constantFrom(1, 0, -1, 1.5, Number.NaN, 2 ** 53),
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
  poison: fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 2 }),
  now: times,
  expired: fc.array(fc.record({ id: hintIds, expiresAt: times }), { maxLength: 20 }),
  changes: fc.array(fc.record({ key: hintKeys, round: fc.integer({ min: 1, max: 3 }) }), { maxLength: 20 }),
});

const isReadable = ({ poison }: Ground, id: number) => Number.isInteger(id) && id > 0 && !poison.includes(id);

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
        const wanted = (ids: number[], isDue: (id: number) => boolean) =>
          [...new Set(ids.filter((id) => isReadable(ground, id) && isDue(id)).map(String))].sort();
        const ours = ground.changes.map(({ key }) => key).filter((key) => registrarOfKey(key) === place);
        expect(found("expire")).toEqual(
          wanted(
            ground.expired.map(({ id }) => id),
            model.isExpirable,
          ),
        );
        expect(found("sync")).toEqual(wanted(ours.map(idOfKey), model.isSyncable));
        for (const { payload } of intents) {
          const investor = model.find(Number(payload.id));
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
        const once = { changes: [...new Map(ground.changes.map((change) => [change.key, change])).values()] };
        const again = {
          expired: [...ground.expired, ...ground.expired].reverse(),
          changes: [...once.changes, ...once.changes].reverse(),
        };
        expect(await sorted(again)).toEqual(await sorted(once));
      }),
    );
  });
});

const lapsing: Investor = { rating: 2, expiresAt: 50, lapsed: false, countedRating: 2 };
const groundOf = (changes: Partial<Ground>): Ground => ({
  investors: [lapsing],
  poison: [],
  now: 100,
  expired: [{ id: 1, expiresAt: 50 }],
  changes: [{ key: keyAt(1), round: 1 }],
  ...changes,
});

describe("what is held up", () => {
  const work = (payload: Record<string, string>) => ({ key: JSON.stringify(payload), payload });
  const works = [
    work({ step: "expire", id: "1", expiresAt: "50" }),
    work({ step: "sync", key: `${keyAt(1)}`, from: "756/2" }),
    work({ step: "sync", key: `${keyAt(1)}`, from: "756/1" }),
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
    const told = await createInvestorSubject({ client: clientOn(ground), deployment }).find("1");
    expect(told).toMatchObject({ standing: "held", because: unserved.held });
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

  test.each(["0", "-1", "0x12", "1.5", "4294967296", "x"])("error: %s names no investor", async (name) => {
    const subject = createInvestorSubject({ client: clientOn(groundOf({})), deployment });
    await expect(subject.find(name)).rejects.toThrow(SubjectNameError);
  });

  test("behavior: people are told so", async () => {
    const tell = (changes: Partial<Ground>) =>
      createInvestorSubject({ client: clientOn(groundOf(changes)), deployment }).find("1");
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
  const named = investors.map((_, n) => ({ id: n + 1, key: keyAt(n + 1), expiresAt: 50, round: 1 }));
  const intents = await keeperOn(groundOf({ investors, expired: named, changes: named })).propose(headAt(100));
  const found = (step: string) =>
    intents.filter(({ payload }) => payload.step === step).map(({ payload }) => payload.id);
  const wanted = named.slice(1_000).map(({ id }) => `${id}`);
  expect([found("expire"), found("sync")]).toEqual([wanted, wanted]);
});

test("behavior: an investor whom the index names on two pages is one piece of work", async () => {
  const investors = Array.from({ length: 1_000 }, (_, n) => (n === 0 ? lapsing : { ...lapsing, lapsed: true }));
  const named = investors.map((_, n) => ({ id: n + 1, expiresAt: 50 }));
  const again = { id: 1, expiresAt: 50 };
  const ground = groundOf({ investors, expired: [...named, again], changes: [] });
  expect(await keeperOn(ground).propose(headAt(100))).toHaveLength(1);
});

describe("call", () => {
  const work = (step: string) => ({
    key: step,
    payload: { step, id: "1", key: `${keyAt(1)}`, expiresAt: "50", from: "756/2" },
  });

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
      poison: [4],
      now: 100,
      expired: [],
      changes: [],
    };
    const work = (payload: Record<string, string>) => ({ key: JSON.stringify(payload), payload });
    const expire = (n: number, expiresAt = "50") => work({ step: "expire", id: `${n}`, expiresAt });
    const sync = (n: number, from: string) => work({ step: "sync", key: `${keyAt(n)}`, from });
    const works = [
      [expire(1), "due"],
      [expire(2), "done"],
      [expire(3), "void"],
      [expire(4), "early"],
      [work({ step: "expire" }), "early"],
      [work({ step: "dance", id: "1" }), "early"],
      [work({ step: "expire", id: "0x12", expiresAt: "50" }), "early"],
      [work({ step: "sync", id: "0x000000000000000000000001", from: "756/2" }), "early"],
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

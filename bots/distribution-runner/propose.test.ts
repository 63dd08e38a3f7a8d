import fc from "fast-check";
import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { type DistributionState, distributionStates, paymentStatuses } from "../../sdk/reads/distributions.ts";
import type { WorkKind } from "../../sdk/work.ts";
import { IndexLaggingError } from "../index-reader.ts";
import type { Intent } from "../intent.ts";
import { createLog } from "../log.ts";
import { breachOf } from "../sender/policy.ts";
import {
  clientOf,
  gatewayOf,
  headAt,
  indexOf,
  type ModelContract,
  type ModelStatus,
  refusal,
  requireHex,
} from "../testing/model.ts";
import { createDistributionSubject } from "./explain.ts";
import { createDistributionRunner } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [module, further, lockup, token, furtherToken, issuer, gateway] = [0xd1, 0xd2, 0xc1, 0xe1, 0xe2, 0xb2, 0x9a].map(
  addressAt,
) as [Address, Address, Address, Address, Address, Address, Address];
const holderAt = (n: number): Address => addressAt(0xa00 + n);
const isHolder = (account: string, holders: number): boolean => {
  const n = Number(BigInt(account)) - 0xa00;
  return n >= 1 && n <= holders;
};

type Round = { paymentDate: number; state: DistributionState; seen: Map<string, "Paid" | "Withheld"> };
type World = {
  now: number;
  holders: number;
  rounds: Round[];
  poison: string[];
  restricted: Set<string>;
  paused: WorkKind[];
  /** distributions by source; a module that was removed goes before */
  served: Address[];
};

const worldOf = (changes: Partial<World> & { dates: number[] }): World => ({
  now: 100,
  holders: 3,
  poison: [],
  restricted: new Set(),
  paused: [],
  served: [zeroAddress, module, further],
  rounds: changes.dates.map((paymentDate) => ({ paymentDate, state: "Funded", seen: new Map() })),
  ...changes,
});

/** The rules of the module, for holders that all held their shares directly. */
const moduleOf = (world: World): ModelContract => {
  const roundOf = roundIn(world);
  return {
    distributionCount: () => BigInt(world.rounds.length),
    getDistribution: (id: bigint) => ({
      state: distributionStates.indexOf(roundOf(id).state),
      paymentDate: roundOf(id).paymentDate,
      recordDate: roundOf(id).paymentDate - 1,
    }),
    token: () => token,
    paymentStatusOf: (id: bigint, custodian: Address, account: Address) => {
      if (world.poison.includes(requireHex(account, 20))) throw refusal("poison");
      const status = requireHex(custodian, 20) === zeroAddress ? roundOf(id).seen.get(account) : undefined;
      return paymentStatuses.indexOf(status ?? "None");
    },
  };
};

const roundIn =
  (world: World) =>
  (id: bigint): Round =>
    world.rounds[Number(id) - 1] ?? { paymentDate: 0, state: "None", seen: new Map() };

/** The gateway's rules; every module that it serves has the rounds of the world. */
const statusIn =
  (world: World) =>
  (kind: WorkKind, id: bigint): ModelStatus => {
    const { state, paymentDate, seen } = roundIn(world)(id);
    const isBefore = (other: DistributionState) =>
      distributionStates.indexOf(state) < distributionStates.indexOf(other);
    if (state === "None") return { state: "unknown" };
    if (kind === "close") {
      if (state === "Open" && seen.size === world.holders) return { state: "due" };
      return { state: isBefore("Closed") ? "waiting" : "done" };
    }
    if (state === "Declared") return { state: "waiting", dueAt: paymentDate };
    if (state !== "Funded") return { state: "done", dueAt: paymentDate };
    return { state: paymentDate <= world.now ? "due" : "notDue", dueAt: paymentDate };
  };

const contractsOf = (world: World) => ({
  [module]: moduleOf(world),
  [gateway]: gatewayOf({
    modules: { lockup: [lockup], distribution: world.served },
    paused: world.paused,
    statusOf: (kind, { subject }) => statusIn(world)(kind, subject),
  }),
  [token]: {
    positionsAt: (positions: readonly { custodian: Address; account: Address }[]) =>
      positions.map(({ custodian, account }) => ({
        balance:
          requireHex(custodian, 20) === zeroAddress && isHolder(requireHex(account, 20), world.holders) ? 5n : 0n,
      })),
  },
  [issuer]: { isRestricted: (account: Address) => world.restricted.has(account) },
});

type Hints = { positionsAt: () => unknown; payments: (at: Address, id: bigint) => unknown };

const honest = (world: World): Hints => ({
  positionsAt: () =>
    Array.from({ length: world.holders }, (_, n) => ({ custodian: zeroAddress, account: holderAt(n + 1) })),
  payments: (_, id) =>
    [...(world.rounds[Number(id) - 1]?.seen ?? [])].map(([account, status]) => ({
      custodian: zeroAddress,
      account,
      status: status.toLowerCase(),
      reason: status === "Withheld" ? "restricted" : null,
    })),
});

const deployment = { chainId: 1, distribution: module, issuer, gateway, modules: [lockup, further] } as never;

const keeperOn = (world: World, hints: Hints = honest(world), contracts: Record<string, ModelContract> = {}) =>
  createDistributionRunner({
    client: clientOf({ contracts: { ...contractsOf(world), ...contracts }, now: () => world.now }),
    index: indexOf(hints),
    deployment,
    log: createLog("silent"),
  });

/** Does a piece of work as the module would. @throws when the module would refuse */
const execute = (world: World, { payload }: Intent): void => {
  const round = world.rounds[Number(payload.distributionId) - 1] as Round;
  const account = payload.account ?? "";
  if (payload.step === "open") {
    expect([round.state, round.paymentDate <= world.now]).toEqual(["Funded", true]);
    round.state = "Open";
  } else if (payload.step === "close") {
    expect([round.state, round.seen.size]).toEqual(["Open", world.holders]);
    round.state = "Closed";
  } else {
    expect(round.state).toBe("Open");
    expect(isHolder(account, world.holders)).toBe(true);
    expect(round.seen.get(account)).not.toBe("Paid");
    round.seen.set(account, world.restricted.has(account) ? "Withheld" : "Paid");
  }
};

describe("propose", () => {
  test("property: rounds that were missed are opened, paid and closed one after the other, each work once", async () => {
    const dates = fc.uniqueArray(fc.integer({ min: 50, max: 110 }), { minLength: 1, maxLength: 4 });
    // Of what is proposed, only some is done before the next look, as when some batches fail.
    const luck = fc.infiniteStream(fc.boolean());
    await fc.assert(
      fc.asyncProperty(dates, fc.integer({ min: 1, max: 4 }), luck, async (paymentDates, holders, lucky) => {
        const world = worldOf({ dates: paymentDates, holders });
        const keeper = keeperOn(world);
        const done: Intent[] = [];
        for (let idle = false; !idle; ) {
          const intents = await keeper.propose(headAt(world.now));
          idle = intents.length === 0;
          for (const [position, intent] of intents.entries()) {
            if (position > 0 && lucky.next().value) continue;
            execute(world, intent);
            done.push(intent);
          }
        }
        expect(new Set(done.map(({ key }) => key)).size).toBe(done.length);
        const due = world.rounds.filter(({ paymentDate }) => paymentDate <= world.now);
        expect(world.rounds.filter(({ state }) => state === "Closed")).toEqual(due);
        expect(done).toHaveLength(due.length * (holders + 2));
        const dateOf = ({ payload }: Intent) => world.rounds[Number(payload.distributionId) - 1]?.paymentDate ?? 0;
        const order = done.filter(({ payload }) => payload.step !== "close").map(dateOf);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  test("property: a lying index has nobody paid twice, nobody who is not entitled, and the same payment once", async () => {
    const lies = fc.array(
      fc.record({
        custodian: fc.constantFrom(zeroAddress, addressAt(0xcc), "0x12" as Address),
        account: fc.oneof(
          fc.integer({ min: 1, max: 6 }).map(holderAt),
          fc.integer({ min: 1, max: 6 }).map((n) => holderAt(n).toUpperCase().replace("0X", "0x") as Address),
          fc.constantFrom<Address>("0x", `0x${"zz".repeat(20)}`),
        ),
      }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(lies, lies, fc.array(fc.integer({ min: 1, max: 4 })), async (holders, seen, paid) => {
        const world = worldOf({ dates: [90], holders: 4 });
        const [round] = world.rounds as [Round];
        round.state = "Open";
        for (const n of paid) round.seen.set(holderAt(n), "Paid");
        const payments = () => seen.map((position) => ({ ...position, status: "withheld", reason: "restricted" }));
        const intents = await keeperOn(world, { positionsAt: () => holders, payments }).propose(headAt(world.now));

        const unpaid = holders.filter(
          ({ custodian, account }) =>
            custodian === zeroAddress &&
            /^0x[0-9a-fA-F]{40}$/.test(account) &&
            isHolder(account, 4) &&
            !round.seen.has(account.toLowerCase()),
        );
        const found = intents.filter(({ payload }) => payload.step === "pay").map(({ payload }) => payload.account);
        expect([...found].sort()).toEqual([...new Set(unpaid.map(({ account }) => account.toLowerCase()))].sort());
        for (const intent of intents) execute(world, intent);
      }),
    );
  });

  test("behavior: a row that the index lacks does not let the next round overtake", async () => {
    const world = worldOf({ dates: [80, 90] });
    const lacking = { ...honest(world), positionsAt: () => [{ custodian: zeroAddress, account: holderAt(1) }] };
    const keeper = keeperOn(world, lacking);
    for (let look = 0; look < 5; look += 1)
      for (const intent of await keeper.propose(headAt(world.now))) execute(world, intent);
    expect(world.rounds.map(({ state, seen }) => [state, seen.size])).toEqual([
      ["Open", 1],
      ["Funded", 0],
    ]);
  });

  test("behavior: a position that cannot be read does not keep the others from being paid", async () => {
    const world = worldOf({ dates: [90], poison: [holderAt(2)] });
    (world.rounds[0] as Round).state = "Open";
    const intents = await keeperOn(world).propose(headAt(world.now));
    expect(intents.map(({ payload }) => payload.account)).toEqual([holderAt(1), holderAt(3)]);
  });

  test("behavior: every module of the record is served, each with its own token; a lock-up module is no trouble", async () => {
    const world = worldOf({ dates: [90] });
    (world.rounds[0] as Round).state = "Open";
    const asked: Address[] = [];
    const contracts: Record<string, ModelContract> = {
      [further]: { ...moduleOf(world), token: () => furtherToken },
      [furtherToken]: { positionsAt: (positions: unknown[]) => positions.map(() => ({ balance: 1n })) },
    };
    const positionsAt = (at: Address) => {
      asked.push(at);
      return [{ custodian: zeroAddress, account: holderAt(1) }];
    };
    const keeper = keeperOn(world, { ...honest(world), positionsAt: positionsAt as () => unknown }, contracts);
    const intents = await keeper.propose(headAt(world.now));
    expect(asked).toEqual([token, furtherToken]);
    expect(new Set(intents.map(({ batch }) => batch)).size).toBe(2);
    expect(await Promise.all(intents.map(async (intent) => (await keeper.call([intent])).to))).toEqual([
      module,
      further,
    ]);
  });

  test("behavior: a module that cannot be read does not stop another one", async () => {
    const world = worldOf({ dates: [90] });
    const broken = { ...moduleOf(world), distributionCount: () => Promise.reject(new TypeError("broken")) };
    const intents = await keeperOn(world, honest(world), { [module]: broken, [further]: moduleOf(world) }).propose(
      headAt(world.now),
    );
    expect(intents.map(({ key }) => key.split(":")[1])).toEqual([further]);
  });

  test("behavior: a module whose state the gateway cannot tell waits as a whole, so that no round is overtaken", async () => {
    const world = worldOf({ dates: [80, 90] });
    const blind = gatewayOf({
      modules: { distribution: world.served },
      statusOf: (kind, { subject }) => {
        if (kind === "close" && subject === 1n) throw refusal("preview");
        return statusIn(world)(kind, subject);
      },
    });
    expect(await keeperOn(world, honest(world), { [gateway]: blind }).propose(headAt(world.now))).toEqual([]);
  });

  test("property: a clock that says otherwise changes nothing", async () => {
    const dates = fc.uniqueArray(fc.integer({ min: 80, max: 120 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(dates, fc.integer({ min: 0, max: 10_000 }), async (paymentDates, clock) => {
        const world = worldOf({ dates: paymentDates });
        const look = (time: number) => keeperOn(world).propose(headAt(time));
        expect(await look(clock)).toEqual(await look(world.now));
      }),
    );
  });

  test("behavior: a module that the gateway does not serve is left alone, and stops no other", async () => {
    const world = worldOf({ dates: [90], served: [further] });
    const intents = await keeperOn(world, honest(world), { [further]: moduleOf(world) }).propose(headAt(world.now));
    expect(intents.map(({ key }) => key.split(":")[1])).toEqual([further]);
  });

  test("behavior: a lock-up module of the record is not asked for distributions", async () => {
    const world = worldOf({ dates: [90] });
    const asked: string[] = [];
    const distributionCount = () => {
      asked.push("lockup");
      throw refusal("distributionCount");
    };
    const contracts = { [lockup]: { distributionCount }, [further]: { distributionCount: () => 0n } };
    expect(await keeperOn(world, honest(world), contracts).propose(headAt(world.now))).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  test.each<[WorkKind, string[]]>([
    ["open", []],
    ["pay", ["open"]],
    ["close", ["open", "pay", "pay", "pay"]],
    ["release", ["open", "pay", "pay", "pay", "close"]],
  ])("behavior: goes as far as the gateway lets it: %s is paused on chain", async (kind, steps) => {
    const world = worldOf({ dates: [90], paused: [kind] });
    const done: string[] = [];
    for (let look = 0; look < 5; look += 1) {
      for (const intent of await keeperOn(world).propose(headAt(world.now))) {
        execute(world, intent);
        done.push(intent.payload.step ?? "");
      }
    }
    expect(done).toEqual(steps);
  });

  test("behavior: without the index rounds are opened, but nobody is paid on old rows", async () => {
    const world = worldOf({ dates: [90] });
    const lag = () => Promise.reject(new IndexLaggingError(300n, 100n));
    const keeper = keeperOn(world, { positionsAt: lag, payments: lag });
    const [open] = await keeper.propose(headAt(world.now));
    expect(open?.payload.step).toBe("open");
    (world.rounds[0] as Round).state = "Open";
    await expect(keeper.propose(headAt(world.now))).rejects.toThrow(IndexLaggingError);
  });
});

const gone = "the chain knows no such work any more";

describe("standings", () => {
  const work = (step: string, payload: Record<string, string> = {}, at = module) => ({
    key: `1:${at}:${step}:1:1`,
    payload: { step, distributionId: "1", ...payload },
  });
  const pay = (n: number, occurrence = "1") =>
    work("pay", { custodian: zeroAddress, account: holderAt(n), occurrence });

  test("behavior: each its own; what cannot be read, or what another version wrote, waits and is never done", async () => {
    const world = worldOf({ dates: [90], holders: 5, poison: [holderAt(4)] });
    const [round] = world.rounds as [Round];
    round.state = "Open";
    round.seen.set(holderAt(2), "Paid").set(holderAt(3), "Withheld").set(holderAt(5), "Withheld");
    world.restricted.add(holderAt(5));
    const works = [
      [pay(1), "due"],
      [pay(2), "done"],
      [pay(3), "done"],
      [pay(3, "lifted"), "due"],
      [pay(2, "lifted"), "done"],
      [pay(5, "lifted"), "early"],
      [pay(4), "early"],
      [work("open"), "done"],
      [work("close"), "early"],
      [work("pay"), "early"],
      [{ key: `1:${module}:pay:x:1`, payload: { step: "pay", distributionId: "x" } }, "early"],
      [{ ...work("open"), payload: { step: "open", distributionId: "9" } }, { void: gone }],
    ] as const;
    expect(await keeperOn(world).standings(works.map(([item]) => item))).toEqual(works.map(([, standing]) => standing));
    round.state = "Closed";
    expect(await keeperOn(world).standings([pay(1), pay(2), work("close")])).toEqual(["void", "done", "done"]);
  });

  test("behavior: held while its kind is paused on chain or its module is not served, unless it is done or void", async () => {
    const world = worldOf({ dates: [90], holders: 1 });
    const held = (kind: string) => ({ held: `paused on chain: the gateway ${gateway} stops work of the kind ${kind}` });
    const ask = (...works: ReturnType<typeof work>[]) => keeperOn(world).standings(works);

    world.paused = ["open", "pay", "close"];
    expect(await ask(work("open"), pay(1), work("close"))).toEqual([held("open"), held("pay"), "early"]);
    const [round] = world.rounds as [Round];
    round.state = "Open";
    expect(await ask(work("open"), pay(1))).toEqual(["done", held("pay")]);
    round.seen.set(holderAt(1), "Paid");
    expect(await ask(pay(1), work("close"))).toEqual(["done", held("close")]);

    world.paused = [];
    world.served = [further];
    const unserved = { held: expect.stringContaining(`does not serve ${module}`) };
    expect(await ask(work("open"), pay(1), work("close"))).toEqual([unserved, "done", unserved]);
    round.seen.clear();
    expect(await ask(pay(1))).toEqual([unserved]);
  });
});

describe("call", () => {
  test("behavior: what it calls is what it may call: three functions of each module of the record", async () => {
    const keeper = keeperOn(worldOf({ dates: [90] }));
    const allowed = await keeper.mayCall();
    expect(allowed).toHaveLength(9);
    expect(new Set(allowed.map(({ contract }) => contract))).toEqual(new Set([module, lockup, further]));
    for (const step of ["open", "pay", "close"]) {
      const payload = { step, distributionId: "1", custodian: zeroAddress, account: holderAt(1) };
      const call = await keeper.call([{ key: `1:${further}:${step}:1:1`, payload }]);
      expect([call.to, breachOf(call, allowed)]).toEqual([further, undefined]);
      expect(breachOf({ ...call, to: token }, allowed)).toBeDefined();
    }
  });

  test("behavior: each payment keeps back the gas that the module wants left before it takes one up", async () => {
    // LEG_GAS of src/modules, and something for the step itself.
    expect(keeperOn(worldOf({ dates: [90] })).gasPerWork).toBeGreaterThan(232_381n);
  });
});

describe("what is told", () => {
  const told = async (looks: number, hints: (world: World) => Hints) => {
    const lines: { msg: string; level: number }[] = [];
    const world = worldOf({ dates: [90], holders: 2 });
    const [round] = world.rounds as [Round];
    round.state = "Open";
    round.seen.set(holderAt(1), "Paid");
    const keeper = createDistributionRunner({
      client: clientOf({ contracts: contractsOf(world), now: () => world.now }),
      index: indexOf(hints(world)),
      deployment,
      log: createLog("info", { write: (line) => void lines.push(JSON.parse(line)) }),
    });
    for (let look = 0; look < looks; look += 1) await keeper.propose(headAt(world.now)).catch(() => undefined);
    return lines.filter(({ msg }) => msg.includes("rebuild the index"));
  };

  test("behavior: a round that misses somebody whom the index does not name, once; not while some are to be paid", async () => {
    const lacking = (world: World): Hints => ({
      ...honest(world),
      positionsAt: () => [{ custodian: zeroAddress, account: holderAt(1) }],
    });
    expect(await told(3, lacking)).toHaveLength(1);
    expect(await told(3, honest)).toEqual([]);
  });
});

test("behavior: a round that was closed is not asked about again", async () => {
  const world = worldOf({ dates: [90] });
  (world.rounds[0] as Round).state = "Closed";
  const asked: number[] = [];
  const gatewayModel = contractsOf(world)[gateway] as ModelContract;
  const preview = (kind: never, ids: never) => {
    asked.push((ids as unknown[]).length);
    return (gatewayModel.preview as (...args: never[]) => unknown)(kind, ids);
  };
  const keeper = keeperOn(world, honest(world), { [gateway]: { ...gatewayModel, preview } });
  await keeper.propose(headAt(world.now));
  expect(asked.length).toBeGreaterThan(0);
  asked.length = 0;
  await keeper.propose(headAt(world.now));
  expect(asked).toEqual([]);
});

describe("explain", () => {
  const tell = (world: World, id = "1") =>
    createDistributionSubject({
      client: clientOf({ contracts: contractsOf(world), now: () => world.now }),
      deployment,
    }).find(id);

  test("behavior: by the gateway's word, and why it is held up", async () => {
    const paused = (kind: string) => expect.stringMatching(new RegExp(`^paused on chain: .* ${kind}$`));
    const world = worldOf({ dates: [90], holders: 1 });
    const [round] = world.rounds as [Round];
    expect(await tell(world, "9")).toMatchObject({ standing: "missing" });
    expect(await tell(world)).toMatchObject({ standing: "due", because: "its payment date has come" });
    expect(await tell({ ...world, now: 89 })).toMatchObject({ standing: "early" });
    expect(await tell({ ...world, paused: ["open"] })).toMatchObject({ standing: "held", because: paused("open") });

    round.state = "Open";
    expect(await tell(world)).toMatchObject({ standing: "due", because: "positions are to be paid" });
    expect(await tell({ ...world, paused: ["pay"] })).toMatchObject({ standing: "held", because: paused("pay") });
    round.seen.set(holderAt(1), "Paid");
    expect(await tell({ ...world, paused: ["pay"] })).toMatchObject({ standing: "due", because: "it may be closed" });
    expect(await tell({ ...world, paused: ["close"] })).toMatchObject({ standing: "held", because: paused("close") });
    expect(await tell({ ...world, served: [] })).toMatchObject({
      standing: "held",
      because: expect.stringContaining("addModule"),
    });
    round.state = "Closed";
    expect(await tell(world)).toMatchObject({ standing: "done" });
  });
});

import fc from "fast-check";
import { type Address, stringToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { IndexLaggingError } from "../index-reader.ts";
import type { Intent } from "../intent.ts";
import { gatewayOf, headAt, type ModelContract, refusal } from "../testing/model.ts";
import {
  addressAt,
  execute,
  further,
  furtherToken,
  gateway,
  type Hints,
  holderAt,
  honest,
  isHolder,
  keeperOn,
  lockup,
  module,
  moduleOf,
  type Round,
  sourcesOf,
  statusIn,
  token,
  worldOf,
} from "../testing/rounds.ts";

describe("propose", () => {
  test("property: rounds that were missed are opened, paid and closed, each work once", async () => {
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

  test("behavior: a row that the index lacks does not hold the next round up", async () => {
    const world = worldOf({ dates: [80, 90] });
    const first = [{ custodian: zeroAddress, account: holderAt(1) }];
    const lacking = {
      ...honest(world),
      positionsAt: (_: never, __: never, date: number) => (date < 85 ? first : all()),
    };
    const all = () => honest(world).positionsAt();
    const keeper = keeperOn(world, lacking as Hints);
    for (let look = 0; look < 5; look += 1)
      for (const intent of await keeper.propose(headAt(world.now))) execute(world, intent);
    expect(world.rounds.map(({ state, seen }) => [state, seen.size])).toEqual([
      ["Open", 1],
      ["Closed", 3],
    ]);
  });

  test("behavior: tried again is what is withheld and would be paid now, whatever withheld it, after the close too", async () => {
    const world = worldOf({ dates: [90], holders: 4, restricted: new Set([holderAt(1)]) });
    const [round] = world.rounds as [Round];
    for (const n of [1, 2, 4]) round.seen.set(holderAt(n), "Withheld");
    round.seen.set(holderAt(3), "Paid");
    const row = (n: number, reason = "restricted") =>
      ({ custodian: zeroAddress, account: holderAt(n), status: "withheld", reason }) as const;
    const payments = () => [row(1), row(2), row(3), row(4, "paymentFailed")];
    for (const state of ["Open", "Closed"] as const) {
      round.state = state;
      const intents = await keeperOn(world, { ...honest(world), payments }).propose(headAt(world.now));
      expect(intents.map(({ payload }) => [payload.account, payload.occurrence])).toEqual([
        [holderAt(2), "retry-0"],
        [holderAt(4), "retry-0"],
      ]);
    }
    round.claimDeadline = 99;
    expect(await keeperOn(world, { ...honest(world), payments }).propose(headAt(world.now))).toEqual([]);
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
      sources: sourcesOf(world),
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

  test.each<[string, string[]]>([
    ["open", []],
    ["pay", ["open"]],
    ["close", ["open", "pay", "pay", "pay"]],
    ["release", ["open", "pay", "pay", "pay", "close"]],
    ["announce", ["open", "pay", "pay", "pay", "close"]],
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

  test("behavior: a record date far ahead is announced when it is due, before the round has its money, and once", async () => {
    const world = worldOf({ dates: [1_000] });
    const [round] = world.rounds as [Round];
    Object.assign(round, { state: "Declared", plan: "notDue" });
    expect(await keeperOn(world).propose(headAt(world.now))).toEqual([]);
    round.plan = "due";
    const [intent, ...more] = await keeperOn(world).propose(headAt(world.now));
    expect(more).toEqual([]);
    expect(intent).toMatchObject({
      key: `1:${module}:announce:1:1`,
      payload: { step: "announce", distributionId: "1" },
      title: "Announce the record date of distribution 1",
    });
    execute(world, intent as Intent);
    expect(await keeperOn(world).propose(headAt(world.now))).toEqual([]);
  });

  test("behavior: of a round on one partition only who held that is paid, whatever the index names", async () => {
    const world = worldOf({ dates: [90] });
    Object.assign(world.rounds[0] as Round, { state: "Open", partition: stringToHex("A", { size: 32 }) });
    const intents = await keeperOn(world).propose(headAt(world.now));
    expect(intents.map(({ payload }) => payload.account)).toEqual([holderAt(1)]);
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

import fc from "fast-check";
import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { type DistributionState, distributionStates, paymentStatuses } from "../../sdk/reads/distributions.ts";
import { IndexLaggingError } from "../index-reader.ts";
import type { Intent } from "../intent.ts";
import { createLog } from "../log.ts";
import { clientOf, headAt, indexOf, type ModelContract, refusal, requireHex } from "../testing/model.ts";
import { createDistributionRunner } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [module, further, lockup, token, furtherToken, issuer] = [0xd1, 0xd2, 0xc1, 0xe1, 0xe2, 0xb2].map(addressAt) as [
  Address,
  Address,
  Address,
  Address,
  Address,
  Address,
];
const holderAt = (n: number): Address => addressAt(0xa00 + n);
const isHolder = (account: string, holders: number): boolean => {
  const n = Number(BigInt(account)) - 0xa00;
  return n >= 1 && n <= holders;
};

type Round = { paymentDate: number; state: DistributionState; seen: Map<string, "Paid" | "Withheld"> };
type World = { now: number; holders: number; rounds: Round[]; poison: string[]; restricted: Set<string> };

const worldOf = (changes: Partial<World> & { dates: number[] }): World => ({
  now: 100,
  holders: 3,
  poison: [],
  restricted: new Set(),
  rounds: changes.dates.map((paymentDate) => ({ paymentDate, state: "Funded", seen: new Map() })),
  ...changes,
});

/** The rules of the module, for holders that all held their shares directly. */
const moduleOf = (world: World): ModelContract => {
  const roundOf = (id: bigint): Round =>
    world.rounds[Number(id) - 1] ?? { paymentDate: 0, state: "None", seen: new Map() };
  const isOpenable = (id: bigint) => roundOf(id).state === "Funded" && roundOf(id).paymentDate <= world.now;
  const isClosable = (id: bigint) => roundOf(id).state === "Open" && roundOf(id).seen.size === world.holders;
  return {
    distributionCount: () => BigInt(world.rounds.length),
    getDistribution: (id: bigint) => ({
      state: distributionStates.indexOf(roundOf(id).state),
      paymentDate: roundOf(id).paymentDate,
      recordDate: roundOf(id).paymentDate - 1,
    }),
    isOpenable,
    isClosable,
    token: () => token,
    paymentStatusOf: (id: bigint, custodian: Address, account: Address) => {
      if (world.poison.includes(requireHex(account, 20))) throw refusal("poison");
      const status = requireHex(custodian, 20) === zeroAddress ? roundOf(id).seen.get(account) : undefined;
      return paymentStatuses.indexOf(status ?? "None");
    },
  };
};

const contractsOf = (world: World) => ({
  [module]: moduleOf(world),
  [token]: {
    balanceOfAt: (account: Address) => (isHolder(requireHex(account, 20), world.holders) ? 5n : 0n),
    custodyBalanceOfAt: () => 0n,
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

const keeperOn = (world: World, hints: Hints = honest(world), contracts: Record<string, ModelContract> = {}) =>
  createDistributionRunner({
    client: clientOf({ contracts: { ...contractsOf(world), ...contracts }, now: () => world.now }),
    index: indexOf(hints),
    deployment: { chainId: 1, distribution: module, issuer, modules: [lockup, further] } as never,
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
      [furtherToken]: { balanceOfAt: () => 1n },
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
    const broken = { ...moduleOf(world), isOpenable: () => Promise.reject(new TypeError("broken")) };
    const intents = await keeperOn(world, honest(world), { [module]: broken, [further]: moduleOf(world) }).propose(
      headAt(world.now),
    );
    expect(intents.map(({ key }) => key.split(":")[1])).toEqual([further]);
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
      [work("open", {}, further), "early"],
    ] as const;
    expect(await keeperOn(world).standings(works.map(([item]) => item))).toEqual(works.map(([, standing]) => standing));
    round.state = "Closed";
    expect(await keeperOn(world).standings([pay(1), pay(2)])).toEqual(["void", "done"]);
  });
});

import { type Address, numberToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { errorsAbi } from "../../abis/errors.ts";
import { pledgeStates } from "../../sdk/reads/pledges.ts";
import { sampleDeployment } from "../../sdk/sampleDeployment.ts";
import { createLog } from "../log.ts";
import { breachOf } from "../sender/policy.ts";
import { clientOf, gatewayOf, headAt, indexOf, type ModelStatus, pageOf } from "../testing/model.ts";
import { createPledgeSubject } from "./explain.ts";
import { createPledgeExpirer } from "./index.ts";

const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
const [first, second, foreign, gateway] = [addressAt(0xd1), addressAt(0xd2), addressAt(0xd3), addressAt(0x9a)];
const [holder, bank] = [addressAt(0xa1), addressAt(0xa2)];
const deployment = sampleDeployment({ pledges: first, modules: [second], gateway });

type Pledge = { state: (typeof pledgeStates)[number]; endsAt: number };

type Ground = {
  /** pledges 1 to n of each module */
  pledges: Record<Address, Pledge[]>;
  /** the gateway's list */
  listed?: Address[];
  detached?: boolean;
  paused?: boolean;
  now: number;
  hints?: { contract: Address; id: bigint }[];
};

/** The rules of `PledgeWork`. */
const statusOf = (pledge: Pledge | undefined, { now, detached }: Ground): ModelStatus => {
  if (pledge === undefined) return { state: "unknown" };
  const { state, endsAt } = pledge;
  if (state === "proposed") return { state: "waiting" };
  if (state !== "active" && state !== "called") return { state: "done", dueAt: endsAt };
  if (state === "called" || endsAt === 0) return { state: "waiting" };
  if (now < endsAt) return { state: "notDue", dueAt: endsAt };
  return { state: detached ? "waiting" : "due", dueAt: endsAt };
};

const clientOn = (ground: Ground) => {
  const { pledges, listed = [first, second], paused, now } = ground;
  const moduleOf = (module: Address) => ({
    pledgeCount: () => BigInt(pledges[module]?.length ?? 0),
    getPledge: (id: bigint) => {
      const { state, endsAt } = (pledges[module] ?? [])[Number(id) - 1] as Pledge;
      const position = { custodian: zeroAddress, partition: numberToHex(0, { size: 32 }), account: holder };
      const amounts = { amount: 5n, available: 4n, cureTerm: 86_400, dueBy: 0 };
      return { state: pledgeStates.indexOf(state), position, securedParty: bank, endsAt, ...amounts };
    },
  });
  return clientOf({
    contracts: {
      [first]: moduleOf(first),
      [second]: moduleOf(second),
      [gateway]: gatewayOf({
        sources: listed.map((address) => ({ address, kinds: ["expire"] })),
        paused: paused ? ["expire"] : [],
        statusOf: (_, { source, subject }) =>
          statusOf(pledges[listed[source] as Address]?.[Number(subject) - 1], ground),
      }),
    },
    now: () => now,
  });
};

const keeperOn = (ground: Ground) =>
  createPledgeExpirer({
    client: clientOn(ground),
    index: indexOf({
      dueItems: ((_table: unknown, _modules: unknown, _now: number, page: never) =>
        pageOf(
          (ground.hints ?? []).map((hint) => ({ ...hint, dueAt: 0 })),
          page,
          (a, b) => a.contract === b.contract && a.id === b.id,
        )) as never,
    }),
    deployment,
    log: createLog("silent"),
  });

const active = (endsAt: number): Pledge => ({ state: "active", endsAt });
const hintsOn = (contract: Address, ...ids: bigint[]) => ids.map((id) => ({ contract, id }));
const work = (pledgeId: string, module = first) => ({
  key: `1:${module}:expire:${pledgeId}:1`,
  payload: { pledgeId },
});

describe("propose", () => {
  const pledges = {
    [first]: [active(100), active(101), active(0), { state: "called", endsAt: 50 }, { state: "released", endsAt: 50 }],
    [second]: [active(9)],
  } satisfies Ground["pledges"];

  test("behavior: of what the index names, what the gateway confirms, at the modules of the record", async () => {
    const hints = [...hintsOn(first, 1n, 2n, 3n, 4n, 5n, 6n, 1n), ...hintsOn(second, 1n), ...hintsOn(foreign, 1n)];
    const intents = await keeperOn({ pledges, listed: [first, second, foreign], now: 100, hints }).propose(headAt(100));
    expect(intents.map(({ key }) => key)).toEqual([work("1").key, work("1", second).key]);
  });

  test("behavior: nothing while it is paused on chain; of a detached module, to tell why", async () => {
    const ground: Ground = { pledges, now: 100, hints: hintsOn(first, 1n, 2n, 3n) };
    expect(await keeperOn({ ...ground, paused: true }).propose(headAt(100))).toEqual([]);
    const told = await keeperOn({ ...ground, detached: true }).propose(headAt(100));
    expect(told.map(({ key }) => key)).toEqual([work("1").key]);
  });
});

test("behavior: standings are the gateway's word; what waits for its secured party is early", async () => {
  const pledges: Ground["pledges"] = {
    [first]: [active(100), active(101), active(0), { state: "called", endsAt: 50 }, { state: "expired", endsAt: 50 }],
  };
  const works = ["1", "2", "3", "4", "5", "6"].map((id) => work(id));
  const unknown = { void: "the chain knows no such work any more" };
  const due = ["due", "early", "early", "early", "done", unknown];
  expect(await keeperOn({ pledges, now: 100 }).standings(works)).toEqual(due);
  expect(await keeperOn({ pledges, now: 100, detached: true }).standings(works)).toEqual(due);
  const [held, ...others] = await keeperOn({ pledges, now: 100, paused: true }).standings(works);
  expect(held).toEqual({ held: `paused on chain: the gateway ${deployment.gateway} stops work of the kind expire` });
  expect(others).toEqual(due.slice(1));
});

test("behavior: what it calls is what it may call: the end of pledges, at the modules of the record alone", async () => {
  const keeper = keeperOn({ pledges: {}, now: 100 });
  const allowed = await keeper.mayCall();
  const call = await keeper.call([work("7", second), work("8", second)]);
  expect(call.to.toLowerCase()).toBe(second);
  expect(breachOf(call, allowed)).toBeUndefined();
  for (const other of [{ to: foreign }, { data: "0x12345678" as const }])
    expect(breachOf({ ...call, ...other }, allowed)).toBeDefined();
});

test("behavior: the refusals that bar all of its work are errors of the contracts", () => {
  const { barredBy = [] } = keeperOn({ pledges: {}, now: 100 });
  const names = errorsAbi.map(({ name }) => name as string);
  expect(barredBy).not.toEqual([]);
  expect(names).toEqual(expect.arrayContaining([...barredBy]));
});

describe("explain", () => {
  const tell = (pledge: Pledge, more: Partial<Ground> = {}, id = "1") =>
    createPledgeSubject({
      client: clientOn({ pledges: { [first]: [pledge] }, now: 100, ...more }),
      deployment,
    }).find(id);

  test.each<[Pledge, string, string]>([
    [active(100), "due", "it ended 1970-01-01T00:01:40Z"],
    [active(101), "early", "it ends 1970-01-01T00:01:41Z"],
    [active(0), "early", "it has no end"],
    [{ state: "proposed", endsAt: 50 }, "early", "the secured party has not accepted it"],
    [{ state: "called", endsAt: 50 }, "early", "it was called, and ends by its secured party alone"],
    [{ state: "realised", endsAt: 50 }, "done", "it is realised"],
  ])("behavior: %j is %s", async (pledge, standing, because) => {
    expect(await tell(pledge)).toMatchObject({ standing, because });
  });

  test("behavior: who pledged how much to whom; what nobody proposed is missing", async () => {
    const { facts, payload } = await tell(active(100));
    expect(facts[0]).toBe(`It is active: 5 units of ${holder} for ${bank}, of which 4 could be settled.`);
    expect(payload).toEqual({ field: "pledgeId", value: "1" });
    for (const id of ["0", "2"]) expect(await tell(active(100), {}, id)).toMatchObject({ standing: "missing" });
  });

  test("behavior: held while it is paused on chain, or its module is not listed", async () => {
    const paused = await tell(active(100), { paused: true });
    expect(paused).toMatchObject({ standing: "held", because: expect.stringMatching(/^paused on chain: /) });
    const unserved = await tell(active(100), { listed: [second] });
    expect(unserved).toMatchObject({ standing: "held", because: expect.stringContaining("addSource") });
  });
});

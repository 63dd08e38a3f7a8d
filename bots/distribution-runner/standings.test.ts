import { stringToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { breachOf } from "../sender/policy.ts";
import { clientOf, headAt, indexOf, type ModelContract } from "../testing/model.ts";
import {
  contractsOf,
  deployment,
  further,
  gateway,
  type Hints,
  holderAt,
  honest,
  keeperOn,
  lockup,
  module,
  type Round,
  token,
  type World,
  worldOf,
} from "../testing/rounds.ts";
import { createDistributionSubject } from "./explain.ts";
import { createDistributionRunner } from "./index.ts";

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
      [pay(3, "retry-0"), "due"],
      [pay(2, "retry-0"), "done"],
      [pay(5, "retry-0"), "early"],
      [pay(3, "retry-4"), { void: "its payment failed again; it is tried again as work of its own" }],
      [pay(4), "early"],
      [work("open"), "done"],
      [work("close"), "early"],
      [work("pay"), "early"],
      [{ key: `1:${module}:pay:x:1`, payload: { step: "pay", distributionId: "x" } }, "early"],
      [{ ...work("open"), payload: { step: "open", distributionId: "9" } }, { void: gone }],
    ] as const;
    expect(await keeperOn(world).standings(works.map(([item]) => item))).toEqual(works.map(([, standing]) => standing));
    round.state = "Closed";
    const some = [pay(1), pay(2), pay(3, "retry-0"), work("close")];
    expect(await keeperOn(world).standings(some)).toEqual(["void", "done", "due", "done"]);
    round.claimDeadline = 99;
    expect(await keeperOn(world).standings(some)).toEqual(["void", "done", "void", "done"]);
    round.state = "Open";
    expect(await keeperOn(world).standings([pay(1), pay(3, "retry-0")])).toEqual(["void", "void"]);
  });

  test("behavior: an announcement stands as the gateway says: one that was missed and told is for people", async () => {
    const world = worldOf({ dates: [90] });
    const standing = async (plan: Round["plan"]) => {
      Object.assign(world.rounds[0] as Round, { plan });
      const [answer] = await keeperOn(world).standings([work("announce")]);
      return answer;
    };
    expect(await standing("notDue")).toBe("early");
    expect(await standing("waiting")).toBe("early");
    expect(await standing("due")).toBe("due");
    expect(await standing("done")).toBe("done");
    expect(await standing("withheld")).toBe("done");
    expect(await standing("unknown")).toEqual({ void: gone });
    world.paused = ["announce"];
    expect(await standing("due")).toEqual({ held: expect.stringContaining("announce") });
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
    const unserved = { held: expect.stringContaining(`does not list ${module}`) };
    expect(await ask(work("open"), pay(1), work("close"))).toEqual([unserved, "done", unserved]);
    round.seen.clear();
    expect(await ask(pay(1))).toEqual([unserved]);
  });
});

describe("call", () => {
  test("behavior: what it calls is what it may call: four functions of each module of the record", async () => {
    const keeper = keeperOn(worldOf({ dates: [90] }));
    const allowed = await keeper.mayCall();
    expect(allowed).toHaveLength(12);
    expect(new Set(allowed.map(({ contract }) => contract))).toEqual(new Set([module, lockup, further]));
    for (const step of ["announce", "open", "pay", "close"]) {
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
  const preview = (source: never, kind: never, ids: never) => {
    asked.push((ids as unknown[]).length);
    return (gatewayModel.preview as (...args: never[]) => unknown)(source, kind, ids);
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
      because: expect.stringContaining("addSource"),
    });
    round.state = "Closed";
    expect(await tell(world)).toMatchObject({ standing: "done" });
    round.state = "Cancelled";
    expect(await tell(world)).toMatchObject({ standing: "done", because: "it was cancelled" });
  });

  test("behavior: how a record date far ahead stands, and of which partition a distribution is", async () => {
    const planned = (plan: Round["plan"], state: Round["state"] = "Declared") => {
      const world = worldOf({ dates: [90] });
      Object.assign(world.rounds[0] as Round, { plan, state, partition: stringToHex("A", { size: 32 }) });
      return world;
    };
    const early = await tell(planned("notDue"));
    expect(early).toMatchObject({ standing: "early", because: "the issuer has not funded it" });
    expect(early.facts).toContain("Its record date is announced from 1970-01-01T00:00:40Z on.");
    expect(early.facts).toContain('It is on partition "A" alone.');
    expect(await tell(planned("due"))).toMatchObject({
      standing: "due",
      because: "its record date is to be announced",
    });
    expect(await tell({ ...planned("due"), paused: ["announce"] })).toMatchObject({
      standing: "held",
      because: expect.stringContaining("announce"),
    });
    expect(await tell(planned("waiting", "Funded"))).toMatchObject({
      standing: "early",
      because: "the token takes no further record date now",
    });
    expect(await tell(planned("withheld", "Funded"))).toMatchObject({
      standing: "held",
      because: expect.stringContaining("can only be cancelled"),
    });
    expect(await tell(planned("withheld", "Open"))).toMatchObject({ standing: "due" });
  });
});

import { sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { type Keeper, PayloadError } from "../keeper.ts";
import { pauseKeeper, resumeKeeper } from "../ledger/pauses.ts";
import { planIntents } from "../ledger/plan.ts";
import { event, pause } from "../ledger/schema.ts";
import { spentOnDay } from "../ledger/spending.ts";
import { resolveUnknown } from "../ledger/unknown.ts";
import { counterAddress, counterCode, createCounterKeeper } from "../testing/counter.ts";
import { testIntent } from "../testing/ledger.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { dayOf } from "./budget.ts";

// What the sender may not do, and that it stops there alone.

const world = useSenderWorld();

const counter = (): Keeper => createCounterKeeper(world.node);
const today = async () => dayOf(Number((await world.node.getBlock()).timestamp));

describe("policy", () => {
  test.each([
    ["another contract", { to: "0x00000000000000000000000000000000000000c1" }],
    ["another function", { data: `0x12345678${"0".repeat(56)}` }],
    ["money along with it", { value: 1n }],
  ] as const)("behavior: %s: refused before it is signed, unknown at once, told once", async (_, change) => {
    await world.plan(world.lease, "1", "2");
    const keeper: Keeper = {
      ...counter(),
      call: async (works) => ({ ...(await counter().call(works)), ...change }),
    };
    const sender = world.sender(world.chain, { keepers: [keeper] });
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    for (const slot of ["1", "2"]) {
      expect(await world.intentOf(slot)).toMatchObject({
        state: "unknown",
        tries: 0,
        reason: expect.stringContaining("refused by policy"),
      });
    }
    expect(await world.attempts()).toEqual([]);
    expect(await world.notices()).toEqual(["unknown-intent counter"]);
  });
});

describe("poison", () => {
  test("behavior: one that is refused does not stop the others of its batch", async () => {
    await world.plan(world.lease, "1", "2", "0", "3", "4");
    await world.sender(world.chain, { keepers: [{ ...counter(), batchSize: 8 }] }).pass(world.lease);
    for (const slot of ["1", "2", "3", "4"]) expect(await world.effects(slot)).toBe(1);
    expect(await world.intentOf("0")).toMatchObject({ state: "planned", tries: 1 });
    for (const slot of ["1", "2", "3", "4"]) expect(await world.intentOf(slot)).toMatchObject({ tries: 0 });
  });

  test("behavior: one that the keeper cannot read does not stop the others, asked or called", async () => {
    const refuse = (works: readonly { key: string }[]) => {
      const poison = works.find(({ key }) => key === testIntent("2").key);
      if (poison !== undefined) throw new PayloadError(poison.key, "slot");
    };
    for (const method of ["standings", "call"] as const) {
      ({ lease: world.lease, chain: world.chain } = await world.begin());
      await world.plan(world.lease, "1", "2", "3");
      const keeper: Keeper = {
        ...counter(),
        batchSize: 8,
        [method]: async (works: never) => {
          refuse(works);
          return counter()[method](works);
        },
      };
      await world.sender(world.chain, { keepers: [keeper] }).pass(world.lease);
      for (const slot of ["1", "3"]) expect(await world.effects(slot)).toBe(1);
      expect(await world.intentOf("2")).toMatchObject({ tries: 1, reason: expect.stringContaining('no "slot"') });
    }
  });

  test("behavior: refused by the estimate alone is refused", async () => {
    const [proxy] = world.proxies;
    proxy?.inject({ method: "eth_estimateGas", fault: { kind: "error", message: "execution reverted", code: 3 } });
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 1 });
    expect(await world.attempts()).toEqual([]);
  });

  test("behavior: no estimate, no signature, no try", async () => {
    const [proxy] = world.proxies;
    proxy?.inject({ method: "eth_estimateGas", fault: { kind: "error", message: "internal error" } });
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.attempts()).toEqual([]);
  });

  test("behavior: a long queue of one keeper does not keep another waiting", async () => {
    const intents = Array.from({ length: 30 }, (_, index) => testIntent(`${index + 1}`));
    await planIntents(world.db, world.lease, [...intents, { ...testIntent("99"), keeper: "other" }]);
    await world
      .sender(world.chain, { keepers: [counter(), { ...counter(), name: "other" }], maxOpen: 2 })
      .pass(world.lease);
    expect(await world.effects("99")).toBe(1);
  });
});

describe("pauses", () => {
  test.each(["all", "counter"])(
    "behavior: %s: what is under way ends, nothing new is signed or asked",
    async (scope) => {
      await world.plan(world.lease, "1");
      await world.sender(world.chain).pass(world.lease);
      await world.mine(1);
      await world.plan(world.lease, "2");
      await pauseKeeper(world.db, scope, "holiday", "Ada");
      const standings = vi.fn(counter().standings);
      const sender = world.sender(world.chain, { keepers: [{ ...counter(), standings }] });
      expect(await sender.pass(world.lease)).toBe(0);
      expect(await world.stateOf("1")).toBe("final");
      expect(await world.stateOf("2")).toBe("planned");
      expect(standings).toHaveBeenCalledOnce();
      await world.db.delete(pause);
      await sender.pass(world.lease);
      expect(await world.effects("2")).toBe(1);
    },
  );

  test("behavior: in the middle of a pass, it holds for the next signature", async () => {
    await world.plan(world.lease, "1");
    const keeper: Keeper = {
      ...counter(),
      standings: async (works) => {
        await pauseKeeper(world.db, "counter", "now", "Ada");
        return works.map(() => "due");
      },
    };
    await world.sender(world.chain, { keepers: [keeper] }).pass(world.lease);
    expect(await world.attempts()).toEqual([]);
  });

  test("behavior: after all questions were asked, it holds for the signature", async () => {
    await world.plan(world.lease, "1");
    const keeper: Keeper = {
      ...counter(),
      call: async (works) => {
        await pauseKeeper(world.db, "all", "now", "Ada");
        return counter().call(works);
      },
    };
    await world.sender(world.chain, { keepers: [keeper] }).pass(world.lease);
    expect(await world.attempts()).toEqual([]);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
  });

  test("behavior: while it is paused, nothing is judged: what policy forbids stays planned", async () => {
    await world.plan(world.lease, "1");
    const keeper: Keeper = {
      ...counter(),
      mayCall: () => [],
      standings: async (works) => {
        await pauseKeeper(world.db, "all", "now", "Ada");
        return works.map(() => "due");
      },
    };
    await world.sender(world.chain, { keepers: [keeper] }).pass(world.lease);
    expect(await world.stateOf("1")).toBe("planned");
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: of another keeper: nothing stops", async () => {
    await world.plan(world.lease, "1");
    await pauseKeeper(world.db, "other", "holiday", "Ada");
    await world.sender(world.chain).pass(world.lease);
    expect(await world.effects("1")).toBe(1);
  });

  test("behavior: no replacement while paused", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    await pauseKeeper(world.db, "all", "holiday", "Ada");
    await world.sender(world.chain, { stuckAfter: 0 }).pass(world.lease);
    expect(await world.attempts()).toHaveLength(1);
  });
});

/** What the audit trail says of attempts and pauses, in order. */
const told = async (): Promise<string[]> =>
  (await world.db.select().from(event).orderBy(event.id))
    .filter(({ intentKey }) => intentKey === null)
    .map(({ toState }) => toState);

describe("the breaker", () => {
  test("behavior: three in a row mined without effect: paused, told, nothing spent afterwards", async () => {
    const blind: Keeper = { ...counter(), standings: async (works) => works.map(() => "due") };
    const sender = world.sender(world.chain, { keepers: [blind], confirmations: 0 });
    await world.node.setCode({ address: counterAddress, bytecode: "0x00" });
    await world.plan(world.lease, "1", "2");
    // Six would do; a slow node may show a block only to the next pass, and after the pause nothing is sent.
    for (let round = 0; round < 10; round += 1) {
      await sender.pass(world.lease);
      await world.db.execute(sql`update keepers.intent set retry_at = null`);
    }
    await world.node.setCode({ address: counterAddress, bytecode: counterCode });
    expect(await world.attempts()).toHaveLength(3);
    expect(await world.db.select().from(pause)).toMatchObject([{ scope: "counter", by: "sender" }]);
    expect(await world.notices()).toEqual(["no-progress counter"]);
    expect((await told()).slice(-2)).toEqual(["final", "paused"]);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 3 });
    const spent = await spentOnDay(world.db, world.lease, await today());
    await sender.pass(world.lease);
    expect(await spentOnDay(world.db, world.lease, await today())).toBe(spent);
    await resumeKeeper(world.db, "counter", "Ada");
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: one with an effect in between begins the count anew", async () => {
    const works = { effect: false };
    const judge: Keeper = {
      ...counter(),
      standings: async (list) => list.map(() => (works.effect ? "done" : "due")),
    };
    const sender = world.sender(world.chain, { keepers: [judge], confirmations: 0 });
    for (const [slot, effect] of [
      ["1", false],
      ["2", false],
      ["3", true],
      ["4", false],
      ["5", false],
    ] as const) {
      works.effect = false;
      await world.plan(world.lease, slot);
      await sender.pass(world.lease);
      works.effect = effect;
      await world.db.execute(
        sql`update keepers.intent set retry_at = now() + interval '1 hour' where state = 'planned'`,
      );
      await sender.pass(world.lease);
      await world.db.execute(
        sql`update keepers.intent set retry_at = now() + interval '1 hour' where state = 'planned'`,
      );
    }
    expect(await world.attempts()).toHaveLength(5);
    expect(await world.db.select().from(pause)).toEqual([]);
  });
});

test("behavior: a person's decision frees what was unknown, under a running leader", async () => {
  await world.plan(world.lease, "1");
  const misdirected: Keeper = { ...counter(), mayCall: () => [] };
  await world.sender(world.chain, { keepers: [misdirected] }).pass(world.lease);
  expect(await world.stateOf("1")).toBe("unknown");
  await world.sender(world.chain).pass(world.lease);
  expect(await world.attempts()).toEqual([]);
  await resolveUnknown(world.db, testIntent("1").key, { to: "planned", by: "Ada", note: "the policy was wrong" });
  await world.sender(world.chain).pass(world.lease);
  expect(await world.effects("1")).toBe(1);
  expect(await world.notices()).toEqual([]);
});

test("behavior: a thousand due items, each with one effect, questions and rows in proportion to batches", async () => {
  const slots = Array.from({ length: 1_000 }, (_, index) => `${index + 1}`);
  await world.plan(world.lease, ...slots);
  const keeper: Keeper = { ...counter(), batchSize: 50, standings: async (works) => works.map(() => "due") };
  const done: Keeper = { ...keeper, standings: async (works) => works.map(() => "done") };
  const [proxy] = world.proxies;
  const before = proxy?.count() ?? 0;
  const sender = world.sender(world.chain, { keepers: [keeper], maxOpen: 20 });
  await sender.pass(world.lease);
  expect((await world.attempts()).length).toBe(20);
  expect((proxy?.count() ?? 0) - before).toBeLessThan(20 * 8 + 20);
  await world.mine(1);
  await world.sender(world.chain, { keepers: [done] }).pass(world.lease);
  const counts = await Promise.all(["1", "500", "1000"].map(world.effects));
  expect(counts).toEqual([1, 1, 1]);
  expect(new Set((await world.attempts()).map(({ state }) => state))).toEqual(new Set(["final"]));
});

import { type Hex, numberToHex, parseTransaction, size } from "viem";
import { describe, expect, test } from "vitest";
import type { Keeper } from "../keeper.ts";
import { counterAddress, createCounterKeeper, lazyCode } from "../testing/counter.ts";
import { startRpcProxy } from "../testing/rpc-proxy.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { connectTestChain } from "../testing/sending.ts";

// How much gas transactions ask for, and what becomes of work that does not fit.

const world = useSenderWorld();

const counter = (changes: Partial<Keeper> = {}): Keeper => ({ ...createCounterKeeper(world.node), ...changes });
const slots = (count: number) => Array.from({ length: count }, (_, slot) => `${slot + 1}`);
const limits = async () => (await world.attempts()).map(({ raw }) => parseTransaction(raw).gas ?? 0n);
const worksOf = (raw: Hex) => size(parseTransaction(raw).data ?? "0x") / 32;

/** The endpoint says that a block holds so much. */
const sayBlockHolds = async (gasLimit: bigint): Promise<void> => {
  const truth = (await world.node.request({
    method: "eth_getBlockByNumber" as never,
    params: ["latest", false] as never,
  })) as object;
  world.proxies[0]?.inject({
    method: "eth_getBlockByNumber",
    when: ([block]) => block === "latest",
    fault: { kind: "result", result: { ...truth, gasLimit: numberToHex(gasLimit) } },
  });
};

describe("a transaction asks for no more gas than it may", () => {
  test.each([
    ["the newest block holds", (): Promise<void> => sayBlockHolds(131_072n), {}, 131_072n],
    ["is configured", async (): Promise<void> => undefined, { maxGas: 131_072n }, 131_072n],
  ] as const)(
    "behavior: than %s: the batch is halved until it fits, and all is done",
    async (_, set, changes, most) => {
      await set();
      await world.plan(world.lease, ...slots(5));
      await world.sender(world.chain, { keepers: [counter({ batchSize: 8 })], ...changes }).pass(world.lease);
      for (const limit of await limits()) expect(limit).toBeLessThanOrEqual(most);
      expect((await world.attempts()).length).toBeGreaterThan(1);
      for (const slot of slots(5)) expect(await world.effects(slot)).toBe(1);
    },
  );

  test("behavior: a single piece that does not fit is told with both figures, and stops", async () => {
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain, { maxGas: 30_000n });
    await sender.pass(world.lease);
    expect(await world.attempts()).toEqual([]);
    const reason = expect.stringMatching(/it needs 4\d{4} gas, and one transaction may have 30000$/);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 1, reason });
    for (let round = 0; round < 4; round += 1) {
      await world.db.execute("update keepers.intent set retry_at = null");
      await sender.pass(world.lease);
    }
    expect(await world.intentOf("1")).toMatchObject({ state: "unknown", reason });
    expect(await world.notices()).toHaveLength(1);
  });

  test("behavior: one that needs just less than the cap is sent, though no margin is left", async () => {
    await world.plan(world.lease, "1");
    await world.sender(world.chain, { maxGas: 46_800n }).pass(world.lease);
    expect(await limits()).toEqual([46_800n]);
    expect(await world.effects("1")).toBe(1);
  });

  test("behavior: a block limit that is none is taken no notice of", async () => {
    await sayBlockHolds(0n);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    expect(await world.effects("1")).toBe(1);
  });
});

describe("whole runs", () => {
  test.each(["whole run", "least"] as const)(
    "behavior: a node that estimates %s: the same batches, the same limits, everything done",
    async (estimation) => {
      await world.node.setCode({ address: counterAddress, bytecode: lazyCode });
      const proxy = await startRpcProxy(world.anvil.url, { estimation });
      const chain = await connectTestChain([proxy.url]);
      await world.plan(world.lease, ...slots(30));
      await world
        .sender(chain, { keepers: [counter({ batchSize: 30, gasPerWork: 50_000n })], maxGas: 700_000n })
        .pass(world.lease);
      await proxy.stop();
      for (const slot of slots(30)) expect(await world.effects(slot)).toBe(1);
      // Thirty would leave no margin, whatever the estimate is.
      expect(await limits()).toEqual([700_000n, 700_000n]);
    },
  );

  test("behavior: a node that cannot measure: batches are sized by what each piece may use at most", async () => {
    await world.node.setCode({ address: counterAddress, bytecode: lazyCode });
    world.proxies[0]?.inject({
      method: "eth_call",
      when: (params) => params.length > 2,
      fault: { kind: "error", message: "too many arguments" },
    });
    await world.plan(world.lease, ...slots(30));
    await world
      .sender(world.chain, { keepers: [counter({ batchSize: 30, gasPerWork: 50_000n })], maxGas: 1_000_000n })
      .pass(world.lease);
    for (const slot of slots(30)) expect(await world.effects(slot)).toBe(1);
    expect((await world.attempts()).map(({ raw }) => worksOf(raw))).toEqual([8, 7, 8, 7]);
  });
});

describe("money", () => {
  test("behavior: no transaction offers more than the cap on its cost; fees do not rise into it", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    const maxCost = 200_000n * 10n ** 9n;
    for (let round = 0; round < 12; round += 1) {
      await world.sender(world.chain, { maxCost, stuckAfter: 0 }).pass(world.lease);
    }
    const attempts = await world.attempts();
    expect(attempts.length).toBeGreaterThan(1);
    for (const { reserved } of attempts) expect(reserved).toBeLessThanOrEqual(maxCost);
  });

  test("behavior: work that costs more than one transaction may waits, is told once for its keeper, and goes on when fees fall", async () => {
    await world.plan(world.lease, "1", "2");
    const sender = world.sender(world.chain, { maxCost: 40_000n * 10n ** 9n });
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    expect(await world.attempts()).toEqual([]);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.notices()).toEqual(["fee-cap counter"]);
    await world.sender(world.chain).pass(world.lease);
    for (const slot of ["1", "2"]) expect(await world.effects(slot)).toBe(1);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: an account with too little money signs nothing, is told once, and goes on when it has some", async () => {
    const { address } = world.account;
    await world.node.setBalance({ address, value: 1_000n });
    await world.plan(world.lease, "1");
    const sender = world.sender(world.chain);
    await sender.pass(world.lease);
    await sender.pass(world.lease);
    expect(await world.attempts()).toEqual([]);
    expect(await world.intentOf("1")).toMatchObject({ state: "planned", tries: 0 });
    expect(await world.notices()).toEqual([`funds-short ${address}`]);
    await world.node.setBalance({ address, value: 10n ** 18n });
    await sender.pass(world.lease);
    expect(await world.effects("1")).toBe(1);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: what is under way has its part of the money: no more is signed than can be paid", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, ...slots(6));
    await world.node.setBalance({ address: world.account.address, value: 500_000n * 10n ** 9n });
    const sender = world.sender(world.chain, { keepers: [counter({ batchSize: 1 })] });
    for (let round = 0; round < 3; round += 1) await sender.pass(world.lease);
    const reserved = (await world.attempts()).reduce((sum, attempt) => sum + attempt.reserved, 0n);
    expect(reserved).toBeLessThanOrEqual(500_000n * 10n ** 9n);
    expect((await world.attempts()).length).toBeGreaterThan(0);
    for (const { state } of await world.attempts()) expect(state).toBe("broadcast");
  });
});

import { sql } from "drizzle-orm";
import { type Hex, parseTransaction, size } from "viem";
import { describe, expect, test } from "vitest";
import type { Keeper } from "../keeper.ts";
import { pauseKeeper } from "../ledger/pauses.ts";
import { notice } from "../ledger/schema.ts";
import { resolveUnknown } from "../ledger/unknown.ts";
import { createCounterKeeper } from "../testing/counter.ts";
import { testIntent } from "../testing/ledger.ts";
import type { RpcFault } from "../testing/rpc-proxy.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { connectTestChain } from "../testing/sending.ts";
import type { SenderParameters } from "./index.ts";

// What becomes of a signed transaction that every endpoint refuses, for as long as it is offered.

const world = useSenderWorld({ endpoints: 3 });

const words = "tx fee (1.20 ether) exceeds the configured cap (1.00 ether)";
const refusal: RpcFault = { kind: "error", message: words };

type Transaction = ReturnType<typeof parseTransaction>;

/** Every endpoint refuses such transactions. */
const refuse = (isRefused: (transaction: Transaction) => boolean, fault = refusal): void => {
  for (const proxy of world.proxies)
    proxy.inject({
      method: "eth_sendRawTransaction",
      when: ([raw]) => isRefused(parseTransaction(raw as Hex)),
      fault,
    });
};
/** pieces of work that it carries; 0: a transfer of nothing */
const worksOf = ({ data = "0x" }: Transaction): number => size(data) / 32;

const counter = (changes: Partial<Keeper> = {}): Keeper => ({ ...createCounterKeeper(world.node), ...changes });

/** Passes of a process that knows nothing of the ones before, each with a block. */
const pass = async (times: number, changes: Partial<SenderParameters> = {}): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    await world.sender(world.chain, changes).pass(world.lease);
    await world.mine(1);
  }
};
const open = async () => (await world.attempts()).filter(({ state }) => state === "signed" || state === "broadcast");
const told = async () => (await world.db.select().from(notice).orderBy(notice.id)).map(({ kind }) => kind);

describe("a transaction that every endpoint refuses, always", () => {
  test("behavior: a single piece of work waits for a person, with the node's words; what is behind it goes on", async () => {
    refuse((transaction) => transaction.nonce === 0 && worksOf(transaction) > 0);
    await world.plan(world.lease, "1", "2", "3");
    const sender = world.sender(world.chain, { keepers: [counter({ batchSize: 1 })] });
    const states: (string | undefined)[] = [];
    for (let round = 0; round < 6; round += 1) {
      await sender.pass(world.lease);
      states.push(await world.stateOf("1"));
      await world.mine(1);
    }
    // It stays with its bytes until the filler is final.
    expect(new Set(states)).toEqual(new Set(["signed", "unknown"]));
    expect(await world.intentOf("1")).toMatchObject({ state: "unknown", reason: expect.stringContaining(words) });
    for (const slot of ["2", "3"]) expect(await world.stateOf(slot)).toBe("final");
    expect(await world.effects("1")).toBe(0);

    const [first, , , filler] = await world.attempts();
    expect(first).toMatchObject({ nonce: 0, state: "superseded", refusals: 3, refusal: words });
    expect(filler).toMatchObject({ nonce: 0, state: "final", keeper: "sender", gasLimit: 21_000n });
    expect(await world.attempts()).toHaveLength(4);
    // The first notice has ended; the work's own says why.
    expect(await told()).toEqual(["transaction-refused", "unknown-intent"]);
    expect(await world.notices()).toEqual([`unknown-intent ${testIntent("1").key}`]);

    await resolveUnknown(world.db, testIntent("1").key, { to: "planned", by: "Ada", note: "the cap was raised" });
    await pass(3);
    expect(await world.effects("1")).toBe(1);
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: fees do not rise: that would make it worse", async () => {
    refuse((transaction) => worksOf(transaction) > 0);
    await world.plan(world.lease, "1");
    await pass(2, { stuckAfter: 0 });
    expect(await world.attempts()).toHaveLength(1);
  });

  test("behavior: a batch is done in parts, each piece once, in as many transactions as the nodes make necessary", async () => {
    refuse((transaction) => worksOf(transaction) > 2);
    await world.plan(world.lease, "1", "2", "3", "4", "5");
    await pass(20, { keepers: [counter({ batchSize: 8 })] });
    for (const slot of ["1", "2", "3", "4", "5"]) {
      expect(await world.effects(slot)).toBe(1);
      expect(await world.intentOf(slot)).toMatchObject({ state: "final", tries: 0 });
    }
    const carriers = (await world.attempts()).filter(({ keeper }) => keeper === "counter");
    expect(carriers.map(({ raw }) => worksOf(parseTransaction(raw)))).toEqual([5, 3, 2, 2, 1]);
    expect(new Set(await told())).toEqual(new Set(["transaction-refused"]));
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: what somebody else did meanwhile is skipped", async () => {
    refuse((transaction) => worksOf(transaction) > 0);
    const done = { since: false };
    const keeper = counter({ standings: async (works) => works.map(() => (done.since ? "done" : "due")) });
    await world.plan(world.lease, "1", "2");
    await pass(4, { keepers: [keeper] });
    done.since = true;
    await pass(3, { keepers: [keeper] });
    for (const slot of ["1", "2"]) expect(await world.stateOf(slot)).toBe("skipped");
    expect(await world.notices()).toEqual([]);
  });
});

describe("not even a transfer of nothing is taken", () => {
  test("behavior: the account is at fault, not the work: nothing more is signed; it is done as it was signed", async () => {
    refuse(() => true, { kind: "error", message: "insufficient funds for gas * price + value" });
    await world.plan(world.lease, "1", "2", "3", "4");
    await pass(10);
    const signed = await world.attempts();
    expect(signed.map(({ nonce, keeper }) => [nonce, keeper])).toEqual([
      [0, "counter"],
      [1, "counter"],
      [0, "sender"],
    ]);
    expect(await world.notices()).toEqual(["transaction-refused counter", `account-refused ${world.account.address}`]);
    await world.plan(world.lease, "5");
    await pass(1);
    expect(await world.stateOf("5")).toBe("planned");

    world.healAll();
    await pass(4);
    for (const slot of ["1", "2", "3", "4", "5"]) {
      expect(await world.intentOf(slot)).toMatchObject({ state: "final", tries: 0, batchLimit: null });
      expect(await world.effects(slot)).toBe(1);
    }
    expect((await world.attempts())[2]).toMatchObject({ state: "superseded" });
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: of a gap's filler likewise", async () => {
    await world.plan(world.lease, "1");
    await pass(1);
    await pass(2);
    await world.db.execute(sql`update keepers.attempt set nonce = 3`);
    refuse(() => true);
    await pass(8, { gapAfter: 0 });
    expect(await world.notices()).toEqual([`account-refused ${world.account.address}`]);
    world.healAll();
    await pass(4, { gapAfter: 0 });
    expect(await world.notices()).toEqual([]);
  });
});

describe("the refused bytes are mined after all", () => {
  /** The node takes it, and every endpoint denies it. */
  const deny = (): void => {
    world.injectAll("eth_sendRawTransaction", { ...refusal, forwarded: true });
    world.injectAll("eth_getTransactionByHash", { kind: "result", result: null });
  };

  test("behavior: they count, the filler does not; once", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    deny();
    await world.sender(world.chain).pass(world.lease);
    // From now on nothing reaches the node.
    world.injectAll("eth_sendRawTransaction", refusal);
    for (let round = 0; round < 4; round += 1) await world.sender(world.chain).pass(world.lease);
    expect(await open()).toHaveLength(2);
    await world.mine(1);
    world.healAll();
    await pass(3);
    expect(await world.effects("1")).toBe(1);
    expect((await world.attempts()).map(({ state }) => state)).toEqual(["final", "superseded"]);
    expect(await world.stateOf("1")).toBe("final");
    expect(await world.notices()).toEqual([]);
  });

  test("behavior: in a block that vanishes, and the filler takes the nonce: the work is put back, and done once", async () => {
    refuse((transaction) => worksOf(transaction) > 1);
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1", "2");
    for (let round = 0; round < 5; round += 1) await world.sender(world.chain).pass(world.lease);
    const [carrier, filler] = await world.attempts();
    await world.node.dropTransaction({ hash: filler?.hash ?? "0x" });
    await world.node.sendRawTransaction({ serializedTransaction: carrier?.raw ?? "0x" });
    await world.mine(1);
    await world.sender(world.chain).pass(world.lease);
    expect(await world.stateOf("1")).toBe("mined");
    await world.node.request({ method: "anvil_reorg" as never, params: [1, []] as never });
    await world.node.request({ method: "anvil_dropAllTransactions" as never });
    await world.sender(world.chain).pass(world.lease);
    expect(await world.stateOf("1")).toBe("broadcast");
    await world.node.setAutomine(true);
    await pass(12);
    for (const slot of ["1", "2"]) {
      expect(await world.effects(slot)).toBe(1);
      expect(await world.stateOf(slot)).toBe("final");
    }
    expect(await world.notices()).toEqual([]);
  });
});

describe("crashes", () => {
  test("behavior: between the record and the broadcast of the filler: the same filler, one effect for each", async () => {
    refuse((transaction) => worksOf(transaction) > 1);
    await world.plan(world.lease, "1", "2");
    await pass(3);
    const holds = world.proxies.map((proxy) =>
      proxy.inject({
        method: "eth_sendRawTransaction",
        when: ([raw]) => worksOf(parseTransaction(raw as Hex)) === 0,
        fault: { kind: "drop" },
      }),
    );
    await world
      .sender(world.chain)
      .pass(world.lease)
      .catch(() => undefined);
    const [, filler] = await world.attempts();
    expect(filler).toMatchObject({ state: "signed", keeper: "sender" });
    for (const end of holds) end();
    await pass(8);
    const fillers = (await world.attempts()).filter(({ keeper }) => keeper === "sender");
    expect(fillers).toMatchObject([{ hash: filler?.hash, state: "final" }]);
    for (const slot of ["1", "2"]) expect(await world.effects(slot)).toBe(1);
  });

  test("behavior: the count of refusals is in the ledger", async () => {
    refuse((transaction) => worksOf(transaction) > 0);
    await world.plan(world.lease, "1");
    await pass(3);
    expect(await world.attempts()).toMatchObject([{ refusals: 2 }]);
    await pass(1);
    expect(await world.attempts()).toMatchObject([{ refusals: 3 }, { keeper: "sender" }]);
  });
});

describe("what is no refusal by all", () => {
  test("behavior: one endpoint takes it", async () => {
    world.proxies[0]?.inject({ method: "eth_sendRawTransaction", fault: refusal });
    world.proxies[1]?.inject({ method: "eth_sendRawTransaction", fault: refusal });
    await world.plan(world.lease, "1");
    await pass(3);
    expect(await world.stateOf("1")).toBe("final");
    expect(await told()).toEqual([]);
  });

  test.each([{ kind: "drop" }, { kind: "status", status: 429 }, { kind: "garbage" }] as const)(
    "behavior: one endpoint does not answer ($kind)",
    async (fault) => {
      for (const proxy of world.proxies) proxy.inject({ method: "eth_sendRawTransaction", fault: refusal });
      await world.plan(world.lease, "1");
      for (let round = 0; round < 8; round += 1) {
        const end = world.proxies[0]?.inject({ method: "eth_sendRawTransaction", fault });
        await world.chain.look();
        await world
          .sender(world.chain)
          .pass(world.lease)
          .catch(() => undefined);
        end?.();
        await world.mine(1);
      }
      expect(await world.attempts()).toMatchObject([{ state: "signed" }]);
      expect((await world.attempts())[0]?.refusals).toBeLessThan(3);
    },
  );

  test("behavior: nodes have an earlier one of the nonce: it is not cancelled", async () => {
    await world.node.setAutomine(false);
    await world.plan(world.lease, "1");
    await world.sender(world.chain).pass(world.lease);
    refuse(() => true);
    for (let round = 0; round < 8; round += 1) {
      await world.sender(world.chain, { stuckAfter: 0 }).pass(world.lease);
    }
    expect((await world.attempts()).map(({ keeper }) => keeper)).toEqual(["counter", "counter"]);
    await world.mine(1);
    await pass(3);
    expect(await world.effects("1")).toBe(1);
    expect(await told()).toEqual([]);
  });

  test("behavior: one that waits for an earlier nonce is not judged", async () => {
    await world.node.setAutomine(false);
    refuse((transaction) => (transaction.nonce ?? 0) > 0, { kind: "error", message: "nonce too high" });
    await world.plan(world.lease, "1", "2", "3");
    for (let round = 0; round < 8; round += 1) await world.sender(world.chain).pass(world.lease);
    expect((await world.attempts()).map(({ refusals }) => refusals)).toEqual([0, 0]);
    world.healAll();
    await world.node.setAutomine(true);
    await world.mine(1);
    await pass(4);
    for (const slot of ["1", "2", "3"]) expect(await world.effects(slot)).toBe(1);
  });
});

describe("a filler obeys", () => {
  test("behavior: no filler while all is paused; afterwards it goes on", async () => {
    refuse((transaction) => worksOf(transaction) > 1);
    await world.plan(world.lease, "1", "2");
    await pass(2);
    await pauseKeeper(world.db, "all", "holiday", "Ada");
    await pass(5);
    expect(await world.attempts()).toHaveLength(1);
    await world.db.execute(sql`delete from keepers.pause`);
    await pass(9);
    for (const slot of ["1", "2"]) expect(await world.effects(slot)).toBe(1);
  });

  test("behavior: no filler beyond the day's budget, nor on doubtful ground", async () => {
    refuse((transaction) => worksOf(transaction) > 0);
    await world.plan(world.lease, "1");
    await pass(2);
    await pass(3, { budgets: { item: 10n ** 18n, day: 1n } });
    await pass(3, { maxHeadAge: -1_000_000_000 });
    expect(await world.attempts()).toHaveLength(1);
  });

  test("behavior: a stranger takes the nonce meanwhile: the work is planned again", async () => {
    refuse((transaction) => transaction.nonce === 0);
    await world.plan(world.lease, "1", "2");
    await pass(4);
    expect(await open()).toHaveLength(2);
    await world.takeNonce(0);
    await world.mine(3);
    await pass(1);
    expect((await world.attempts()).slice(0, 2).map(({ state }) => state)).toEqual(["superseded", "superseded"]);
    await world.db.execute(sql`update keepers.intent set retry_at = null`);
    await pass(4);
    for (const slot of ["1", "2"]) expect(await world.effects(slot)).toBe(1);
  });
});

test("behavior: a node's words reach people in one line, short, and without secrets", async () => {
  const secret = `0x${"ab".repeat(32)}`;
  const hostile = `no\n\u202e https://node.example/key123 ${secret} ${"x".repeat(5_000)}`;
  refuse((transaction) => worksOf(transaction) > 0, { kind: "error", message: hostile });
  await world.plan(world.lease, "1");
  await pass(4);
  const [{ text } = { text: "" }] = await world.db.select().from(notice);
  expect(text).toContain("https://node.example");
  expect(text).not.toMatch(/key123|abab|[^\x20-\x7e]/);
  expect(text.length).toBeLessThan(700);
});

test("behavior: waits in a pool, and no block can hold it any more: given up as well", async () => {
  const alone = await connectTestChain([world.proxies[0]?.url ?? ""]);
  await world.node.setAutomine(false);
  await world.plan(world.lease, "1", "2");
  await world.sender(alone).pass(world.lease);
  const [first] = await world.attempts();
  const truth = (await world.node.request({
    method: "eth_getBlockByNumber" as never,
    params: ["latest", false] as never,
  })) as object;
  world.proxies[0]?.inject({
    method: "eth_getBlockByNumber",
    when: ([block]) => block === "latest",
    fault: { kind: "result", result: { ...truth, gasLimit: `0x${((first?.gasLimit ?? 0n) - 1n).toString(16)}` } },
  });
  await world.sender(alone, { stuckAfter: 0 }).pass(world.lease);
  expect((await world.attempts())[1]).toMatchObject({ nonce: 0, keeper: "sender", state: "broadcast" });
  world.healAll();
  await world.node.setAutomine(true);
  await pass(8);
  for (const slot of ["1", "2"]) expect(await world.effects(slot)).toBe(1);
});

describe("caps that nodes name", () => {
  const eight = (first: number) => Array.from({ length: 8 }, (_, slot) => `${first + slot}`);

  test("behavior: later transactions keep to them, before any is refused", async () => {
    refuse(({ gas = 0n }) => gas > 150_000n, { kind: "error", message: "gas limit too high (cap: 150000)" });
    const sender = world.sender(world.chain, { keepers: [counter({ batchSize: 8 })] });
    const passes = async (times: number): Promise<void> => {
      for (let round = 0; round < times; round += 1) {
        await sender.pass(world.lease);
        await world.mine(1);
      }
    };
    await world.plan(world.lease, ...eight(1));
    await passes(9);
    await world.plan(world.lease, ...eight(11));
    await passes(3);
    for (const slot of [...eight(1), ...eight(11)]) expect(await world.effects(slot)).toBe(1);
    expect((await world.attempts()).filter(({ refusals }) => refusals > 0)).toHaveLength(1);
  });

  test.each(["gas cap: 22000", "the configured cap (0.000000000000000001 ether)"])(
    "behavior: a lie of all nodes (%s) makes transactions small, and stops none",
    async (message) => {
      refuse((transaction) => worksOf(transaction) > 1, { kind: "error", message });
      const sender = world.sender(world.chain);
      await world.plan(world.lease, "1", "2");
      for (let round = 0; round < 8; round += 1) {
        await sender.pass(world.lease);
        await world.mine(1);
      }
      for (const slot of ["1", "2"]) expect(await world.intentOf(slot)).toMatchObject({ state: "final", tries: 0 });
    },
  );
});

import { eq } from "drizzle-orm";
import { type Hex, keccak256, toHex } from "viem";
import { describe, expect, test } from "vitest";
import type { Keeper, Standing } from "../../keeper.ts";
import { markBroadcast, recordSigned } from "../../ledger/attempts.ts";
import { claim, skip } from "../../ledger/claims.ts";
import { planIntents } from "../../ledger/plan.ts";
import { intent } from "../../ledger/schema.ts";
import type { Subject, Told } from "../../subject.ts";
import { testChainId, testIntent, useLeasedLedger } from "../../testing/ledger.ts";
import { explain, UnknownNameError } from "./explain.ts";
import { printExplanation } from "./print.ts";

const ledger = useLeasedLedger();

const circumstances = async () => ({
  now: 0,
  pauses: new Map(),
  halts: [],
  isLed: true,
  indexLag: 0n,
  maxIndexLag: 5n,
  isBalanceEmpty: false,
});
const told = (standing: Told["standing"], field: string, value: string): Told => ({
  standing,
  because: "the model says so",
  facts: ["A fact."],
  payload: { field, value },
});
const subjects: Subject[] = [
  { noun: "slot", example: "slot 7", find: async (id) => told("due", "slot", id) },
  {
    noun: "call",
    example: "call 0x…",
    find: async (hash) => told(hash === callHash ? "early" : "missing", "slot", hash),
  },
];
const callHash = keccak256("0x01");
const keeperSaying = (standing: Standing) =>
  ({ name: "counter", standings: async (works: readonly unknown[]) => works.map(() => standing) }) as unknown as Keeper;
const ask = (text: string, keepers: readonly Keeper[] = [keeperSaying("due")]) =>
  explain({ db: ledger.db, chainId: testChainId, keepers, subjects, circumstances }, text);

const transaction = toHex("signed bytes");
const hash = keccak256(transaction);
/** One transaction for these, signed and sent. */
const sendFor = async (...keys: string[]) => {
  await claim(ledger.db, ledger.lease, keys);
  const signed = {
    ...{ nonce: 0, hash, raw: transaction, keeper: "counter", title: "Count", signedAtBlock: 1n, gasLimit: 50n },
    ...{ maxFeePerGas: 2n, maxPriorityFeePerGas: 1n, reserved: 100n, day: 3 },
  };
  await markBroadcast(ledger.db, ledger.lease, ...(await recordSigned(ledger.db, ledger.lease, [{ keys, signed }])));
};
const [one, two] = [testIntent("1"), testIntent("2")];

describe("explain", () => {
  test("behavior: by a name, the work of this chain; what is not settled decides the answer", async () => {
    const again = testIntent("1 again", { slot: "1" });
    const elsewhere = testIntent("1 elsewhere", { slot: "1" });
    await planIntents(ledger.db, ledger.lease, [one, again, two, elsewhere]);
    await ledger.db.update(intent).set({ chainId: 5 }).where(eq(intent.key, elsewhere.key));
    await skip(ledger.db, ledger.lease, [one.key], "done by somebody else");
    const { name, conclusion, counts, standing, facts } = await ask(" Slot 1 ");
    expect({ name, counts, standing, facts }).toEqual({
      name: "Slot 1",
      counts: { skipped: 1, planned: 1 },
      standing: "due",
      facts: ["A fact."],
    });
    expect(conclusion).toBe("Slot 1 is planned and waits for its turn.");
  });

  test("behavior: by a key, in the words of its keeper; without that keeper, by the ledger alone", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    expect((await ask(one.key, [keeperSaying("early")])).conclusion).toBe(
      "Count 1 is not due yet: the contract says so.",
    );
    expect((await ask(one.key, [keeperSaying({ held: "paused on chain" })])).conclusion).toBe(
      "Count 1 is held up: paused on chain.",
    );
    expect((await ask(one.key, [keeperSaying({ void: "it was cancelled" })])).conclusion).toBe(
      "Count 1 will never be done: it was cancelled.",
    );
    expect(await ask(one.key, [])).toMatchObject({ standing: undefined, conclusion: expect.stringContaining("waits") });
  });

  test("behavior: by a transaction's hash, however it is spelt, all that it carries; its bytes stay in the ledger", async () => {
    await planIntents(ledger.db, ledger.lease, [one, two]);
    await sendFor(one.key, two.key);
    const answer = await ask(`0x${hash.slice(2).toUpperCase()}`);
    expect(answer.name).toBe("The work of this transaction (2 items)");
    expect(answer.counts).toEqual({ broadcast: 2 });
    const [first] = answer.histories;
    expect(first?.attempts).toMatchObject([{ hash, nonce: 0, state: "broadcast" }]);
    expect(first?.events.map(({ intentKey, fromState, toState }) => [intentKey, fromState, toState])).toEqual([
      [one.key, null, "planned"],
      [one.key, "planned", "claimed"],
      [null, null, "signed"],
      [one.key, "claimed", "signed"],
      [null, "signed", "broadcast"],
      [one.key, "signed", "broadcast"],
    ]);
    const shown = JSON.stringify(answer, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part));
    expect(`${shown} ${printExplanation(answer)}`).not.toContain(transaction);
  });

  test("behavior: a transaction of one piece of work is told by that, in its keeper's words", async () => {
    await planIntents(ledger.db, ledger.lease, [one]);
    await sendFor(one.key);
    expect(await ask(hash, [keeperSaying("done")])).toMatchObject({
      name: "Count 1",
      conclusion: "Count 1 is done: the contract shows its effect.",
    });
  });

  test("behavior: a hash that is no transaction of ours is a call's", async () => {
    expect(await ask(callHash)).toMatchObject({ name: `Call ${callHash}`, standing: "early" });
    await expect(ask(keccak256("0x02") as Hex)).rejects.toThrow(UnknownNameError);
  });

  test("behavior: twenty pieces of work are told in full, more are counted", async () => {
    await planIntents(
      ledger.db,
      ledger.lease,
      Array.from({ length: 23 }, (_, n) => testIntent(`n${n}`, { slot: "9" })),
    );
    const answer = await ask("slot 9");
    expect([answer.histories.length, answer.counts]).toEqual([20, { planned: 23 }]);
    expect(printExplanation(answer)).toContain("and 3 more");
  });

  test.each(["weather", "weather 1", "slot", "slot 1 2", "1:0x:nothing:1:1", "0x12"])(
    "error: UnknownNameError for %j",
    async (text) => {
      await expect(ask(text)).rejects.toThrow(UnknownNameError);
    },
  );
});

import { describe, expect, test } from "vitest";
import { nextFork, today } from "./prices.ts";
import { gasOf } from "./schedule.ts";
import { type Step, type Transaction, UnexplainedStepError, walk } from "./walk.ts";

/** A step as a test writes it: its own cost, its stack with the top first, and what runs inside. */
type Line = { op: string; cost: number; stack?: bigint[]; inside?: Line[] };

const GIVEN = 1_000_000;
const FORWARDED = 100_000;
const caller = `0x${"c1".repeat(20)}`;
const token = `0x${"70".repeat(20)}`;
const other = 0x9999999999999999999999999999999999999999n;
const otherAddress = `0x${"99".repeat(20)}`;

/** The trace of these lines, and the gas that is left behind them. */
const traceOf = (lines: readonly Line[], given: number, depth = 1): { steps: Step[]; left: number } => {
  const steps: Step[] = [];
  let left = given;
  for (const { op, cost, stack = [], inside } of lines) {
    const words = stack.toReversed().map((word) => `0x${word.toString(16)}`);
    steps.push({ op, gas: left, gasCost: cost + (inside === undefined ? 0 : FORWARDED), depth, stack: words });
    left -= cost;
    if (inside === undefined) continue;
    const child = traceOf(inside, FORWARDED, depth + 1);
    steps.push(...child.steps);
    left -= FORWARDED - (inside.at(-1)?.op === "INVALID" ? 0 : child.left);
  }
  return { steps, left };
};

const stop: Line = { op: "STOP", cost: 0 };
const fail: Line = { op: "REVERT", cost: 0 };
const read = (slot: bigint, cost: number): Line => ({ op: "SLOAD", cost, stack: [slot] });
const write = (slot: bigint, value: bigint, cost: number): Line => ({ op: "SSTORE", cost, stack: [slot, value] });
const call = (account: bigint, cost: number, inside?: Line[]): Line => ({
  ...{ op: "CALL", cost, stack: [50_000n, account, 0n, 0n, 0n, 0n, 0n] },
  ...(inside === undefined ? {} : { inside }),
});

/** Gas in both schedules, and what a chain of today says of the same trace before refunds. */
const measure = (lines: readonly Line[], more: Partial<Transaction> = {}) => {
  const { steps, left } = traceOf([...lines, ...(more.creates ? [] : [stop])], GIVEN);
  const before = new Map([
    [`${token}:5`, 55n],
    [`${token}:6`, 66n],
    [`${otherAddress}:5`, 55n],
  ]);
  const wordBefore = (account: string, slot: bigint): bigint => before.get(`${account}:${slot}`) ?? 0n;
  const usage = walk({ from: caller, to: token, creates: false, data: "0x", steps, wordBefore, ...more });
  return { usage, today: gasOf(usage, today), next: gasOf(usage, nextFork), spent: GIVEN - left };
};

/** Both schedules agree with the trace: today's with what it spent, the next fork's with a figure made by hand. */
const expectGas = (lines: readonly Line[], { next, refund = 0 }: { next: number; refund?: number }): void => {
  const { today, next: after, spent } = measure(lines);
  expect(today.used).toBe(21_000 + spent - refund);
  expect(after.used).toBe(next);
};

describe("walk", () => {
  test("behavior: a transaction that does nothing costs its base, in the next fork that of its recipient, too", () => {
    expectGas([], { next: 15_000 });
  });

  test("behavior: what has no state costs the same in both", () => {
    expectGas(
      [
        { op: "ADD", cost: 3 },
        { op: "LOG3", cost: 1_756 },
      ],
      { next: 15_000 + 1_759 },
    );
  });

  test("behavior: a slot is cold once", () => {
    expectGas([read(5n, 2_100), read(5n, 100)], { next: 15_000 + 2_200 });
  });

  test("behavior: a fresh word is paid by the byte", () => {
    const { next } = measure([write(1n, 7n, 22_100)]);
    expectGas([write(1n, 7n, 22_100)], { next: 15_000 + 2_100 + 10_000 + 97_920 });
    expect(next.state).toBe(97_920);
  });

  test("behavior: a changed word is paid once, and no bytes", () => {
    expectGas([read(5n, 2_100), write(5n, 7n, 2_900), write(5n, 8n, 100)], {
      next: 15_000 + 2_100 + 10_100 + 100,
    });
  });

  test("behavior: a word written with what it holds costs its access", () => {
    expectGas([write(5n, 55n, 2_200), write(5n, 55n, 100)], { next: 15_000 + 2_100 + 100 });
  });

  test("behavior: a cleared word is refunded", () => {
    expectGas([write(5n, 0n, 5_000)], { next: Math.ceil((15_000 + 12_100) * 0.8), refund: 4_800 });
  });

  test("behavior: a refund is a fifth at most", () => {
    expectGas([write(5n, 0n, 5_000), write(6n, 0n, 5_000)], { next: (15_000 + 24_200) * 0.8, refund: 31_000 / 5 });
  });

  test("behavior: a cleared word that is filled again is not refunded, but the change that is taken back", () => {
    expectGas([write(5n, 0n, 5_000), write(5n, 55n, 100), { op: "ADD", cost: 40_000 }], {
      ...{ next: 15_000 + 12_100 + 100 - 10_000 + 40_000, refund: 2_800 },
    });
  });

  test("behavior: a fresh word that is emptied again keeps no bytes", () => {
    const lines = [write(1n, 7n, 22_100), write(1n, 0n, 100), { op: "ADD", cost: 80_000 }];
    expectGas(lines, { next: 15_000 + 12_100 + 100 - 10_000 + 80_000, refund: 19_900 });
    expect(measure(lines).next.state).toBe(0);
  });

  test("behavior: an account is cold once; the transaction's own are warm", () => {
    expectGas([call(other, 2_600, [stop]), call(other, 100, [stop])], { next: 15_000 + 3_100 });
    expectGas([call(BigInt(caller), 100), call(BigInt(token), 100, [stop])], { next: 15_000 + 200 });
  });

  test("behavior: code of another account runs on its own storage, delegated code on the caller's", () => {
    const delegate = (inside: Line[]): Line => ({
      ...{ op: "DELEGATECALL", cost: 2_600, stack: [50_000n, other, 0n, 0n, 0n, 0n], inside },
    });
    expectGas([read(5n, 2_100), call(other, 2_600, [read(5n, 2_100), stop])], { next: 15_000 + 3_000 + 4_200 });
    expectGas([read(5n, 2_100), delegate([read(5n, 100), stop])], { next: 15_000 + 3_000 + 2_200 });
  });

  test("behavior: the size and the text of code are read a second time", () => {
    const size: Line = { op: "EXTCODESIZE", cost: 2_600, stack: [other] };
    const hash: Line = { op: "EXTCODEHASH", cost: 100, stack: [other] };
    expectGas([size, hash], { next: 15_000 + 3_100 + 100 });
  });

  test("behavior: a precompile is warm, and costs what it costs", () => {
    expectGas([call(1n, 3_100)], { next: 15_000 + 3_100 });
  });

  test("behavior: memory that a call needs is its own cost in both", () => {
    expectGas([call(other, 2_609, [stop])], { next: 15_000 + 3_009 });
  });

  test("behavior: a call that fails leaves nothing warm inside, no bytes and no refund", () => {
    const inside = [read(5n, 2_100), write(1n, 7n, 22_100), write(5n, 0n, 2_900), fail];
    const { next, usage } = measure([call(other, 2_600, inside), call(other, 100, [read(5n, 2_100), stop])]);
    expectGas([call(other, 2_600, inside), call(other, 100, [read(5n, 2_100), stop])], {
      next: 15_000 + 3_000 + 2_100 + 12_100 + 10_100 + 100 + 2_100,
    });
    expect(next.state).toBe(0);
    expect(usage.lasting.clearedWords).toBe(0);
  });

  test("behavior: a word that a failed call wrote holds what it held before", () => {
    const inside = [write(1n, 7n, 22_100), fail];
    expectGas([call(other, 2_600, inside), call(other, 100, [write(1n, 7n, 22_100), stop])], {
      next: 15_000 + 3_000 + 12_100 + 100 + 12_100 + 97_920,
    });
  });

  test("behavior: a call that halts loses all its gas, and leaves nothing", () => {
    const inside = [write(1n, 7n, 22_100), { op: "INVALID", cost: 0 }];
    const { next } = measure([call(other, 2_600, inside)]);
    expectGas([call(other, 2_600, inside)], { next: 15_000 + 3_000 + FORWARDED - 22_100 + 12_100 });
    expect(next.state).toBe(0);
  });

  test("behavior: a created contract is paid by the byte, and is warm", () => {
    const returns: Line = { op: "RETURN", cost: 0, stack: [0n, 100n] };
    const create: Line = {
      ...{ op: "CREATE", cost: 32_000 + 2 * 3 + 20_000, stack: [0n, 0n, 96n] },
      inside: [write(1n, 7n, 22_100), returns],
    };
    const address: Line = { op: "DUP1", cost: 3, stack: [other] };
    expectGas([create, address, call(other, 100, [read(1n, 100), stop])], {
      next: 15_000 + 12_000 + 6 + 12_100 + 6 * 4 + 3 + 200 + 1_530 * (120 + 100 + 64),
    });
  });

  test("behavior: a transaction that creates a contract calls nobody", () => {
    const returns: Line = { op: "RETURN", cost: 0, stack: [0n, 64n] };
    const { today, next } = measure([{ op: "ADD", cost: 3 }, returns], { creates: true, data: `0x${"01".repeat(40)}` });
    expect(today.used).toBe(21_000 + 32_000 + 16 * 40 + 2 * 2 + 3 + 200 * 64);
    expect(next.used).toBe(12_000 + 12_000 + 16 * 40 + 2 * 2 + 3 + 6 * 2 + 1_530 * (120 + 64));
  });

  test("behavior: much calldata has a least price", () => {
    const data = `0x${"00".repeat(1_000)}${"01".repeat(1_000)}`;
    const { today, next } = measure([{ op: "ADD", cost: 3 }], { data });
    expect(today.used).toBe(21_000 + 50_000);
    expect(next.used).toBe(15_000 + 128_000);
    expect(measure([{ op: "ADD", cost: 100_000 }], { data }).today.used).toBe(21_000 + 20_000 + 100_000);
  });

  test.each([
    ["a slot that is warm already", [read(5n, 2_100), read(5n, 2_100)]],
    ["a slot that is cold yet", [read(5n, 100)]],
    ["a word that was not fresh", [write(5n, 7n, 22_100)]],
    ["an account that is warm already", [call(other, 2_600, [stop]), call(other, 2_600, [stop])]],
    ["an account that is cold yet", [call(other, 100, [stop])]],
  ])("error: gas that is not explained: %s", (_, lines) => {
    expect(() => measure(lines)).toThrow(UnexplainedStepError);
  });

  test("error: what has no price here", () => {
    const pays: Line = { op: "CALL", cost: 11_600, stack: [0n, other, 1n, 0n, 0n, 0n, 0n] };
    expect(() => measure([pays])).toThrow("moves ether");
    const creates: Line = { op: "CREATE", cost: 32_000, stack: [0n, 0n, 0n] };
    expect(() => measure([creates])).toThrow("runs no code");
    expect(() => measure([{ ...creates, stack: [1n, 0n, 0n], inside: [stop] }])).toThrow("moves ether");
    expect(() => measure([call(other, 2_600, [{ op: "SELFDESTRUCT", cost: 5_000, stack: [1n] }])])).toThrow("no price");
  });
});

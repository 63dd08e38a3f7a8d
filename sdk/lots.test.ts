import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Lot, LotError, type LotEvent, lotsOf } from "./lots.ts";

type Vector = {
  name: string;
  events: Record<string, unknown>[];
  lots?: Record<string, (Omit<Lot, "amount"> & { amount: string })[]>;
  error?: string;
};

const { vectors } = JSON.parse(readFileSync(new URL("../test/vectors/lots.json", import.meta.url), "utf8")) as {
  vectors: Vector[];
};

const amounts = ["amount", "numerator", "denominator"];
const eventOf = (event: Record<string, unknown>): LotEvent =>
  Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key, amounts.includes(key) ? BigInt(value as string) : value]),
  ) as LotEvent;

const plain = (lots: ReturnType<typeof lotsOf>) =>
  Object.fromEntries([...lots].map(([name, list]) => [name, list.map((lot) => ({ ...lot, amount: `${lot.amount}` }))]));

describe("vectors", () => {
  test.each(vectors)("behavior: $name", ({ events, lots, error }) => {
    const derive = () => plain(lotsOf(events.map(eventOf)));
    if (error === undefined) expect(derive()).toEqual(lots);
    else expect(derive).toThrow(new LotError(error));
  });
});

const names = fc.constantFrom("ada", "ada 2", "ben", "cid");

/** Random issues, moves and splits; a move asks for a share of what the position holds. */
const steps = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant("issue" as const), to: names, amount: fc.bigInt(1n, 1_000n), locked: fc.boolean() }),
    fc.record({
      act: fc.constant("move" as const),
      from: names,
      to: names,
      share: fc.integer({ min: 0, max: 100 }),
      forced: fc.boolean(),
    }),
    fc.record({ act: fc.constant("split" as const), numerator: fc.bigInt(1n, 5n), denominator: fc.bigInt(1n, 5n) }),
  ),
  { maxLength: 25 },
);

const sumOf = (lots: readonly Lot[] | undefined) => (lots ?? []).reduce((sum, { amount }) => sum + amount, 0n);

test("property: the lots of every position add up to its balance, whatever moves", () => {
  fc.assert(
    fc.property(steps, (acts) => {
      const events: LotEvent[] = [];
      const balances = new Map<string, bigint>();
      const change = (name: string, amount: bigint) => balances.set(name, (balances.get(name) ?? 0n) + amount);
      for (const [time, step] of acts.entries()) {
        if (step.act === "issue") {
          const facts = step.locked ? { lockedUntil: time + 5 } : {};
          events.push({ kind: "issue", time, to: step.to, amount: step.amount, facts });
          change(step.to, step.amount);
        } else if (step.act === "split") {
          const { numerator, denominator } = step;
          events.push({ kind: "split", time, numerator, denominator });
          for (const [name, balance] of balances) balances.set(name, (balance * numerator) / denominator);
        } else {
          const held = lotsOf(events).get(step.from) ?? [];
          const movable = sumOf(step.forced ? held : held.filter(({ lockedUntil }) => lockedUntil <= time));
          const amount = (movable * BigInt(step.share)) / 100n;
          const own = step.from.slice(0, 3) === step.to.slice(0, 3);
          events.push({ kind: "transfer", time, from: step.from, to: step.to, amount, own, forced: step.forced });
          change(step.from, -amount);
          change(step.to, amount);
        }
      }
      const lots = lotsOf(events);
      for (const [name, balance] of balances) expect(sumOf(lots.get(name))).toBe(balance);
    }),
  );
});

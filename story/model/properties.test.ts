import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Act, createModel, type Model, type ModelInputs, type MoveAct } from "./index.ts";

const issuer = "issuer";
const custodian = "depot";
const accounts = ["a1", "a2", "b1", "b2", "c1", "d1", issuer];
const owners: Record<string, string> = { a1: "A", a2: "A", b1: "B", b2: "B", c1: "C", d1: "D" };

const inputs: ModelInputs = {
  investors: ["A", "B", "C", "D"].map((externalId, index) => ({
    externalId,
    country: { numeric: 1 + (index % 2) },
    accreditation: { rating: 1 + index, expiresAt: index === 2 ? 50 : 10_000 },
    accounts: Object.keys(owners).filter((account) => owners[account] === externalId),
  })),
  issuer: {
    issueDate: 0,
    countries: [
      { country: { numeric: 1 }, minRating: 1, limits: [1, 0, 0, 0, 0, 0, 0, 0] },
      { country: { numeric: 2 }, minRating: 1, limits: [0, 0, 0, 0, 0, 0, 0, 0] },
    ],
    limits: [3, 0, 0, 0, 0, 0, 0, 0],
  },
};

const account = fc.constantFrom(...accounts);
const amount = fc.bigInt({ min: 0n, max: 120n });
const move: fc.Arbitrary<MoveAct> = fc.oneof(
  fc.record({ kind: fc.constant("issue" as const), account, amount }),
  fc.record({ kind: fc.constant("transfer" as const), from: account, to: account, amount }),
  fc.record({ kind: fc.constant("deposit" as const), account, custodian: fc.constant(custodian), amount }),
  fc.record({
    kind: fc.constant("custodyTransfer" as const),
    custodian: fc.constant(custodian),
    from: account,
    to: account,
    amount,
  }),
  fc.record({
    kind: fc.constant("withdraw" as const),
    custodian: fc.constant(custodian),
    from: account,
    to: account,
    amount,
  }),
  fc.record({ kind: fc.constant("controllerTransfer" as const), from: account, to: account, amount }),
);
const freeze: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant("freeze" as const),
  investor: fc.constantFrom("A", "B", "C", "D"),
  on: fc.boolean(),
});
const steps = fc.array(fc.record({ act: fc.oneof({ weight: 6, arbitrary: move }, freeze), wait: fc.nat(3) }), {
  maxLength: 60,
});

const isMove = (act: Act): act is MoveAct => "amount" in act && act.kind !== "dividend" && act.kind !== "refused";

/** Plays a move as what the model predicts; a third of what is issued is locked up for a while. */
const play = (model: Model, act: Act, now: number): void => {
  model.apply({ kind: "release", account: "a1", now });
  model.apply(isMove(act) ? told(model, act, now) : act);
};

const told = (model: Model, act: MoveAct, now: number): Act => {
  const code = model.predict(act);
  if (code !== 0) return { kind: "refused", move: act, code };
  return act.kind === "issue" ? { ...act, locked: [{ amount: act.amount / 3n, until: now + 20 }] } : act;
};

const playAll = (model: Model, acts: readonly { act: Act; wait: number }[], from = 0): number =>
  acts.reduce((now, { act, wait }) => {
    play(model, act, now + wait);
    return now + wait;
  }, from);

const holdersOf = (model: Model): Set<string | undefined> =>
  new Set(
    model
      .outcome()
      .positions.filter((position) => position.account !== issuer)
      .map((position) => owners[position.account]),
  );

describe("whatever is played", () => {
  test("supply is what was issued, and no position is negative", () => {
    fc.assert(
      fc.property(steps, (acts) => {
        const model = createModel(inputs, { issuer, token: "token", custodian });
        let issued = 0n;
        let now = 0;
        for (const { act, wait } of acts) {
          now += wait;
          if (act.kind === "issue" && model.predict(act) === 0) issued += act.amount;
          play(model, act, now);
          const { totalSupply, positions } = model.outcome();
          expect(totalSupply).toBe(issued);
          expect(positions.every((position) => position.amount > 0n)).toBe(true);
        }
      }),
    );
  });

  test("investors are counted exactly while they hold anything, and limits hold without forced moves", () => {
    fc.assert(
      fc.property(steps, (acts) => {
        const model = createModel(inputs, { issuer, token: "token", custodian });
        playAll(model, acts);
        const { counts, countryCounts } = model.outcome();
        expect(counts[0]).toBe(holdersOf(model).size);
        expect([...countryCounts.values()].reduce((sum, [total = 0]) => sum + total, 0)).toBe(counts[0]);
        if (acts.some(({ act }) => act.kind === "controllerTransfer")) return;
        expect(counts[0]).toBeLessThanOrEqual(3);
        expect(countryCounts.get(1)?.[0] ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("nobody's locked part exceeds what it holds directly", () => {
    fc.assert(
      fc.property(steps, (acts) => {
        const model = createModel(inputs, { issuer, token: "token", custodian });
        playAll(model, acts);
        for (const name of accounts) expect(model.lockedOf(name)).toBeLessThanOrEqual(model.positionOf(name));
      }),
    );
  });

  test("a dividend never pays more than there is, and rounding costs less than a unit a position", () => {
    fc.assert(
      fc.property(steps, steps, fc.bigInt({ min: 1n, max: 10n ** 24n }), (before, after, total) => {
        const model = createModel(inputs, { issuer, token: "token", custodian });
        const recordDate = playAll(model, before) + 1;
        const atRecordDate = model.outcome().positions.filter((position) => position.account !== issuer);
        model.apply({
          kind: "dividend",
          amount: total,
          recordDate,
          paymentDate: recordDate + 1,
          claimDeadline: recordDate + 500,
        });
        const now = playAll(model, after, recordDate + 1);
        model.apply({ kind: "pay", failing: ["b1"], now });

        const [dividend] = model.outcome().dividends;
        const { paid = 0n, withheld = 0n, payments = [], remainder } = dividend ?? {};
        expect(paid + withheld).toBeLessThanOrEqual(total);
        expect(paid + (remainder ?? 0n)).toBe(total);
        expect(payments.length).toBeLessThanOrEqual(atRecordDate.length);
        if (atRecordDate.length > 0) expect(total - paid - withheld).toBeLessThan(BigInt(atRecordDate.length));
      }),
    );
  });
});

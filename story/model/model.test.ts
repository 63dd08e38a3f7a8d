import { describe, expect, test } from "vitest";
import { createModel, type Model, ModelDisagreement, type ModelInputs, type MoveAct } from "./index.ts";

const issuer = "0xISSUER";
const token = "0xTOKEN";
const custodian = "0xDEPOT";
const [CH, US, JP] = [756, 840, 392];
const free = [0, 0, 0, 0, 0, 0, 0, 0];
const later = 10_000;

const investor = (
  externalId: string,
  changes: Partial<ModelInputs["investors"][number]> & { rating?: number } = {},
) => ({
  externalId,
  country: { numeric: CH },
  accreditation: { rating: changes.rating ?? 2, expiresAt: later },
  accounts: [externalId],
  ...changes,
});

const inputs = {
  investors: [
    investor("Ada", { accounts: ["Ada", "Ada2"] }),
    investor("Bo"),
    investor("Cy", { rating: 3 }),
    investor("Uma", { country: { numeric: US }, rating: 3 }),
    investor("Low", { country: { numeric: US }, rating: 1 }),
    investor("Jun", { country: { numeric: JP } }),
    investor("Early", { accreditation: { rating: 2, expiresAt: 500 } }),
    investor("Nobody", { accreditation: undefined }),
  ],
  issuer: {
    issueDate: 100,
    countries: [
      { country: { numeric: CH }, minRating: 1, limits: free },
      { country: { numeric: US }, minRating: 2, limits: free },
    ],
    limits: free,
  },
} satisfies ModelInputs;

const modelOf = (changes: Partial<ModelInputs["issuer"]> = {}): Model =>
  createModel({ ...inputs, issuer: { ...inputs.issuer, ...changes } }, { issuer, token, custodian });

/** Ada holds 100, of which 40 are locked until 200; Bo holds 50. */
const begun = (changes: Partial<ModelInputs["issuer"]> = {}): Model => {
  const model = modelOf(changes);
  model.apply({ kind: "issue", account: "Ada", amount: 100n, locked: [{ amount: 40n, until: 200 }] });
  model.apply({ kind: "issue", account: "Bo", amount: 50n });
  return model;
};

const send = (from: string, to: string, amount = 1n): MoveAct => ({ kind: "transfer", from, to, amount });
const amounts = (model: Model) =>
  Object.fromEntries(
    model
      .outcome()
      .positions.map(({ account, custodian: at, amount }) => [at === undefined ? account : `${account}@${at}`, amount]),
  );

describe("moves", () => {
  test("issue, transfer, treasury", () => {
    const model = begun();
    model.apply({ kind: "issue", account: issuer, amount: 30n });
    model.apply(send("Ada", "Bo", 60n));
    model.apply(send(issuer, "Cy", 10n));
    model.apply(send("Bo", issuer, 5n));
    expect(amounts(model)).toEqual({ Ada: 40n, Bo: 105n, Cy: 10n, [issuer]: 25n });
    expect(model.outcome().totalSupply).toBe(180n);
  });

  test("custody: in, from owner to owner, out again", () => {
    const model = begun();
    model.apply({ kind: "deposit", account: "Ada", custodian, amount: 30n });
    model.apply(send("Bo", custodian, 50n));
    model.apply({ kind: "custodyTransfer", custodian, from: "Ada", to: "Bo", amount: 10n });
    model.apply({ kind: "withdraw", custodian, from: "Bo", to: "Bo", amount: 15n });
    model.apply({ kind: "withdraw", custodian, from: "Ada", to: "Ada2", amount: 20n });
    expect(amounts(model)).toEqual({ Ada: 70n, Ada2: 20n, Bo: 15n, [`Bo@${custodian}`]: 45n });
    expect(model.outcome().counts).toEqual([2, 0, 2, 0, 0, 0, 0, 0]);
  });

  test("to oneself and of nothing: legal, without effect", () => {
    const model = begun();
    model.apply(send("Ada", "Ada", 60n));
    model.apply(send("Nobody", "Jun", 0n));
    expect(amounts(model)).toEqual({ Ada: 100n, Bo: 50n });
  });

  test("the spelling of an account does not matter", () => {
    const model = begun();
    model.apply(send("ada", "BO", 1n));
    expect(model.positionOf("bo")).toBe(51n);
    expect(amounts(model)).toEqual({ Ada: 99n, Bo: 51n });
  });

  test("forced: takes from the locked part last, and leaves less to release", () => {
    const model = begun();
    model.apply({ kind: "freeze", investor: "Ada", on: true });
    model.apply({ kind: "pause", scope: "issuer", on: true });
    model.apply({ kind: "controllerTransfer", from: "Ada", to: "Bo", amount: 75n });
    expect(amounts(model)).toEqual({ Ada: 25n, Bo: 125n });
    expect(model.lockedOf("Ada")).toBe(25n);
    model.apply({ kind: "time", now: 200 });
    expect(model.lockedOf("Ada")).toBe(0n);
  });
});

describe("lock-ups", () => {
  test("end when released, not when due", () => {
    const model = begun();
    expect(model.predict(send("Ada", "Bo", 60n))).toBe(0);
    expect(model.predict(send("Ada", "Bo", 61n))).toBe(18);
    model.apply({ kind: "release", now: 199 });
    expect(model.lockedOf("Ada")).toBe(40n);
    model.apply({ kind: "refused", from: "Ada", to: "Bo", amount: 61n, code: 18, now: 200 });
    model.apply({ kind: "release", account: "Ada" });
    expect(model.lockedOf("Ada")).toBe(0n);
    expect(model.predict(send("Ada", "Bo", 100n))).toBe(0);
  });

  test("bind what is held directly only", () => {
    const model = begun();
    model.apply({ kind: "deposit", account: "Ada", custodian, amount: 60n });
    expect(model.predict({ kind: "custodyTransfer", custodian, from: "Ada", to: "Bo", amount: 60n })).toBe(0);
    expect(model.predict({ kind: "deposit", account: "Ada", custodian, amount: 1n })).toBe(18);
  });

  test("cannot exceed what is issued, nor end in the past", () => {
    const issue = { kind: "issue", account: "Ada", amount: 10n } as const;
    expect(() => modelOf().apply({ ...issue, locked: [{ amount: 11n, until: 200 }] })).toThrow(ModelDisagreement);
    expect(() => modelOf().apply({ ...issue, locked: [{ amount: 1n, until: 100 }] })).toThrow(ModelDisagreement);
  });
});

describe("refusals", () => {
  const cases: [name: string, code: number, move: MoveAct, prepare?: (model: Model) => void][] = [
    ["all paused", 2, send("Ada", "Bo"), (model) => model.apply({ kind: "pause", scope: "issuer", on: true })],
    ["token paused", 1, send("Ada", "Bo"), (model) => model.apply({ kind: "pause", scope: "token", on: true })],
    ["to the token", 23, send("Ada", token)],
    ["to nowhere", 23, send("Ada", `0x${"0".repeat(40)}`)],
    ["nothing to nowhere", 23, send("Ada", token, 0n)],
    ["sender unknown", 3, send("Nobody", "Bo")],
    ["receiver unknown", 4, send("Ada", "Nobody")],
    [
      "sender restricted",
      5,
      send("Ada", "Bo"),
      (model) => model.apply({ kind: "restrict", investor: "Ada", on: true }),
    ],
    [
      "sender's account restricted",
      5,
      send("Ada", "Bo"),
      (model) => model.apply({ kind: "restrict", investor: "Ada", account: "Ada", on: true }),
    ],
    ["sender frozen", 7, send("Ada", "Bo"), (model) => model.apply({ kind: "freeze", investor: "Ada", on: true })],
    [
      "receiver restricted",
      6,
      send("Ada", "Bo"),
      (model) => model.apply({ kind: "restrict", investor: "Bo", on: true }),
    ],
    ["receiver frozen", 8, send("Ada", "Bo"), (model) => model.apply({ kind: "freeze", investor: "Bo", on: true })],
    ["receiver expired", 10, send("Ada", "Bo"), (model) => model.apply({ kind: "release", now: later })],
    ["country not permitted", 11, send("Ada", "Jun")],
    ["rating too low", 12, send("Ada", "Low")],
    ["more than there is", 17, send("Ada", "Bo", 101n)],
    ["more than is free", 18, send("Ada", "Bo", 61n)],
    ["issue to an unpermitted country", 11, { kind: "issue", account: "Jun", amount: 1n }],
    ["treasury into custody", 23, send(issuer, custodian)],
    ["custodian by itself", 3, send(custodian, "Bo")],
    ["custodian to custodian", 20, { kind: "withdraw", custodian, from: "Ada", to: custodian, amount: 1n }],
    ["custody to the issuer", 23, { kind: "custodyTransfer", custodian, from: "Ada", to: issuer, amount: 1n }],
    [
      "deposit with a former custodian",
      21,
      send("Ada", custodian),
      (model) => model.apply({ kind: "setCustodian", custodian, approved: false }),
    ],
    ["forced, more than there is", 17, { kind: "controllerTransfer", from: "Ada", to: "Bo", amount: 101n }],
    ["forced, from a custodian", 3, { kind: "controllerTransfer", from: custodian, to: "Bo", amount: 0n }],
    ["forced, to nobody", 4, { kind: "controllerTransfer", from: "Ada", to: "Nobody", amount: 1n }],
    [
      "forced, to a frozen investor",
      8,
      { kind: "controllerTransfer", from: "Ada", to: "Bo", amount: 1n },
      (model) => model.apply({ kind: "freeze", investor: "Bo", on: true }),
    ],
    [
      "forced, to a restricted investor",
      6,
      { kind: "controllerTransfer", from: "Ada", to: "Bo", amount: 1n },
      (model) => model.apply({ kind: "restrict", investor: "Bo", on: true }),
    ],
  ];

  test.each(cases)("%s: code %i, and nothing changes", (_, code, move, prepare) => {
    const model = begun();
    prepare?.(model);
    const before = model.outcome();
    model.apply({ kind: "refused", move, code });
    expect(model.outcome()).toEqual(before);
    expect(() => model.apply({ kind: "refused", move, code: 99 })).toThrow(`refused with code ${code}`);
    expect(() => model.apply(move)).toThrow(`must be refused with code ${code}`);
    expect(model.outcome()).toEqual(before);
  });

  test("a refusal where the rules allow is a disagreement", () => {
    const refused = { kind: "refused", from: "Ada", to: "Bo", amount: 1n, code: 18 } as const;
    expect(() => begun().apply(refused)).toThrow("must pass");
  });

  test("the first reason counts, in the order of the rules", () => {
    const model = begun();
    const move = send("Ada", "Low", 1000n);
    const reasons: [number, () => void][] = [
      [2, () => model.apply({ kind: "pause", scope: "issuer", on: false })],
      [1, () => model.apply({ kind: "pause", scope: "token", on: false })],
      [5, () => model.apply({ kind: "restrict", investor: "Ada", on: false })],
      [7, () => model.apply({ kind: "freeze", investor: "Ada", on: false })],
      [6, () => model.apply({ kind: "restrict", investor: "Low", on: false })],
      [8, () => model.apply({ kind: "freeze", investor: "Low", on: false })],
      [10, () => model.apply({ kind: "renew", investor: "Low", rating: 1, expiresAt: 2 * later })],
      [
        11,
        () =>
          model.apply({ kind: "setCountry", country: US, rule: { minRating: 2, limits: [1, 0, 0, 1, 0, 0, 0, 0] } }),
      ],
      [12, () => model.apply({ kind: "renew", investor: "Low", rating: 3, expiresAt: 2 * later })],
      [13, () => model.apply({ kind: "setLimits", limits: [4, 0, 0, 1, 0, 0, 0, 0] })],
      [14, () => model.apply({ kind: "setLimits", limits: free })],
      [15, () => model.apply({ kind: "setCountryLimits", country: US, limits: [2, 0, 0, 1, 0, 0, 0, 0] })],
      [16, () => model.apply({ kind: "setCountryLimits", country: US, limits: free })],
      [17, () => model.apply({ kind: "issue", account: "Ada", amount: 900n })],
      [18, () => model.apply({ kind: "release" })],
    ];
    model.apply({ kind: "issue", account: "Uma", amount: 1n });
    model.apply({ kind: "setLimits", limits: [3, 0, 0, 1, 0, 0, 0, 0] });
    model.apply({ kind: "setCountry", country: US });
    for (const investor of ["Ada", "Low"]) {
      model.apply({ kind: "restrict", investor, on: true });
      model.apply({ kind: "freeze", investor, on: true });
    }
    for (const scope of ["issuer", "token"] as const) model.apply({ kind: "pause", scope, on: true });
    model.apply({ kind: "renew", investor: "Low", rating: 1, expiresAt: 300 });
    model.apply({ kind: "renew", investor: "Ada", rating: 2, expiresAt: 2 * later, now: later });

    const seen = reasons.map(([, mend]) => {
      const code = model.predict(move);
      mend();
      return code;
    });
    expect(seen).toEqual(reasons.map(([code]) => code));
    expect(model.predict(move)).toBe(0);
  });

  test("an expired investor may sell, and may not buy; between own accounts nothing but good standing counts", () => {
    const model = begun();
    model.apply({ kind: "issue", account: "Early", amount: 10n });
    model.apply({ kind: "account", investor: "Early", account: "Early2", now: 500 });
    expect(model.predict(send("Early", "Bo"))).toBe(0);
    expect(model.predict(send("Bo", "Early"))).toBe(10);
    expect(model.predict(send("Early", "Early2"))).toBe(0);
    expect(model.predict(send("Early", custodian))).toBe(0);
    model.apply({ kind: "freeze", investor: "Early", on: true });
    expect(model.predict(send("Early", "Early2"))).toBe(7);
  });

  test("who is no longer approved as custodian may return shares to their owner only", () => {
    const model = begun();
    model.apply(send("Ada", custodian, 10n));
    model.apply({ kind: "setCustodian", custodian, approved: false });
    expect(model.predict({ kind: "withdraw", custodian, from: "Ada", to: "Ada2", amount: 1n })).toBe(0);
    expect(model.predict({ kind: "withdraw", custodian, from: "Ada", to: "Bo", amount: 1n })).toBe(21);
    expect(model.predict({ kind: "custodyTransfer", custodian, from: "Ada", to: "Bo", amount: 1n })).toBe(21);
  });
});

describe("limits", () => {
  test.each<[string, number, Partial<ModelInputs["issuer"]>, string]>([
    ["in all", 13, { limits: [2, 0, 0, 0, 0, 0, 0, 0] }, "Uma"],
    ["by rating", 14, { limits: [0, 0, 2, 0, 0, 0, 0, 0] }, "Early"],
    [
      "in a country",
      15,
      { countries: [{ country: { numeric: CH }, minRating: 1, limits: [2, 0, 0, 0, 0, 0, 0, 0] }] },
      "Cy",
    ],
    [
      "in a country by rating",
      16,
      { countries: [{ country: { numeric: CH }, minRating: 1, limits: [0, 0, 2, 0, 0, 0, 0, 0] }] },
      "Early",
    ],
  ])("%s: newcomers wait, holders may buy", (_, code, changes, newcomer) => {
    const model = begun(changes);
    expect(model.predict(send("Ada", newcomer))).toBe(code);
    expect(model.predict(send("Ada", "Bo"))).toBe(0);
    expect(model.predict(send("Bo", "Ada2"))).toBe(0);
  });

  test("a place is taken by compatriots only, a rated one by peers only", () => {
    const rule = { minRating: 1, limits: [0, 0, 0, 1, 0, 0, 0, 0] };
    const model = begun({ countries: [CH, US].map((numeric) => ({ country: { numeric }, ...rule })) });
    model.apply(send("Ada", "Cy"));
    expect(model.predict(send("Ada", "Uma"))).toBe(0);
    expect(model.predict(send("Ada", "Early"))).toBe(0);
  });

  test("who sells everything makes room, but only in its own groups", () => {
    const model = begun({ limits: [2, 0, 2, 0, 0, 0, 0, 0] });
    expect(model.predict(send("Bo", "Early", 49n))).toBe(13);
    expect(model.predict(send("Bo", "Early", 50n))).toBe(0);
    model.apply(send("Bo", "Cy", 50n));
    expect(model.outcome().counts).toEqual([2, 0, 1, 1, 0, 0, 0, 0]);
    model.apply({ kind: "setLimits", limits: [0, 0, 1, 0, 0, 0, 0, 0] });
    expect(model.predict(send("Cy", "Bo", 50n))).toBe(14);
  });

  test("who holds the rest elsewhere does not leave", () => {
    const model = begun({ limits: [2, 0, 0, 0, 0, 0, 0, 0] });
    model.apply(send("Bo", custodian, 10n));
    expect(model.predict(send("Bo", "Cy", 40n))).toBe(13);
  });
});

describe("counts", () => {
  test("an investor counts once, over accounts and custodians, while it holds anything", () => {
    const model = begun();
    model.apply(send("Ada", "Ada2", 10n));
    model.apply(send("Ada2", custodian, 5n));
    expect(model.outcome().counts[0]).toBe(2);
    model.apply(send("Bo", "Ada", 50n));
    expect(model.outcome().counts).toEqual([1, 0, 1, 0, 0, 0, 0, 0]);
    expect(model.outcome().countryCounts).toEqual(new Map([[CH, [1, 0, 1, 0, 0, 0, 0, 0]]]));
  });

  test("move at the next transfer or at sync, not at the expiry, and not by the mark", () => {
    const model = begun();
    model.apply({ kind: "issue", account: "Early", amount: 10n });
    model.apply({ kind: "expire", investors: ["Early"], now: 500 });
    expect(model.outcome().counts).toEqual([3, 0, 3, 0, 0, 0, 0, 0]);
    expect(model.outcome().lapsed).toEqual(["Early"]);
    model.apply({ kind: "sync", investors: ["Early", "Cy"] });
    expect(model.outcome().counts).toEqual([3, 0, 2, 0, 0, 0, 0, 0]);

    model.apply({ kind: "renew", investor: "Early", rating: 4, expiresAt: later });
    expect(model.outcome().lapsed).toEqual([]);
    expect(model.outcome().counts).toEqual([3, 0, 2, 0, 0, 0, 0, 0]);
    model.apply(send("Early", "Bo", 1n));
    expect(model.outcome().counts).toEqual([3, 0, 2, 0, 1, 0, 0, 0]);
  });

  test("when time has passed, all that was due is done", () => {
    const model = begun();
    model.apply({ kind: "issue", account: "Early", amount: 10n });
    model.apply({ kind: "time", now: 500 });
    expect(model.lockedOf("Ada")).toBe(0n);
    expect(model.outcome().lapsed).toEqual(["Early"]);
    expect(model.outcome().counts).toEqual([3, 0, 2, 0, 0, 0, 0, 0]);
  });

  test("a forced move does not ask where its victim stands", () => {
    const model = begun();
    model.apply({ kind: "issue", account: "Early", amount: 10n });
    model.apply({ kind: "controllerTransfer", from: "Early", to: "Bo", amount: 4n, now: 500 });
    expect(model.outcome().counts).toEqual([3, 0, 3, 0, 0, 0, 0, 0]);
    model.apply({ kind: "controllerTransfer", from: "Early", to: "Bo", amount: 6n });
    expect(model.outcome().counts).toEqual([2, 0, 2, 0, 0, 0, 0, 0]);
  });
});

describe("dividends", () => {
  const terms = { kind: "dividend", amount: 1000n, recordDate: 150, paymentDate: 160, claimDeadline: 300 } as const;

  /** At the record date: Ada 60 and 10 at the custodian, Bo 50, Cy 30; treasury 50 (not eligible). */
  const declared = (): Model => {
    const model = begun();
    model.apply({ kind: "issue", account: issuer, amount: 50n });
    model.apply(terms);
    model.apply(send("Ada", custodian, 10n));
    model.apply({ ...send("Ada", "Cy", 30n), now: 150 });
    model.apply({ ...send("Bo", "Uma", 50n), now: 151 });
    return model;
  };
  const outcome = (model: Model) => {
    const [dividend] = model.outcome().dividends;
    if (dividend === undefined) throw new ModelDisagreement("No dividend", model.outcome());
    return dividend;
  };

  test("pays in proportion to the end of the record date's second, rounded down, through the custodian", () => {
    const model = declared();
    model.apply({ kind: "pay", failing: [], now: 160 });
    const { payments, paid, withheld, remainder } = outcome(model);
    expect(payments).toEqual([
      { account: "Ada", custodian: undefined, amount: 400n, status: "paid" },
      { account: "Bo", custodian: undefined, amount: 333n, status: "paid" },
      { account: "Ada", custodian, amount: 66n, status: "paid" },
      { account: "Cy", custodian: undefined, amount: 200n, status: "paid" },
    ]);
    expect([paid, withheld, remainder]).toEqual([999n, 0n, 1n]);
  });

  test("withholds from the frozen and from whom the token cannot pay; both claim later, once", () => {
    const model = declared();
    model.apply({ kind: "freeze", investor: "Bo", on: true });
    model.apply({ kind: "pay", failing: ["Cy"], now: 160 });
    expect([outcome(model).paid, outcome(model).withheld]).toEqual([466n, 533n]);

    expect(() => model.apply({ kind: "claim", account: "Bo" })).toThrow("may not be paid");
    model.apply({ kind: "freeze", investor: "Bo", on: false });
    model.apply({ kind: "claim", account: "Bo" });
    model.apply({ kind: "claim", account: "Cy", now: 300 });
    expect(outcome(model)).toMatchObject({ paid: 999n, withheld: 0n, remainder: 1n });
    expect(() => model.apply({ kind: "claim", account: "Bo" })).toThrow("paid before");
  });

  test("paying again pays nobody twice", () => {
    const model = declared();
    model.apply({ kind: "pay", failing: ["Cy"], now: 160 });
    model.apply({ kind: "pay", failing: ["Cy"] });
    expect(outcome(model)).toMatchObject({ paid: 799n, withheld: 200n });
    model.apply({ kind: "pay", failing: ["Ada"] });
    expect(outcome(model)).toMatchObject({ paid: 999n, withheld: 0n });
  });

  test("an expired holder is paid; a registrar's restriction withholds", () => {
    const model = begun();
    model.apply({ kind: "issue", account: "Early", amount: 50n });
    model.apply({ kind: "dividend", amount: 200n, recordDate: 600, paymentDate: 700, claimDeadline: 800 });
    model.apply({ kind: "restrict", investor: "Ada", on: true, now: 601 });
    model.apply({ kind: "pay", failing: [], now: 700 });
    expect(outcome(model)).toMatchObject({ paid: 100n, withheld: 100n });
  });

  test("who is entitled to less than a unit is paid zero, without a transfer that could fail", () => {
    const model = begun();
    model.apply({ kind: "dividend", amount: 2n, recordDate: 150, paymentDate: 160, claimDeadline: 300 });
    model.apply({ kind: "pay", failing: ["Bo"], now: 160 });
    expect(outcome(model).payments).toContainEqual(
      expect.objectContaining({ account: "Bo", amount: 0n, status: "paid" }),
    );
    expect(outcome(model)).toMatchObject({ paid: 1n, remainder: 1n });
    expect(() => model.apply({ kind: "claim", account: "Bo" })).toThrow("paid before");
  });

  test("several dividends stand apart", () => {
    const model = begun();
    model.apply({ ...terms, id: "a" });
    model.apply({ ...terms, id: "b", amount: 30n, recordDate: 155 });
    model.apply({ ...send("Bo", "Cy", 50n), now: 152 });
    model.apply({ kind: "pay", id: "a", failing: [], now: 160 });
    model.apply({ kind: "pay", id: "b", failing: [] });
    const paidTo = model.outcome().dividends.map(({ payments }) => payments.map(({ account }) => account));
    expect(paidTo).toEqual([
      ["Ada", "Bo"],
      ["Ada", "Cy"],
    ]);
    expect(() => model.apply({ ...terms, id: "a", recordDate: 170, paymentDate: 180 })).toThrow("id of its own");
  });

  test("keeps to the calendar", () => {
    const model = declared();
    expect(() => model.apply({ kind: "pay", failing: [] })).toThrow("has not come");
    expect(() => model.apply({ kind: "claim", account: "Ada" })).toThrow("not open");
    expect(() => model.apply({ kind: "reclaim", now: 300 })).toThrow("still open");
    model.apply({ kind: "reclaim", now: 301 });
    expect(outcome(model)).toMatchObject({ reclaimed: true, remainder: 1000n });
    expect(() => model.apply({ kind: "reclaim" })).toThrow("before");
    expect(() => model.apply({ kind: "pay", failing: [] })).toThrow("before");
    expect(() => model.apply({ kind: "claim", account: "Ada" })).toThrow("not open");
    expect(() => model.apply({ ...terms, id: "late" })).toThrow("impossible");
    expect(() => model.apply({ kind: "pay", id: "never", failing: [] })).toThrow("No such dividend");
  });
});

describe("the story itself", () => {
  test.each([
    ["time that goes back", { kind: "time", now: 99 }],
    ["a negative amount", send("Ada", "Bo", -1n)],
    ["rules about nobody", { kind: "freeze", investor: "Nobody", on: true }],
    ["a second registration", { kind: "register", investor: investor("Ada") }],
    ["limits of a country that is not permitted", { kind: "setCountryLimits", country: JP, limits: free }],
    ["a mark before the time", { kind: "expire", investors: ["Ada"] }],
  ] as const)("cannot tell of %s", (_, act) => {
    expect(() => begun().apply(act)).toThrow(ModelDisagreement);
  });

  test("may register somebody later", () => {
    const model = begun();
    expect(model.predict(send("Ada", "Nobody"))).toBe(4);
    model.apply({ kind: "register", investor: investor("Nobody") });
    model.apply(send("Ada", "Nobody"));
    expect(model.positionOf("Nobody")).toBe(1n);
  });
});

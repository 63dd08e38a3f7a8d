import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Distances, decide, defaultDistances, type Term, termKinds } from "./decide.ts";

const day = 86_400;
const end = 1_800_000_000;
const term: Term = {
  kind: "accreditation",
  subject: "0xb1/17",
  endsAt: end,
  title: "The accreditation of investor 17",
  advice: "Verify the investor again.",
  detail: {},
};

const decideAt = (now: number, ...terms: Term[]) => decide({ snapshot: { terms }, now });
const subjectAt = (left: number) => decideAt(end - left, term).map(({ subject }) => subject.split("/").at(-1));

describe("decide", () => {
  test("behavior: told from each distance's very second on, the nearer in place of the farther, and no more at the end", () => {
    expect(subjectAt(60 * day + 1)).toEqual([]);
    expect(subjectAt(60 * day)).toEqual([`${60 * day}`]);
    expect(subjectAt(14 * day + 1)).toEqual([`${60 * day}`]);
    expect(subjectAt(14 * day)).toEqual([`${14 * day}`]);
    expect(subjectAt(day)).toEqual([`${day}`]);
    expect(subjectAt(1)).toEqual([`${day}`]);
    expect(subjectAt(0)).toEqual([]);
  });

  test("behavior: a renewal is another subject", () => {
    const [before] = decideAt(end - day, term);
    const [after] = decideAt(end - day, { ...term, endsAt: end + 1 * day });
    expect(before?.subject).not.toBe(after?.subject);
  });

  test("behavior: says what, when, and what to do; the nearest is a warning", () => {
    expect(decideAt(end - day, term)).toEqual([
      {
        kind: "accreditation-ends",
        subject: `0xb1/17@${end}/${day}`,
        severity: "warning",
        text: "The accreditation of investor 17 ends at 2027-01-15 08:00 UTC, in less than 1 day. Verify the investor again.",
        detail: {},
      },
    ]);
    expect(decideAt(end - 50 * day, term)[0]).toMatchObject({
      severity: "info",
      text: expect.stringContaining("60 days"),
    });
    expect(decideAt(end - 7_200, { ...term, kind: "call" })[0]?.text).toContain("2 hours");
  });

  const distances: fc.Arbitrary<Distances> = fc.record({
    accreditation: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }),
    call: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }),
    authority: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }),
  });
  const terms: fc.Arbitrary<Term[]> = fc.array(
    fc.record({
      kind: fc.constantFrom(...termKinds),
      subject: fc.constantFrom("a", "b", "c"),
      endsAt: fc.integer({ min: 90, max: 160 }),
      title: fc.constant("It"),
      advice: fc.constant("Do."),
      detail: fc.constant({}),
    }),
    { maxLength: 30 },
  );

  test("property: each end at its nearest distance once, none before the farthest, none that has come", () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 90, max: 110 }), distances, (all, now, chosen) => {
        const wanted = all.flatMap(({ kind, subject, endsAt }) => {
          const reached = chosen[kind].filter((distance) => endsAt - distance <= now).sort((a, b) => a - b);
          return endsAt <= now || reached[0] === undefined ? [] : [`${kind}-ends ${subject}@${endsAt}/${reached[0]}`];
        });
        const found = decide({ snapshot: { terms: all }, now }, chosen).map(
          ({ kind, subject }) => `${kind} ${subject}`,
        );
        expect([...found].sort()).toEqual([...new Set(wanted)].sort());
      }),
    );
  });

  test("property: as time goes on, each distance of an end is told at most once, and never a farther one again", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 90, max: 200 }), { maxLength: 40 }), (moments) => {
        const chosen = { ...defaultDistances, call: [3, 10, 40] };
        const told = moments
          .sort((a, b) => a - b)
          .flatMap((now) => decide({ snapshot: { terms: [{ ...term, kind: "call", endsAt: 150 }] }, now }, chosen))
          .map(({ subject }) => Number(subject.split("/").at(-1)));
        expect(told).toEqual([...told].sort((a, b) => b - a));
      }),
    );
  });
});

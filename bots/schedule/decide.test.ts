import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, missedPolicies, punctuality } from "./decide.ts";

const day = 86_400;
const now = 100 * day;
const downForThree = [now - 2 * day, now - day, now - 10];

describe("decide", () => {
  test.each([
    ["all", { run: downForThree, missed: 0, ask: [] }],
    ["latest", { run: downForThree.slice(-1), missed: 2, ask: [] }],
    ["skip", { run: downForThree.slice(-1), missed: 2, ask: [] }],
    ["ask", { run: downForThree.slice(-1), missed: 0, ask: downForThree.slice(0, 2) }],
  ] as const)("behavior: three times that came while nobody was there, the last just now: %s", (missed, wanted) => {
    const decision = decide({ missed, catchUp: 7 * day }, { due: downForThree, now });
    expect({ ...decision, missed: decision.missed.length }).toEqual(wanted);
  });

  test("behavior: latest runs the last one though it is late; skip and ask do not", () => {
    const late = { due: [now - day], now };
    const runs = missedPolicies.map((missed) => decide({ missed, catchUp: 7 * day }, late).run.length);
    expect(runs).toEqual([1, 1, 0, 0]);
  });

  test("behavior: a time counts as met for two minutes, to their very last second", () => {
    const [met, late] = [now - punctuality, now - punctuality - 1];
    const rules = { catchUp: 7 * day };
    expect(decide({ ...rules, missed: "skip" }, { due: [late, met], now })).toMatchObject({
      run: [met],
      missed: [{ at: late }],
    });
    expect(decide({ ...rules, missed: "ask" }, { due: [late, met], now })).toMatchObject({ run: [met], ask: [late] });
  });

  test("behavior: older than the window is missed whatever the policy, in its first second too late", () => {
    for (const missed of missedPolicies) {
      expect(decide({ missed, catchUp: day }, { due: [now - day - 1], now })).toMatchObject({ run: [], ask: [] });
      const { run, ask, missed: gone } = decide({ missed, catchUp: day }, { due: [now - day], now });
      expect(run.length + ask.length + gone.length).toBe(1);
      expect(gone.length).toBe(missed === "skip" ? 1 : 0);
    }
  });

  test("property: each time that has come gets one fate; none before its time; what runs is in order", () => {
    const due = fc.array(fc.integer({ min: now - 3 * day, max: now + day }), { maxLength: 30 });
    fc.assert(
      fc.property(
        fc.constantFrom(...missedPolicies),
        due,
        fc.integer({ min: 0, max: 2 * day }),
        (missed, all, catchUp) => {
          const decision = decide({ missed, catchUp }, { due: all, now });
          const fates = [...decision.run, ...decision.missed.map(({ at }) => at), ...decision.ask];
          expect(fates.sort((a, b) => a - b)).toEqual(
            [...new Set(all)].filter((at) => at <= now).sort((a, b) => a - b),
          );
          expect(decision.run).toEqual([...decision.run].sort((a, b) => a - b));
          for (const at of decision.ask) expect(at).toBeLessThan(now - punctuality);
        },
      ),
    );
  });
});

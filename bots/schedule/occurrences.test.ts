import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { occurrencesBetween } from "./occurrences.ts";

const secondsOf = (text: string): number => Date.parse(text) / 1_000;
/** Both changes of the clocks, north and south, lie in one of them. */
const spans = fc.constantFrom(secondsOf("2026-03-05T00:00:00Z"), secondsOf("2026-10-01T00:00:00Z"));
const length = 35 * 86_400;
const crons = fc.constantFrom("30 2 * * *", "*/30 * * * *", "0 9 * * 1-5", "0 0 1 * *", "15 */6 * * *", "0 3 31 * *");
const timeZones = fc.constantFrom("Europe/Zurich", "UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");

describe("occurrencesBetween", () => {
  test("behavior: after the first moment, up to and with the last", () => {
    const at = secondsOf("2026-06-01T09:00:00Z");
    const between = (after: number, until: number) =>
      occurrencesBetween({ cron: "0 9 * * *", timeZone: "UTC" }, { after, until, limit: 9 }).at;
    expect(between(at - 1, at)).toEqual([at]);
    expect(between(at, at + 86_399)).toEqual([]);
    expect(between(at - 1, at - 1)).toEqual([]);
  });

  test("behavior: says when the limit cut it off, and goes on from the last one", () => {
    const times = { cron: "* * * * *", timeZone: "UTC" };
    const [after, until] = [0, 600];
    expect(occurrencesBetween(times, { after, until, limit: 10 })).toMatchObject({ isCut: false });
    const first = occurrencesBetween(times, { after, until, limit: 4 });
    expect(first).toEqual({ at: [60, 120, 180, 240], isCut: true });
    expect(occurrencesBetween(times, { after: 240, until, limit: 100 }).at[0]).toBe(300);
  });

  test("behavior: a list of minutes runs through its hour, whether the clocks skip or repeat it", () => {
    const times = { cron: "0,30 2 * * *", timeZone: "Europe/Zurich" };
    const on = (date: string) => {
      const after = secondsOf(`${date}T00:00:00Z`) - 7_200;
      return occurrencesBetween(times, { after, until: after + 86_400, limit: 9 }).at.length;
    };
    expect(["2026-03-28", "2026-03-29", "2026-10-25"].map(on)).toEqual([2, 0, 4]);
  });

  test("property: however the time is cut into looks, the same instants come, in order, each once", () => {
    fc.assert(
      fc.property(
        crons,
        timeZones,
        spans,
        fc.uniqueArray(fc.integer({ min: 0, max: length }), { minLength: 2, maxLength: 12 }),
        (cron, timeZone, start, moments) => {
          const looks = moments.sort((a, b) => a - b).map((moment) => start + moment);
          const between = (after: number, until: number) =>
            occurrencesBetween({ cron, timeZone }, { after, until, limit: 100_000 }).at;
          const pieces = looks.slice(1).flatMap((until, place) => between(looks[place] as number, until));
          expect(pieces).toEqual(between(looks[0] as number, looks.at(-1) as number));
          expect(pieces).toEqual([...new Set(pieces)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 40 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlockRange, LogRanges, type LogsAnswer } from "./log-ranges.ts";

/** A provider with one log in each block, which notes what it is asked. */
const providerOf = (answers: (size: number, piece: BlockRange) => "logs" | "refused" | "failed") => {
  const asked: number[] = [];
  const ask = async (piece: BlockRange): Promise<LogsAnswer<string>> => {
    const size = piece.to - piece.from + 1;
    asked.push(size);
    const kind = answers(size, piece);
    if (kind === "logs") return { kind, logs: blocksOf(piece) };
    return { kind, refusal: kind };
  };
  return { ask, asked };
};
const blocksOf = ({ from, to }: BlockRange) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** Halves a question that is too large, as Ponder does. */
const collect = async (
  ranges: LogRanges,
  range: BlockRange,
  ask: (piece: BlockRange) => Promise<LogsAnswer<string>>,
): Promise<LogsAnswer<string>> => {
  const answer = await ranges.collect(range, ask);
  if (answer.kind !== "tooLarge") return answer;
  expect(range.to - range.from).toBeGreaterThanOrEqual(20);
  const middle = Math.floor((range.from + range.to) / 2);
  const first = await collect(ranges, { ...range, to: middle }, ask);
  const second = await collect(ranges, { ...range, from: middle + 1 }, ask);
  if (first.kind !== "logs" || second.kind !== "logs") return first.kind === "logs" ? second : first;
  return { kind: "logs", logs: [...first.logs, ...second.logs] };
};
const upTo = (limit: number) => (size: number) => (size > limit ? "refused" : "logs");

describe("LogRanges", () => {
  it("gives each block's logs once and in order, whatever the provider takes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ from: fc.nat(1_000), size: fc.integer({ min: 1, max: 600 }) }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
        async (questions, limit, setting) => {
          const ranges = new LogRanges(setting);
          for (const { from, size } of questions) {
            const range = { from, to: from + size - 1 };
            const answer = await collect(ranges, range, providerOf(upTo(limit)).ask);
            expect(answer).toEqual({ kind: "logs", logs: blocksOf(range) });
          }
        },
      ),
    );
  });

  it("asks once for what the provider gives at once", async () => {
    const { ask, asked } = providerOf(upTo(10_000));
    await new LogRanges().collect({ from: 1, to: 10_000 }, ask);
    expect(asked).toEqual([10_000]);
  });

  it("never asks for more blocks than are set", async () => {
    const { ask, asked } = providerOf(() => "logs");
    const ranges = new LogRanges(50);
    for (let i = 0; i < 10; i += 1) await ranges.collect({ from: 1, to: 500 }, ask);
    expect(asked).toEqual(Array(100).fill(50));
  });

  it("remembers what the provider took, and asks for more again once the limit is gone", async () => {
    let limit = 50;
    const { ask, asked } = providerOf((size) => upTo(limit)(size));
    const ranges = new LogRanges();
    await ranges.collect({ from: 1, to: 400 }, ask);
    asked.length = 0;
    await ranges.collect({ from: 401, to: 800 }, ask);
    const refused = asked.filter((size) => size > limit).length;
    expect(refused).toBeLessThan(asked.length / 3);

    limit = 10_000;
    for (let i = 0; i < 50; i += 1) await ranges.collect({ from: 1, to: 400 }, ask);
    expect(asked.at(-1)).toBe(400);
  });

  it("asks for fewer blocks where they hold more logs", async () => {
    const dense = (piece: BlockRange) => blocksOf(piece).reduce((sum, block) => sum + (block % 100 < 10 ? 30 : 1), 0);
    const { ask } = providerOf((size, piece) => (dense(piece) > 60 && size > 1 ? "refused" : "logs"));
    const ranges = new LogRanges();
    const range = { from: 90, to: 1_300 };
    expect(await collect(ranges, range, ask)).toEqual({ kind: "logs", logs: blocksOf(range) });
  });

  it("passes on the refusal of a single block after few questions, and forgets what it made of it", async () => {
    let broken = true;
    const { ask, asked } = providerOf(() => (broken ? "refused" : "logs"));
    const ranges = new LogRanges();
    expect(await ranges.collect({ from: 1, to: 512 }, ask)).toEqual({ kind: "tooLarge" });
    expect(await ranges.collect({ from: 1, to: 20 }, ask)).toEqual({ kind: "refused", refusal: "refused" });
    expect(asked.length).toBeLessThan(40);

    broken = false;
    asked.length = 0;
    await ranges.collect({ from: 1, to: 512 }, ask);
    expect(asked).toEqual([512]);
  });

  it("passes on what has nothing to do with the size", async () => {
    const { ask, asked } = providerOf(() => "failed");
    const ranges = new LogRanges();
    expect(await ranges.collect({ from: 1, to: 500 }, ask)).toEqual({ kind: "failed", refusal: "failed" });
    expect(asked).toEqual([500]);
  });

  it("wants smaller questions of who asks for too much at once", async () => {
    const { ask, asked } = providerOf(upTo(50));
    const ranges = new LogRanges(50);
    expect(await ranges.collect({ from: 1, to: 1_000 }, ask)).toMatchObject({ kind: "logs" });
    asked.length = 0;
    expect(await ranges.collect({ from: 1, to: 1_001 }, ask)).toEqual({ kind: "tooLarge" });
    expect(asked).toEqual([]);
  });

  it("wants smaller questions when the rate does not suffice for all pieces, but never of a few blocks", async () => {
    const { ask } = providerOf(() => "failed");
    expect(await new LogRanges(5).collect({ from: 1, to: 21 }, ask)).toEqual({ kind: "tooLarge" });
    expect(await new LogRanges(5).collect({ from: 1, to: 20 }, ask)).toMatchObject({ kind: "failed" });
  });

  it("asks for fewer blocks after a question that took too long", async () => {
    const { ask, asked } = providerOf(() => "logs");
    const ranges = new LogRanges();
    ranges.shrink({ from: 1, to: 400 });
    await ranges.collect({ from: 1, to: 400 }, ask);
    expect(asked).toEqual([200, 200]);
  });
});

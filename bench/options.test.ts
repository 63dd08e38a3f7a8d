import { describe, expect, test } from "vitest";
import { OptionError, readOptions } from "./options.ts";

describe("readOptions", () => {
  test("default: ten rounds of a thousand items, a block every two seconds", () => {
    expect(readOptions([])).toMatchObject({ items: 1_000, rounds: 10, block: 2, confirmations: 3, json: false });
  });

  test("behavior: each can be given", () => {
    const args = [
      "--items",
      "50",
      "--rounds",
      "2",
      "--block",
      "12",
      "--confirmations",
      "5",
      "--schedule",
      "*/5 * * * * *",
    ];
    expect(readOptions([...args, "--json"])).toEqual({
      ...{ items: 50, rounds: 2, block: 12, confirmations: 5, schedule: "*/5 * * * * *", json: true },
    });
  });

  test("behavior: help instead of a run", () => {
    expect(readOptions(["--help"])).toBeUndefined();
  });

  test.each([
    [["--items", "many"], "--items: expected a whole number"],
    [["--items", "0"], "--items: expected 1 to 1000"],
    [["--items", "1001"], "--items: expected 1 to 1000"],
    [["--rounds", "-1"], "argument is ambiguous"],
    [["--block", "1.5"], "--block: expected a whole number"],
    [["--blocks", "2"], "Unknown option '--blocks'"],
    [["lots"], "Unexpected argument 'lots'"],
    [["--schedule", ""], "--schedule: expected a cron expression"],
  ])("error: OptionError for %j says what would be right", (args, problem) => {
    expect(() => readOptions(args)).toThrow(OptionError);
    expect(() => readOptions(args)).toThrow(problem);
    expect(() => readOptions(args)).toThrow("npm run bench -- [options]");
  });
});

import { readFileSync } from "node:fs";
import { parse } from "dotenv";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const RPC_URLS = "http://127.0.0.1:8545";

describe("the command line's configuration", () => {
  it("leaves the index to find out what the endpoints give", () => {
    expect(readConfig({ RPC_URLS })).toMatchObject({
      pollingInterval: 1_000,
      requestsPerSecond: 400,
      logsRange: undefined,
    });
  });

  it("takes what the index may ask of the endpoints", () => {
    const values = { INDEX_POLLING_INTERVAL: "4000", INDEX_REQUESTS_PER_SECOND: "20", INDEX_LOGS_RANGE: "500" };
    expect(readConfig({ RPC_URLS, ...values })).toMatchObject({
      pollingInterval: 4_000,
      requestsPerSecond: 20,
      logsRange: 500,
    });
  });

  it.each([
    ["INDEX_POLLING_INTERVAL", "99", "expected a whole number, at least 100"],
    ["INDEX_POLLING_INTERVAL", "1s", "expected a whole number, at least 100"],
    ["INDEX_REQUESTS_PER_SECOND", "19", "expected a whole number, at least 20"],
    ["INDEX_LOGS_RANGE", "0", "expected a whole number, at least 1"],
    ["INDEX_LOGS_RANGE", "10.5", "expected a whole number, at least 1"],
  ])("refuses %s=%j and says what would be right", (name, value, right) => {
    expect(problems({ RPC_URLS, [name]: value })).toEqual([expect.stringMatching(`^${name} is wrong: ${right} \\(`)]);
  });

  it("refuses fewer requests a second than the index begins with at all endpoints together", () => {
    const values = { RPC_URLS: `${RPC_URLS},http://127.0.0.1:8546`, INDEX_REQUESTS_PER_SECOND: "39" };
    expect(problems(values)).toEqual([
      "INDEX_REQUESTS_PER_SECOND is wrong: expected at least 40 (20 for each of the 2 endpoints in RPC_URLS)",
    ]);
  });

  it("is as .env.example says, where nothing else is set", () => {
    const example = parse(readFileSync(new URL("../.env.example", import.meta.url)));
    const given = Object.fromEntries(Object.entries(example).filter(([, value]) => value !== ""));
    expect(readConfig(given)).toEqual(readConfig({ RPC_URLS }));
    for (const name of ["INDEX_POLLING_INTERVAL", "INDEX_REQUESTS_PER_SECOND", "INDEX_LOGS_RANGE"])
      expect(example).toHaveProperty(name);
  });
});

const problems = (values: Record<string, string>): unknown => {
  try {
    readConfig(values);
    return undefined;
  } catch (error) {
    return (error as { details?: unknown }).details;
  }
};

import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { EnvironmentError } from "../runtime/env.ts";
import { readConfig } from "./config.ts";

const file = fileURLToPath(import.meta.url);
const right = { RPC_URLS: "http://127.0.0.1:8545", KEEPER_KEYSTORE: file, KEEPER_PASSWORD_FILE: file };

const messageOf = (values: Record<string, string>): string => {
  try {
    readConfig(values);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return JSON.stringify([(error as Error).message, (error as EnvironmentError).details]);
  }
  return "";
};

describe("readConfig", () => {
  test("behavior: defaults", () => {
    expect(readConfig(right)).toEqual({
      rpcUrls: ["http://127.0.0.1:8545"],
      deployment: undefined,
      databaseUrl: undefined,
      port: 42_070,
      keystore: file,
      passwordFile: file,
      schedule: "*/15 * * * * *",
      confirmations: 3,
      maxHeadAge: undefined,
      maxHeadSpread: 5,
      simulateBehind: undefined,
      maxFee: 200_000_000_000n,
      itemBudget: 100_000_000_000_000_000n,
      dayBudget: 1_000_000_000_000_000_000n,
      logLevel: "info",
    });
  });

  test("behavior: seconds in the schedule, several endpoints", () => {
    const config = readConfig({ ...right, KEEPER_SCHEDULE: "*/1 * * * * *", RPC_URLS: "http://a, https://b/KEY" });
    expect(config.schedule).toBe("*/1 * * * * *");
    expect(config.rpcUrls).toEqual(["http://a", "https://b/KEY"]);
  });

  test("behavior: amounts are decimal text, to the last wei", () => {
    const config = readConfig({
      ...right,
      KEEPER_MAX_FEE: "1.5",
      KEEPER_ITEM_BUDGET: "0.000000000000000001",
      KEEPER_DAY_BUDGET: "900000000000",
    });
    expect(config).toMatchObject({ maxFee: 1_500_000_000n, itemBudget: 1n, dayBudget: 900_000_000_000n * 10n ** 18n });
  });

  test.each(["0", "-1", "1e3", "0x10", "1,5", "lots", "0.0000000000000000001", " "])(
    "error: the budget %j is refused",
    (amount) => {
      expect(messageOf({ ...right, KEEPER_DAY_BUDGET: amount })).toContain("KEEPER_DAY_BUDGET");
    },
  );

  test("error: EnvironmentError names every wrong value at once", () => {
    const message = messageOf({
      ...right,
      KEEPER_PASSWORD_FILE: "/nowhere",
      CONFIRMATIONS: "-1",
      KEEPER_SCHEDULE: "often",
    });
    expect(message).toContain("KEEPER_PASSWORD_FILE");
    expect(message).toContain("CONFIRMATIONS");
    expect(message).toContain("KEEPER_SCHEDULE");
    expect(messageOf({})).toMatch(/RPC_URLS is missing.*KEEPER_KEYSTORE is missing/);
  });

  test.each([
    ["RPC_URLS", "ftp://user:SECRET@host/SECRET"],
    ["DATABASE_URL", "mysql://user:SECRET@host/db"],
  ])("error: a wrong %s is not shown", (name, value) => {
    const message = messageOf({ ...right, [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain("SECRET");
  });
});

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
      host: "127.0.0.1",
      proxies: 0,
      mode: "run",
      keystore: file,
      password: { file },
      schedule: "*/15 * * * * *",
      confirmations: 3,
      maxHeadAge: undefined,
      maxHeadSpread: 5,
      simulateBehind: undefined,
      maxOpen: 48,
      maxFee: 200_000_000_000n,
      maxGas: 16_777_216,
      txBudget: 1_000_000_000_000_000_000n,
      giveUpAfter: 3,
      itemBudget: 100_000_000_000_000_000n,
      dayBudget: 1_000_000_000_000_000_000n,
      warnings: undefined,
      digest: undefined,
      leaseDuration: 30_000,
      maxSkew: 300,
      minRunway: 14,
      webhook: undefined,
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

  test.each([
    ["KEEPER_MAX_GAS", "20999"],
    ["KEEPER_MAX_GAS", "1e30"],
    ["KEEPER_TX_BUDGET", "0"],
    ["KEEPER_GIVE_UP_AFTER", "0"],
  ])("error: %s of %s is refused", (name, value) => {
    expect(messageOf({ ...right, [name]: value })).toContain(name);
  });

  test("behavior: warnings by kind; what is not named keeps its distances", () => {
    const { warnings } = readConfig({ ...right, KEEPER_WARNINGS: "call=2d,30m authority=7d" });
    expect(warnings).toMatchObject({ call: [172_800, 1_800], authority: [604_800] });
    expect(warnings?.accreditation).toHaveLength(3);
    for (const wrong of ["call", "call=", "call=0d", "call=1w", "coupon=1d", "call=1d,"])
      expect(messageOf({ ...right, KEEPER_WARNINGS: wrong })).toContain("KEEPER_WARNINGS is wrong");
  });

  test("behavior: the digest's times are of its time zone", () => {
    const given = { ...right, KEEPER_DIGEST: "0 9 * * 1-5", KEEPER_TIME_ZONE: "Europe/Zurich" };
    expect(readConfig(given).digest).toEqual({ cron: "0 9 * * 1-5", timeZone: "Europe/Zurich" });
    expect(messageOf({ ...given, KEEPER_TIME_ZONE: "Zurich", KEEPER_DIGEST: "often" })).toMatch(
      /KEEPER_DIGEST is wrong.*KEEPER_TIME_ZONE is wrong/,
    );
  });

  test("behavior: an observer and a question need no key; whoever signs does", () => {
    const { RPC_URLS } = right;
    expect(readConfig({ RPC_URLS, KEEPER_MODE: "observe" }).keystore).toBeUndefined();
    expect(readConfig({ RPC_URLS }, { needsKey: false }).keystore).toBeUndefined();
    expect(messageOf({ RPC_URLS })).toContain("KEEPER_KEYSTORE is missing");
  });

  test("behavior: the password comes from a descriptor, a file, or the terminal; never from a value", () => {
    expect(readConfig({ ...right, KEEPER_PASSWORD_FD: "3" }).password).toEqual({ descriptor: 3 });
    const { KEEPER_PASSWORD_FILE: _, ...without } = right;
    expect(readConfig({ ...without, KEEPER_PASSWORD: "secret" }).password).toBeUndefined();
    expect(messageOf({ ...right, KEEPER_PASSWORD_FD: "1" })).toContain("KEEPER_PASSWORD_FD");
  });

  test("behavior: webhooks need a secret, and no password in their address", () => {
    const hook = { ...right, KEEPER_WEBHOOK_URL: "https://hooks.example.org/KEY" };
    expect(messageOf(hook)).toContain("KEEPER_WEBHOOK_SECRET_FILE is missing");
    const signed = { ...hook, KEEPER_WEBHOOK_SECRET_FILE: file, KEEPER_ESCALATE_AFTER: "2" };
    expect(readConfig(signed).webhook).toEqual({
      url: "https://hooks.example.org/KEY",
      secretFile: file,
      escalationUrl: undefined,
      escalateAfter: 120,
    });
    expect(messageOf({ ...signed, KEEPER_WEBHOOK_URL: "https://a:SECRET@hooks.example.org" })).not.toContain("SECRET");
    expect(messageOf({ ...signed, KEEPER_WEBHOOK_URL: "https://a:b@hooks.example.org" })).toContain(
      "KEEPER_WEBHOOK_URL",
    );
  });

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

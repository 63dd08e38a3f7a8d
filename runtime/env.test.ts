import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { databaseUrlValue, EnvironmentError, fileValue, loadEnv, portValue, readEnv, rpcUrlsValue } from "./env.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-env-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shape = {
  RPC_URLS: rpcUrlsValue,
  DATABASE_URL: databaseUrlValue.optional(),
  INDEX_PORT: portValue.default(42_069),
  KEEPER_KEYSTORE: fileValue,
};
const messageOf = (values: Record<string, string>): string => {
  try {
    readEnv(shape, values);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as Error).message;
  }
};

describe("readEnv", () => {
  it("reads right values and fills in defaults", () => {
    const env = readEnv(shape, { RPC_URLS: "http://a:1, https://b/key", KEEPER_KEYSTORE: folder });
    expect(env).toEqual({ RPC_URLS: ["http://a:1", "https://b/key"], INDEX_PORT: 42_069, KEEPER_KEYSTORE: folder });
  });

  it("names every wrong value at once, with the mend", () => {
    expect(messageOf({ INDEX_PORT: "70000", DATABASE_URL: "mysql://x" })).toMatchInlineSnapshot(`
      "The environment is not usable. Mend these values in .env (see .env.example) or in the environment:
        RPC_URLS is missing (JSON-RPC endpoints, such as http://127.0.0.1:8545)
        DATABASE_URL is wrong: expected postgres://user:password@host:port/database (Postgres, such as postgres://user:password@host:5432/database; leave it empty for the embedded one)
        INDEX_PORT is wrong: expected a port from 1 to 65535 (a TCP port, such as 42069)
        KEEPER_KEYSTORE is missing (the path of a file)"
    `);
  });

  it("never shows a value", () => {
    const message = messageOf({
      RPC_URLS: "ftp://node/secret-key",
      DATABASE_URL: "postgres//user:hunter2@db",
      KEEPER_KEYSTORE: "/secret/keystore",
    });
    expect(message).toContain("RPC_URLS is wrong");
    expect(message).not.toMatch(/secret|hunter2/);
  });
});

describe("loadEnv", () => {
  it("prefers the environment to the file and takes empty for absent", () => {
    const file = join(folder, ".env");
    writeFileSync(file, "SCRIP_A=file\nSCRIP_B=file\nSCRIP_C=\n");
    vi.stubEnv("SCRIP_A", "environment");
    const { SCRIP_A, SCRIP_B, SCRIP_C } = loadEnv(file);
    expect([SCRIP_A, SCRIP_B, SCRIP_C]).toEqual(["environment", "file", undefined]);
    vi.unstubAllEnvs();
  });

  it("does without a file", () => {
    expect(loadEnv(join(folder, "none"))).toHaveProperty("PATH");
  });
});

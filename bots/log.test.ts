import { Writable } from "node:stream";
import { createPublicClient, http } from "viem";
import { describe, expect, test } from "vitest";
import { createLog, serializeError, withoutSecrets } from "./log.ts";

const key = `0x${"ab".repeat(32)}`;

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  let text = "";
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  write(createLog("info", stream));
  return text;
};

describe("withoutSecrets", () => {
  test.each([
    ["https://user:pass@rpc.example.org/v2/KEY?token=KEY", "https://rpc.example.org"],
    ["wss://rpc.example.org:8546/KEY", "wss://rpc.example.org:8546"],
    ["postgres://scrip:KEY@127.0.0.1:5432/postgres", "postgres://127.0.0.1:5432"],
    ["http://[broken/KEY", "[url]"],
    [key, "[32 bytes]"],
    ["ab".repeat(32), "[32 bytes]"],
  ])("%s", (secret, left) => {
    expect(withoutSecrets(`before ${secret} after`)).toBe(`before ${left} after`);
  });

  test("behavior: addresses stay", () => {
    const address = `0x${"ab".repeat(20)}`;
    expect(withoutSecrets(address)).toBe(address);
  });
});

test("an error of viem, with the RPC URL in its text, is logged without it", async () => {
  const client = createPublicClient({ transport: http("http://user:pass@127.0.0.1:9/KEY", { retryCount: 0 }) });
  const error = await client.getBlockNumber().catch((caught: unknown) => caught);
  const text = logged((log) => log.error({ err: error }, `failed: ${(error as Error).message}`));
  expect(text).toContain("127.0.0.1:9");
  expect(text).not.toMatch(/KEY|user|pass@/);
  expect(JSON.stringify(serializeError(error))).not.toMatch(/KEY|user:pass/);
});

test("fields that hold secrets are hidden", () => {
  const text = logged((log) =>
    log.info({ privateKey: key, account: { password: "open" }, raw: "0x02" }, `signed with ${key}`),
  );
  expect(text).not.toMatch(/abab|open|0x02/);
  expect(text).toContain("[hidden]");
});

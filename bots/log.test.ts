import { Writable } from "node:stream";
import { createPublicClient, http } from "viem";
import { describe, expect, test } from "vitest";
import { createLog, secretsOf, serializeError, withoutSecrets } from "./log.ts";

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

describe("no way of logging shows a secret", () => {
  const urlKey = "v2-SECRETKEY-0123456789";
  const rpc = `https://alice:SECRETPASS@rpc.example.org/v2/${urlKey}?apikey=SECRETQUERY`;
  const postgres = "postgres://scrip:SECRETDB@db.example.org:5432/scrip";
  const bearer = "Bearer SECRETBEARER.abc.def";
  const assigned = 'password="SECRET WORD" api_key=SECRETAPI token: SECRETTOKEN';
  const everything = `${rpc} ${postgres} ${key} ${key.slice(2)} ${bearer} ${assigned} bob:SECRETMAN@db.example.org`;
  const nested = new Error("outer", { cause: new Error(everything, { cause: new TypeError(everything) }) });
  const viemLike = Object.assign(new Error(everything), { shortMessage: everything, details: everything, url: rpc });
  const circular: Record<string, unknown> = { text: everything };
  circular.self = circular;

  test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
    ["a message", (log) => log.info(everything)],
    ["a message's arguments", (log) => log.info("%s and %j and %o", everything, { everything }, nested)],
    ["a message beside fields", (log) => log.info({}, everything)],
    ["a field", (log) => log.info({ some: everything }, "said")],
    ["a field deep down", (log) => log.info({ a: { b: { c: [{ d: everything, list: [everything] }] } } }, "said")],
    ["a field named after a hash", (log) => log.info({ hash: `${rpc} ${bearer} ${assigned}` }, "said")],
    ["fields that are secret by name", (log) => log.info({ deep: { Password: "SECRETX", privateKey: key } }, "said")],
    ["an error", (log) => log.error({ err: viemLike }, "failed")],
    ["an error in another field", (log) => log.error({ reason: viemLike, list: [viemLike] }, "failed")],
    ["an error alone", (log) => log.error(viemLike)],
    ["an error's causes", (log) => log.error({ err: nested }, "failed")],
    ["something thrown that is no error", (log) => log.error({ err: everything, other: [everything] }, "failed")],
    [
      "an array, a map, a set, a URL",
      (log) =>
        log.info({
          a: [everything],
          m: new Map([[everything, everything]]),
          s: new Set([everything]),
          u: new URL(rpc),
        }),
    ],
    ["bytes", (log) => log.info({ b: Buffer.from(key.slice(2), "hex"), t: new Uint8Array(32).fill(0xab) }, "said")],
    ["a circle", (log) => log.info(circular, "said")],
    ["a child's bindings", (log) => log.child({ url: rpc, deep: { everything } }).info("said")],
    ["a grandchild", (log) => log.child({ a: 1 }).child({ everything }).error({ err: nested }, everything)],
    [
      "bindings set later",
      (log) => {
        const child = log.child({});
        child.setBindings({ everything });
        child.info("said");
      },
    ],
  ])("%s", (_path, write) => {
    const text = logged(write);
    expect(text).not.toBe("");
    expect(text).not.toMatch(/SECRET|abababab|171,171/);
  });

  test("secrets that are known are hidden wherever they stand, as a provider may repeat them", () => {
    let text = "";
    const stream = {
      write: (line: string) => {
        text += line;
      },
    };
    const odd = 'SECRET"odd\\key';
    const log = createLog("info", stream, [...secretsOf(rpc), ...secretsOf(postgres), odd]);
    log.warn({ err: new Error(`the key ${urlKey} has expired`) }, `key ${urlKey}`);
    log.child({ hash: urlKey }).info({ [urlKey]: 1, odd }, "SECRETQUERY SECRETDB");
    expect(text).toContain("has expired");
    expect(text).not.toMatch(/SECRET/);
  });

  test("what is public stays: hashes, keys of intents, hosts", () => {
    const text = logged((log) =>
      log.info({ hash: key, key: `1:0xc0:expire:${key}:1` }, "mined at https://rpc.example.org/x"),
    );
    expect(text).toContain(`"hash":"${key}"`);
    expect(text).toContain(`expire:${key}:1`);
    expect(text).toContain("https://rpc.example.org");
  });
});

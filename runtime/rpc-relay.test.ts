import { getLogsRetryHelper } from "@ponder/utils";
import { numberToHex } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type RpcRelay, startRpcRelay } from "./rpc-relay.ts";
import { type Provider, type ProviderReply, type ProviderRequest, startProvider } from "./testing/provider.ts";

type Answerer = Parameters<typeof startProvider>[0];

const error = (message: string, code = -32_000, status = 200): ProviderReply => ({
  status,
  body: { jsonrpc: "2.0", id: 1, error: { code, message } },
});
const logs = (request: ProviderRequest): ProviderReply => ({
  body: { jsonrpc: "2.0", id: request.id, result: blocksOf(request).map((blockNumber) => ({ blockNumber })) },
});
const rangeOf = ({ params }: ProviderRequest): [number, number] => {
  const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
  return [Number(fromBlock), Number(toBlock)];
};
/** The relay changes the spaces of a refusal, so that Ponder does not know its words. */
const withCommonSpaces = (value: object): unknown => JSON.parse(JSON.stringify(value).replaceAll("\u00a0", " "));
const sizeOf = (request: ProviderRequest): number => rangeOf(request)[1] - rangeOf(request)[0] + 1;
const blocksOf = (request: ProviderRequest): number[] =>
  Array.from({ length: sizeOf(request) }, (_, i) => rangeOf(request)[0] + i);

describe("the relay to the JSON-RPC endpoints", () => {
  let provider: Provider;
  let relay: RpcRelay;

  const start = async (answer: Answerer, maxBlocks?: number) => {
    provider = await startProvider(answer);
    relay = await startRpcRelay({ rpcUrls: [provider.url], maxBlocks });
  };
  const post = async (method: string, params: unknown[], signal?: AbortSignal) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 7, method, params });
    const response = await fetch(relay.urls[0] as string, { method: "POST", body, ...(signal ? { signal } : {}) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const filterOf = (from: number, to: number) => ({
    address: "0x01",
    topics: [["0x02"]],
    fromBlock: numberToHex(from),
    toBlock: numberToHex(to),
  });
  const getLogs = (from: number, to: number) => post("eth_getLogs", [filterOf(from, to)]);
  const allBlocks = (from: number, to: number) => ({
    status: 200,
    body: {
      jsonrpc: "2.0",
      id: 7,
      result: Array.from({ length: to - from + 1 }, (_, i) => ({ blockNumber: from + i })),
    },
  });

  afterEach(async () => {
    await relay?.stop();
    await provider?.stop();
  });

  it.each<[string, ProviderReply]>([
    ["in its own words", error("That is too far a journey.")],
    ["in no words", error("")],
    ["with a code of its own", error("no", 77)],
    ["with an HTTP status and JSON", error("no", -32_000, 400)],
    ["with an HTTP status and a page", { status: 413, body: "<h1>Payload too large</h1>" }],
    ["with a gateway's timeout", { status: 504, body: "<html>" }],
    ["with something that is no JSON", { body: "<html>" }],
    ["with null", { body: { jsonrpc: "2.0", id: 1, result: null } }],
  ])("gets all logs of a provider that refuses large questions %s", async (_, refusal) => {
    await start((request) => (sizeOf(request) > 50 ? refusal : logs(request)));
    expect(await getLogs(100, 533)).toEqual(allBlocks(100, 533));
    for (const { params } of provider.requests)
      expect(params[0]).toMatchObject({ address: "0x01", topics: [["0x02"]] });
  });

  it("asks for no more blocks than are set", async () => {
    await start(logs, 50);
    expect(await getLogs(1, 434)).toEqual(allBlocks(1, 434));
    expect(Math.max(...provider.requests.map(sizeOf))).toBe(50);
    expect(provider.requests).toHaveLength(9);
  });

  it("asks for a smaller question in words that Ponder understands", async () => {
    await start(logs, 10);
    const { status, body } = await getLogs(1, 500);
    expect(status).toBe(200);
    expect(getLogsRetryHelper({ params: [filterOf(1, 500)] as never, error: body.error as never })).toMatchObject({
      shouldRetry: true,
      isSuggestedRange: false,
    });
    expect(provider.requests).toEqual([]);
  });

  it.each<[string, ProviderReply]>([
    ["the rate is exceeded", { status: 429, body: { error: "slow down" } }],
    ["the rate is exceeded, in JSON", error("no", 429)],
    ["the rate is exceeded, in words", error("Your app has exceeded its compute units per second capacity")],
    ["the key is wrong", error("unknown key", -32_000, 401)],
    ["the key does not permit it", error("upgrade", -32_000, 403)],
  ])("does not take it for a limit on the size when %s", async (_, refusal) => {
    await start(() => refusal);
    expect(withCommonSpaces(await getLogs(1, 500))).toEqual({ status: refusal.status ?? 200, body: refusal.body });
    expect(provider.requests).toHaveLength(1);
  });

  it.each(["pruned", "query returned more than 10000 results"])(
    "passes on the refusal %j of a single block",
    async (words) => {
      await start(() => error(words));
      expect(await getLogs(9, 9)).toEqual({ status: 200, body: error(words).body });
      expect(withCommonSpaces(await getLogs(1, 20))).toEqual({ status: 200, body: error(words).body });
      expect(provider.requests.length).toBeLessThan(20);
    },
  );

  it.each([
    ["query returned more than 10000 results", 200],
    ["block range exceeds 10", 400],
    ["ranges over 10 blocks are not supported on freetier", 429],
  ])("does not let Ponder halve for %j what was refused block by block", async (words, httpStatus) => {
    await start(() => error(words, -32_000, httpStatus));
    const { status, body } = await getLogs(1, 2);
    expect(status).toBe(httpStatus);
    const params = [filterOf(1, 2)] as never;
    expect(getLogsRetryHelper({ params, error: body.error as never })).toEqual({ shouldRetry: false });
  });

  it("passes every other question and its answer through", async () => {
    const byHash = [{ blockHash: `0x${"ab".repeat(32)}` }];
    await start(({ method }) =>
      method === "eth_call" ? error("reverted", 3) : { status: 503, body: { error: "busy" } },
    );
    expect(await post("eth_call", [{ to: "0x01" }, "latest"])).toEqual({
      status: 200,
      body: error("reverted", 3).body,
    });
    expect(await post("eth_getLogs", byHash)).toEqual({ status: 503, body: { error: "busy" } });
    expect(await post("eth_getLogs", [{ fromBlock: "0x1", toBlock: "latest" }])).toMatchObject({ status: 503 });
    expect(provider.requests.map(({ method, params }) => [method, params])).toEqual([
      ["eth_call", [{ to: "0x01" }, "latest"]],
      ["eth_getLogs", byHash],
      ["eth_getLogs", [{ fromBlock: "0x1", toBlock: "latest" }]],
    ]);
  });

  it("says which provider does not answer, without its key", async () => {
    await start(logs);
    const other = await startRpcRelay({ rpcUrls: [`${provider.url}/secret-key`] });
    const host = new URL(provider.url).host;
    await provider.stop();
    const response = await fetch(other.urls[0] as string, { method: "POST", body: '{"method":"eth_chainId"}' });
    const text = await response.text();
    await other.stop();
    expect(response.status).toBe(502);
    expect(text).toContain(`${host} does not answer`);
    expect(text).not.toContain("secret-key");
  });

  it("lets a question go that nobody waits for any more, and asks for less the next time", async () => {
    let slow = true;
    await start((request) => (slow ? undefined : logs(request)));
    const impatience = new AbortController();
    const lost = post("eth_getLogs", [filterOf(1, 400)], impatience.signal).catch(() => "gone");
    await vi.waitUntil(() => provider.requests.length === 1, { timeout: 600_000 });
    impatience.abort();
    expect(await lost).toBe("gone");

    slow = false;
    await vi.waitUntil(
      async () => {
        provider.requests.length = 0;
        expect(await getLogs(1, 400)).toEqual(allBlocks(1, 400));
        return provider.requests.length > 1;
      },
      { timeout: 600_000 },
    );
  });

  it("answers nobody who does not know the path", async () => {
    await start(logs);
    const { origin } = new URL(relay.urls[0] as string);
    expect((await fetch(origin, { method: "POST", body: "{}" })).status).toBe(404);
    expect(provider.requests).toEqual([]);
  });
});

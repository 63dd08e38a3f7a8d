import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { numberToHex, TransactionNotFoundError } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import { LOCALHOST } from "../../runtime/ports.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { createLog } from "../log.ts";
import { counterAddress, counterCode, effectsOf, testAccount, testClientOf } from "../testing/counter.ts";
import { everyFault, type RpcFault, type RpcProxy, startRpcProxy } from "../testing/rpc-proxy.ts";
import { connectTestChain } from "../testing/sending.ts";
import { type Chain, endpointNames } from "./chain.ts";
import { EndpointChainError, NoEndpointError } from "./errors.ts";

const payer = testAccount(0);
let anvil: Anvil;
let node: ReturnType<typeof testClientOf>;
let proxies: [RpcProxy, RpcProxy, RpcProxy];

beforeAll(async () => {
  anvil = await startAnvil();
  node = testClientOf(anvil.url);
  await node.setCode({ address: counterAddress, bytecode: counterCode });
  await node.mine({ blocks: 100 });
  proxies = [await startRpcProxy(anvil.url), await startRpcProxy(anvil.url), await startRpcProxy(anvil.url)];
});
beforeEach(() => {
  for (const proxy of proxies) proxy.heal();
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop();
  await anvil.stop();
});

const urls = () => proxies.map(({ url }) => url);
const hostOf = (proxy: RpcProxy) => new URL(proxy.url).host;
const reasonOf = (chain: Chain, proxy: RpcProxy) =>
  chain.endpoints().find(({ endpoint }) => endpoint === hostOf(proxy))?.reason;
const rawAnswer = (method: string, ...params: unknown[]): Promise<object> =>
  node.request({ method, params } as never) as Promise<object>;
const sendOne = async () => {
  const nonce = await node.getTransactionCount({ address: payer.address });
  const fees = { maxFeePerGas: 10_000_000_000n, maxPriorityFeePerGas: 1n };
  const raw = await payer.signTransaction({
    ...{ chainId: anvil.chainId, to: counterAddress, nonce, gas: 60_000n, ...fees, type: "eip1559" },
    data: `0x${"1".padStart(64, "0")}`,
  });
  return { raw, hash: await node.sendRawTransaction({ serializedTransaction: raw }) };
};
const mineOne = async () => {
  const { hash } = await sendOne();
  await node.waitForTransactionReceipt({ hash, pollingInterval: 10 });
  return { hash };
};

describe("connectChain", () => {
  test("error: EndpointChainError names who serves another chain", async () => {
    proxies[2].pretendChain(1);
    const connecting = connectTestChain(urls());
    await expect(connecting).rejects.toThrow(EndpointChainError);
    await expect(connecting).rejects.toThrow(`${hostOf(proxies[2])} serves chain 1`);
    proxies[2].heal();
    await expect(connectTestChain(urls(), { chainId: 5 })).rejects.toThrow(EndpointChainError);
  });

  test("behavior: who does not answer is left out; error: NoEndpointError if nobody does", async () => {
    proxies[0].inject({ fault: { kind: "drop" } });
    const chain = await connectTestChain(urls());
    expect(reasonOf(chain, proxies[0])).toBe("cannot be reached");
    proxies[1].inject({ fault: { kind: "drop" } });
    proxies[2].inject({ fault: { kind: "drop" } });
    await expect(connectTestChain(urls())).rejects.toThrow(NoEndpointError);
    await expect(chain.look()).rejects.toThrow(NoEndpointError);
  });

  test("behavior: no word of a URL's key, in names, errors or logs", async () => {
    const lines: string[] = [];
    const log = createLog("debug", { write: (line) => void lines.push(line) });
    const secret = proxies.map(({ url }) => `${url}/v2/SECRETKEY?apikey=SECRETKEY`);
    const chain = await connectTestChain(secret, { log });
    for (const proxy of proxies) proxy.inject({ fault: { kind: "status", status: 429 } });
    const error = await chain.look().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoEndpointError);
    expect(String(error)).toContain(hostOf(proxies[0]));
    expect(lines.join("")).toContain("HTTP 429");
    expect(`${String(error)} ${lines.join("")} ${JSON.stringify(chain.endpoints())}`).not.toContain("SECRETKEY");
  });
});

test("behavior: two endpoints of one host have names of their own", () => {
  expect(endpointNames(["https://a/1", "https://b", "https://a/2"])).toEqual(["a", "b", "a (2)"]);
});

describe("look", () => {
  const faults: [RpcFault, string][] = [
    [{ kind: "drop" }, "cannot be reached"],
    [{ kind: "status", status: 429 }, "answers with HTTP 429"],
    [{ kind: "garbage" }, ""],
    [{ kind: "result", result: null }, ""],
    [{ kind: "result", result: 7 }, "answers nonsense"],
    [{ kind: "result", result: { number: "0x99999", hash: "0x1", timestamp: "0x1" } }, "answers nonsense"],
    [{ kind: "error", message: "limit exceeded", code: -32005 }, "is asked too often"],
    [{ kind: "error", message: "internal error" }, "has no newest block"],
  ];

  test.each(faults)("behavior: left out for %o, back when it is well", async (fault, reason) => {
    const chain = await connectTestChain(urls());
    const mend = proxies[1].inject({ method: "eth_getBlockByNumber", fault });
    const { head, doubts } = await chain.look();
    expect(head.number).toBe(await node.getBlockNumber());
    expect(doubts).toEqual([]);
    expect(reasonOf(chain, proxies[1])).toContain(reason);
    mend();
    await chain.look();
    expect(reasonOf(chain, proxies[1])).toBeUndefined();
  });

  test("behavior: left out while it does not answer in time", async () => {
    const chain = await connectTestChain(urls(), { timeout: 1_000 });
    const held = proxies[0].hold("eth_chainId");
    await chain.look();
    expect(reasonOf(chain, proxies[0])).toBe("does not answer in time");
    held.release();
  });

  test("behavior: left out while it lags, or serves another chain since", async () => {
    const chain = await connectTestChain(urls());
    proxies[0].lag(50);
    proxies[1].pretendChain(1);
    expect((await chain.look()).head.number).toBe(await node.getBlockNumber());
    expect(reasonOf(chain, proxies[0])).toBe("is 50 blocks behind");
    expect(reasonOf(chain, proxies[1])).toBe("serves chain 1");
  });

  test("behavior: left out while its answer begins and does not end", async () => {
    const stalling = createServer((_, response) => void response.writeHead(200).write('{"jsonrpc":'));
    await new Promise<void>((resolve) => stalling.listen(0, LOCALHOST, resolve));
    const url = `http://${LOCALHOST}:${(stalling.address() as AddressInfo).port}`;
    const chain = await connectTestChain([url, ...urls()], { timeout: 500 });
    expect(chain.endpoints()[0]?.reason).toBe("does not answer in time");
    stalling.closeAllConnections();
    await new Promise((resolve) => stalling.close(resolve));
  });

  test("behavior: who asks at the same time shares a look", async () => {
    const chain = await connectTestChain(urls());
    const [first, second] = await Promise.all([chain.look(), chain.look()]);
    expect(second).toBe(first);
    expect(await chain.look()).not.toBe(first);
  });

  test("behavior: when all rest, they are asked all the same, for evidence too", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls(), { firstRest: 60_000 });
    for (const proxy of proxies) proxy.inject({ fault: { kind: "drop" }, times: 1 });
    await expect(chain.look()).rejects.toThrow(NoEndpointError);
    expect(await chain.findReceipt(hash)).toMatchObject({ transactionHash: hash });
  });

  test("behavior: rests who fails, instead of asking again at once", async () => {
    const chain = await connectTestChain(urls(), { firstRest: 60_000 });
    proxies[0].inject({ fault: { kind: "status", status: 429 } });
    await chain.look();
    const before = proxies[0].count();
    await chain.look();
    expect(proxies[0].count()).toBe(before);
  });

  test("behavior: one liar among three cannot move the head", async () => {
    const chain = await connectTestChain(urls());
    const truth = await node.getBlock();
    const lie = { ...(await rawHead()), number: "0x3b9aca00" };
    proxies[0].inject({ method: "eth_getBlockByNumber", fault: { kind: "result", result: lie } });
    expect((await chain.look()).head).toMatchObject({ number: truth.number, hash: truth.hash });
    expect(reasonOf(chain, proxies[0])).toContain("ahead of all others");
  });

  test("behavior: who knows another block is left out by two; two who disagree are a doubt", async () => {
    const forked = { ...(await rawHead()), hash: `0x${"f".repeat(64)}` };
    const three = await connectTestChain(urls());
    proxies[0].inject({ method: "eth_getBlockByNumber", fault: { kind: "result", result: forked } });
    expect((await three.look()).doubts).toEqual([]);
    expect(reasonOf(three, proxies[0])).toContain("another fork");
    const two = await connectTestChain(urls().slice(0, 2));
    expect((await two.look()).doubts).toEqual([expect.stringContaining("different blocks")]);
  });

  test("behavior: of two far apart, a fork of the one behind is a doubt about the other", async () => {
    const chain = await connectTestChain(urls().slice(0, 2));
    const height = numberToHex((await node.getBlockNumber({ cacheTime: 0 })) - 50n);
    const behind = await rawAnswer("eth_getBlockByNumber", height, false);
    const mend = proxies[0].inject({ method: "eth_getBlockByNumber", fault: { kind: "result", result: behind } });
    expect((await chain.look()).doubts).toEqual([]);
    mend();
    const forked = { ...behind, hash: `0x${"f".repeat(64)}` };
    proxies[0].inject({ method: "eth_getBlockByNumber", fault: { kind: "result", result: forked } });
    expect((await chain.look()).doubts).toEqual([expect.stringContaining("different blocks")]);
    expect(reasonOf(chain, proxies[0])).toBe("is 50 blocks behind");
  });

  test("behavior: who does not know the block that all have reached is left out", async () => {
    const chain = await connectTestChain(urls());
    proxies[1].lag(1);
    const isByNumber = ([block]: readonly unknown[]) => block !== "latest";
    proxies[0].inject({ method: "eth_getBlockByNumber", when: isByNumber, fault: { kind: "result", result: null } });
    await chain.look();
    expect(reasonOf(chain, proxies[0])).toContain("another fork");
    expect(reasonOf(chain, proxies[1])).toBeUndefined();
  });

  test("behavior: measures this host's clock against the head", async () => {
    const { timestamp } = await node.getBlock();
    const chain = await connectTestChain(urls(), { now: () => Number(timestamp) + 600 });
    expect((await chain.look()).skew).toBe(600);
  });

  const rawHead = () => rawAnswer("eth_getBlockByNumber", "latest", false);
});

describe("reads", () => {
  test("behavior: go past who fails in the middle", async () => {
    const chain = await connectTestChain(urls());
    for (const method of ["eth_getBalance", "eth_call"]) {
      proxies[0].inject({ method, fault: { kind: "result", result: null } });
      proxies[1].inject({ method, fault: { kind: "garbage" } });
    }
    expect(await chain.client.getBalance({ address: payer.address })).toBeGreaterThan(0n);
    expect(reasonOf(chain, proxies[0])).toBe("answers nonsense");
    const asked = proxies[0].count();
    await chain.client.getBalance({ address: payer.address });
    expect(proxies[0].count()).toBe(asked);
    await chain.look();
    await chain.client.call({ to: counterAddress, data: "0x" });
  });

  test("behavior: events that are no list are nonsense", async () => {
    const chain = await connectTestChain(urls());
    proxies[0].inject({ method: "eth_getLogs", fault: { kind: "result", result: {} } });
    expect(await chain.client.getLogs()).toEqual([]);
    expect(reasonOf(chain, proxies[0])).toBe("answers nonsense");
  });

  test("behavior: never come from who lags", async () => {
    const chain = await connectTestChain(urls());
    proxies[0].lag(3);
    await chain.look();
    expect((await readHead(chain.client)).number).toBe(await node.getBlockNumber());
  });

  test("behavior: what was mined a moment ago is in the newest state, without another look", async () => {
    const chain = await connectTestChain(urls());
    const before = await effectsOf(chain.client, "1");
    await mineOne();
    expect(await effectsOf(chain.client, "1")).toBe(before + 1);
  });

  test("behavior: the state of a block comes from nobody who is behind it; if all are, there is no answer", async () => {
    const before = Number(await node.getStorageAt({ address: counterAddress, slot: numberToHex(1, { size: 32 }) }));
    await mineOne();
    const chain = await connectTestChain(urls());
    const { head } = await chain.look();
    const effects = () => chain.at(head.number, () => effectsOf(chain.client, "1"));
    for (const proxy of proxies.slice(0, 2)) proxy.lag(3);
    expect(await effects()).toBe(before + 1);
    proxies[2].lag(3);
    await expect(effects()).rejects.toThrow();
  });

  test("behavior: a block that is named is the one that is read", async () => {
    const blockNumber = await node.getBlockNumber({ cacheTime: 0 });
    await mineOne();
    const chain = await connectTestChain(urls());
    const slot = numberToHex(1, { size: 32 });
    const then = await chain.client.getStorageAt({ address: counterAddress, slot, blockNumber });
    expect(Number(then)).toBe((await effectsOf(chain.client, "1")) - 1);
  });

  test("behavior: within `at` the state is that of its block, also of what is asked at the same time outside", async () => {
    const blockNumber = await node.getBlockNumber({ cacheTime: 0 });
    await mineOne();
    const chain = await connectTestChain(urls());
    const effects = () => effectsOf(chain.client, "1");
    const [then, now] = await Promise.all([chain.at(blockNumber, effects), effects()]);
    expect(then).toBe(now - 1);
  });

  test("behavior: a head that was seen a while ago is looked at anew before the state is read", async () => {
    const chain = await connectTestChain(urls());
    const before = await effectsOf(chain.client, "1");
    await mineOne();
    const later = performance.now() + 1_001;
    const clock = vi.spyOn(performance, "now").mockReturnValue(later);
    const after = await effectsOf(chain.client, "1").finally(() => clock.mockRestore());
    expect(after).toBe(before + 1);
  });

  test("behavior: what one endpoint misses is asked of the others; what all miss is missing", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    const miss = (proxy: RpcProxy) =>
      proxy.inject({ method: "eth_getTransactionByHash", fault: { kind: "result", result: null } });
    miss(proxies[0]);
    miss(proxies[1]);
    expect(await chain.client.getTransaction({ hash })).toMatchObject({ hash });
    miss(proxies[2]);
    await expect(chain.client.getTransaction({ hash })).rejects.toThrow(TransactionNotFoundError);
  });

  test("behavior: a revert is an answer: nobody else is asked", async () => {
    const chain = await connectTestChain(urls());
    await chain.look();
    const before = proxies.map((proxy) => proxy.count("eth_call"));
    await expect(chain.client.call({ to: counterAddress, data: `0x${"0".repeat(64)}` })).rejects.toThrow();
    expect(proxies.map((proxy) => proxy.count("eth_call")).filter((count, at) => count !== before[at])).toHaveLength(1);
    expect(chain.endpoints().every(({ reason }) => reason === undefined)).toBe(true);
  });

  test("behavior: look anew by themselves when nobody is left", async () => {
    const chain = await connectTestChain(urls());
    for (const proxy of proxies) proxy.inject({ fault: { kind: "drop" }, times: 1 });
    await expect(chain.client.getBalance({ address: payer.address })).rejects.toThrow();
    expect(await chain.client.getBalance({ address: payer.address })).toBeGreaterThan(0n);
  });
});

describe("evidence", () => {
  test("behavior: a receipt that one endpoint shows is found past null, lag and error", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    proxies[0].inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: null } });
    proxies[1].inject({ method: "eth_getTransactionReceipt", fault: { kind: "drop" } });
    expect(await chain.findReceipt(hash)).toMatchObject({ transactionHash: hash });
  });

  test("behavior: missing only if all miss it; unsure while one does not answer", async () => {
    const unknown = `0x${"ab".repeat(32)}` as const;
    const chain = await connectTestChain(urls());
    expect(await chain.findReceipt(unknown)).toBe("missing");
    proxies[2].inject({ method: "eth_getTransactionReceipt", fault: { kind: "drop" }, times: 1 });
    expect(await chain.findReceipt(unknown)).toBe("unsure");
  });

  test("behavior: a receipt in a block that the others do not know is not believed", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    const truth = await rawAnswer("eth_getTransactionReceipt", hash);
    const forged = { ...truth, blockHash: `0x${"e".repeat(64)}` };
    proxies[0].inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: forged } });
    for (const proxy of proxies.slice(1)) {
      proxy.inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: null } });
    }
    expect(await chain.findReceipt(hash)).toBe("unsure");
  });

  test("behavior: a forged receipt does not hide the true one of another endpoint", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    const truth = await node.getTransactionReceipt({ hash });
    const forged = { ...(await rawAnswer("eth_getTransactionReceipt", hash)), blockHash: `0x${"e".repeat(64)}` };
    proxies[0].inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: forged } });
    expect(await chain.findReceipt(hash)).toMatchObject({ blockHash: truth.blockHash });
  });

  test("behavior: a receipt of a block without a hash is nonsense", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    const nonsense = { ...(await rawAnswer("eth_getTransactionReceipt", hash)), blockHash: "0x1" };
    proxies[0].inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: nonsense } });
    expect(await chain.findReceipt(hash)).toMatchObject({ transactionHash: hash });
    expect(reasonOf(chain, proxies[0])).toContain("shows a receipt");
  });

  test("behavior: a receipt of another transaction is nonsense", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls().slice(0, 1));
    const other = await rawAnswer("eth_getTransactionReceipt", hash);
    proxies[0].inject({ method: "eth_getTransactionReceipt", fault: { kind: "result", result: other } });
    expect(await chain.findReceipt(`0x${"ab".repeat(32)}`)).toBe("missing");
    expect(reasonOf(chain, proxies[0])).toContain("another transaction");
  });

  test("behavior: a transaction is known if anybody knows it", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    for (const proxy of proxies.slice(1)) {
      proxy.inject({ method: "eth_getTransactionByHash", fault: { kind: "result", result: null } });
    }
    expect(await chain.findTransaction(hash)).toBe("mined");
    proxies[0].inject({ method: "eth_getTransactionByHash", fault: { kind: "result", result: null } });
    expect(await chain.findTransaction(hash)).toBe("missing");
  });

  test("behavior: a transaction is in a block if anybody shows it there, and another one is no answer", async () => {
    const { hash } = await mineOne();
    const chain = await connectTestChain(urls());
    const truth = await rawAnswer("eth_getTransactionByHash", hash);
    const show = (proxy: RpcProxy, result: object) =>
      proxy.inject({ method: "eth_getTransactionByHash", fault: { kind: "result", result } });
    show(proxies[0], { ...truth, blockNumber: null });
    expect(await chain.findTransaction(hash)).toBe("mined");
    for (const proxy of proxies) show(proxy, { ...truth, blockNumber: null });
    expect(await chain.findTransaction(hash)).toBe("waiting");
    for (const proxy of proxies) show(proxy, { ...truth, hash: `0x${"ab".repeat(32)}` });
    expect(await chain.findTransaction(hash)).toBe("missing");
  });

  test("behavior: the mined count is that of two, or of the only one", async () => {
    await mineOne();
    const truth = await node.getTransactionCount({ address: payer.address });
    const chain = await connectTestChain(urls());
    proxies[0].inject({ method: "eth_getTransactionCount", fault: { kind: "result", result: "0xffff" } });
    expect(await chain.minedCount(payer.address)).toBe(truth);
    proxies[1].inject({ method: "eth_getTransactionCount", fault: { kind: "result", result: "0x0" } });
    expect(await chain.minedCount(payer.address)).toBe(truth);
    const alone = await connectTestChain(urls().slice(2));
    expect(await alone.minedCount(payer.address)).toBe(truth);
  });

  test("behavior: the mined count up to a block", async () => {
    const blockNumber = await node.getBlockNumber({ cacheTime: 0 });
    const before = await node.getTransactionCount({ address: payer.address });
    await mineOne();
    const chain = await connectTestChain(urls());
    expect(await chain.minedCount(payer.address, blockNumber)).toBe(before);
    expect(await chain.minedCount(payer.address)).toBe(before + 1);
  });

  test("behavior: bytes that nobody takes are not taken, and each says why", async () => {
    const chain = await connectTestChain(urls());
    const answer = await chain.broadcast("0x02");
    expect(answer.taken).toBe(false);
    expect(answer.failures).toHaveLength(proxies.length);
  });

  test("behavior: the same bytes go to all; taken if any took them", async () => {
    await node.setAutomine(false);
    const { raw, hash } = await sendOne();
    const chain = await connectTestChain(urls());
    proxies[0].inject({ method: "eth_sendRawTransaction", fault: { kind: "drop" } });
    proxies[1].inject({ method: "eth_sendRawTransaction", fault: { kind: "result", result: "0x01" } });
    const { taken, failures } = await chain.broadcast(raw);
    await node.setAutomine(true);
    await node.waitForTransactionReceipt({ hash, pollingInterval: 10 });
    expect(taken).toBe(true);
    expect(failures).toHaveLength(2);
    for (const proxy of proxies) expect(proxy.broadcasts().at(-1)).toBe(raw);
  });

  test.each([1, 2, 3])("behavior: whatever two endpoints do (seed %i), nothing false comes out", async (seed) => {
    const { hash } = await mineOne();
    const truth = await node.getTransactionReceipt({ hash });
    const chain = await connectTestChain(urls());
    proxies[0].chaos({ seed, share: 0.5, faults: everyFault });
    proxies[1].chaos({ seed: seed + 10, share: 0.5, faults: everyFault });
    for (let asked = 0; asked < 15; asked += 1) {
      expect((await chain.look()).head.number).toBe(truth.blockNumber);
      const found = await chain.findReceipt(hash);
      if (found !== "unsure") expect(found).toMatchObject({ blockHash: truth.blockHash });
    }
  });
});

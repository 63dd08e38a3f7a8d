import { concatHex, createPublicClient, http, numberToHex } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../../runtime/anvil.ts";
import { eventually } from "../../runtime/testing/eventually.ts";
import { lazyCode, testAccount, testClientOf } from "./counter.ts";
import { everyFault, type RpcProxy, startRpcProxy } from "./rpc-proxy.ts";

let anvil: Anvil;
let proxy: RpcProxy;
const [payer, other] = [testAccount(0), testAccount(1)];

beforeAll(async () => {
  anvil = await startAnvil();
  proxy = await startRpcProxy(anvil.url);
});
afterEach(() => proxy.heal());
afterAll(async () => {
  await proxy.stop();
  await anvil.stop();
});

const client = () => createPublicClient({ transport: http(proxy.url, { retryCount: 0 }), cacheTime: 0 });
const node = () => testClientOf(anvil.url);
const signTransfer = async () =>
  payer.signTransaction({
    chainId: anvil.chainId,
    to: other.address,
    nonce: await node().getTransactionCount({ address: payer.address }),
    gas: 21_000n,
    maxFeePerGas: 10_000_000_000n,
    maxPriorityFeePerGas: 1n,
    type: "eip1559",
  });

describe("the faulty endpoint", () => {
  test("passes through, and counts", async () => {
    const before = proxy.count();
    expect(await client().getChainId()).toBe(anvil.chainId);
    expect(proxy.count()).toBe(before + 1);
    expect(proxy.count("eth_chainId")).toBeGreaterThan(0);
  });

  test("estimates a whole run, as geth and reth do, where anvil answers the least that does not revert", async () => {
    const lazy = "0x00000000000000000000000000000000000000d0";
    await node().setCode({ address: lazy, bytecode: lazyCode });
    const data = concatHex(Array.from({ length: 50 }, (_, slot) => numberToHex(slot + 1, { size: 32 })));
    const call = { account: payer.address, to: lazy, data } as const;
    const least = await startRpcProxy(anvil.url, { estimation: "least" });
    const estimates = [];
    for (const { url } of [least, proxy, anvil]) {
      estimates.push(await createPublicClient({ transport: http(url) }).estimateGas(call));
    }
    await least.stop();
    const [low = 0n, whole = 0n, own] = estimates;
    expect(own).toBe(low);
    expect(low).toBeLessThan(60_000n);
    expect(whole).toBeGreaterThan(50n * 20_000n);
  });

  test("a rule concerns its method, so many times", async () => {
    proxy.inject({ method: "eth_blockNumber", fault: { kind: "error", message: "no" }, times: 1 });
    await client().getChainId();
    await expect(client().getBlockNumber()).rejects.toThrow("no");
    await client().getBlockNumber();
  });

  test("drops after the node has taken the transaction", async () => {
    const raw = await signTransfer();
    proxy.inject({ method: "eth_sendRawTransaction", fault: { kind: "drop", forwarded: true } });
    const before = await node().getTransactionCount({ address: payer.address });
    await expect(client().sendRawTransaction({ serializedTransaction: raw })).rejects.toThrow();
    await eventually(async () => expect(await node().getTransactionCount({ address: payer.address })).toBe(before + 1));
    expect(proxy.broadcasts()).toContain(raw);
  });

  test.each([
    { kind: "drop" },
    { kind: "result", result: null },
    { kind: "status", status: 429 },
    { kind: "garbage" },
  ] as const)("$kind: the client sees trouble", async (fault) => {
    proxy.inject({ method: "eth_getBlockByNumber", fault });
    await expect(client().getBlock()).rejects.toThrow();
  });

  test("holds requests until they are released", async () => {
    const held = proxy.hold("eth_blockNumber");
    let answered = false;
    const asked = client()
      .getBlockNumber()
      .then(() => {
        answered = true;
      });
    await held.arrived;
    await client().getChainId();
    expect(answered).toBe(false);
    held.release();
    await asked;
  });

  test("answers as of blocks behind, and knows no later transaction", async () => {
    await node().mine({ blocks: 3 });
    const hash = await node().sendRawTransaction({ serializedTransaction: await signTransfer() });
    await node().waitForTransactionReceipt({ hash, pollingInterval: 10 });
    const head = await node().getBlockNumber();
    proxy.lag(2);
    expect(await client().getBlockNumber()).toBe(head - 2n);
    expect((await client().getBlock()).number).toBe(head - 2n);
    const address = payer.address;
    expect(await client().getTransactionCount({ address })).toBe((await node().getTransactionCount({ address })) - 1);
    await expect(client().getTransactionReceipt({ hash })).rejects.toThrow("could not be found");
    await expect(client().getBlock({ blockNumber: head })).rejects.toThrow();
    proxy.lag(0);
    expect((await client().getTransactionReceipt({ hash })).status).toBe("success");
  });

  test("stands still", async () => {
    const head = await node().getBlockNumber();
    await proxy.freeze();
    await node().mine({ blocks: 2 });
    expect(await client().getBlockNumber()).toBe(head);
  });

  test("pretends another chain", async () => {
    proxy.pretendChain(1);
    expect(await client().getChainId()).toBe(1);
  });

  test("draws the same faults for the same seed", async () => {
    const outcomes = async (seed: number) => {
      proxy.chaos({ seed, share: 0.5, faults: everyFault.filter(({ kind }) => kind !== "delay") });
      const seen: boolean[] = [];
      for (let asked = 0; asked < 30; asked += 1) {
        seen.push(
          await client()
            .getChainId()
            .then(
              () => true,
              () => false,
            ),
        );
      }
      return seen;
    };
    const first = await outcomes(7);
    expect(await outcomes(7)).toEqual(first);
    expect(await outcomes(8)).not.toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});

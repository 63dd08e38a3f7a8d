import { createPublicClient, http } from "viem";
import { afterAll, describe, expect, it } from "vitest";
import { startAnvil } from "./anvil.ts";
import { freePort, isPortFree } from "./ports.ts";
import { isAlive, stopAll } from "./process.ts";

afterAll(() => stopAll());

const clientOf = (url: string) => createPublicClient({ transport: http(url) });

describe("startAnvil", () => {
  it("starts at the time and with the accounts asked for, and stops", async () => {
    const chain = await startAnvil({ timestamp: 1_700_000_000, accounts: 3, chainId: 4242 });
    const client = clientOf(chain.url);
    expect(await client.getChainId()).toBe(4242);
    expect((await client.getBlock({ blockNumber: 0n })).timestamp).toBe(1_700_000_000n);
    expect(await client.request({ method: "eth_accounts" as never })).toHaveLength(3);
    await chain.stop();
    expect(isAlive(chain.child.pid)).toBe(false);
    expect(await isPortFree(chain.port)).toBe(true);
  });

  it("gives each chain an identity of its own, even for the same birth", async () => {
    const chains = await Promise.all([1, 2].map(() => startAnvil({ timestamp: 1_700_000_000 })));
    const blocks = await Promise.all(chains.map(({ url }) => clientOf(url).getBlock({ blockNumber: 0n })));
    expect(blocks[0]?.hash).not.toBe(blocks[1]?.hash);
    await Promise.all(chains.map(({ stop }) => stop()));
  });

  it("refuses a transaction that asks for more than 2^24 gas (EIP-7825)", async () => {
    const chain = await startAnvil();
    const client = clientOf(chain.url);
    const send = async (gas: number) => {
      const [from] = (await client.request({ method: "eth_accounts" as never })) as string[];
      const transaction = { from, to: from, gas: `0x${gas.toString(16)}` };
      return client.request({ method: "eth_sendTransaction" as never, params: [transaction] as never });
    };
    await expect(send(2 ** 24)).resolves.toMatch(/^0x/);
    await expect(send(2 ** 24 + 1)).rejects.toThrow(/tx_gas_limit_cap/);
    await chain.stop();
  });

  it("does not mistake another chain on its port for its own", async () => {
    const port = await freePort();
    const other = await startAnvil({ port });
    await expect(startAnvil({ port })).rejects.toThrow(/anvil ended unexpectedly[\s\S]*in use/);
    expect(await clientOf(other.url).getChainId()).toBe(31_337);
    await other.stop();
  });
});

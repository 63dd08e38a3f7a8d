import { concatHex, createPublicClient, createWalletClient, http, numberToHex, publicActions } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../runtime/anvil.ts";
import { eventually } from "../runtime/testing/eventually.ts";
import { CallRefusedError, ReceiptTimeoutError, type SendingClient, send } from "../sdk/send.ts";
import type { Call } from "../sdk/types.ts";
import { counterAddress, counterCode, effectsOf, testAccount, testClientOf } from "./testing/counter.ts";

let anvil: Anvil;
let client: SendingClient;
let node: ReturnType<typeof testClientOf>;

beforeAll(async () => {
  anvil = await startAnvil();
  node = testClientOf(anvil.url);
  await node.setCode({ address: counterAddress, bytecode: counterCode });
  const account = testAccount(1);
  client = createWalletClient({ account, transport: http(anvil.url) }).extend(
    publicActions,
  ) as unknown as SendingClient;
});
afterAll(() => anvil.stop());

const count = (...slots: bigint[]): Call => ({
  to: counterAddress,
  value: 0n,
  data: concatHex(slots.map((slot) => numberToHex(slot, { size: 32 }))),
  description: "Count",
});
const quick = { pollInterval: 20, timeout: 300 };
const nonce = (blockTag: "latest" | "pending" = "latest") =>
  createPublicClient({ transport: http(anvil.url) }).getTransactionCount({ address: testAccount(1).address, blockTag });

describe("send", () => {
  test("behavior: resolves with the receipt when the call is in a block", async () => {
    const receipt = await send(client, count(1n), quick);
    expect(receipt.status).toBe("success");
    expect(await effectsOf(node, "1")).toBe(1);
  });

  test("error: CallRefusedError before anything is sent", async () => {
    const before = await nonce();
    const refused = send(client, count(0n), quick);
    await expect(refused).rejects.toThrow(CallRefusedError);
    await expect(refused).rejects.toMatchObject({ transactionHash: undefined, refusal: { name: "Unexplained" } });
    expect(await nonce()).toBe(before);
  });

  test("error: CallRefusedError with the transaction when the block brings the refusal", async () => {
    await node.setAutomine(false);
    const before = await nonce("pending");
    const sent = send(client, count(2n), { pollInterval: 20, timeout: 5_000 });
    await eventually(async () => expect(await nonce("pending")).toBe(before + 1));
    await node.setCode({ address: counterAddress, bytecode: "0x5f5ffd" });
    await Promise.all([
      node.mine({ blocks: 1 }),
      expect(sent).rejects.toMatchObject({ transactionHash: expect.any(String) }),
    ]);
    await node.setCode({ address: counterAddress, bytecode: counterCode });
    await node.setAutomine(true);
  });

  test("error: ReceiptTimeoutError names the transaction, which may still be mined", async () => {
    await node.setAutomine(false);
    await expect(send(client, count(3n), quick)).rejects.toThrow(ReceiptTimeoutError);
    await node.setAutomine(true);
  });

  test("behavior: what is no refusal passes through", async () => {
    const account = testAccount(1);
    const nobody = createWalletClient({ account, transport: http("http://127.0.0.1:9", { retryCount: 0 }) });
    const sent = send(nobody.extend(publicActions) as unknown as SendingClient, count(4n), quick);
    await expect(sent).rejects.not.toBeInstanceOf(CallRefusedError);
  });
});

import {
  concatHex,
  createTestClient,
  type Hex,
  hexToBigInt,
  http,
  numberToHex,
  type PublicClient,
  publicActions,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { DEVELOPMENT_MNEMONIC } from "../../runtime/anvil.ts";
import { type Keeper, payloadOf } from "../keeper.ts";

/**
 * A contract for tests. It reads its calldata as words and adds one to the storage slot that each names; the slot zero
 * makes it revert. So the number in a slot is the number of effects.
 */
export const counterCode: Hex = "0x5f5b803614601c5780358015601e57805460010190556020016001565b005b5f5ffd";
/** The same, which stops before a slot when less than 50,000 gas is left, as `pay` of the distribution module does. */
export const lazyCode: Hex = "0x5f5b80361460245761c3505a1060245780358015602657805460010190556020016001565b005b5f5ffd";
export const counterAddress = "0x00000000000000000000000000000000000000c0";

export const testAccount = (addressIndex: number) => mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex });

export const testClientOf = (url: string) =>
  createTestClient({ mode: "anvil", transport: http(url, { retryCount: 0, timeout: 120_000 }) }).extend(publicActions);

type TestClient = ReturnType<typeof testClientOf>;

/**
 * Back to a snapshot, with nothing waiting and a block for each transaction again. What the node still had to mine would
 * otherwise come into the restored chain.
 */
export const restore = async (
  node: Pick<TestClient, "request" | "revert" | "setAutomine">,
  snapshot: Hex,
): Promise<void> => {
  await node.request({ method: "anvil_dropAllTransactions" as never });
  await node.revert({ id: snapshot });
  await node.setAutomine(true);
};

/** How often the slot's work was done. */
export const effectsOf = async (client: Pick<PublicClient, "getStorageAt">, slot: string): Promise<number> => {
  const word = await client.getStorageAt({ address: counterAddress, slot: numberToHex(BigInt(slot), { size: 32 }) });
  return Number(hexToBigInt(word ?? "0x0"));
};

/** Counts each slot once. */
export const createCounterKeeper = (client: Pick<PublicClient, "getStorageAt">): Keeper => ({
  name: "counter",
  batchSize: 2,
  // A call begins with a slot's number, in words of 32 bytes.
  mayCall: () => [{ contract: counterAddress, selector: "0x00000000" }],
  propose: async () => [],
  standings: (works) =>
    Promise.all(works.map(async (work) => ((await effectsOf(client, payloadOf(work, "slot"))) > 0 ? "done" : "due"))),
  call: async (works) => ({
    to: counterAddress,
    value: 0n,
    data: concatHex(works.map((work) => numberToHex(BigInt(payloadOf(work, "slot")), { size: 32 }))),
    description: `Count ${works.length} slots`,
  }),
});

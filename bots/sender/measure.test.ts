import { type Address, concatHex, numberToHex } from "viem";
import { expect, test } from "vitest";
import { counterAddress, counterCode, lazyCode } from "../testing/counter.ts";
import { useSenderWorld } from "../testing/sender-world.ts";
import { measureWholeRun } from "./measure.ts";

const world = useSenderWorld();

const count = (...slots: number[]) => ({
  to: counterAddress as Address,
  data: concatHex(slots.map((slot) => numberToHex(slot, { size: 32 }))),
});
const measure = (call: ReturnType<typeof count>, gas = 2n ** 24n) =>
  measureWholeRun(world.chain.client, world.account.address, call, gas);
const slots = (length: number) => Array.from({ length }, (_, slot) => slot + 1);

test.each([
  ["a contract that needs all", counterCode],
  ["a contract that stops early when gas is short", lazyCode],
])("behavior: %s: what its transaction uses in its block, and hardly more", async (_, bytecode) => {
  await world.node.setCode({ address: counterAddress, bytecode });
  const call = count(...slots(40));
  const measured = await measure(call);
  const serializedTransaction = await world.account.signTransaction({
    ...{ chainId: world.anvil.chainId, ...call, nonce: 0, gas: 2n ** 24n, type: "eip1559" },
    ...{ maxFeePerGas: 10_000_000_000n, maxPriorityFeePerGas: 1n },
  });
  const hash = await world.node.sendRawTransaction({ serializedTransaction });
  const { gasUsed } = await world.node.getTransactionReceipt({ hash });
  expect(measured).toBeGreaterThanOrEqual(gasUsed);
  expect(measured).toBeLessThan(gasUsed + 3_000n + 16n * 32n * 40n);
});

test("behavior: as the account: the contract sees nobody else", async () => {
  // Reverts unless the caller is the account.
  const own = concatHex(["0x3373", world.account.address, "0x14601d575f5ffd5b00"]);
  await world.node.setCode({ address: counterAddress, bytecode: own });
  await expect(measure(count())).resolves.toBeGreaterThan(21_000n);
});

test.each([
  ["it reverts", "0x5f5ffd"],
  ["it hits an invalid instruction", "0xfe"],
  ["it uses up all gas", "0x5b5f56"],
] as const)("error: %s: a refusal, as a contract's own", async (_, bytecode) => {
  await world.node.setCode({ address: counterAddress, bytecode });
  await expect(measure(count(1), 1_000_000n)).rejects.toThrow(/revert/);
});

test.each([
  ["does not know the question", { kind: "error", message: "invalid argument 2" }],
  ["takes no notice of the other code", { kind: "result", result: "0x" }],
  ["gives no answer", { kind: "drop" }],
] as const)("behavior: a node that %s: nothing is measured", async (_, fault) => {
  world.proxies[0]?.inject({ method: "eth_call", fault, when: (params) => params.length > 2 });
  expect(await measure(count(1))).toBeUndefined();
});

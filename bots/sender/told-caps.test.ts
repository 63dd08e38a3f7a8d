import { parseEther } from "viem";
import { expect, test } from "vitest";
import { capsIn } from "./told-caps.ts";

const refused = { gasLimit: 19_100_152n, reserved: parseEther("1.204") };

test.each([
  ["transaction gas limit too high (cap: 16777216, tx: 19100152)", { gas: 16_777_216n }],
  ["TxGasLimitCapExceeded: Gas limit 19100152 exceeded cap of 16777216", { gas: 16_777_216n }],
  ["exceeds maximum gas limit 10000000", { gas: 10_000_000n }],
  ["tx fee (1.20 ether) exceeds the configured cap (1.00 ether)", { cost: parseEther("1") }],
  ["insufficient funds for gas * price + value: balance 0, tx cost 1204", {}],
  ["intrinsic gas too high -- tx.gas_limit > env.cfg.tx_gas_limit_cap", {}],
  // Not the reason: it does not exceed them. Nor a cap: nothing could be sent.
  ["cap: 30000000", {}],
  ["the configured cap (5 ether)", {}],
  ["cap: 20", {}],
  ["cap (0 ether)", {}],
  [`cap: ${"9".repeat(300)}`, {}],
  ["", {}],
])("behavior: %s", (words, expected) => {
  expect(capsIn(words, refused)).toEqual({ gas: undefined, cost: undefined, ...expected });
});

test("behavior: a text made to hold the reader up is read at once", () => {
  const start = performance.now();
  capsIn(`cap ${" of".repeat(20_000)} limit ${"(".repeat(100_000)}`, refused);
  expect(performance.now() - start).toBeLessThan(1_000);
});

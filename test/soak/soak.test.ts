import { expect, test } from "vitest";
import { soak } from "./soak.ts";

/** Short, and always the same faults; `npm run soak` is long and draws others. */
const seconds = 15;
const seed = Number(process.env.SOAK_SEED ?? 4);

test(`soak: with the faults of seed ${seed}, every due lot is released exactly once and ledger, chain and index agree`, async () => {
  const told: string[] = [];
  const outcome = await soak({ seed, seconds, say: (line) => told.push(line) }).catch((error: unknown) => {
    throw new SoakFailedError(seed, told, error);
  });
  expect(outcome.wrong, `seed ${seed}: npm run soak -- --minutes ${seconds / 60} --seed ${seed}`).toEqual([]);
  expect(outcome.chains.reduce((lots, chain) => lots + chain.lots, 0)).toBeGreaterThan(0);
});

class SoakFailedError extends Error {
  constructor(failed: number, told: readonly string[], cause: unknown) {
    super([`Seed ${failed} failed: npm run soak -- --seed ${failed}`, ...told, String(cause)].join("\n"), { cause });
  }
}

import { describe, expect, test } from "vitest";
import { openNotices } from "../notices/store.ts";
import { testIntent, useLeasedLedger } from "../testing/ledger.ts";
import { block, signed } from "../testing/signed-work.ts";
import { markFinal, markMined, markReverted, recordSigned } from "./attempts.ts";
import { patience } from "./breaker.ts";
import { claim } from "./claims.ts";
import { acquireLease } from "./lease.ts";
import { readPauses } from "./pauses.ts";
import { planIntents } from "./plan.ts";

const ledger = useLeasedLedger();

/** Plans one piece of work and signs for it. */
const sign = async (nonce: number, { keeper = "counter", by = ledger.lease } = {}): Promise<number> => {
  const intent = { ...testIntent(`${by.account} ${nonce}`), keeper };
  await planIntents(ledger.db, by, [intent]);
  await claim(ledger.db, by, [intent.key]);
  const work = { keys: [intent.key], signed: signed(nonce, intent.key, { keeper }) };
  const [id = 0] = await recordSigned(ledger.db, by, [work]);
  return id;
};

/** Settles it. @returns whether the keeper is paused by this */
const settle = async (id: number, nonce: number, { effect = false, succeeded = true, by = ledger.lease } = {}) => {
  const { key } = testIntent(`${by.account} ${nonce}`);
  await markMined(ledger.db, by, id, { ...block, succeeded });
  const effects = { done: effect ? [key] : [], undone: effect ? [] : [key], reason: "mined without effect" };
  return (succeeded ? markFinal : markReverted)(ledger.db, by, id, effects);
};

const mine = async (nonce: number, changes: Parameters<typeof sign>[1] & Parameters<typeof settle>[2] = {}) =>
  settle(await sign(nonce, changes), nonce, changes);

describe("the breaker", () => {
  test("behavior: pauses the keeper alone, after three without effect, final or reverted; a person is told", async () => {
    expect(patience).toBe(3);
    expect(await mine(0, { effect: true })).toBe(false);
    expect(await mine(1)).toBe(false);
    expect(await mine(2, { succeeded: false })).toBe(false);
    expect(await mine(3, { succeeded: false })).toBe(true);
    expect([...(await readPauses(ledger.db)).values()]).toMatchObject([{ scope: "counter", by: "sender" }]);
    expect(await openNotices(ledger.db, "no-progress")).toMatchObject([{ subject: "counter", severity: "critical" }]);
  });

  test("behavior: a final one completes the row, too", async () => {
    await mine(0, { succeeded: false });
    await mine(1);
    expect(await mine(2)).toBe(true);
  });

  test("behavior: another keeper's do not count, and bring no end to the row", async () => {
    for (const nonce of [0, 1]) await mine(nonce);
    expect(await mine(2, { keeper: "other" })).toBe(false);
    await mine(3, { keeper: "other", effect: true });
    expect(await mine(4)).toBe(true);
    expect([...(await readPauses(ledger.db)).keys()]).toEqual(["counter"]);
  });

  test("behavior: nor do those of another account", async () => {
    const by = await acquireLease(ledger.db, { ...ledger.lease, account: "0xb2", duration: 60_000 });
    if (by === undefined) throw new Error("nobody else has it");
    for (const nonce of [10, 11]) await mine(nonce, { by });
    expect(await mine(0)).toBe(false);
    expect(await readPauses(ledger.db)).toEqual(new Map());
  });

  test("behavior: what is under way does not count", async () => {
    const first = await sign(0);
    for (const nonce of [1, 2]) await sign(nonce);
    expect(await settle(first, 0)).toBe(false);
  });

  test("behavior: one with an effect begins the count anew", async () => {
    for (const nonce of [0, 1]) await mine(nonce);
    await mine(2, { effect: true });
    for (const nonce of [3, 4]) expect(await mine(nonce)).toBe(false);
    expect(await mine(5)).toBe(true);
  });
});

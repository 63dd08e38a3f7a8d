import { describe, expect, test } from "vitest";
import { compare, type Ledger, type Sent, type Truth } from "./oracle.ts";

const lot = 7n;
const [ours, strangers] = ["0x01", "0x02"] as const;

/** A world in which one transaction of the keepers carried one lot. */
const chainWith = (changes: Partial<Truth> = {}): Truth => ({
  releases: new Map([[lot, [ours]]]),
  lockupEnds: new Map([[lot, 100n]]),
  sent: [{ hash: ours, nonce: 0, blockHash: "0xb1", timestamp: 100n, succeeded: true, lotIds: [lot], isAllowed: true }],
  ...changes,
});
const ledgerWith = (state: string, attemptState = "final"): Ledger =>
  ({
    intents: [{ key: "release 7", state, payload: { lotId: `${lot}` } }],
    attempts: [{ id: 1, hash: ours, state: attemptState, blockHash: "0xb1" }],
    links: [{ attemptId: 1, intentKey: "release 7" }],
  }) as unknown as Ledger;
const faults = (truth: Truth, ledger: Ledger, others: bigint[] = []) => compare(truth, ledger, [lot], { others });

describe("compare", () => {
  test("behavior: one effect by one own transaction, recorded as it happened", () => {
    expect(faults(chainWith(), ledgerWith("final"))).toEqual([]);
  });

  test("behavior: a second effect, a second transaction, none at all", () => {
    expect(faults(chainWith({ releases: new Map([[lot, [ours, strangers]]]) }), ledgerWith("final"))).toEqual([
      "lot 7 was released 2 times",
    ]);
    const again = {
      hash: strangers,
      nonce: 1,
      blockHash: "0xb2",
      timestamp: 110n,
      succeeded: true,
      lotIds: [lot],
      isAllowed: true,
    } as const;
    expect(faults(chainWith({ sent: [...chainWith().sent, again] }), ledgerWith("final"))).toEqual([
      "lot 7 was sent in 2 mined transactions",
      "transaction 0x02 is not in the ledger",
    ]);
    expect(faults(chainWith({ releases: new Map() }), ledgerWith("final"))).toEqual([
      "lot 7 was released 0 times",
      "release 7 is final, and no transaction of its own did it",
    ]);
  });

  test("behavior: mined before it was due: a fault unless a reorg may have set the clock back, and never what did it", () => {
    const [sent] = chainWith().sent;
    const early = { ...(sent as Sent), hash: strangers, nonce: 1, timestamp: 99n };
    const truth = chainWith({ sent: [early, ...chainWith().sent] });
    const [own] = ledgerWith("final").attempts;
    const ledger = { ...ledgerWith("final"), attempts: [own, { ...own, id: 2, hash: strangers }] } as unknown as Ledger;
    expect(faults(truth, ledger)).toEqual(["lot 7 was sent before it was due: 0x02"]);
    expect(compare(truth, ledger, [lot], { clockWentBack: true })).toEqual([]);
    const onlyEarly = compare(chainWith({ sent: [early] }), ledger, [lot], { clockWentBack: true });
    expect(onlyEarly).toContain("lot 7 was sent in 0 mined transactions");
  });

  test("behavior: a stranger was faster, and the batch passed over it: final, if strangers may come first", () => {
    const faster = chainWith({ releases: new Map([[lot, [strangers]]]) });
    expect(faults(faster, ledgerWith("final"), [lot])).toEqual([]);
    expect(faults(faster, ledgerWith("final"))).toEqual(["release 7 is final, and no transaction of its own did it"]);
  });

  test("behavior: a stranger did it and no own transaction carried it: final would be a lie, skipped is right", () => {
    const alone = chainWith({ releases: new Map([[lot, [strangers]]]), sent: [] });
    const ledger = (state: string) => ({ ...ledgerWith(state), attempts: [], links: [] });
    expect(faults(alone, ledger("final"), [lot])).toEqual(["release 7 is final, and no transaction of its own did it"]);
    expect(faults(alone, ledger("skipped"), [lot])).toEqual([]);
    const failed = { ...faulty(alone), releases: new Map([[lot, [strangers]]]) };
    expect(faults(failed, ledgerWith("final", "reverted"), [lot])).toEqual([
      "release 7 is final, and no transaction of its own did it",
    ]);
  });

  test("behavior: skipped though nobody did it, open work, an open attempt, another block", () => {
    const nobody = chainWith({ releases: new Map() });
    expect(faults(nobody, ledgerWith("skipped"))).toContain("release 7 is skipped, and nobody did it");
    expect(faults(chainWith(), ledgerWith("mined"))).toEqual(["release 7 is still mined"]);
    expect(faults(chainWith(), ledgerWith("final", "broadcast"))).toContain("attempt 0x01 is still broadcast");
    const [sent] = chainWith().sent;
    const moved = chainWith({ sent: [{ ...(sent as Truth["sent"][number]), blockHash: "0xb2" }] });
    expect(faults(moved, ledgerWith("final"))).toEqual(["transaction 0x01 is in block 0xb2, not 0xb1"]);
  });
});

/** The own transaction is in a block and was reverted. */
const faulty = (truth: Truth): Truth => ({
  ...truth,
  sent: chainWith().sent.map((sent) => ({ ...sent, succeeded: false })),
});

import { type Address, numberToHex } from "viem";
import { beforeEach, describe, expect, test } from "vitest";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { storeProposal } from "../approvals/store.ts";
import { endingLimit } from "../index-reader.ts";
import { createLog } from "../log.ts";
import { openNotices, raiseNotice } from "../notices/store.ts";
import { tellSight } from "../notices/watched.ts";
import { useLedger } from "../testing/ledger.ts";
import { clientOf, headAt, indexOf, type ModelContract, refusal } from "../testing/model.ts";
import { createTermWatcher } from "./index.ts";

const ledger = useLedger();

const [registrar, issuer, custodian, member] = [0xb1, 0xb2, 0xb3, 0xa1].map((n) => numberToHex(n, { size: 20 })) as [
  Address,
  Address,
  Address,
  Address,
];
const distances = { accreditation: [100, 10], call: [50], authority: [100] };
const call = {
  authority: 1,
  target: issuer,
  data: "0x12345678",
  salt: numberToHex(1, { size: 32 }),
  deadline: 1_049,
} as const;
const proposal = { callHash: callHashOf(call, { chainId: 1, multisig: issuer }), multisig: issuer, call };

/** What the chain says, and what the index names. */
const initial = () => ({
  expiries: { 1: 1_090, 2: 5_000 } as Record<number, number>,
  poison: [] as number[],
  approvedUntil: 1_099,
  approvals: [member] as Address[],
  closed: false,
  ids: [1, 2, 9, Number.NaN],
  authorities: [{ multisig: issuer, authority: 1 }],
});
let world: ReturnType<typeof initial>;

beforeEach(async () => {
  world = initial();
});

const watcherOn = () => {
  const contracts: Record<string, ModelContract> = {
    [registrar]: {
      getInvestors: (ids: number[]) =>
        ids.map((id) => {
          if (!Number.isInteger(id) || world.poison.includes(id)) throw refusal("getInvestors");
          return { expiresAt: world.expiries[id] ?? 0 };
        }),
    },
    [issuer]: {
      getAuthority: () => ({ epoch: 1, memberCount: 1, threshold: 2, approvedUntil: world.approvedUntil }),
      membersOf: () => [member, registrar],
      approvals: () => [1n, world.approvals],
      isClosed: () => world.closed,
    },
  };
  return createTermWatcher({
    client: clientOf({ contracts, now: () => 1_000 }),
    index: indexOf({ accreditationsEnding: () => world.ids, authoritiesEnding: () => world.authorities }),
    deployment: { chainId: 1, registrar, issuer, custodian } as never,
    describer: {
      sentenceFor: async ({ data }) => `Do ${data}.`,
      nameOf: async (address) => address,
      multisigs: async () => [registrar, issuer, custodian],
    },
    db: ledger.db,
    log: createLog("silent"),
    distances,
  });
};

const watchAt = async (now: number) => {
  const watcher = watcherOn();
  const sight = await watcher.watch(headAt(now));
  await ledger.db.transaction((tx) => tellSight(tx, watcher, sight));
  return sight;
};
const open = async () =>
  (await openNotices(ledger.db)).map(({ kind, subject }) => `${kind} ${subject.split("/").slice(1).join("/")}`).sort();

describe("watch", () => {
  test("behavior: warns of what the chain confirms, in the chain's words, and of nothing that only the index says", async () => {
    await storeProposal(ledger.db, { chainId: 1, proposal, now: 1_000 });
    await watchAt(1_000);
    expect(await open()).toEqual([
      "accreditation-ends 1@1090/100",
      "authority-ends 1@1100/100",
      `call-ends ${proposal.callHash}@1050/50`,
    ]);
  });

  test("behavior: the nearer warning takes the place of the farther; renewed, it is closed", async () => {
    world.ids = [1];
    await watchAt(1_000);
    await watchAt(1_085);
    expect(await open()).toContain("accreditation-ends 1@1090/10");
    expect(await open()).not.toContain("accreditation-ends 1@1090/100");
    world.expiries[1] = 9_000;
    world.approvedUntil = 9_000;
    await watchAt(1_086);
    expect(await open()).toEqual([]);
  });

  test("behavior: a call that was executed, or that nobody approves any more, is no warning", async () => {
    world = { ...world, ids: [], authorities: [] };
    await storeProposal(ledger.db, { chainId: 1, proposal, now: 1_000 });
    for (const end of [{ closed: true }, { approvals: [] }]) {
      world = { ...world, closed: false, approvals: [member] };
      await watchAt(1_000);
      expect(await open()).toHaveLength(1);
      world = { ...world, ...end };
      await watchAt(1_001);
      expect(await open()).toEqual([]);
    }
  });

  test("behavior: what other watchers have told is no hint", async () => {
    world = { ...world, ids: [], authorities: [] };
    world.expiries[3] = 1_050;
    const about = { kind: "other", subject: "a", severity: "info", text: "It is." } as const;
    await raiseNotice(ledger.db, { ...about, detail: { watcher: "other", investor: "3" } });
    await watchAt(1_000);
    expect(await openNotices(ledger.db)).toHaveLength(1);
  });

  test("behavior: an index that may have named more than it was asked for has not named all", async () => {
    world = { ...world, ids: Array.from({ length: endingLimit - 1 }, (_, n) => n + 1), authorities: [] };
    expect((await watchAt(1_000)).complete).toBe(true);
    world.ids.push(endingLimit);
    expect((await watchAt(1_000)).complete).toBe(false);
  });

  test("behavior: rows that the index has lost close nothing", async () => {
    world.ids = [1];
    await watchAt(1_000);
    world = { ...world, ids: [], authorities: [] };
    expect((await watchAt(1_001)).complete).toBe(true);
    expect(await open()).toHaveLength(2);
  });

  test("behavior: one that cannot be read neither stops the others nor is closed", async () => {
    world.ids = [1, 3];
    world.expiries[3] = 1_050;
    await watchAt(1_000);
    world.poison = [1];
    world.expiries[3] = 9_000;
    world.expiries[4] = 1_060;
    world.ids = [1, 3, 4];
    expect((await watchAt(1_001)).complete).toBe(false);
    expect(await open()).toEqual(
      expect.arrayContaining(["accreditation-ends 1@1090/100", "accreditation-ends 4@1060/100"]),
    );
  });
});

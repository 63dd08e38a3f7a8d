import { type Address, type Hex, numberToHex, zeroAddress, zeroHash } from "viem";
import { expect } from "vitest";
import type { Position } from "../../sdk/actions/distribution/pay.ts";
import { type DistributionState, distributionStates, paymentStatuses } from "../../sdk/reads/distributions.ts";
import { createDistributionRunner } from "../distribution-runner/index.ts";
import type { Intent } from "../intent.ts";
import { createLog } from "../log.ts";
import {
  clientOf,
  gatewayOf,
  indexOf,
  type ModelContract,
  type ModelSource,
  type ModelStatus,
  refusal,
  requireHex,
} from "./model.ts";

export const addressAt = (n: number): Address => numberToHex(n, { size: 20 });
export const [module, further, lockup, token, furtherToken, issuer, gateway] = [
  0xd1, 0xd2, 0xc1, 0xe1, 0xe2, 0xb2, 0x9a,
].map(addressAt) as [Address, Address, Address, Address, Address, Address, Address];
export const holderAt = (n: number): Address => addressAt(0xa00 + n);
export const isHolder = (account: string, holders: number): boolean => {
  const n = Number(BigInt(account)) - 0xa00;
  return n >= 1 && n <= holders;
};

export type Round = {
  paymentDate: number;
  state: DistributionState;
  seen: Map<string, "Paid" | "Withheld">;
  claimDeadline: number;
  /** how its record date stands; left out: it was announced at once */
  plan?: ModelStatus["state"];
  partition?: Hex;
};
export type World = {
  now: number;
  holders: number;
  rounds: Round[];
  poison: string[];
  restricted: Set<string>;
  paused: string[];
  /** distributions by source; a module that was removed goes before */
  served: Address[];
};

export const worldOf = (changes: Partial<World> & { dates: number[] }): World => ({
  now: 100,
  holders: 3,
  poison: [],
  restricted: new Set(),
  paused: [],
  served: [zeroAddress, module, further],
  rounds: changes.dates.map((paymentDate) => ({
    paymentDate,
    state: "Funded",
    seen: new Map(),
    claimDeadline: 1_000_000,
  })),
  ...changes,
});

/** The rules of the module, for holders that all held their shares directly. */
export const moduleOf = (world: World): ModelContract => {
  const roundOf = roundIn(world);
  return {
    distributionCount: () => BigInt(world.rounds.length),
    getDistribution: (id: bigint) => ({
      state: distributionStates.indexOf(roundOf(id).state),
      paymentDate: roundOf(id).paymentDate,
      recordDate: roundOf(id).paymentDate - 1,
      claimDeadline: roundOf(id).claimDeadline,
      openedAt: roundOf(id).paymentDate,
      ofPartition: roundOf(id).partition !== undefined,
      partition: roundOf(id).partition ?? zeroHash,
      withheld: [...roundOf(id).seen.values()].filter((status) => status === "Withheld").length,
    }),
    claimFor: (id: bigint, { custodian, account }: { custodian: Address; account: Address }) => {
      const status = requireHex(custodian, 20) === zeroAddress ? roundOf(id).seen.get(account) : undefined;
      if (status !== "Withheld" || world.restricted.has(account)) throw refusal("claimFor");
    },
    token: () => token,
    paymentStatusOf: (id: bigint, custodian: Address, account: Address) => {
      if (world.poison.includes(requireHex(account, 20))) throw refusal("poison");
      const status = requireHex(custodian, 20) === zeroAddress ? roundOf(id).seen.get(account) : undefined;
      return paymentStatuses.indexOf(status ?? "None");
    },
  };
};

export const roundIn =
  (world: World) =>
  (id: bigint): Round =>
    world.rounds[Number(id) - 1] ?? { paymentDate: 0, state: "None", seen: new Map(), claimDeadline: 0 };

/** What the gateway lists: the lock-ups, and whatever distributions the world says. */
export const sourcesOf = (world: World): (ModelSource | undefined)[] => [
  { address: lockup, kinds: ["release"] },
  ...world.served.map((address) =>
    address === zeroAddress ? undefined : { address, kinds: ["open", "pay", "close", "announce"] },
  ),
];

/** The gateway's rules; every module that it serves has the rounds of the world. */
export const statusIn =
  (world: World) =>
  (kind: string, id: bigint): ModelStatus => {
    const { state, paymentDate, seen, plan = "unknown" } = roundIn(world)(id);
    const isBefore = (other: DistributionState) =>
      distributionStates.indexOf(state) < distributionStates.indexOf(other);
    if (state === "None") return { state: "unknown" };
    if (kind === "announce") return { state: plan, dueAt: paymentDate - 50 };
    if (kind === "close") {
      if (state === "Open" && seen.size === world.holders) return { state: "due" };
      return { state: isBefore("Closed") ? "waiting" : "done" };
    }
    if (state === "Declared") return { state: "waiting", dueAt: paymentDate };
    if (state !== "Funded") return { state: "done", dueAt: paymentDate };
    return { state: paymentDate <= world.now ? "due" : "notDue", dueAt: paymentDate };
  };

export const contractsOf = (world: World) => ({
  [module]: moduleOf(world),
  [gateway]: gatewayOf({
    sources: sourcesOf(world),
    paused: world.paused,
    statusOf: (kind, { subject }) => statusIn(world)(kind, subject),
  }),
  [token]: {
    positionsAt: (positions: readonly Position[]) =>
      positions.map((position) => ({ balance: heldIn(world, position) })),
    positionsByPartitionAt: (partition: Hex, positions: readonly Position[]) =>
      positions.map((position) => ({
        balance: partition === world.rounds[0]?.partition && position.account === holderAt(1) ? 5n : 0n,
      })),
  },
  [issuer]: { isRestricted: (account: Address) => world.restricted.has(account) },
});

const heldIn = (world: World, { custodian, account }: Position): bigint =>
  requireHex(custodian, 20) === zeroAddress && isHolder(requireHex(account, 20), world.holders) ? 5n : 0n;

export type Hints = { positionsAt: () => unknown; payments: (at: Address, id: bigint) => unknown };

export const honest = (world: World): Hints => ({
  positionsAt: () =>
    Array.from({ length: world.holders }, (_, n) => ({ custodian: zeroAddress, account: holderAt(n + 1) })),
  payments: (_, id) =>
    [...(world.rounds[Number(id) - 1]?.seen ?? [])].map(([account, status]) => ({
      custodian: zeroAddress,
      account,
      status: status.toLowerCase(),
      reason: status === "Withheld" ? "restricted" : null,
    })),
});

export const deployment = { chainId: 1, distribution: module, issuer, gateway, modules: [lockup, further] } as never;

export const keeperOn = (world: World, hints: Hints = honest(world), contracts: Record<string, ModelContract> = {}) =>
  createDistributionRunner({
    client: clientOf({ contracts: { ...contractsOf(world), ...contracts }, now: () => world.now }),
    index: indexOf(hints),
    deployment,
    log: createLog("silent"),
  });

/** Does a piece of work as the module would. @throws when the module would refuse */
export const execute = (world: World, { payload }: Intent): void => {
  const round = world.rounds[Number(payload.distributionId) - 1] as Round;
  const account = payload.account ?? "";
  if (payload.step === "announce") {
    expect(round.plan).toBe("due");
    round.plan = "done";
  } else if (payload.step === "open") {
    expect([round.state, round.paymentDate <= world.now]).toEqual(["Funded", true]);
    round.state = "Open";
  } else if (payload.step === "close") {
    expect([round.state, round.seen.size]).toEqual(["Open", world.holders]);
    round.state = "Closed";
  } else {
    expect(["Open", "Closed"]).toContain(round.state);
    expect(isHolder(account, world.holders)).toBe(true);
    expect(round.seen.get(account)).not.toBe("Paid");
    round.seen.set(account, world.restricted.has(account) ? "Withheld" : "Paid");
  }
};

import { type Address, encodeFunctionData, zeroHash } from "viem";
import { lockupModuleAbi } from "../../../abis/LockupModule.ts";
import { issueLocked } from "../../../sdk/actions/lockup/issueLocked.ts";
import { releaseLots } from "../../../sdk/actions/lockup/release.ts";
import type { Call } from "../../../sdk/types.ts";
import type { Case } from "../case.ts";
import { each, type Figure } from "../chain.ts";
import { investors, register } from "../identity.ts";
import { owner, type Stage, stranger } from "../stage.ts";
import { runThroughGateway } from "./gateway.ts";

const DAY = 86_400;
const RELEASE = "release a lock-up lot, each in a batch of 25";
/** The place among the gateway's sources, as script/Deploy.s.sol lists them. */
const SOURCE = 0;

export const lots: readonly Case[] = [
  { ...{ name: RELEASE, state: "of 25 holders", goal: 14_000 }, measure: (stage) => release(stage, 25) },
  { ...{ name: RELEASE, state: "of five holders" }, measure: (stage) => release(stage, 5) },
  {
    name: "through the gateway: release a lock-up lot, each in a batch of 25",
    measure: async (stage) => {
      const lotIds = await lockUp(stage, 25);
      return runThroughGateway(stage, SOURCE, lotIds);
    },
  },
];

/** 25 lots that are due, of so many holders. @returns their numbers */
const lockUp = async (stage: Stage, holderCount: number): Promise<bigint[]> => {
  const { lockup, registrar } = stage.deployment;
  const holders = investors("holder", holderCount);
  const lockupEnd = (await stage.chain.now()) + DAY;
  const lots = Array.from({ length: 25 / holderCount }, () => ({ amount: 100n, lockupEnd }));
  await stage.as(
    owner,
    register(registrar, holders),
    issueLocked({
      lockup,
      issues: holders.map(({ account }) => ({ to: account, amount: 1_000n, issueId: zeroHash, lots })),
    }),
  );
  await stage.chain.at(lockupEnd);
  return Array.from({ length: 25 }, (_, index) => BigInt(index + 1));
};

const release = async (stage: Stage, holderCount: number): Promise<Figure> => {
  const lotIds = await lockUp(stage, holderCount);
  return each(await stage.measure(stranger, releaseLots({ lockup: stage.deployment.lockup, lotIds })), 25);
};

/** Locks up shares that an account holds, for a day. */
export const lockLot = async ({ chain, deployment }: Stage, account: Address, amount: bigint): Promise<Call> => {
  const lots = [{ amount, lockupEnd: (await chain.now()) + DAY }];
  const data = encodeFunctionData({ abi: lockupModuleAbi, functionName: "lock", args: [account, lots] });
  return { to: deployment.lockup, value: 0n, data, description: `Lock up ${amount} units of ${account}` };
};

import type { Address, PublicClient } from "viem";
import { pledgeModuleAbi } from "../../abis/PledgeModule.ts";
import type { PositionKey } from "../types.ts";

/** `PledgeState` of src/types/Pledge.sol, at the index that is its number. */
export const pledgeStates = [
  "none",
  "proposed",
  "active",
  "called",
  "realised",
  "released",
  "expired",
  "withdrawn",
] as const;
export type PledgeStateName = (typeof pledgeStates)[number];

/** A pledge as it stands: `Pledge` in src/types/Pledge.sol. */
export type Pledge = {
  pledgeId: bigint;
  state: PledgeStateName;
  position: PositionKey;
  securedParty: Address;
  /** smallest units */
  amount: bigint;
  /** what of it could be settled now */
  available: bigint;
  endsAt: number;
  cureTerm: number;
  dueBy: number;
};

export type ReadPledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
};

/** Undefined if the module knows no such pledge. */
export const readPledge = async (
  client: PublicClient,
  { pledges, pledgeId }: ReadPledgeParameters,
): Promise<Pledge | undefined> => {
  const at = { address: pledges, abi: pledgeModuleAbi } as const;
  if (pledgeId < 1n || pledgeId > (await client.readContract({ ...at, functionName: "pledgeCount" }))) return undefined;
  const pledge = await client.readContract({ ...at, functionName: "getPledge", args: [pledgeId] });
  return { ...pledge, pledgeId, state: pledgeStates[pledge.state] ?? "none" };
};

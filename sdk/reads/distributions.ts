import type { Address, Hex, PublicClient } from "viem";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { type Position, positionKeyOf } from "../actions/distribution/pay.ts";
import { many } from "./many.ts";

/** `DistributionState` of src/types/Payout.sol, at the index that is its number. */
export const distributionStates = ["None", "Declared", "Funded", "Open", "Closed", "Reclaimed", "Cancelled"] as const;
export type DistributionState = (typeof distributionStates)[number];

/** `PaymentStatus` of src/types/Payout.sol, at the index that is its number. */
export const paymentStatuses = ["None", "Paid", "Withheld"] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export type DistributionAt = {
  distribution: Address;
  distributionId: bigint;
};

/** A distribution, with its state by name and its partition if it is on one; an unknown one is in state None. */
export const readDistribution = async (client: PublicClient, { distribution, distributionId }: DistributionAt) => {
  const record = await client.readContract({
    address: distribution,
    abi: distributionModuleAbi,
    functionName: "getDistribution",
    args: [distributionId],
  });
  const partition = record.ofPartition ? record.partition : undefined;
  return { ...record, distributionId, state: distributionStates[record.state] ?? "None", partition };
};

export const readDistributionCount = (client: PublicClient, distribution: Address): Promise<bigint> =>
  client.readContract({ address: distribution, abi: distributionModuleAbi, functionName: "distributionCount" });

/** The token whose holders a module pays. */
export const readModuleToken = (client: PublicClient, distribution: Address): Promise<Address> =>
  client.readContract({ address: distribution, abi: distributionModuleAbi, functionName: "token" });

export type PositionsAt = DistributionAt & { positions: readonly Position[] };

/** Where each position stands: paid, withheld, or not seen yet. */
export const readPaymentStatuses = async (
  client: PublicClient,
  { distribution, distributionId, positions }: PositionsAt,
): Promise<PaymentStatus[]> => {
  const at = { address: distribution, abi: distributionModuleAbi, functionName: "paymentStatusOf" } as const;
  const contracts = positions.map(
    ({ custodian, account }) => ({ ...at, args: [distributionId, custodian, account] }) as const,
  );
  const statuses = await client.multicall({ ...many, contracts });
  return statuses.map((status) => paymentStatuses[status] ?? "None");
};

/** Whether each position would be paid now, if somebody paid it: of positions that are withheld, for one. */
export const readPayable = async (
  client: PublicClient,
  { distribution, distributionId, positions }: PositionsAt,
): Promise<boolean[]> => {
  const at = { address: distribution, abi: distributionModuleAbi, functionName: "claimFor" } as const;
  const contracts = positions.map((position) => ({ ...at, args: [distributionId, positionKeyOf(position)] }) as const);
  const answers = await client.multicall({ ...many, allowFailure: true, contracts });
  return answers.map(({ status }) => status === "success");
};

export type BalancesAt = {
  token: Address;
  positions: readonly Position[];
  recordDate: number;
  /** left out: all that each held */
  partition?: Hex | undefined;
};

/** What positions held at the end of a second that has passed, in smallest units. */
export const readBalancesAt = async (
  client: PublicClient,
  { token, positions, recordDate, partition }: BalancesAt,
): Promise<bigint[]> => {
  const at = { address: token, abi: securityTokenAbi } as const;
  const keys = positions.map(positionKeyOf);
  const holdings = await (partition === undefined
    ? client.readContract({ ...at, functionName: "positionsAt", args: [keys, recordDate] })
    : client.readContract({ ...at, functionName: "positionsByPartitionAt", args: [partition, keys, recordDate] }));
  return holdings.map(({ balance }) => balance);
};

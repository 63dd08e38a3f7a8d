import { type Address, encodeFunctionData, type Hex } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type SyncInvestorsParameters = {
  issuer: Address;
  ids: readonly Hex[];
};

/** Moves the counts of investors whose class (country, rating) has changed. */
export const syncInvestors = ({ issuer, ids }: SyncInvestorsParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "sync", args: [ids] }),
  description: `Move the counts of ${ids.length} investors`,
});

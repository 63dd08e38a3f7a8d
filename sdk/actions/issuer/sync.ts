import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type SyncInvestorsParameters = {
  issuer: Address;
  /** as `investorKey` makes them */
  keys: readonly number[];
};

/** Moves the counts of investors whose class (country, rating) has changed. */
export const syncInvestors = ({ issuer, keys }: SyncInvestorsParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "sync", args: [keys] }),
  description: `Move the counts of ${keys.length} investors`,
});

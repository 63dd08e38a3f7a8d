import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type DismissInvestorsParameters = {
  issuer: Address;
  /** as `investorKey` makes them */
  keys: readonly number[];
};

/** Ends admissions; who holds something keeps its place until it holds nothing. */
export const dismissInvestors = ({ issuer, keys }: DismissInvestorsParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "dismiss", args: [keys] }),
  description: `Dismiss ${keys.length} investors`,
});

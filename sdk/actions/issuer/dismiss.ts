import { type Address, encodeFunctionData, type Hex } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type DismissInvestorsParameters = {
  issuer: Address;
  ids: readonly Hex[];
};

/** Ends admissions; who holds something keeps its place until it holds nothing. */
export const dismissInvestors = ({ issuer, ids }: DismissInvestorsParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "dismiss", args: [ids] }),
  description: `Dismiss ${ids.length} investors`,
});

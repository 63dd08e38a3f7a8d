import { type Address, encodeFunctionData, type Hex } from "viem";
import { countWorkAbi } from "../../../abis/CountWork.ts";
import type { Call } from "../../types.ts";

export type EnrolCountsParameters = {
  counts: Address;
  /** investors whom the issuer counts, 12 bytes each; at most 100 */
  ids: readonly Hex[];
};

/** Enrols investors, so that keeper networks find it when their class has changed. Anyone. */
export const enrolCounts = ({ counts, ids }: EnrolCountsParameters): Call => ({
  to: counts,
  value: 0n,
  data: encodeFunctionData({ abi: countWorkAbi, functionName: "enrol", args: [ids] }),
  description: `Enrol ${ids.length} investors for keepers`,
});

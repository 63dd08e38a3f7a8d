import { type Address, encodeFunctionData } from "viem";
import { countWorkAbi } from "../../../abis/CountWork.ts";
import type { Call } from "../../types.ts";

export type EnrolCountsParameters = {
  counts: Address;
  /** investors whom the issuer counts, as `investorKey` makes them; at most 100 */
  keys: readonly number[];
};

/** Enrols investors, so that keeper networks find it when their class has changed. Anyone. */
export const enrolCounts = ({ counts, keys }: EnrolCountsParameters): Call => ({
  to: counts,
  value: 0n,
  data: encodeFunctionData({ abi: countWorkAbi, functionName: "enrol", args: [keys] }),
  description: `Enrol ${keys.length} investors for keepers`,
});

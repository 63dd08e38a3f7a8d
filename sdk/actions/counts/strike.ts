import { encodeFunctionData } from "viem";
import { countWorkAbi } from "../../../abis/CountWork.ts";
import type { Call } from "../../types.ts";
import type { EnrolCountsParameters } from "./enrol.ts";

/** Takes investors off the list whom the issuer does not count any more. Anyone. */
export const strikeCounts = ({ counts, keys }: EnrolCountsParameters): Call => ({
  to: counts,
  value: 0n,
  data: encodeFunctionData({ abi: countWorkAbi, functionName: "strike", args: [keys] }),
  description: `Take ${keys.length} investors off the keepers' list`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type AnnounceRecordDateParameters = {
  distribution: Address;
  /** whose record date lay beyond the token's horizon when it was declared */
  distributionId: bigint;
};

/** Announces a planned record date to the token, or has the module tell that it was missed. */
export const announceRecordDate = ({ distribution, distributionId }: AnnounceRecordDateParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "announceRecordDate", args: [distributionId] }),
  description: `Announce the record date of distribution ${distributionId}`,
});

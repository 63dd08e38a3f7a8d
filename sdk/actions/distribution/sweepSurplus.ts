import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type SweepSurplusParameters = {
  distribution: Address;
  distributionId: bigint;
  /** ERC-20 */
  asset: Address;
  to: Address;
};

/** Sends away what a distribution's purse holds beyond its own money. */
export const sweepSurplus = ({ distribution, distributionId, asset, to }: SweepSurplusParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "sweepSurplus",
    args: [distributionId, asset, to],
  }),
  description: `Send the surplus of distribution ${distributionId} to ${to}`,
});

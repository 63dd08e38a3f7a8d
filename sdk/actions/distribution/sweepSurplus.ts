import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type SweepSurplusParameters = {
  distribution: Address;
  /** left out: what lies at the module itself, which never holds money */
  distributionId?: bigint | undefined;
  /** ERC-20 */
  asset: Address;
  to: Address;
};

/** Sends away what a distribution's purse holds beyond its own money. */
export const sweepSurplus = ({ distribution, distributionId = 0n, asset, to }: SweepSurplusParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "sweepSurplus",
    args: [distributionId, asset, to],
  }),
  description: `Send the surplus of ${distributionId === 0n ? "the module" : `distribution ${distributionId}`} to ${to}`,
});

import { type Address, encodeFunctionData, zeroAddress } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";

export type ClaimDistributionParameters = {
  distribution: Address;
  distributionId: bigint;
  /** who keeps the position; left out if held directly */
  custodian?: Address | undefined;
};

/** Pays the sender what was not paid to it. */
export const claimDistribution = ({
  distribution,
  distributionId,
  custodian = zeroAddress,
}: ClaimDistributionParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "claim", args: [distributionId, custodian] }),
  description: `Claim from distribution ${distributionId}`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";
import type { Position } from "./pay.ts";

export type ClaimDistributionForParameters = {
  distribution: Address;
  distributionId: bigint;
  /** of the sender, or of a lost account whose successor the sender is */
  position: Position;
};

/** Pays the sender what was not paid to a position of its own, or of an account whose successor it is. */
export const claimDistributionFor = ({
  distribution,
  distributionId,
  position,
}: ClaimDistributionForParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({ abi: distributionModuleAbi, functionName: "claimFor", args: [distributionId, position] }),
  description: `Claim from distribution ${distributionId} for ${position.account}`,
});

import { type Address, encodeFunctionData } from "viem";
import { distributionModuleAbi } from "../../../abis/DistributionModule.ts";
import type { Call } from "../../types.ts";
import { type Position, positionKeyOf } from "./pay.ts";

export type ClaimDistributionForParameters = {
  distribution: Address;
  distributionId: bigint;
  position: Position;
};

/** Pays one position what was not paid to it. Anyone: the money goes to the account that is entitled. */
export const claimDistributionFor = ({
  distribution,
  distributionId,
  position,
}: ClaimDistributionForParameters): Call => ({
  to: distribution,
  value: 0n,
  data: encodeFunctionData({
    abi: distributionModuleAbi,
    functionName: "claimFor",
    args: [distributionId, positionKeyOf(position)],
  }),
  description: `Claim from distribution ${distributionId} for ${position.account}`,
});

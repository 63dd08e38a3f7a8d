import { type Address, encodeFunctionData, type Hex } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { Call } from "../../types.ts";

export type ReplaceSecuredPartyParameters = {
  pledges: Address;
  pledgeId: bigint;
  securedParty: Address;
  /** of the document that orders it */
  documentHash: Hex;
};

/** Makes another account the secured party where the present one cannot. The owner. */
export const replaceSecuredParty = ({
  pledges,
  pledgeId,
  securedParty,
  documentHash,
}: ReplaceSecuredPartyParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({
    abi: pledgeModuleAbi,
    functionName: "replaceSecuredParty",
    args: [pledgeId, securedParty, documentHash],
  }),
  description: `Replace the secured party of pledge ${pledgeId} by ${securedParty}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { SignedPledge } from "../../pledges.ts";
import type { Call } from "../../types.ts";

export type AcceptSignedPledgeParameters = {
  pledges: Address;
  offer: SignedPledge;
  signature: Hex;
};

/** Opens a pledge that the holder has signed (`pledgeTypedData`). The secured party. */
export const acceptSignedPledge = ({ pledges, offer, signature }: AcceptSignedPledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({
    abi: pledgeModuleAbi,
    functionName: "acceptSigned",
    args: [offer.terms, offer.salt, offer.deadline, signature],
  }),
  description: `Accept a signed pledge of ${offer.terms.amount} units`,
});

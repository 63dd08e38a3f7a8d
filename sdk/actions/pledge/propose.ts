import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import type { PledgeTerms } from "../../pledges.ts";
import type { Call } from "../../types.ts";

export type ProposePledgeParameters = {
  pledges: Address;
  terms: PledgeTerms;
};

/** Offers a pledge. The holder. */
export const proposePledge = ({ pledges, terms }: ProposePledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({ abi: pledgeModuleAbi, functionName: "propose", args: [terms] }),
  description: `Offer to pledge ${terms.amount} units to ${terms.securedParty}`,
});

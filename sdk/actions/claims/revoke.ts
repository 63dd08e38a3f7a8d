import { type Address, encodeFunctionData, type Hex } from "viem";
import { claimRegistryAbi } from "../../../abis/ClaimRegistry.ts";
import type { Call } from "../../types.ts";

export type RevokeClaimParameters = {
  claims: Address;
  subject: Hex;
  topic: Hex;
  /** authority that attested it */
  attester: number;
};

/** Takes a claim back. */
export const revokeClaim = ({ claims, subject, topic, attester }: RevokeClaimParameters): Call => ({
  to: claims,
  value: 0n,
  data: encodeFunctionData({ abi: claimRegistryAbi, functionName: "revokeClaim", args: [subject, topic, attester] }),
  description: `Revoke the claim of authority ${attester} on ${subject}`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { claimRegistryAbi } from "../../../abis/ClaimRegistry.ts";
import type { Call } from "../../types.ts";

export type Attestation = {
  /** `subjectOfInvestor` or `subjectOfAccount` */
  subject: Hex;
  /** `topicOf` a role's name */
  topic: Hex;
  /** first second (Unix time) at which it no longer holds */
  expiresAt: number;
  /** 32 bytes: hash of the evidence, or what the topic says */
  data: Hex;
};

export type AttestClaimsParameters = {
  claims: Address;
  attestations: readonly Attestation[];
};

/** States claims about investors or accounts in the name of an authority. */
export const attestClaims = ({ claims, attestations }: AttestClaimsParameters): Call => ({
  to: claims,
  value: 0n,
  data: encodeFunctionData({ abi: claimRegistryAbi, functionName: "attestClaims", args: [attestations] }),
  description: `Attest ${attestations.length} claims`,
});

import { type Address, encodeFunctionData, type Hex } from "viem";
import { claimRegistryAbi } from "../../../abis/ClaimRegistry.ts";
import type { Call } from "../../types.ts";

export type SetAuthorityTopicsParameters = {
  claims: Address;
  /** below 256 */
  authority: number;
  /** `topicOf` roles' names */
  topics: readonly Hex[];
  permitted: boolean;
};

/** Says on which topics an authority may attest; its claims on those that it loses are valid no more. */
export const setAuthorityTopics = ({ claims, authority, topics, permitted }: SetAuthorityTopicsParameters): Call => ({
  to: claims,
  value: 0n,
  data: encodeFunctionData({
    abi: claimRegistryAbi,
    functionName: "setAuthorityTopics",
    args: [authority, topics, permitted],
  }),
  description: `${permitted ? "Let" : "No longer let"} authority ${authority} attest on ${topics.length} topics`,
});

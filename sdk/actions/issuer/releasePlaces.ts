import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type ReleasePlacesParameters = {
  issuer: Address;
  /** that reserved the places and has left its last token */
  module: Address;
  /** as `investorKey` makes them */
  keys: readonly number[];
};

/** Frees the places that a detached module reserved. Anyone. */
export const releasePlaces = ({ issuer, module, keys }: ReleasePlacesParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "releasePlaces", args: [module, keys] }),
  description: `Free ${keys.length} places that module ${module} reserved`,
});

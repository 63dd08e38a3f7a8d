import { type Address, encodeFunctionData, type Hex } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type ReleasePlacesParameters = {
  issuer: Address;
  /** that reserved the places and has left its last token */
  module: Address;
  ids: readonly Hex[];
};

/** Frees the places that a detached module reserved. Anyone. */
export const releasePlaces = ({ issuer, module, ids }: ReleasePlacesParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "releasePlaces", args: [module, ids] }),
  description: `Free ${ids.length} places that module ${module} reserved`,
});

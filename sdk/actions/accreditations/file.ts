import { type Address, encodeFunctionData, type Hex } from "viem";
import { accreditationWorkAbi } from "../../../abis/AccreditationWork.ts";
import type { Call } from "../../types.ts";

export type FileAccreditationsParameters = {
  accreditations: Address;
  /** the registrar's place at the issuer */
  registrar: number;
  /** investors of the issuer, 12 bytes each; at most 100 */
  ids: readonly Hex[];
};

/** Files investors under the day on which their accreditation ends, so that keeper networks find them. Anyone. */
export const fileAccreditations = ({ accreditations, registrar, ids }: FileAccreditationsParameters): Call => ({
  to: accreditations,
  value: 0n,
  data: encodeFunctionData({ abi: accreditationWorkAbi, functionName: "file", args: [registrar, ids] }),
  description: `File ${ids.length} accreditations for keepers`,
});

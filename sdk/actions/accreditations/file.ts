import { type Address, encodeFunctionData } from "viem";
import { accreditationWorkAbi } from "../../../abis/AccreditationWork.ts";
import type { Call } from "../../types.ts";

export type FileAccreditationsParameters = {
  accreditations: Address;
  /** investors of the issuer, as `investorKey` makes them; at most 100 */
  keys: readonly number[];
};

/** Files investors under the day on which their accreditation ends, so that keeper networks find them. Anyone. */
export const fileAccreditations = ({ accreditations, keys }: FileAccreditationsParameters): Call => ({
  to: accreditations,
  value: 0n,
  data: encodeFunctionData({ abi: accreditationWorkAbi, functionName: "file", args: [keys] }),
  description: `File ${keys.length} accreditations for keepers`,
});

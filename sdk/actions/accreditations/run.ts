import { type Address, encodeFunctionData } from "viem";
import { accreditationWorkAbi } from "../../../abis/AccreditationWork.ts";
import type { Call } from "../../types.ts";
import { ascending } from "../../work.ts";

export type MarkAccreditationsParameters = {
  accreditations: Address;
  /** keys of investors, in any order */
  ids: readonly bigint[];
};

/** Marks accreditations that have ended as lapsed, and takes them off the file. Anyone. */
export const markAccreditations = ({ accreditations, ids }: MarkAccreditationsParameters): Call => ({
  to: accreditations,
  value: 0n,
  data: encodeFunctionData({ abi: accreditationWorkAbi, functionName: "runWork", args: [0n, ascending(ids)] }),
  description: `Mark ${ids.length} accreditations as lapsed`,
});

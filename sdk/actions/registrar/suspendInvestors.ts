import { type Address, encodeFunctionData, stringToHex } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type SuspendInvestorsParameters = {
  registrar: Address;
  ids: readonly number[];
  /** false lifts the suspensions */
  suspended: boolean;
  /** reason, or reference of the order: at most 256 bytes, public for ever */
  memo: string;
};

/** Bars investors from sending and receiving by order of a supervisor, or lifts that. */
export const suspendInvestors = ({ registrar, ids, suspended, memo }: SuspendInvestorsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({
    abi: kycRegistrarAbi,
    functionName: "setInvestorSuspension",
    args: [ids, suspended, stringToHex(memo)],
  }),
  description: `${suspended ? "Suspend" : "Lift the suspension of"} ${ids.length} investors`,
});

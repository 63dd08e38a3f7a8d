import { type Address, encodeFunctionData } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";

export type ExpireInvestorsParameters = {
  registrar: Address;
  ids: readonly number[];
};

/** Marks accreditations whose time has passed. */
export const expireInvestors = ({ registrar, ids }: ExpireInvestorsParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({ abi: kycRegistrarAbi, functionName: "expire", args: [ids] }),
  description: `Mark ${ids.length} expired accreditations`,
});

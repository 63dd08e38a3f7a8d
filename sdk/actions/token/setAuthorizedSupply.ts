import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetAuthorizedSupplyParameters = {
  token: Address;
  /** smallest units, at least the present supply; zero: no limit */
  limit: bigint;
};

/** Limits the total supply. */
export const setAuthorizedSupply = ({ token, limit }: SetAuthorizedSupplyParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setAuthorizedSupply", args: [limit] }),
  description: limit === 0n ? "Lift the limit of the supply" : `Limit the supply to ${limit} units`,
});

import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type AddTokenParameters = {
  issuer: Address;
  token: Address;
};

/** Adds a token: from then on it can issue, and counts investors for the issuer. */
export const addToken = ({ issuer, token }: AddTokenParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "addToken", args: [token] }),
  description: `Add token ${token}`,
});

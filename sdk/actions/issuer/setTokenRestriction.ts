import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type SetTokenRestrictionParameters = {
  issuer: Address;
  token: Address;
  restricted: boolean;
};

/** Pauses a token of the issuer, or lets it move again. */
export const setTokenRestriction = ({ issuer, token, restricted }: SetTokenRestrictionParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "setTokenRestriction", args: [token, restricted] }),
  description: restricted ? `Pause the token ${token}` : `Let the token ${token} move again`,
});

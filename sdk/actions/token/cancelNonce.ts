import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type CancelNonceParameters = {
  token: Address;
  nonce: bigint;
};

/** Voids what the sender signs, or has signed, under a nonce of signed transfers. */
export const cancelNonce = ({ token, nonce }: CancelNonceParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "cancelNonce", args: [nonce] }),
  description: `Void what is signed under the nonce ${nonce}`,
});

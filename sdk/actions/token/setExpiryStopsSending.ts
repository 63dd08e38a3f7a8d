import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetExpiryStopsSendingParameters = {
  token: Address;
  stops: boolean;
};

/** Says whether an expired accreditation stops its investor from sending, too. */
export const setExpiryStopsSending = ({ token, stops }: SetExpiryStopsSendingParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setExpiryStopsSending", args: [stops] }),
  description: stops ? "Stop expired investors from sending" : "Let expired investors send",
});

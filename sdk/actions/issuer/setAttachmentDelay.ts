import { type Address, encodeFunctionData } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import type { Call } from "../../types.ts";

export type SetAttachmentDelayParameters = {
  issuer: Address;
  /** seconds, at most 90 days; zero: modules come at once */
  delay: number;
};

/** Sets how long before its date an attachment is announced. The owner authority alone. */
export const setAttachmentDelay = ({ issuer, delay }: SetAttachmentDelayParameters): Call => ({
  to: issuer,
  value: 0n,
  data: encodeFunctionData({ abi: issuingEntityAbi, functionName: "setAttachmentDelay", args: [delay] }),
  description: `Announce modules ${delay} seconds ahead`,
});

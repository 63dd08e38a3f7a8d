import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText, positionLockText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type LockPositionParameters = {
  token: Address;
  partition: Hex;
  /** first second (Unix time) at which shares may leave; `lockedByHand`: until an authority ends it */
  lockedUntil: number;
};

/** Locks the sender's own position, longer than it is locked now. Only an authority ends it early. */
export const lockPosition = ({ token, partition, lockedUntil }: LockPositionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "lockPosition", args: [partition, lockedUntil] }),
  description: `Lock the own position in partition ${partitionText(partition)}: ${positionLockText(lockedUntil)}`,
});

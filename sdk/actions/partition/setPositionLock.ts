import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import { partitionText, positionLockText } from "../../partitions.ts";
import type { Call } from "../../types.ts";

export type SetPositionLockParameters = {
  token: Address;
  partition: Hex;
  account: Address;
  /** as in `setPartition`; zero: as the partition; `unlocked`: open whatever the partition says */
  lockedUntil: number;
};

/** Sets the lock of an account's position, beside the partition's: the later holds, and `unlocked` opens. */
export const setPositionLock = ({ token, partition, account, lockedUntil }: SetPositionLockParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "setPositionLock",
    args: [partition, account, lockedUntil],
  }),
  description: `Set the position of ${account} in partition ${partitionText(partition)}: ${positionLockText(lockedUntil)}`,
});

import { type Address, encodeFunctionData } from "viem";
import { lockupModuleAbi } from "../../../abis/LockupModule.ts";
import type { Call } from "../../types.ts";

export type ReleaseLotsParameters = {
  lockup: Address;
  lotIds: readonly bigint[];
};

/** Releases lots whose lock-up has ended. */
export const releaseLots = ({ lockup, lotIds }: ReleaseLotsParameters): Call => ({
  to: lockup,
  value: 0n,
  data: encodeFunctionData({ abi: lockupModuleAbi, functionName: "release", args: [lotIds] }),
  description: `Release ${lotIds.length} lots`,
});

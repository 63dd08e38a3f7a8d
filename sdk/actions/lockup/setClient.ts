import { type Address, encodeFunctionData } from "viem";
import { lockupModuleAbi } from "../../../abis/LockupModule.ts";
import type { Call } from "../../types.ts";

export type SetClientParameters = {
  lockup: Address;
  /** another module of the same token */
  client: Address;
  allowed: boolean;
};

/** Lets another module of the token issue locked shares through the lock-ups, or no more. */
export const setClient = ({ lockup, client, allowed }: SetClientParameters): Call => ({
  to: lockup,
  value: 0n,
  data: encodeFunctionData({ abi: lockupModuleAbi, functionName: "setClient", args: [client, allowed] }),
  description: `${allowed ? "List" : "Strike off"} the client ${client}`,
});

import type { Address, Hex, PublicClient } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { many } from "./many.ts";

export type ReadIssuedParameters = {
  lockup: Address;
  issueIds: readonly Hex[];
};

/** Which of the issues happened before, in the order asked. */
export const readIssued = (
  client: PublicClient,
  { lockup, issueIds }: ReadIssuedParameters,
): Promise<readonly boolean[]> => {
  const at = { address: lockup, abi: lockupModuleAbi, functionName: "isIssued" } as const;
  return client.multicall({ ...many, contracts: issueIds.map((issueId) => ({ ...at, args: [issueId] }) as const) });
};

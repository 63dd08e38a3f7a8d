import type { Address, Hex, PublicClient } from "viem";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";

export type ReadIssuedParameters = {
  lockup: Address;
  issueIds: readonly Hex[];
};

/** Which of the issues happened before, in the order asked. */
export const readIssued = (client: PublicClient, { lockup, issueIds }: ReadIssuedParameters): Promise<boolean[]> =>
  Promise.all(
    issueIds.map((issueId) =>
      client.readContract({ address: lockup, abi: lockupModuleAbi, functionName: "isIssued", args: [issueId] }),
    ),
  );

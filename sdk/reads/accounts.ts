import type { Address, PublicClient } from "viem";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";

/** Whether each account's investor is frozen by the issuer or restricted at the registrar, or is nobody known. */
export const readRestricted = (
  client: PublicClient,
  { issuer, accounts }: { issuer: Address; accounts: readonly Address[] },
): Promise<boolean[]> =>
  Promise.all(
    accounts.map((account) =>
      client.readContract({ address: issuer, abi: issuingEntityAbi, functionName: "isRestricted", args: [account] }),
    ),
  );

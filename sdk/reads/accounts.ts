import type { Address, PublicClient } from "viem";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { many } from "./many.ts";

/** Whether each account's investor is frozen by the issuer or restricted at the registrar, or is nobody known. */
export const readRestricted = (
  client: PublicClient,
  { issuer, accounts }: { issuer: Address; accounts: readonly Address[] },
): Promise<readonly boolean[]> => {
  const at = { address: issuer, abi: issuingEntityAbi, functionName: "isRestricted" } as const;
  return client.multicall({ ...many, contracts: accounts.map((account) => ({ ...at, args: [account] }) as const) });
};

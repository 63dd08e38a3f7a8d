import type { Address, PublicClient } from "viem";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { UnknownRestrictionError } from "../errors/unknownRestriction.ts";
import { type Restriction, restrictionOf } from "../restrictions.ts";

export type ReadTransferRefusalParameters = {
  token: Address;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
};

/** Why a direct transfer would be refused now (ERC-1404); undefined if it would succeed. */
export const readTransferRefusal = async (
  client: PublicClient,
  { token, from, to, amount }: ReadTransferRefusalParameters,
): Promise<Restriction | undefined> => {
  const code = await client.readContract({
    address: token,
    abi: securityTokenAbi,
    functionName: "detectTransferRestriction",
    args: [from, to, amount],
  });
  if (code === 0) return undefined;
  const restriction = restrictionOf(code);
  if (restriction === undefined) throw new UnknownRestrictionError(code);
  return restriction;
};

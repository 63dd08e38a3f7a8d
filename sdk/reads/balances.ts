import { type Address, type PublicClient, zeroAddress } from "viem";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";

export type ReadBalanceParameters = {
  token: Address;
  account: Address;
  /** who keeps the position; left out if held directly */
  custodian?: Address | undefined;
};

/** What an account owns now, in smallest units: directly, or as beneficial owner at a custodian. */
export const readBalance = (
  client: PublicClient,
  { token, account, custodian = zeroAddress }: ReadBalanceParameters,
): Promise<bigint> =>
  custodian === zeroAddress
    ? client.readContract({ address: token, abi: securityTokenAbi, functionName: "balanceOf", args: [account] })
    : client.readContract({
        address: token,
        abi: securityTokenAbi,
        functionName: "custodyBalanceOf",
        args: [custodian, account],
      });
